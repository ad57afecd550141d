import { Button, Form, type FormInstance, Input, Select } from 'antd';
import { LazyDayInput } from '../../../ui/lazy-day-input.tsx';
import { freshItemId, type PlanValues } from './plan-values.ts';
import { usePlanChoices } from './use-plan-choices.ts';

/** 任务分解: each item with its leader, the units that have to do it and, where there is one, a day. */
export function PlanItems({ form }: { form: FormInstance<PlanValues> }) {
  const choices = usePlanChoices();
  const units = choices.data?.units ?? [];
  const below = units.filter((unit) => unit.below);
  const options = [...below, ...units.filter((unit) => !unit.below)].map((unit) => ({
    value: unit.id,
    label: unit.below ? `${unit.name}（下级局，另成方案）` : unit.name,
  }));
  const counties = units.filter(({ level }) => level === 'county').map(({ id }) => id);
  const giveAll = (orgIds: readonly string[]) => {
    const items = form.getFieldValue('items') as PlanValues['items'];
    form.setFieldValue(
      'items',
      items.map((item) => ({ ...item, orgIds: [...new Set([...(item?.orgIds ?? []), ...orgIds])] })),
    );
  };
  return (
    <section className="panel">
      <h2>任务分解</h2>
      <Form.List name="items">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field, index) => (
              <div key={field.key} className="campaign-item">
                <b className="campaign-number">{index + 1}</b>
                <div className="campaign-item-fields">
                  <Form.Item name={[field.name, 'id']} hidden>
                    <Input />
                  </Form.Item>
                  <Form.Item
                    name={[field.name, 'title']}
                    className="wide-field"
                    rules={[{ required: true, min: 2, message: '请写任务名称' }]}
                  >
                    <Input
                      aria-label={`第 ${index + 1} 项任务`}
                      placeholder="任务，例如：整治互联网违法广告"
                      maxLength={120}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'leader']}>
                    <Input aria-label={`第 ${index + 1} 项责任领导`} placeholder="责任领导" maxLength={60} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'dueOn']}>
                    <LazyDayInput label={`第 ${index + 1} 项时限`} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'orgIds']} className="wide-field">
                    <Select
                      mode="multiple"
                      aria-label={`第 ${index + 1} 项责任单位`}
                      placeholder="责任单位"
                      optionFilterProp="label"
                      options={options}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'office']} className="wide-field">
                    <Input
                      aria-label={`第 ${index + 1} 项其他责任单位`}
                      placeholder="平台以外的责任单位（其他部门），没有的不填"
                      maxLength={200}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'content']} className="full-field">
                    <Input.TextArea
                      aria-label={`第 ${index + 1} 项内容`}
                      placeholder="任务内容"
                      maxLength={3000}
                      autoSize={{ minRows: 1, maxRows: 6 }}
                    />
                  </Form.Item>
                </div>
                <Button onClick={() => remove(field.name)}>去掉</Button>
              </div>
            ))}
            <div className="form-buttons">
              <Button
                onClick={() =>
                  add({
                    id: freshItemId((form.getFieldValue('items') ?? []) as PlanValues['items']),
                    orgIds: [],
                  })
                }
              >
                添加任务
              </Button>
              {fields.length > 0 && counties.length > 0 && (
                <Button onClick={() => giveAll(counties)}>全部任务下达到各县（区）局</Button>
              )}
              {fields.length > 0 && below.length > 0 && (
                <Button onClick={() => giveAll(below.map(({ id }) => id))}>全部任务下达到各市局</Button>
              )}
            </div>
          </>
        )}
      </Form.List>
    </section>
  );
}
