import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { TASK_STATUS_NAMES } from '@wangjian/core/campaign.ts';
import {
  type CampaignDetail,
  type CampaignTask,
  finishTask,
  listTasks,
  receivePlan,
  reopenTask,
  reportProgress,
} from '@wangjian/server/modules/campaigns/contract.ts';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { Word } from '../../word-tag.tsx';
import { CampaignBureaus } from './campaign-bureaus.tsx';

const STEPS = {
  progress: { endpoint: reportProgress, name: '填报进展', label: '进展情况' },
  finish: { endpoint: finishTask, name: '报告完成', label: '完成情况' },
  reopen: { endpoint: reopenTask, name: '退回', label: '退回理由' },
} as const;
type Step = keyof typeof STEPS;

/** 任务: each item for each unit, with what was told of it. */
export function CampaignTasks({ campaign }: { campaign: CampaignDetail }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<{ task: CampaignTask; step: Step } | null>(null);
  const queryKey = ['campaign-work', campaign.id, 'tasks'];
  const tasks = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(listTasks, { params: { id: campaign.id }, signal }),
  });
  const reload = () => {
    void queries.invalidateQueries({ queryKey: ['campaign-work', campaign.id] });
    void queries.invalidateQueries({ queryKey: ['campaign', campaign.id] });
  };
  const receive = useMutation({
    mutationFn: (orgId: string) => call(receivePlan, { params: { id: campaign.id }, body: { orgId } }),
    onSuccess: () => {
      message.success('已签收');
      reload();
    },
    onError: (error) => message.error(messageOf(error)),
  });
  return (
    <>
      {campaign.own
        .filter(({ toReceive }) => toReceive)
        .map(({ orgId, name }) => (
          <p key={orgId}>
            <Button type="primary" loading={receive.isPending} onClick={() => receive.mutate(orgId)}>
              签收方案和任务
            </Button>
            <span className="campaign-hint">{name}</span>
          </p>
        ))}
      <QueryState query={tasks}>
        {({ items }) =>
          items.length === 0 && campaign.bureaus.length > 0 ? null : (
            <table className="plain-table campaign-task">
              <thead>
                <tr>
                  <th>任务</th>
                  <th>责任领导</th>
                  <th>责任单位</th>
                  <th>时限</th>
                  <th>状态</th>
                  <th>进展</th>
                  <th>办理</th>
                </tr>
              </thead>
              <tbody>
                {items.map((task) => (
                  <tr key={task.id}>
                    <td title={task.content}>
                      {task.seq}. {task.title}
                    </td>
                    <td>{task.leader || '—'}</td>
                    <td>{[task.orgName, task.office].filter(Boolean).join('、')}</td>
                    <td className="num">{task.dueOn ?? '—'}</td>
                    <td>
                      <Word of={TASK_STATUS_NAMES} value={task.status} />
                    </td>
                    <td>
                      <p className="campaign-words">{task.progress ?? '—'}</p>
                    </td>
                    <td>
                      {task.allowed.map((step) => (
                        <Button key={step} type="link" size="small" onClick={() => setChosen({ task, step })}>
                          {STEPS[step].name}
                        </Button>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </QueryState>
      <CampaignBureaus bureaus={campaign.bureaus} />
      {chosen && (
        <ActionDialog<{ words: string }>
          title={`${STEPS[chosen.step].name}：${chosen.task.title}`}
          ok={STEPS[chosen.step].name}
          initial={{ words: chosen.step === 'reopen' ? '' : (chosen.task.progress ?? '') }}
          onReload={reload}
          onClose={() => setChosen(null)}
          onSubmit={async ({ words }) => {
            const { task, step } = chosen;
            await call(STEPS[step].endpoint, {
              params: { id: campaign.id, taskId: task.id },
              body: { version: task.version, words },
            });
            reload();
          }}
        >
          <p className="soft">检查、线索、案件的数量自动统计，这里只写做法和进展。</p>
          <Form.Item
            name="words"
            label={STEPS[chosen.step].label}
            rules={[{ required: true, min: 2, message: '请填写' }]}
          >
            <Input.TextArea maxLength={3000} autoSize={{ minRows: 3, maxRows: 12 }} />
          </Form.Item>
        </ActionDialog>
      )}
    </>
  );
}
