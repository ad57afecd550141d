import type { JointDetail, JointPart } from '@wangjian/server/modules/joint/contract.ts';
import { Form, Select } from 'antd';

/** Units of the work that an officer may write for: its own, and for the lead those without an account. */
export function writableParts(work: JointDetail): JointPart[] {
  return work.parts.filter(
    (part) =>
      (part.own || (work.leads && part.orgId === null)) &&
      (part.status === 'joined' || part.status === 'reported'),
  );
}

/** Chooses among units of the work. */
export function PartField({ parts, label }: { parts: readonly JointPart[]; label: string }) {
  return (
    <Form.Item name="partId" label={label} rules={[{ required: true, message: '请选择单位' }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={parts.map((part) => ({ value: part.id, label: part.name }))}
      />
    </Form.Item>
  );
}
