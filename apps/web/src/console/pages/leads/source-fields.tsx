import { type LeadSource, SOURCE_FIELDS } from '@wangjian/core/lead.ts';
import { Checkbox, Form, Input } from 'antd';
import DayInput from '../../../ui/day-input.tsx';

/** The fields of the 案源线索登记表 that belong to the chosen source. */
export function SourceFields() {
  const source = Form.useWatch('source') as LeadSource | undefined;
  if (!source) return null;
  return Object.entries(SOURCE_FIELDS[source]).map(([name, field]) => (
    <Form.Item
      key={`${source}.${name}`}
      name={['sourceFields', name]}
      label={field.title}
      rules={field.required ? [{ required: true, whitespace: true, message: `请填写${field.title}` }] : []}
      {...(field.kind === 'flag'
        ? {
            getValueProps: (value: unknown) => ({ checked: value === '是' }),
            getValueFromEvent: (event: { target: { checked: boolean } }) =>
              event.target.checked ? '是' : '',
          }
        : {})}
    >
      {field.kind === 'date' ? (
        <DayInput />
      ) : field.kind === 'flag' ? (
        <Checkbox>是</Checkbox>
      ) : (
        <Input maxLength={300} />
      )}
    </Form.Item>
  ));
}
