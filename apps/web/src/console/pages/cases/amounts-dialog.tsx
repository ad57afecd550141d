import { type CaseDetail, saveParty } from '@wangjian/server/modules/cases/contract.ts';
import { App, Checkbox, Form } from 'antd';
import { ActionDialog } from '../../record/action-dialog.tsx';
import { MoneyInput } from './money.tsx';
import { useCaseStep } from './step-dialog.tsx';

type Party = CaseDetail['parties'][number];
type Amounts = Party['amounts'] & { readonly severe: boolean };

/** 违法经营额、货值、违法所得、广告费用 of one party: the range of its fine follows from them. */
export function AmountsDialog(props: { one: CaseDetail; party: Party; onClose: () => void }) {
  const { one, party, onClose } = props;
  const { message } = App.useApp();
  const send = useCaseStep(one);
  return (
    <ActionDialog<Partial<Amounts>>
      title={one.parties.length > 1 ? `${party.name}：填写金额` : '填写金额'}
      ok="保存"
      width={640}
      initial={{ ...party.amounts, severe: party.severe }}
      onClose={onClose}
      onSubmit={async ({ turnover, goods, income, adCost, severe }) => {
        await send(saveParty, {
          partyId: party.id,
          turnover: turnover ?? null,
          goods: goods ?? null,
          income: income ?? null,
          adCost: adCost ?? null,
          severe: Boolean(severe),
        });
        message.success('已保存，罚款幅度已重新计算');
      }}
    >
      <div className="form-grid">
        <Form.Item name="turnover" label="违法经营额">
          <MoneyInput />
        </Form.Item>
        <Form.Item name="goods" label="货值金额">
          <MoneyInput />
        </Form.Item>
        <Form.Item name="income" label="违法所得" extra="没有的填 0">
          <MoneyInput />
        </Form.Item>
        <Form.Item name="adCost" label="广告费用" extra="无法计算的空着">
          <MoneyInput />
        </Form.Item>
        <Form.Item name="severe" valuePropName="checked" style={{ marginBottom: 0 }}>
          <Checkbox>情节严重</Checkbox>
        </Form.Item>
      </div>
    </ActionDialog>
  );
}
