import { useQuery } from '@tanstack/react-query';
import { handOverLeads, proposeDispatch } from '@wangjian/server/modules/leads/contract.ts';
import { Alert, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import { todayInChina } from '../../time-words.ts';
import type { AskedProps } from './chosen.ts';
import { chosen, namesOf, numberIn } from './chosen.ts';

interface Values {
  readonly bureau: string;
  readonly dueOn?: string;
  readonly opinion: string;
}

/** 移交、下派: another bureau gets a record of its own; its result or return comes back to this one. */
export default function HandOverDialog(props: AskedProps) {
  const ids = props.leads.map(({ id }) => id);
  const proposals = useQuery({
    queryKey: ['lead-proposals', ids],
    queryFn: ({ signal }) => call(proposeDispatch, { body: { ids }, signal }),
  });
  const bureaus = proposals.data?.bureaus ?? [];
  // Where all leads belong by the rules, if that is one bureau.
  const items = proposals.data?.items ?? [];
  const [first] = items;
  const agreed = first && items.every(({ bureau }) => bureau === first.bureau) ? first : undefined;
  const proposed = bureaus.find(({ code }) => code === agreed?.bureau);
  const [key] = useState(oneTimeKey);
  const tell = useOutcome();
  return (
    <ActionDialog<Values>
      key={proposals.data ? 'ready' : 'waiting'}
      title="移交其他局"
      initial={proposed && { bureau: proposed.code }}
      ok="移交"
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async (values) => {
        const outcome = await call(handOverLeads, { body: { ...values, leads: chosen(props.leads), key } });
        tell('移交', outcome, numberIn(props.leads));
        props.onDone?.();
      }}
    >
      <p className="soft break">{namesOf(props.leads)}</p>
      {proposals.data && bureaus.length === 0 && (
        <Alert
          type="info"
          showIcon
          title="还没有其他局使用本系统"
          description="请在“移送协查”中以函件移送，收到回执后录入结果。"
        />
      )}
      {proposed && agreed && (
        <p className="dispatch-why">
          建议：<b>{proposed.name}</b>
          <span className="soft">
            （{agreed.regionName}；{agreed.reason}。{agreed.article}）
          </span>
        </p>
      )}
      <Form.Item name="bureau" label="承接的局" rules={[{ required: true, message: '请选择承接的局' }]}>
        <Select
          loading={proposals.isLoading}
          options={bureaus.map(({ code, name }) => ({ value: code, label: name }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="dueOn" label="希望反馈的日期（可不填）">
        <DayInput min={todayInChina()} />
      </Form.Item>
      <Form.Item
        name="opinion"
        label="移交理由"
        rules={[{ required: true, min: 2, message: '请写明移交理由，至少 2 个字' }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </ActionDialog>
  );
}
