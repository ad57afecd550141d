import type { FindingItem } from '@wangjian/server/modules/findings/contract.ts';
import { Form, Input, Radio } from 'antd';
import { useEffect } from 'react';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { optionsOf, REJECT_REASON_NAMES } from '../../words.ts';

type Reason = keyof typeof REJECT_REASON_NAMES;
interface Values {
  readonly reason: Reason;
  readonly note?: string;
}

const REASONS = optionsOf(REJECT_REASON_NAMES);

/** Asks why a finding is none; digits choose a reason, Enter rejects. The reasons make the rule's precision. */
export function RejectDialog(props: {
  readonly findings: readonly FindingItem[];
  readonly onReject: (reason: Reason, note: string) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<Values>();
  useEffect(() => {
    // Heard first: just after opening, the button that closes still has the focus and would take the Enter.
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLTextAreaElement || event.isComposing) return;
      const reason = REASONS[Number(event.key) - 1];
      if (reason) form.setFieldsValue({ reason: reason.value });
      else if (event.key === 'Enter' && !inFooter(event.target)) form.submit();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [form]);
  const [first] = props.findings;
  return (
    <ActionDialog<Values>
      title={
        props.findings.length > 1 ? `排除 ${props.findings.length} 条发现` : `排除：${first?.ruleTitle ?? ''}`
      }
      ok="排除"
      form={form}
      onSubmit={({ reason, note }) => props.onReject(reason, note ?? '')}
      onClose={props.onClose}
    >
      <Form.Item
        name="reason"
        label="为什么不是违法（按数字键选择，回车提交）"
        rules={[{ required: true, message: '请选择原因' }]}
      >
        <Radio.Group
          className="reject-reasons"
          options={REASONS.map((one, index) => ({ value: one.value, label: `${index + 1}　${one.label}` }))}
        />
      </Form.Item>
      <Form.Item
        name="note"
        label="补充说明"
        dependencies={['reason']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value?: string) =>
              getFieldValue('reason') === 'other' && !value?.trim()
                ? Promise.reject(new Error('选“其他”时请写明原因'))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </ActionDialog>
  );
}

function inFooter(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.ant-modal-footer') !== null;
}
