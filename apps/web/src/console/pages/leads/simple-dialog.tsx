import { useNavigate } from '@tanstack/react-router';
import { LEAD_RETURN_REASON_NAMES, type LeadReturnReason } from '@wangjian/core/lead.ts';
import {
  acceptLeads,
  approveLeads,
  archiveLeads,
  closeLeads,
  dismissLeads,
  handBackLeads,
  type LeadItem,
  reopenLeads,
  returnLeads,
  sendBackLeads,
  signLeads,
  superviseLeads,
  takeLeads,
  urgeLeads,
  withdrawLeads,
} from '@wangjian/server/modules/leads/contract.ts';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';
import { chosen, namesOf, numberIn } from './chosen.ts';
import { ACTION_WORDS, type DialogAction } from './lead-action-words.ts';

interface Values {
  readonly reason?: LeadReturnReason;
  readonly opinion?: string;
  readonly dueOn?: string;
}
type Sent = Values & { readonly leads: ReturnType<typeof chosen>; readonly key: string };

/** Actions that ask for words and perhaps a reason or a day; what each asks, and how it is sent. */
const ACTIONS = {
  accept: {
    asks: 'opinion',
    send: ({ opinion, ...body }: Sent) => call(acceptLeads, { body: { ...body, opinion } }),
  },
  sign: {
    asks: 'opinion',
    send: ({ opinion, ...body }: Sent) => call(signLeads, { body: { ...body, opinion } }),
  },
  take: {
    asks: 'opinion',
    send: ({ opinion, ...body }: Sent) => call(takeLeads, { body: { ...body, opinion } }),
  },
  approve: {
    asks: 'opinion',
    send: ({ opinion, ...body }: Sent) => call(approveLeads, { body: { ...body, opinion } }),
  },
  close: {
    asks: 'opinion',
    send: ({ opinion, ...body }: Sent) => call(closeLeads, { body: { ...body, opinion } }),
  },
  archive: {
    asks: 'opinion',
    send: ({ opinion, ...body }: Sent) => call(archiveLeads, { body: { ...body, opinion } }),
  },
  dismiss: {
    asks: 'reason',
    send: ({ leads, key, reason, opinion = '' }: Sent) =>
      call(dismissLeads, { body: { leads, key, reason: reason!, opinion } }),
  },
  return: {
    asks: 'reason',
    send: ({ leads, key, reason, opinion = '' }: Sent) =>
      call(returnLeads, { body: { leads, key, reason: reason!, opinion } }),
  },
  'hand-back': {
    asks: 'reason',
    send: ({ leads, key, reason, opinion = '' }: Sent) =>
      call(handBackLeads, { body: { leads, key, reason: reason!, opinion } }),
  },
  'send-back': {
    asks: 'why',
    send: ({ leads, key, opinion = '' }: Sent) => call(sendBackLeads, { body: { leads, key, opinion } }),
  },
  reopen: {
    asks: 'why',
    send: ({ leads, key, opinion = '' }: Sent) =>
      call(reopenLeads, { body: { leads, key, reason: opinion } }),
  },
  withdraw: {
    asks: 'why',
    send: ({ leads, key, opinion = '' }: Sent) =>
      call(withdrawLeads, { body: { leads, key, reason: opinion } }),
  },
  urge: {
    asks: 'why',
    send: ({ leads, key, opinion = '' }: Sent) => call(urgeLeads, { body: { leads, key, text: opinion } }),
  },
  supervise: {
    asks: 'term',
    send: ({ leads, key, opinion = '', dueOn = '' }: Sent) =>
      call(superviseLeads, { body: { leads, key, text: opinion, dueOn } }),
  },
} as const satisfies Partial<
  Record<
    DialogAction,
    {
      asks: 'opinion' | 'why' | 'reason' | 'term';
      send: (
        sent: Sent,
      ) => Promise<{ done: readonly string[]; refused: readonly { id: string; message: string }[] }>;
    }
  >
>;
type SimpleAction = keyof typeof ACTIONS;

export function simpleAction(action: DialogAction): action is SimpleAction {
  return action in ACTIONS;
}

const LABELS: Partial<Record<SimpleAction, string>> = {
  reopen: '理由',
  withdraw: '理由',
  urge: '催办内容',
  supervise: '督办要求',
};

/** Where several leads of a list go on after a step that takes them out of it. */
const NEXT: Partial<Record<SimpleAction, { label: string; search: Record<string, string> }>> = {
  accept: { label: '去分派', search: { status: 'accepted' } },
  sign: { label: '去核查', search: { queue: 'to-check' } },
  take: { label: '去核查', search: { queue: 'to-check' } },
  approve: { label: '去办结', search: { queue: 'to-close' } },
};

/** Asks for an opinion, a reason or a day, then acts on one lead or several. */
export function SimpleDialog(props: {
  readonly action: SimpleAction;
  readonly leads: readonly LeadItem[];
  readonly onClose: () => void;
  readonly onDone?: (() => void) | undefined;
  readonly onReload?: (() => void) | undefined;
}) {
  const { action, leads } = props;
  const { asks, send } = ACTIONS[action];
  const words = ACTION_WORDS[action];
  const tell = useOutcome();
  const navigate = useNavigate();
  const next = leads.length > 1 ? NEXT[action] : undefined;
  const [key] = useState(oneTimeKey);
  const needed = asks !== 'opinion';
  const label = LABELS[action] ?? (needed ? '意见' : '意见（可不填）');
  return (
    <ActionDialog<Values>
      title={words.title}
      ok={words.verb}
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async (values) => {
        const outcome = await send({ ...values, leads: chosen(leads), key });
        tell(
          words.verb,
          outcome,
          numberIn(leads),
          next && { label: next.label, go: () => navigate({ to: '/leads', search: next.search }) },
        );
        props.onDone?.();
      }}
    >
      <p className="soft break">{namesOf(leads)}</p>
      {asks === 'reason' && (
        <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请选择理由' }]}>
          <Select options={optionsOf(LEAD_RETURN_REASON_NAMES)} autoFocus />
        </Form.Item>
      )}
      {asks === 'term' && (
        <Form.Item name="dueOn" label="限期" rules={[{ required: true, message: '请选择限期' }]}>
          <DayInput min={todayInChina()} />
        </Form.Item>
      )}
      <Form.Item
        name="opinion"
        label={label}
        rules={needed ? [{ required: true, min: 2, message: `请写明${label}，至少 2 个字` }] : []}
      >
        <Input.TextArea rows={3} maxLength={500} showCount autoFocus={asks !== 'reason'} />
      </Form.Item>
    </ActionDialog>
  );
}
