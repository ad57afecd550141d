import { LEAD_CHECK_WAY_NAMES } from '@wangjian/core/lead.ts';
import { recordCheck } from '@wangjian/server/modules/leads/contract.ts';
import { Form, type FormRule, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { oneTimeKey } from '../../one-time-key.ts';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { useOutcome } from '../../record/use-outcome.ts';
import { useOfficer } from '../../session/use-me.ts';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';
import type { AskedProps } from './chosen.ts';

interface Values {
  readonly checkedOn: string;
  readonly way: keyof typeof LEAD_CHECK_WAY_NAMES;
  readonly place?: string;
  readonly content: string;
  readonly finding: string;
  readonly officers: string[];
}

/** On site and where somebody is questioned there are two officers (处罚法 art. 42); a reminder, not a refusal. */
const twoOfficers: FormRule = ({ getFieldValue }) => ({
  warningOnly: true,
  validator: async (_, officers: readonly string[] = []) => {
    if (['on-site', 'inquiry'].includes(getFieldValue('way')) && officers.length < 2)
      throw new Error('实地核查、询问应当由两名以上执法人员进行');
  },
});

/** 核查记录: what was checked, how, by whom, and what came of it. */
export default function CheckDialog(props: AskedProps) {
  const [lead] = props.leads;
  const me = useOfficer();
  const tell = useOutcome();
  const [key] = useState(oneTimeKey);
  if (!lead) return null;
  return (
    <ActionDialog<Values>
      title={`核查记录　${lead.number}`}
      ok="保存"
      width={680}
      initial={{ checkedOn: todayInChina(), way: 'online', officers: [me.name] }}
      onClose={props.onClose}
      onReload={props.onReload}
      onSubmit={async (values) => {
        await call(recordCheck, { params: { id: lead.id }, body: { ...values, version: lead.version, key } });
        tell('记录核查', { done: [lead.id], refused: [] });
      }}
    >
      <div className="form-grid">
        <Form.Item name="checkedOn" label="核查日期" rules={[{ required: true, message: '请填写核查日期' }]}>
          <DayInput max={todayInChina()} />
        </Form.Item>
        <Form.Item name="way" label="核查方式" rules={[{ required: true, message: '请选择核查方式' }]}>
          <Select options={optionsOf(LEAD_CHECK_WAY_NAMES)} />
        </Form.Item>
        <Form.Item
          name="officers"
          label="核查人员"
          dependencies={['way']}
          rules={[{ required: true, message: '请填写核查人员' }, twoOfficers]}
        >
          <Select mode="tags" placeholder="输入姓名后回车，可填多人" open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item name="place" label="地点（可不填）" className="full">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="content"
          label="核查了什么"
          className="full"
          rules={[{ required: true, min: 2, message: '请写明核查内容，至少 2 个字' }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
        <Form.Item
          name="finding"
          label="核查结果"
          className="full"
          rules={[{ required: true, min: 2, message: '请写明核查结果，至少 2 个字' }]}
        >
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
      </div>
    </ActionDialog>
  );
}
