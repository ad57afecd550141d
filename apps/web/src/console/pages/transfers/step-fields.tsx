import { TRANSFER_RESULT_NAMES, TRANSFER_RETURN_NAMES } from '@wangjian/core/transfer.ts';
import type { TransferDetail } from '@wangjian/server/modules/transfers/contract.ts';
import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { useMay } from '../../session/use-me.ts';
import { todayInChina } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';
import type { Step, StepField } from './step-table.ts';

const required = (message: string) => [{ required: true, message }];
const words = (message: string) => [{ required: true, min: 2, message }];

/** What the dialog of a step asks. */
export function StepFields({ step, transfer }: { step: Step; transfer: TransferDetail }) {
  return (
    <>
      {step.note && <p className="soft">{step.note}</p>}
      {step.fields.map((field) => (
        <Field key={field} field={field} transfer={transfer} comment={step.action === 'comment'} />
      ))}
    </>
  );
}

function Field({
  field,
  transfer,
  comment,
}: {
  field: StepField;
  transfer: TransferDetail;
  comment: boolean;
}): ReactNode {
  const mayRegister = useMay('lead.register');
  switch (field) {
    case 'opinion':
      return (
        <Form.Item name={comment ? 'text' : 'opinion'} label="说明" rules={words('请至少写两个字')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      );
    case 'optionalOpinion':
      return (
        <Form.Item name="opinion" label="意见（可不填）">
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      );
    case 'words':
      return (
        <Form.Item
          name="opinion"
          label={transfer.kind === 'assistance' ? '协助调查情况' : '查处情况'}
          rules={words('请写明情况')}
        >
          <Input.TextArea rows={5} maxLength={5000} />
        </Form.Item>
      );
    case 'day':
      return (
        <Form.Item name="on" label="日期" rules={required('请选择日期')}>
          <LazyDayInput min={transfer.sentOn ?? undefined} max={todayInChina()} />
        </Form.Item>
      );
    case 'dueOn':
      return (
        <Form.Item name="dueOn" label="反馈期限（可不填）">
          <LazyDayInput min={todayInChina()} />
        </Form.Item>
      );
    case 'receiver':
      return (
        <>
          <Form.Item name="org" label="签收单位" rules={words('请填写签收单位')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="name" label="签收人" rules={required('请填写签收人')}>
            <Input maxLength={50} />
          </Form.Item>
          <Form.Item name="phone" label="联系电话" rules={required('请填写联系电话')}>
            <Input maxLength={40} />
          </Form.Item>
        </>
      );
    case 'reason':
      return (
        <Form.Item name="reason" label="退回原因" rules={required('请选择原因')}>
          <Select options={optionsOf(TRANSFER_RETURN_NAMES)} />
        </Form.Item>
      );
    case 'result':
      return (
        <Form.Item name="result" label="结果" rules={required('请选择结果')}>
          <Select options={optionsOf(TRANSFER_RESULT_NAMES)} />
        </Form.Item>
      );
    case 'asLead':
      return transfer.kind === 'assistance' || !mayRegister ? null : (
        <Form.Item name="asLead" valuePropName="checked">
          <Checkbox>登记为本局线索（进入案源登记，期限从收到之日起算）</Checkbox>
        </Form.Item>
      );
    case 'days':
      return (
        <Form.Item name="days" label="延长（工作日）" rules={required('请填写天数')}>
          <InputNumber controls={false} min={1} max={60} precision={0} />
        </Form.Item>
      );
  }
}
