import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { AmountsDialog } from './amounts-dialog.tsx';
import { yuanOf } from './money.tsx';
import { StepDialog } from './step-dialog.tsx';
import { ValuationDialog } from './valuation-dialog.tsx';

type Party = CaseDetail['parties'][number];
const PAYMENT_NAMES = { fine: '罚款', forfeit: '没收款', 'late-fine': '加处罚款' } as const;

/** 金额: amounts the fine depends on, 案值认定, what is owed and what was paid. */
export function CaseMoney({ one }: { one: CaseDetail }) {
  const [open, setOpen] = useState<'valuation' | 'pay' | null>(null);
  const [entering, setEntering] = useState<Party | null>(null);
  const may = (action: string) => one.allowed.some((each) => each.action === action && each.ready);
  const { dues, amounts } = one;
  const several = one.parties.length > 1;
  return (
    <>
      {several ? (
        <AmountsOfEach one={one} {...(may('party') ? { onEnter: setEntering } : {})} />
      ) : (
        <div className="case-block">
          <h3>
            违法金额
            {may('party') && one.parties[0] && (
              <Button size="small" onClick={() => setEntering(one.parties[0]!)}>
                填写金额
              </Button>
            )}
          </h3>
          <dl className="case-sum num">
            <Sum name="违法经营额" fen={amounts.turnover} />
            <Sum name="货值金额" fen={amounts.goods} />
            <Sum name="违法所得" fen={amounts.income} />
            <Sum name="广告费用" fen={amounts.adCost} />
          </dl>
        </div>
      )}
      <div className="case-block">
        <h3>
          案值认定
          {may('valuation') && (
            <Button size="small" onClick={() => setOpen('valuation')}>
              登记物品
            </Button>
          )}
        </h3>
        {one.valuations.length === 0 ? (
          <p className="soft">还没有认定。逐项登记物品、数量、单价和依据，合计作为货值金额。</p>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th>物品</th>
                {several && <th>当事人</th>}
                <th className="right">数量</th>
                <th className="right">单价</th>
                <th className="right">金额</th>
                <th>是否售出</th>
                <th>依据</th>
              </tr>
            </thead>
            <tbody>
              {one.valuations.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
                <tr key={index}>
                  <td>{item.name}</td>
                  {several && <td>{one.parties.find(({ id }) => id === item.partyId)?.name}</td>}
                  <td className="num right">
                    {item.quantity}
                    {item.unit}
                  </td>
                  <td className="num right">{yuanOf(item.price)}</td>
                  <td className="num right">{yuanOf(item.amount)}</td>
                  <td>{item.sold ? '已售出' : '未售出'}</td>
                  <td>{item.basis}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {one.valuations.length > 0 && (
          <p className="num">
            合计 {yuanOf(one.valuationTotal.goods)}，其中已售出 {yuanOf(one.valuationTotal.sold)}
          </p>
        )}
      </div>
      <div className="case-block">
        <h3>
          罚没款
          {may('pay') && (
            <Button size="small" type="primary" onClick={() => setOpen('pay')}>
              登记缴款
            </Button>
          )}
        </h3>
        {one.penaltyWords === null ? (
          <p className="soft">还没有作出处罚决定。</p>
        ) : (
          <dl className="case-sum num">
            <Sum name="罚款" fen={dues.fine} />
            <Sum name="没收" fen={dues.forfeit} />
            <Sum name="加处罚款（每日 3%，不超过罚款）" fen={dues.lateFine} />
            <Sum name="已缴" fen={dues.paid} />
            <Sum name={several ? '各当事人尚欠合计' : '尚欠'} fen={dues.open} />
            <div>
              <dt>缴纳期限</dt>
              <dd>{dues.payBy ?? '送达后起算'}</dd>
            </div>
          </dl>
        )}
        {one.payments.length > 0 && (
          <table className="plain-table">
            <thead>
              <tr>
                <th>日期</th>
                {several && <th>当事人</th>}
                <th>款项</th>
                <th>金额</th>
                <th>票据号</th>
              </tr>
            </thead>
            <tbody>
              {one.payments.map((each) => (
                <tr key={each.id}>
                  <td className="num">{each.on}</td>
                  {several && <td>{one.parties.find(({ id }) => id === each.partyId)?.name}</td>}
                  <td>{PAYMENT_NAMES[each.kind]}</td>
                  <td className="num">{yuanOf(each.amount)}</td>
                  <td>{each.receipt}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {open === 'pay' && <StepDialog one={one} action="pay" name="登记缴款" onClose={() => setOpen(null)} />}
      {entering && <AmountsDialog one={one} party={entering} onClose={() => setEntering(null)} />}
      {open === 'valuation' && <ValuationDialog one={one} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Of several parties: the amounts of each, and their sums. */
function AmountsOfEach({ one, onEnter }: { one: CaseDetail; onEnter?: (party: Party) => void }) {
  return (
    <div className="case-block">
      <h3>违法金额（各当事人分别填写，分别确定罚款幅度）</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th>当事人</th>
            <th className="right">违法经营额</th>
            <th className="right">货值金额</th>
            <th className="right">违法所得</th>
            <th className="right">广告费用</th>
            <th>情节</th>
            {onEnter && <th />}
          </tr>
        </thead>
        <tbody>
          {one.parties.map((party) => (
            <tr key={party.id}>
              <td>{party.name}</td>
              <Cells amounts={party.amounts} />
              <td>{party.severe ? '情节严重' : '—'}</td>
              {onEnter && (
                <td>
                  {party.stage === 'undecided' && (
                    <Button size="small" onClick={() => onEnter(party)}>
                      填写金额
                    </Button>
                  )}
                </td>
              )}
            </tr>
          ))}
          <tr>
            <td>
              <b>合计</b>
            </td>
            <Cells amounts={one.amounts} />
            <td />
            {onEnter && <td />}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Cells({ amounts }: { amounts: CaseDetail['amounts'] }) {
  return [amounts.turnover, amounts.goods, amounts.income, amounts.adCost].map((fen, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: four columns that never move
    <td className="num right" key={index}>
      {yuanOf(fen)}
    </td>
  ));
}

function Sum({ name, fen }: { name: string; fen: number | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{yuanOf(fen)}</dd>
    </div>
  );
}
