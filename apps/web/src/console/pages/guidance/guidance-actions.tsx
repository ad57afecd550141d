import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ANSWER_KIND_NAMES, GUIDANCE_RESULT_NAMES } from '@wangjian/core/guidance.ts';
import {
  answerForParty,
  cancelGuidance,
  closeGuidance,
  commentGuidance,
  demandAgain,
  draftTalkRecord,
  type GuidanceAction,
  type GuidanceDetail,
  recheckGuidance,
  redraftGuidance,
  renewCode,
} from '@wangjian/server/modules/guidance/contract.ts';
import { App, Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';

/** Buttons in their order; those without a dialog act at once. */
const BUTTONS: readonly (readonly [GuidanceAction, label: string, primaryIn?: string])[] = [
  ['redraft', '重新拟制文书'],
  ['recheck', '发起复查', 'answered'],
  ['close', '办结', 'rechecking'],
  ['demand', '要求继续改正'],
  ['answer', '代登记反馈'],
  ['talk-record', '拟制约谈记录'],
  ['new-code', '更换答复码'],
  ['comment', '添加说明'],
  ['cancel', '撤销'],
];
const AT_ONCE = {
  redraft: redraftGuidance,
  recheck: recheckGuidance,
  'talk-record': draftTalkRecord,
} as const;

/** What may be done with a guidance now. */
export function GuidanceActions({ guidance, onReload }: { guidance: GuidanceDetail; onReload: () => void }) {
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [asked, setAsked] = useState<GuidanceAction | null>(null);
  const params = { params: { id: guidance.id } };
  const version = { version: guidance.version };
  const saved = (after: GuidanceDetail, words: string) => {
    queries.setQueryData(['guidance-record', guidance.id], after);
    void queries.invalidateQueries({ queryKey: ['documents'] });
    message.success(words);
  };
  const act = useMutation({
    mutationFn: (action: keyof typeof AT_ONCE) => call(AT_ONCE[action], { ...params, body: version }),
    onSuccess: (after, action) =>
      saved(
        after,
        action === 'recheck' ? '已发起复查，读到页面后这里会显示结果' : '已拟制，请在“文书”中填写',
      ),
    onError: (error) => message.error(messageOf(error)),
  });
  const renew = useMutation({
    mutationFn: () => call(renewCode, { ...params, body: version }),
    onSuccess: ({ code, expiresOn }) => {
      onReload();
      modal.info({
        title: '新的答复码',
        content: `${code}（有效期至 ${expiresOn}）。只显示这一次，请告知当事人；原答复码已失效。`,
      });
    },
    onError: (error) => message.error(messageOf(error)),
  });
  const press = (action: GuidanceAction) => {
    if (action in AT_ONCE) act.mutate(action as keyof typeof AT_ONCE);
    else if (action === 'new-code') renew.mutate();
    else setAsked(action);
  };
  const dialog = { onClose: () => setAsked(null), onReload };
  const required = (text: string) => [{ required: true, message: text }];
  return (
    <>
      {BUTTONS.filter(([action]) => guidance.allowed.includes(action)).map(([action, label, primaryIn]) => (
        <Button
          key={action}
          type={primaryIn === guidance.status ? 'primary' : 'default'}
          danger={action === 'cancel'}
          loading={act.isPending && act.variables === action}
          onClick={() => press(action)}
        >
          {label}
        </Button>
      ))}
      {asked === 'close' && (
        <ActionDialog<{ result: keyof typeof GUIDANCE_RESULT_NAMES; opinion: string; seenOnSite?: boolean }>
          title="办结"
          ok="办结"
          initial={{ result: 'corrected' }}
          {...dialog}
          onSubmit={async ({ result, opinion, seenOnSite = false }) =>
            saved(
              await call(closeGuidance, { ...params, body: { ...version, result, opinion, seenOnSite } }),
              '已办结',
            )
          }
        >
          <Form.Item name="result" label="结果" rules={required('请选择结果')}>
            <Select options={optionsOf(GUIDANCE_RESULT_NAMES)} />
          </Form.Item>
          <Form.Item name="opinion" label="说明" rules={required('请填写说明')}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
          <Form.Item name="seenOnSite" valuePropName="checked">
            <Checkbox>已实地（人工）核实改正</Checkbox>
          </Form.Item>
          <p className="soft">网上的问题按“已改正”办结，须先复查读到页面，或者已实地核实。</p>
        </ActionDialog>
      )}
      {asked === 'demand' && (
        <ActionDialog<{ reason: string; dueOn: string }>
          title="要求继续改正"
          ok="确定"
          {...dialog}
          onSubmit={async (given) =>
            saved(
              await call(demandAgain, { ...params, body: { ...version, ...given } }),
              '已重新计算反馈期限',
            )
          }
        >
          <Form.Item name="reason" label="没有改正的情况" rules={required('请写明情况')}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
          <Form.Item name="dueOn" label="新的反馈期限" rules={required('请选择日期')}>
            <LazyDayInput min={todayInChina()} />
          </Form.Item>
        </ActionDialog>
      )}
      {asked === 'answer' && <AnswerDialog guidance={guidance} onSaved={saved} {...dialog} />}
      {(asked === 'cancel' || asked === 'comment') && (
        <ActionDialog<{ words: string }>
          title={asked === 'cancel' ? '撤销行政指导' : '添加说明'}
          ok={asked === 'cancel' ? '撤销' : '添加'}
          danger={asked === 'cancel'}
          {...dialog}
          onSubmit={async ({ words }) =>
            asked === 'cancel'
              ? saved(
                  await call(cancelGuidance, { ...params, body: { ...version, reason: words } }),
                  '已撤销',
                )
              : saved(await call(commentGuidance, { ...params, body: { text: words } }), '已添加说明')
          }
        >
          <Form.Item
            name="words"
            label={asked === 'cancel' ? '原因' : '说明'}
            rules={[{ required: true, min: 2, message: '请至少写两个字' }]}
          >
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </ActionDialog>
      )}
    </>
  );
}

function AnswerDialog(props: {
  guidance: GuidanceDetail;
  onSaved: (after: GuidanceDetail, words: string) => void;
  onClose: () => void;
  onReload: () => void;
}) {
  const { guidance } = props;
  const [key] = useState(oneTimeKey);
  const required = (text: string) => [{ required: true, message: text }];
  return (
    <ActionDialog<{ kind: keyof typeof ANSWER_KIND_NAMES; text: string; by: string; contact?: string }>
      title="代登记当事人反馈"
      ok="登记"
      initial={{ kind: 'corrected' }}
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async (given) =>
        props.onSaved(
          await call(answerForParty, {
            params: { id: guidance.id },
            body: { ...given, version: guidance.version, key },
          }),
          '已登记反馈',
        )
      }
    >
      <Form.Item name="kind" label="反馈类型" rules={required('请选择')}>
        <Select options={optionsOf(ANSWER_KIND_NAMES)} />
      </Form.Item>
      <Form.Item name="text" label="反馈内容" rules={required('请填写反馈内容')}>
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
      <Form.Item name="by" label="反馈人" rules={required('请填写反馈人')}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="contact" label="联系电话">
        <Input maxLength={40} />
      </Form.Item>
    </ActionDialog>
  );
}
