import { PENALTY_ORDER_NAMES } from '@wangjian/core/case.ts';
import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Checkbox, Form, Input, Select } from 'antd';
import { optionsOf } from '../../words.ts';
import { amountsInWords, rangeInWords } from './fine-range.tsx';
import { MoneyInput } from './money.tsx';
import { undecided } from './step-table.ts';

type Party = CaseDetail['parties'][number];

/** What the law allows as a fine here, in one line. */
function RangeNote({ one, party }: { one: CaseDetail; party: Party | undefined }) {
  const range = party?.range ?? one.range;
  const amounts = party && amountsInWords(party);
  if (!range) return null;
  return (
    <p className="soft">
      法定罚款幅度：{rangeInWords(range)}
      {one.rangeRule && `；${one.rangeRule}`}
      {amounts && <br />}
      {amounts}
    </p>
  );
}

/** The parts of a penalty; money in 元 on the screen. */
export function PenaltyInput(props: {
  name: readonly (string | number)[];
  one: CaseDetail;
  /** Whose it is; of the only party unless given. */
  party?: Party;
}) {
  const { name, one } = props;
  const onTheSpot = one.procedure === 'simple';
  return (
    <>
      <RangeNote one={one} party={props.party ?? undecided(one)[0]} />
      <div className="form-grid">
        <Form.Item name={[...name, 'fine']} label="罚款">
          <MoneyInput placeholder="没有填 0" />
        </Form.Item>
        {!onTheSpot && <Graver name={name} />}
        <Form.Item label="　" style={{ marginBottom: 0 }}>
          <Form.Item name={[...name, 'warning']} valuePropName="checked" noStyle>
            <Checkbox>警告</Checkbox>
          </Form.Item>
          {!onTheSpot && (
            <Form.Item name={[...name, 'criticism']} valuePropName="checked" noStyle>
              <Checkbox>通报批评</Checkbox>
            </Form.Item>
          )}
        </Form.Item>
      </div>
    </>
  );
}

/** What the simple procedure cannot impose (程序规定 art. 66). */
function Graver({ name }: { name: readonly (string | number)[] }) {
  return (
    <>
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
    </>
  );
}
