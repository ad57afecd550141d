import { DeleteOutlined } from '@ant-design/icons';
import { type CaseDetail, saveValuation } from '@wangjian/server/modules/cases/contract.ts';
import { App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { MoneyInput } from './money.tsx';
import { useCaseStep } from './step-dialog.tsx';

interface Item {
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  readonly price: number;
  readonly sold?: boolean;
  readonly basis: string;
}
interface Values {
  partyId?: string | undefined;
  items: Item[];
  asTurnover?: boolean;
}
const EMPTY = { unit: '件', sold: true };

/** 案值认定: items × price with the basis of each price; saved as a whole for one party. */
export function ValuationDialog({ one, onClose }: { one: CaseDetail; onClose: () => void }) {
  const { message } = App.useApp();
  const send = useCaseStep(one);
  const owners = one.parties.filter(({ id }) =>
    one.allowed.some(({ action, parties }) => action === 'valuation' && parties?.includes(id)),
  );
  const [inputs] = Form.useForm<Values>();
  const itemsOf = (partyId: string | undefined) => {
    const known = one.valuations.filter((item) => item.partyId === partyId);
    return known.length > 0
      ? known.map((item) => ({ ...item, quantity: Number(item.quantity) }))
      : [EMPTY as Item];
  };
  const must = (words: string) => [{ required: true, message: words }];
  return (
    <ActionDialog<Values>
      title="案值认定"
      form={inputs}
      ok="保存"
      width={940}
      initial={{ partyId: owners[0]?.id, items: itemsOf(owners[0]?.id) }}
      onClose={onClose}
      onSubmit={async ({ items, asTurnover, partyId = owners[0]?.id }) => {
        await send(saveValuation, {
          partyId,
          asTurnover: Boolean(asTurnover),
          items: items.map(({ name, quantity, unit, price, sold, basis }) => ({
            name,
            quantity,
            unit,
            price,
            sold: Boolean(sold),
            basis,
          })),
        });
        message.success('已保存，合计作为货值金额');
      }}
    >
      {owners.length > 1 && (
        <Form.Item name="partyId" label="谁的物品" rules={must('请选择当事人')}>
          <Select
            options={owners.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(partyId: string) => inputs.setFieldsValue({ items: itemsOf(partyId) })}
          />
        </Form.Item>
      )}
      <Form.List name="items">
        {(fields, { add, remove }) => (
          <>
            <div className="case-items">
              <b>物品（规格型号）</b>
              <b>数量</b>
              <b>单位</b>
              <b>单价</b>
              <b>已售出</b>
              <b>依据（标价、成交价、价格认定）</b>
              <b />
              {fields.map(({ key, name }) => (
                <div key={key} style={{ display: 'contents' }}>
                  <Form.Item name={[name, 'name']} rules={must('请填写')}>
                    <Input maxLength={100} aria-label="物品" />
                  </Form.Item>
                  <Form.Item name={[name, 'quantity']} rules={must('请填写')}>
                    <InputNumber min={0.001} controls={false} style={{ width: '100%' }} aria-label="数量" />
                  </Form.Item>
                  <Form.Item name={[name, 'unit']} rules={must('请填写')}>
                    <Input maxLength={10} aria-label="单位" />
                  </Form.Item>
                  <Form.Item name={[name, 'price']} rules={must('请填写')}>
                    <MoneyInput placeholder="" />
                  </Form.Item>
                  <Form.Item name={[name, 'sold']} valuePropName="checked">
                    <Checkbox aria-label="已售出" />
                  </Form.Item>
                  <Form.Item name={[name, 'basis']} rules={must('请写明依据')}>
                    <Input maxLength={300} aria-label="依据" />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label="删除这一项"
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
            </div>
            <Button onClick={() => add(EMPTY)}>增加一项</Button>
          </>
        )}
      </Form.List>
      <Form.Item name="asTurnover" valuePropName="checked" style={{ marginTop: 12, marginBottom: 0 }}>
        <Checkbox>合计同时作为违法经营额（已售出和未售出的都计入的，如商标侵权案件）</Checkbox>
      </Form.Item>
    </ActionDialog>
  );
}
