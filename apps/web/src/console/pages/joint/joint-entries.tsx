import { JOINT_ENTRY_KIND_NAMES } from '@wangjian/core/joint.ts';
import {
  addEntry,
  type JointDetail,
  type JointEntry,
  shareEntry,
  withdrawEntry,
} from '@wangjian/server/modules/joint/contract.ts';
import { App, Button, Checkbox, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { minuteOf } from '../../time-words.ts';
import { PartField, writableParts } from './part-select.tsx';
import { useSaved } from './use-joint.ts';

/** 发现和进展: one's own, and what other units share. */
export function JointEntries({ work }: { work: JointDetail }) {
  const { saved } = useSaved(work.id);
  const { message } = App.useApp();
  const [adding, setAdding] = useState(false);
  const [taking, setTaking] = useState<JointEntry | null>(null);
  const may = work.allowed.includes('entry');
  const share = async (entry: JointEntry) => {
    try {
      const params = { id: work.id, thingId: entry.id };
      saved(await call(shareEntry, { params, body: { version: entry.version } }), '已共享');
    } catch (error) {
      message.error(messageOf(error));
    }
  };
  return (
    <>
      {may && writableParts(work).length > 0 && (
        <div className="joint-bar">
          <Button onClick={() => setAdding(true)}>登记发现、进展</Button>
          <span className="soft">不勾选共享的，只有本单位看得到。</span>
        </div>
      )}
      {work.entries.length === 0 && (
        <p className="soft">还没有登记。{work.status === 'preparing' && '启动以后可以登记。'}</p>
      )}
      {work.entries.map((entry) => (
        <article key={entry.id} className="joint-card">
          <Tag color={entry.kind === 'result' ? 'green' : 'blue'}>{JOINT_ENTRY_KIND_NAMES[entry.kind]}</Tag>
          <b>{entry.unit}</b>
          <span className="soft num">{`　${entry.by}　${minuteOf(entry.at)}　`}</span>
          {!entry.shared && <Tag color="gold">仅本单位可见</Tag>}
          {entry.withdrawnWhy ? (
            <p className="soft">
              <s>{entry.text}</s>　已撤回：{entry.withdrawnWhy}
            </p>
          ) : (
            <p className="joint-words">{entry.text}</p>
          )}
          {may && entry.own && !entry.withdrawnWhy && (
            <div className="joint-buttons">
              {!entry.shared && (
                <Button size="small" onClick={() => void share(entry)}>
                  共享给参加单位
                </Button>
              )}
              <Button size="small" onClick={() => setTaking(entry)}>
                撤回
              </Button>
            </div>
          )}
        </article>
      ))}
      {adding && <EntryDialog work={work} onClose={() => setAdding(false)} />}
      {taking && (
        <ActionDialog<{ reason: string }>
          title="撤回"
          ok="撤回"
          danger
          onClose={() => setTaking(null)}
          onSubmit={async ({ reason }) =>
            saved(
              await call(withdrawEntry, {
                params: { id: work.id, thingId: taking.id },
                body: { version: taking.version, reason },
              }),
              '已撤回',
            )
          }
        >
          <p className="soft">原文和理由会保留；已经共享的，其他单位仍能看到被撤回的原文。</p>
          <Form.Item
            name="reason"
            label="原因"
            rules={[{ required: true, min: 2, message: '请至少写两个字' }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </ActionDialog>
      )}
    </>
  );
}

function EntryDialog({ work, onClose }: { work: JointDetail; onClose: () => void }) {
  const { saved, reload } = useSaved(work.id);
  const [key] = useState(oneTimeKey);
  const parts = writableParts(work);
  return (
    <ActionDialog<{ partId: string; kind: 'finding' | 'progress'; text: string; shared?: boolean }>
      title="登记发现、进展"
      ok="登记"
      initial={{ kind: 'finding', partId: parts[0]?.id ?? '' }}
      onClose={onClose}
      onReload={reload}
      onSubmit={async (given) =>
        saved(await call(addEntry, { params: { id: work.id }, body: { ...given, key } }), '已登记')
      }
    >
      {parts.length > 1 && <PartField parts={parts} label="单位" />}
      {parts.length === 1 && (
        <Form.Item name="partId" hidden>
          <Input />
        </Form.Item>
      )}
      <Form.Item name="kind" label="类型">
        <Select
          options={[
            { value: 'finding', label: '发现' },
            { value: 'progress', label: '进展' },
          ]}
        />
      </Form.Item>
      <Form.Item name="text" label="内容" rules={[{ required: true, min: 2, message: '请填写内容' }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="shared" valuePropName="checked">
        <Checkbox>共享给参加单位</Checkbox>
      </Form.Item>
    </ActionDialog>
  );
}
