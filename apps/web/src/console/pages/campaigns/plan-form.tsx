import { CAMPAIGN_MEASURES, PATROL_EVERY_NAMES, PHASE_NAMES } from '@wangjian/core/campaign.ts';
import { Button, Checkbox, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { optionsOf } from '../../words.ts';
import { PlanItems } from './plan-items.tsx';
import { PlanScope } from './plan-scope.tsx';
import type { PlanValues } from './plan-values.ts';
import './campaigns.css';

const required = (message: string) => [{ required: true, message }];
const MEASURE_OPTIONS = Object.entries(CAMPAIGN_MEASURES).map(([value, { name, unit }]) => ({
  value,
  label: `${name}（${unit}）`,
}));

/** The whole plan in sections: what and when, phases, goals, scope, tasks, reports. */
export function PlanForm(props: {
  readonly form: FormInstance<PlanValues>;
  readonly initial: Partial<PlanValues>;
  readonly foot: ReactNode;
  readonly onTouch: () => void;
  readonly onSubmit: (values: PlanValues) => void;
}) {
  return (
    <Form<PlanValues>
      form={props.form}
      className="campaign-form"
      layout="vertical"
      initialValues={props.initial}
      scrollToFirstError={{ focus: true }}
      onValuesChange={props.onTouch}
      onFinish={props.onSubmit}
    >
      <section className="panel">
        <h2>基本情况</h2>
        <div className="form-grid">
          <Form.Item
            name="name"
            label="行动名称"
            className="span-two"
            rules={[{ required: true, min: 4, message: '请填写行动名称' }]}
          >
            <Input maxLength={80} placeholder="例如：2026年网络市场监管专项行动" />
          </Form.Item>
          <Form.Item name="basis" label="依据（上级方案、文号）">
            <Input maxLength={500} />
          </Form.Item>
          <Form.Item name="startsOn" label="开始日期" rules={required('请选择开始日期')}>
            <LazyDayInput />
          </Form.Item>
          <Form.Item name="endsOn" label="结束日期" rules={required('请选择结束日期')}>
            <LazyDayInput />
          </Form.Item>
          <Form.Item name="patrolEvery" label="对范围内网站自动监测" rules={required('请选择')}>
            <Select options={optionsOf(PATROL_EVERY_NAMES)} />
          </Form.Item>
          <Form.Item name="aim" label="工作目标" className="full">
            <Input.TextArea maxLength={3000} autoSize={{ minRows: 2, maxRows: 8 }} />
          </Form.Item>
        </div>
      </section>
      <section className="panel">
        <h2>工作步骤</h2>
        <Form.List name="phases">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field, index) => (
                <div key={field.key} className="campaign-row campaign-phase">
                  <Form.Item name={[field.name, 'kind']} noStyle rules={required('请选择阶段')}>
                    <Select aria-label={`第 ${index + 1} 个阶段`} options={optionsOf(PHASE_NAMES)} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'from']} noStyle rules={required('请选择起日')}>
                    <LazyDayInput label={`第 ${index + 1} 个阶段起日`} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'to']} noStyle rules={required('请选择止日')}>
                    <LazyDayInput label={`第 ${index + 1} 个阶段止日`} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'content']} noStyle>
                    <Input
                      aria-label={`第 ${index + 1} 个阶段的工作`}
                      placeholder="本阶段的工作"
                      maxLength={2000}
                    />
                  </Form.Item>
                  <Button onClick={() => remove(field.name)}>去掉</Button>
                </div>
              ))}
              <Button onClick={() => add({ kind: 'inspect' })}>添加阶段</Button>
            </>
          )}
        </Form.List>
      </section>
      <section className="panel">
        <h2>目标数</h2>
        <p className="soft">完成数从检查、线索、案件记录自动统计，不用填报。</p>
        <Form.List name="goals">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field, index) => (
                <div key={field.key} className="campaign-row campaign-goal">
                  <Form.Item name={[field.name, 'measure']} noStyle rules={required('请选择指标')}>
                    <Select
                      aria-label={`第 ${index + 1} 个指标`}
                      placeholder="指标"
                      options={MEASURE_OPTIONS}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'target']} noStyle rules={required('请填目标数')}>
                    <InputNumber aria-label={`第 ${index + 1} 个目标数`} min={0.01} controls={false} />
                  </Form.Item>
                  <Button onClick={() => remove(field.name)}>去掉</Button>
                </div>
              ))}
              <Button onClick={() => add({})}>添加目标</Button>
            </>
          )}
        </Form.List>
      </section>
      <PlanScope />
      <PlanItems form={props.form} />
      <section className="panel">
        <h2>总结报送</h2>
        <div className="form-grid">
          <Form.Item name="midtermOn" label="中期总结期限（不要求的不填）">
            <LazyDayInput />
          </Form.Item>
          <Form.Item name="finalOn" label="全面总结期限">
            <LazyDayInput />
          </Form.Item>
          <Form.Item name="casesWanted" label="典型案例不少于" rules={required('请填件数')}>
            <InputNumber
              controls={false}
              min={0}
              max={50}
              precision={0}
              suffix="件"
              style={{ width: '100%' }}
            />
          </Form.Item>
          <Form.Item name="reportTo" label="总报告报送（上级机关）">
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="copiesTo" label="抄报、抄送" className="span-two">
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="monthlyCheck" valuePropName="checked" className="full">
            <Checkbox>各单位每月至少开展一次线上检查，没有开展的自动提醒</Checkbox>
          </Form.Item>
        </div>
        {props.foot}
      </section>
    </Form>
  );
}
