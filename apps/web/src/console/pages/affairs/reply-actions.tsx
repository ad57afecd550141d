import { useQueryClient } from '@tanstack/react-query';
import {
  FEEDBACK_NAMES,
  type Feedback,
  OPENNESS_NAMES,
  type Openness,
  REPLY_RESULT_NAMES,
  type ReplyResult,
} from '@wangjian/core/affairs.ts';
import {
  cancelReply,
  commentReply,
  deliverReply,
  draftReply,
  editReply,
  handReply,
  moveReplyTerm,
  noteFeedback,
  type ReplyDetail,
  type ReplyForm,
} from '@wangjian/server/modules/affairs/contract.ts';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';
import { OrgField } from './org-field.tsx';
import { ReplyFields } from './reply-fields.tsx';

type Action = ReplyDetail['allowed'][number];
const LABELS: Record<Action, string> = {
  draft: '拟制答复函',
  deliver: '登记答复',
  feedback: '登记代表（委员）意见',
  edit: '修改',
  hand: '转办',
  term: '改期',
  comment: '添加说明',
  cancel: '撤销',
};
interface Values extends ReplyForm {
  words: string;
  day: string;
  orgId: string;
  result: ReplyResult;
  openness: Openness;
  copies: string[];
  work: string;
  plan: string;
  signer: string;
  feedback: Feedback;
}
const least = [{ required: true, min: 2, message: '请至少写两个字' }];
const required = (message: string) => [{ required: true, message }];

/** What may be done with a proposal now. */
export function ReplyActions({ reply }: { reply: ReplyDetail }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Action | null>(null);
  const params = { params: { id: reply.id } };
  const { version } = reply;
  const send = async (given: Values): Promise<ReplyDetail> => {
    const reason = given.words;
    switch (asked) {
      case 'draft': {
        const { result, openness, copies, work, plan, signer } = given;
        return await call(draftReply, {
          ...params,
          body: { version, result, openness, copies, work, plan, signer },
        });
      }
      case 'deliver':
        return await call(deliverReply, { ...params, body: { version, repliedOn: given.day } });
      case 'feedback': {
        const body = { version, feedback: given.feedback, words: reason ?? '' };
        return await call(noteFeedback, { ...params, body });
      }
      case 'edit':
        return await call(editReply, { ...params, body: { ...given, version } });
      case 'hand':
        return await call(handReply, { ...params, body: { version, orgId: given.orgId, reason } });
      case 'term':
        return await call(moveReplyTerm, { ...params, body: { version, dueOn: given.day, reason } });
      case 'cancel':
        return await call(cancelReply, { ...params, body: { version, reason } });
      default:
        return await call(commentReply, { ...params, body: { version, text: reason } });
    }
  };
  return (
    <>
      {(Object.keys(LABELS) as Action[])
        .filter((action) => reply.allowed.includes(action))
        .map((action) => (
          <Button
            key={action}
            type={action === 'draft' || action === 'deliver' ? 'primary' : 'default'}
            danger={action === 'cancel'}
            onClick={() => setAsked(action)}
          >
            {LABELS[action]}
          </Button>
        ))}
      {asked && (
        <ActionDialog<Values>
          title={LABELS[asked]}
          ok={asked === 'edit' ? '保存' : '确定'}
          danger={asked === 'cancel'}
          width={asked === 'draft' || asked === 'edit' ? 640 : 480}
          initial={{
            ...reply,
            result: reply.result ?? 'A',
            openness: reply.openness ?? 'open',
            day: asked === 'deliver' ? todayInChina() : reply.dueOn,
            signer: reply.signer ?? '',
            feedback: reply.feedback ?? 'satisfied',
          }}
          onClose={() => setAsked(null)}
          onReload={() => void queries.invalidateQueries({ queryKey: ['reply', reply.id] })}
          onSubmit={async (given) => {
            queries.setQueryData(['reply', reply.id], await send(given));
            void queries.invalidateQueries({ queryKey: ['replies'] });
            void queries.invalidateQueries({ queryKey: ['documents'] });
            message.success(
              asked === 'draft' ? '已拟制答复函，请打开文书提交签发' : `${LABELS[asked]}：已保存`,
            );
          }}
        >
          <Fields asked={asked} />
        </ActionDialog>
      )}
    </>
  );
}

function Fields({ asked }: { asked: Action }) {
  if (asked === 'draft') return <DraftFields />;
  if (asked === 'edit')
    return (
      <>
        <ReplyFields />
        <Form.Item name="content" label="建议提案内容">
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={10000} />
        </Form.Item>
      </>
    );
  if (asked === 'deliver')
    return (
      <Form.Item name="day" label="答复日期" rules={required('请选择日期')}>
        <LazyDayInput max={todayInChina()} />
      </Form.Item>
    );
  return (
    <>
      {asked === 'feedback' && (
        <Form.Item name="feedback" label="代表（委员）意见">
          <Select options={optionsOf(FEEDBACK_NAMES)} />
        </Form.Item>
      )}
      {asked === 'hand' && (
        <Form.Item name="orgId" label="承办单位" rules={required('请选择承办单位')}>
          <OrgField />
        </Form.Item>
      )}
      {asked === 'term' && (
        <Form.Item name="day" label="新的答复期限" rules={required('请选择日期')}>
          <LazyDayInput min={todayInChina()} />
        </Form.Item>
      )}
      <Form.Item
        name="words"
        label={asked === 'comment' ? '说明' : asked === 'feedback' ? '具体意见' : '原因'}
        rules={asked === 'feedback' ? [] : least}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </>
  );
}

function DraftFields() {
  return (
    <>
      <Form.Item
        name="result"
        label="办理结果"
        extra="A、B、C 的含义以交办单位的规定为准。"
        rules={required('请选择')}
      >
        <Select options={optionsOf(REPLY_RESULT_NAMES)} />
      </Form.Item>
      <Form.Item name="openness" label="公开属性" rules={required('请选择')}>
        <Select options={optionsOf(OPENNESS_NAMES)} />
      </Form.Item>
      <Form.Item name="signer" label="签发人" rules={least}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="copies" label="抄送">
        <Select mode="tags" open={false} suffixIcon={null} placeholder="输入单位名称，回车；可填多个" />
      </Form.Item>
      <Form.Item name="work" label="所做工作" rules={least}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={10000} />
      </Form.Item>
      <Form.Item name="plan" label="下一步打算">
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={5000} />
      </Form.Item>
    </>
  );
}
