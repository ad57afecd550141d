import { useMutation } from '@tanstack/react-query';
import {
  cancelJoint,
  commentJoint,
  concludeJoint,
  editJoint,
  type JointDetail,
  reopenJoint,
  startJoint,
} from '@wangjian/server/modules/joint/contract.ts';
import { App, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useSaved } from './use-joint.ts';

const BUTTONS = [
  ['start', '启动'],
  ['conclude', '结束'],
  ['reopen', '重新启动'],
  ['edit', '修改'],
  ['comment', '添加说明'],
  ['cancel', '撤销'],
] as const;
type Asked = (typeof BUTTONS)[number][0];
interface Values {
  words: string;
  despite?: boolean;
  title: string;
  purpose: string;
  plan: string;
  beginsOn: string | null;
  endsOn: string | null;
}
const least = [{ required: true, min: 2, message: '请至少写两个字' }];

/** What may be done with the whole now. */
export function JointActions({ work }: { work: JointDetail }) {
  const { saved, reload } = useSaved(work.id);
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [key, setKey] = useState(oneTimeKey);
  const params = { params: { id: work.id } };
  const { version } = work;
  const start = useMutation({
    mutationFn: () => call(startJoint, { ...params, body: { version } }),
    onSuccess: (after) => saved(after, '已启动，并通知各单位'),
    onError: (error) => message.error(messageOf(error)),
  });
  const submit = async (given: Values) => {
    const reason = given.words;
    switch (asked) {
      case 'edit': {
        const { title, purpose, plan, beginsOn, endsOn } = given;
        const body = { version, title, purpose, plan: plan ?? '', beginsOn, endsOn };
        return saved(await call(editJoint, { ...params, body }), '已保存');
      }
      case 'conclude': {
        const body = { version, result: reason, despite: given.despite ?? false };
        return saved(await call(concludeJoint, { ...params, body }), '已结束');
      }
      case 'cancel':
        return saved(await call(cancelJoint, { ...params, body: { version, reason } }), '已撤销');
      case 'reopen':
        return saved(await call(reopenJoint, { ...params, body: { version, reason } }), '已重新启动');
      default:
        saved(await call(commentJoint, { ...params, body: { text: reason, key } }), '已添加说明');
        setKey(oneTimeKey());
    }
  };
  const label = BUTTONS.find(([action]) => action === asked)?.[1] ?? '';
  return (
    <>
      {BUTTONS.filter(([action]) => work.allowed.includes(action)).map(([action, words]) => (
        <Button
          key={action}
          type={action === 'start' || action === 'conclude' ? 'primary' : 'default'}
          danger={action === 'cancel'}
          loading={action === 'start' && start.isPending}
          onClick={() => (action === 'start' ? start.mutate() : setAsked(action))}
        >
          {words}
        </Button>
      ))}
      {asked && (
        <ActionDialog<Values>
          title={asked === 'conclude' ? '结束并填写联合结果' : label}
          ok={asked === 'edit' ? '保存' : label}
          danger={asked === 'cancel'}
          width={asked === 'edit' ? 640 : 520}
          initial={work}
          onClose={() => setAsked(null)}
          onReload={reload}
          onSubmit={submit}
        >
          {asked === 'edit' ? (
            <EditFields action={work.kind === 'action'} />
          ) : (
            <Form.Item
              name="words"
              label={asked === 'conclude' ? '联合结果' : asked === 'comment' ? '说明' : '原因'}
              rules={least}
            >
              <Input.TextArea rows={4} maxLength={2000} />
            </Form.Item>
          )}
          {asked === 'conclude' && work.unfinished.length > 0 && (
            <>
              <p className="soft">还有未完成的事项，结束后任务随之取消：</p>
              <ul>
                {work.unfinished.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
              <Form.Item name="despite" valuePropName="checked">
                <Checkbox>仍然结束</Checkbox>
              </Form.Item>
            </>
          )}
        </ActionDialog>
      )}
    </>
  );
}

function EditFields({ action }: { action: boolean }) {
  return (
    <>
      <Form.Item name="title" label="名称" rules={least}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="purpose" label={action ? '目的' : '职责'} rules={least}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="plan" label={action ? '行动方案' : '工作规则'}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={10000} />
      </Form.Item>
      <Form.Item name="beginsOn" label="开始日期">
        <LazyDayInput />
      </Form.Item>
      <Form.Item name="endsOn" label="计划结束日期">
        <LazyDayInput />
      </Form.Item>
    </>
  );
}
