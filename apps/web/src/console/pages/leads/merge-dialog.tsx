import { type LeadStatus, OPEN_LEAD_STATUSES } from '@wangjian/core/lead.ts';
import { type LeadItem, linkLead, listLeads, mergeLeads } from '@wangjian/server/modules/leads/contract.ts';
import { Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { RecordSearch } from '../../record/record-search.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import type { AskedProps } from './chosen.ts';
import { chosen, namesOf, numberIn } from './chosen.ts';
import { ACTION_WORDS } from './lead-action-words.ts';

/** Sources by which somebody reports. */
const REPORTED: ReadonlySet<string> = new Set(['complaint', 'citizen', 'rights-holder']);
const optionOf = (lead: LeadItem) => ({ value: lead.id, label: `${lead.number}　${lead.title}` });

/** Chooses another lead, to merge into it or to be joined with it. */
export default function MergeDialog(props: AskedProps & { readonly action: 'merge' | 'link' }) {
  const { action, leads } = props;
  const tell = useOutcome();
  const [key] = useState(oneTimeKey);
  const many = leads.length > 1;
  const reported = action === 'merge' && leads.some(({ source }) => REPORTED.has(source));
  return (
    <ActionDialog<{ into: string; note?: string; newFacts?: boolean }>
      title={ACTION_WORDS[action].title}
      ok={action === 'merge' ? '并入' : '关联'}
      initial={many ? { into: leads[0]!.id } : undefined}
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async ({ into, note, newFacts }) => {
        if (action === 'merge') {
          const outcome = await call(mergeLeads, {
            body: { into, newFacts, leads: chosen(leads).filter(({ id }) => id !== into), key },
          });
          tell('并入', outcome, numberIn(leads));
        } else {
          const id = leads[0]!.id;
          await call(linkLead, { params: { id }, body: { otherId: into, note } });
          tell('关联', { done: [id], refused: [] });
        }
        props.onDone?.();
      }}
    >
      <p className="soft break">{namesOf(leads)}</p>
      <Form.Item
        name="into"
        label={action === 'merge' ? '并入哪一条' : '与哪一条关联'}
        rules={[{ required: true, message: '请选择线索' }]}
      >
        <RecordSearch
          placeholder="输入编号、标题或当事人查找"
          known={many ? leads.map(optionOf) : []}
          find={async (q, signal) => {
            const status: LeadStatus[] =
              action === 'merge' ? ['sorting', 'accepted'] : [...OPEN_LEAD_STATUSES, 'closed'];
            const found = await call(listLeads, { query: { q, pageSize: 20, status }, signal });
            return found.items.filter((lead) => many || lead.id !== leads[0]?.id).map(optionOf);
          }}
        />
      </Form.Item>
      {reported && (
        <Form.Item
          name="newFacts"
          valuePropName="checked"
          extra="举报人补充新的事实、证据而并入的，核查期限自收到最后一次举报之日起重新计算（《市场监督管理投诉举报处理办法》第三十五条）；就同一事实重复举报的不勾选。"
        >
          <Checkbox>补充了新的事实</Checkbox>
        </Form.Item>
      )}
      {action === 'link' && (
        <Form.Item name="note" label="说明（可不填）">
          <Input maxLength={500} placeholder="如：同一当事人" />
        </Form.Item>
      )}
    </ActionDialog>
  );
}
