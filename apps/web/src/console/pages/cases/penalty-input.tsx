import { PENALTY_ORDER_NAMES } from '@wangjian/core/case.ts';
import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Checkbox, Form, Input, Select } from 'antd';
import { optionsOf } from '../../words.ts';
import { MoneyInput, yuanOf } from './money.tsx';

/** What the law allows as a fine here, in one line. */
function RangeNote({ range }: { range: CaseDetail['range'] }) {
  return (
    <p className="soft">
      法定罚款幅度：
      {range.max === null ? '法条没有固定数额' : `${yuanOf(range.min)} 以上 ${yuanOf(range.max)} 以下`}
      {range.rule && `；${range.rule}`}
    </p>
  );
}

/** The parts of a penalty; money in 元 on the screen. */
export function PenaltyInput({ name, one }: { name: readonly (string | number)[]; one: CaseDetail }) {
  return (
    <>
      <RangeNote range={one.range} />
      <div className="form-grid">
        <Form.Item name={[...name, 'fine']} label="罚款">
          <MoneyInput placeholder="没有填 0" />
        </Form.Item>
        <Form.Item name={[...name, 'forfeitIncome']} label="没收违法所得">
          <MoneyInput placeholder="没有填 0" />
        </Form.Item>
        <Form.Item name={[...name, 'forfeitGoodsValue']} label="没收非法财物的价值">
          <MoneyInput placeholder="没有填 0" />
        </Form.Item>
        <Form.Item name={[...name, 'forfeitGoods']} label="没收的非法财物" className="full">
          <Input maxLength={500} placeholder="名称和数量，没有就空着" />
        </Form.Item>
        <Form.Item name={[...name, 'orders']} label="其他处罚" className="span-two">
          <Select
            mode="multiple"
            allowClear
            options={optionsOf(PENALTY_ORDER_NAMES)}
            placeholder="没有就空着"
          />
        </Form.Item>
        <Form.Item label="　" style={{ marginBottom: 0 }}>
          <Form.Item name={[...name, 'warning']} valuePropName="checked" noStyle>
            <Checkbox>警告</Checkbox>
          </Form.Item>
          <Form.Item name={[...name, 'criticism']} valuePropName="checked" noStyle>
            <Checkbox>通报批评</Checkbox>
          </Form.Item>
        </Form.Item>
      </div>
    </>
  );
}
