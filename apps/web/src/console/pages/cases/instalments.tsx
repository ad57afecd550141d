import { DeleteOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import DayInput from '../../../ui/day-input.tsx';
import { MoneyInput } from './money.tsx';

const needed = (message: string) => [{ required: true, message }];

/** 分期: each instalment's last day and amount; together they are the fine that is still open. */
export function Instalments({ name, label }: { name: string; label: string }) {
  return (
    <Form.Item label={label} extra="各期金额合计应当等于未缴的罚款">
      <Form.List name={name} initialValue={[{}, {}]}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name: index }) => (
              <div key={key} className="case-instalment">
                <span>第 {index + 1} 期</span>
                <Form.Item name={[index, 'dueOn']} rules={needed('请填写日期')} noStyle>
                  <DayInput />
                </Form.Item>
                <Form.Item name={[index, 'amount']} rules={needed('请填写金额')} noStyle>
                  <MoneyInput placeholder="金额" />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`删除第 ${index + 1} 期`}
                  onClick={() => remove(index)}
                />
              </div>
            ))}
            <Button size="small" onClick={() => add({})}>
              增加一期
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
