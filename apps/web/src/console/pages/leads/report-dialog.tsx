import {
  LEAD_RESULT_FIELD_NAMES,
  LEAD_RESULT_FIELDS,
  LEAD_RESULT_NAMES,
  type LeadResult,
} from '@wangjian/core/lead.ts';
import { reportLead } from '@wangjian/server/modules/leads/contract.ts';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import { optionsOf } from '../../words.ts';
import type { AskedProps } from './chosen.ts';

interface Values {
  readonly result: LeadResult;
  readonly facts: string;
  readonly handling?: string;
  readonly reference?: string;
  readonly reason?: string;
}

/** 反馈: the result, and what the result must be told with. */
export default function ReportDialog(props: AskedProps) {
  const [lead] = props.leads;
  const [form] = Form.useForm<Values>();
  const tell = useOutcome();
  const [key] = useState(oneTimeKey);
  const result = Form.useWatch('result', form);
  const needed = result && LEAD_RESULT_FIELDS[result];
  if (!lead) return null;
  return (
    <ActionDialog<Values>
      title={`反馈核查结果　${lead.number}`}
      ok="反馈"
      width={600}
      form={form}
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async (values) => {
        await call(reportLead, { params: { id: lead.id }, body: { ...values, version: lead.version, key } });
        tell('反馈', { done: [lead.id], refused: [] });
      }}
    >
      <Form.Item name="result" label="结果" rules={[{ required: true, message: '请选择结果' }]}>
        <Select options={optionsOf(LEAD_RESULT_NAMES)} />
      </Form.Item>
      <Form.Item
        name="facts"
        label="查明的事实"
        rules={[{ required: true, min: 2, message: '请写明查明的事实，至少 2 个字' }]}
      >
        <Input.TextArea rows={4} maxLength={3000} showCount />
      </Form.Item>
      {needed && (
        <Form.Item
          key={needed}
          name={needed}
          label={LEAD_RESULT_FIELD_NAMES[needed]}
          rules={[{ required: true, whitespace: true, message: `请填写${LEAD_RESULT_FIELD_NAMES[needed]}` }]}
        >
          {needed === 'reference' ? (
            <Input maxLength={100} />
          ) : (
            <Input.TextArea rows={3} maxLength={2000} showCount />
          )}
        </Form.Item>
      )}
    </ActionDialog>
  );
}
