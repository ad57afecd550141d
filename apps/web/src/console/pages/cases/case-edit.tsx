import { useQuery } from '@tanstack/react-query';
import { type CaseDetail, editCase, listCaseTypes } from '@wangjian/server/modules/cases/contract.ts';
import { App, Checkbox, Form, Input, Select } from 'antd';
import { call } from '../../../api/call.ts';
import DayInput from '../../../ui/day-input.tsx';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { categoryOptions, violationsQuery } from '../../violations-query.ts';
import { useCaseStep } from './step-dialog.tsx';

/** Changes the facts of a case: what is alleged, when, and what asks for a legal review. */
export function CaseEdit({ one, onClose }: { one: CaseDetail; onClose: () => void }) {
  const { message } = App.useApp();
  const send = useCaseStep(one);
  const violations = useQuery(violationsQuery);
  const types = useQuery({
    queryKey: ['case-types'],
    queryFn: ({ signal }) => call(listCaseTypes, { signal }),
    staleTime: 5 * 60_000,
  });
  const submit = async (values: Record<string, unknown>) => {
    await send(editCase, {
      ...values,
      otherReviewRule: values.otherReviewRule || null,
    });
    message.success('已保存');
  };
  return (
    <ActionDialog<Record<string, unknown>>
      title="修改案情"
      ok="保存"
      width={900}
      initial={{
        title: one.title,
        caseType: one.caseType,
        violations: one.violations.map(({ id }) => id),
        category: one.category,
        summary: one.summary,
        actedOn: one.actedOn,
        foundOn: one.foundOn,
        sameAct: one.sameAct,
        publicInterest: one.publicInterest,
        complex: one.complex,
        otherReviewRule: one.otherReviewRule ?? '',
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="form-grid">
        <Form.Item
          name="title"
          label="案件名称"
          className="full"
          rules={[{ required: true, min: 2, message: '请填写' }]}
        >
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item
          name="violations"
          label="违法行为"
          className="full"
          rules={[{ required: true, message: '请选择违法行为' }]}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={(violations.data ?? []).map((each) => ({ value: each.id, label: each.name }))}
          />
        </Form.Item>
        <Form.Item name="caseType" label="案件类型">
          <Select options={(types.data?.types ?? []).map((each) => ({ value: each.id, label: each.name }))} />
        </Form.Item>
        <Form.Item name="category" label="统计类别（一案只计一类）" className="span-two">
          <Select options={categoryOptions(violations.data)} />
        </Form.Item>
        <Form.Item name="actedOn" label="违法行为发生日期" rules={[{ required: true, message: '请填写' }]}>
          <DayInput />
        </Form.Item>
        <Form.Item name="foundOn" label="发现日期" rules={[{ required: true, message: '请填写' }]}>
          <DayInput />
        </Form.Item>
        <Form.Item label="　">
          <Form.Item name="sameAct" valuePropName="checked" noStyle>
            <Checkbox>属于同一个违法行为</Checkbox>
          </Form.Item>
        </Form.Item>
        <Form.Item label="应当法制审核的情形" className="span-two">
          <Form.Item name="publicInterest" valuePropName="checked" noStyle>
            <Checkbox>涉及重大公共利益</Checkbox>
          </Form.Item>
          <Form.Item name="complex" valuePropName="checked" noStyle>
            <Checkbox>疑难复杂、涉及多个法律关系</Checkbox>
          </Form.Item>
        </Form.Item>
        <Form.Item name="otherReviewRule" label="其他应当法制审核的规定" className="full">
          <Input maxLength={300} placeholder="如本局规定：罚款五十万元以上的案件；没有就空着" />
        </Form.Item>
        <Form.Item
          name="summary"
          label="案情"
          className="full"
          rules={[{ required: true, min: 2, whitespace: true, message: '请写明案情' }]}
        >
          <Input.TextArea rows={6} maxLength={5000} showCount />
        </Form.Item>
      </div>
    </ActionDialog>
  );
}
