import { LEAD_RETURN_REASON_NAMES } from '@wangjian/core/lead.ts';
import {
  acceptLeads,
  dismissLeads,
  type LeadItem,
  listLeads,
  mergeLeads,
  reopenLeads,
} from '@wangjian/server/modules/leads/contract.ts';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { RecordSearch } from '../../record/record-search.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import { optionsOf } from '../../words.ts';

type Sorting = 'accept' | 'dismiss' | 'merge' | 'reopen';
type SortedLead = Pick<LeadItem, 'id' | 'version' | 'number' | 'title'>;

/** 梳理: accept, dismiss, merge or reopen one lead or several; `allowed` leaves only what may be done now. */
export function LeadSorting(props: {
  readonly leads: readonly SortedLead[];
  readonly allowed?: readonly string[];
  readonly size?: 'small';
  readonly onDone?: () => void;
  readonly onReload?: () => void;
}) {
  const [asking, setAsking] = useState<Sorting | null>(null);
  const may = (action: Sorting) => props.allowed?.includes(action) ?? true;
  const button = (action: Sorting, name: string, type?: 'primary') =>
    may(action) && (
      <Button key={action} size={props.size} type={type} onClick={() => setAsking(action)}>
        {name}
      </Button>
    );
  return (
    <>
      {button('accept', '采纳', 'primary')}
      {button('dismiss', '不予处理')}
      {button('merge', '并入其他线索')}
      {button('reopen', '撤销结论')}
      {asking && <SortingDialog {...props} action={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

interface Values {
  readonly opinion?: string;
  readonly reason: string;
  readonly into: string;
}

const WORDS: Record<Sorting, { verb: string; title: string }> = {
  accept: { verb: '采纳', title: '采纳线索，转入待分派' },
  dismiss: { verb: '不予处理', title: '不予处理' },
  merge: { verb: '并入', title: '并入另一条线索' },
  reopen: { verb: '撤销结论', title: '撤销梳理结论，回到待梳理' },
};

function SortingDialog(props: {
  readonly action: Sorting;
  readonly leads: readonly SortedLead[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
  readonly onReload?: () => void;
}) {
  const { action, leads } = props;
  const tell = useOutcome();
  const several = leads.map(({ id, version }) => ({ id, version }));
  const submit = async ({ opinion, reason, into }: Values) => {
    const outcome =
      action === 'accept'
        ? await call(acceptLeads, { body: { leads: several, opinion } })
        : action === 'dismiss'
          ? await call(dismissLeads, {
              body: {
                leads: several,
                reason: reason as keyof typeof LEAD_RETURN_REASON_NAMES,
                opinion: opinion ?? '',
              },
            })
          : action === 'merge'
            ? await call(mergeLeads, { body: { into, leads: several.filter(({ id }) => id !== into) } })
            : await call(reopenLeads, { body: { leads: several, reason } });
    tell(WORDS[action].verb, outcome, (id) => leads.find((lead) => lead.id === id)?.number ?? id);
    props.onDone?.();
  };
  const names = leads.length === 1 ? `${leads[0]?.number} ${leads[0]?.title}` : `共 ${leads.length} 条线索`;
  return (
    <ActionDialog<Values>
      title={WORDS[action].title}
      ok={WORDS[action].verb}
      initial={action === 'merge' && leads.length > 1 ? { into: leads[0]?.id } : undefined}
      onSubmit={submit}
      onClose={props.onClose}
      onReload={props.onReload}
    >
      <p className="soft break">{names}</p>
      {action === 'dismiss' && (
        <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请选择理由' }]}>
          <Select options={optionsOf(LEAD_RETURN_REASON_NAMES)} autoFocus />
        </Form.Item>
      )}
      {(action === 'accept' || action === 'dismiss') && (
        <Form.Item
          name="opinion"
          label="意见"
          rules={action === 'dismiss' ? [{ required: true, min: 2, message: '请写明意见，至少 2 个字' }] : []}
        >
          <Input.TextArea rows={3} maxLength={500} showCount autoFocus={action === 'accept'} />
        </Form.Item>
      )}
      {action === 'merge' && (
        <Form.Item name="into" label="并入哪一条" rules={[{ required: true, message: '请选择要并入的线索' }]}>
          <RecordSearch
            placeholder="输入编号、标题或当事人查找"
            known={leads.length > 1 ? leads.map(optionOf) : []}
            find={async (q, signal) => {
              const found = await call(listLeads, {
                query: { q, pageSize: 20, status: ['sorting', 'accepted'] },
                signal,
              });
              return found.items.filter((lead) => leads.length > 1 || lead.id !== leads[0]?.id).map(optionOf);
            }}
          />
        </Form.Item>
      )}
      {action === 'reopen' && (
        <Form.Item
          name="reason"
          label="理由"
          rules={[{ required: true, min: 2, message: '请写明理由，至少 2 个字' }]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount autoFocus />
        </Form.Item>
      )}
    </ActionDialog>
  );
}

function optionOf(lead: SortedLead) {
  return { value: lead.id, label: `${lead.number}　${lead.title}` };
}
