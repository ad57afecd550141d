import { JOINT_TASK_STATUS_NAMES } from '@wangjian/core/joint.ts';
import {
  addTask,
  cancelTask,
  completeTask,
  type JointDetail,
  type JointTask,
  moveTaskTerm,
  reopenTask,
} from '@wangjian/server/modules/joint/contract.ts';
import { Button, Checkbox, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { todayInChina } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { DueDay } from './due-day.tsx';
import { PartField, writableParts } from './part-select.tsx';
import { useSaved } from './use-joint.ts';

const LABELS = { complete: '完成', term: '改期', reopen: '退回重办', cancel: '取消' } as const;
type Action = keyof typeof LABELS;

/** 任务: who does what until when, and what came of it. */
export function JointTaskTable({ work }: { work: JointDetail }) {
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<{ task: JointTask; action: Action } | null>(null);
  const may = work.allowed.includes('task') && (work.leads || writableParts(work).length > 0);
  return (
    <>
      {may && (
        <div className="joint-bar">
          <Button onClick={() => setAdding(true)}>{work.leads ? '布置任务' : '登记本单位任务'}</Button>
        </div>
      )}
      {work.tasks.length === 0 ? (
        <p className="soft">还没有任务。{may && '给各单位布置任务后，系统按期限提醒。'}</p>
      ) : (
        <table className="plain-table wordy">
          <thead>
            <tr>
              <th>任务</th>
              <th>责任单位</th>
              <th>完成期限</th>
              <th>状态</th>
              <th aria-label="操作" />
            </tr>
          </thead>
          <tbody>
            {work.tasks.map((task) => (
              <tr key={task.id}>
                <td>
                  {task.title} {!task.shared && <Tag color="gold">仅本单位可见</Tag>}
                  {task.meetingId && <Tag>会议议定</Tag>}
                  {task.result && <div className="soft">{task.result}</div>}
                </td>
                <td>{task.unit}</td>
                <td>
                  <DueDay task={task} />
                </td>
                <td>
                  <Word of={JOINT_TASK_STATUS_NAMES} value={task.status} />
                  {task.doneOn && <span className="soft num">{task.doneOn}</span>}
                </td>
                <td>
                  {task.allowed.map((action) => (
                    <Button key={action} type="link" size="small" onClick={() => setAsked({ task, action })}>
                      {LABELS[action]}
                    </Button>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding && <TaskDialog work={work} onClose={() => setAdding(false)} />}
      {asked && <ActDialog work={work} {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** A new task, free or out of a meeting. */
export function TaskDialog(props: { work: JointDetail; meetingId?: string; onClose: () => void }) {
  const { work, meetingId } = props;
  const { saved, reload } = useSaved(work.id);
  const [key] = useState(oneTimeKey);
  const parts = work.leads
    ? work.parts.filter(({ status }) => status !== 'removed' && status !== 'declined')
    : writableParts(work);
  return (
    <ActionDialog<{ partId: string; title: string; dueOn: string; shared?: boolean }>
      title={work.leads ? '布置任务' : '登记本单位任务'}
      ok="确定"
      initial={{ shared: true, ...(parts.length === 1 && parts[0] ? { partId: parts[0].id } : {}) }}
      onClose={props.onClose}
      onReload={reload}
      onSubmit={async (given) =>
        saved(
          await call(addTask, {
            params: { id: work.id },
            body: { ...given, meetingId: meetingId ?? null, key },
          }),
          '已布置任务',
        )
      }
    >
      <PartField parts={parts} label="责任单位" />
      <Form.Item name="title" label="任务" rules={[{ required: true, min: 2, message: '请写明任务' }]}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
      <Form.Item name="dueOn" label="完成期限" rules={[{ required: true, message: '请选择日期' }]}>
        <LazyDayInput min={todayInChina()} />
      </Form.Item>
      {meetingId === undefined && (
        <Form.Item name="shared" valuePropName="checked">
          <Checkbox>其他参加单位也能看到（给其他单位布置的任务总是共享）</Checkbox>
        </Form.Item>
      )}
    </ActionDialog>
  );
}

function ActDialog(props: { work: JointDetail; task: JointTask; action: Action; onClose: () => void }) {
  const { work, task, action } = props;
  const { saved, reload } = useSaved(work.id);
  const params = { params: { id: work.id, thingId: task.id } };
  const { version } = task;
  const dated = action === 'term' || action === 'reopen';
  return (
    <ActionDialog<{ words: string; dueOn: string }>
      title={`${LABELS[action]}：${task.title}`}
      ok={LABELS[action]}
      danger={action === 'cancel'}
      onClose={props.onClose}
      onReload={reload}
      onSubmit={async ({ words, dueOn }) => {
        if (action === 'complete')
          saved(await call(completeTask, { ...params, body: { version, result: words } }), '已完成');
        else if (action === 'cancel')
          saved(await call(cancelTask, { ...params, body: { version, reason: words } }), '已取消');
        else
          saved(
            await call(action === 'term' ? moveTaskTerm : reopenTask, {
              ...params,
              body: { version, reason: words, dueOn },
            }),
            action === 'term' ? '已改期' : '已退回重办',
          );
      }}
    >
      <Form.Item
        name="words"
        label={action === 'complete' ? '完成情况' : '原因'}
        rules={[{ required: true, min: 2, message: '请至少写两个字' }]}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      {dated && (
        <Form.Item name="dueOn" label="新的期限" rules={[{ required: true, message: '请选择日期' }]}>
          <LazyDayInput min={todayInChina()} />
        </Form.Item>
      )}
    </ActionDialog>
  );
}
