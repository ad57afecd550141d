import type { CaseDetail } from '@wangjian/server/modules/cases/contract.ts';
import { Unverified } from '../../record/citation-list.tsx';
import { yuanOf } from './money.tsx';

type Party = CaseDetail['parties'][number];
type Range = Party['range'];

/** `2,000 元以上 10,000 元以下`. */
export function rangeInWords({ min, max }: Pick<Range, 'min' | 'max'>): string {
  if (max === null) return '法条没有固定数额';
  return min === 0 ? `${yuanOf(max)}以下` : `${yuanOf(min)}以上 ${yuanOf(max)}以下`;
}

/** The amounts of a party that are known, in one line. */
export function amountsInWords({ amounts, severe }: Pick<Party, 'amounts' | 'severe'>): string {
  const known = [
    ['违法经营额', amounts.turnover],
    ['货值金额', amounts.goods],
    ['违法所得', amounts.income],
    ['广告费用', amounts.adCost],
  ] as const;
  return [
    ...known.filter(([, fen]) => fen !== null).map(([name, fen]) => `${name} ${yuanOf(fen)}`),
    ...(severe ? ['情节严重'] : []),
  ].join('；');
}

/** How the range for one violation was found. */
function Steps({ one }: { one: Range['each'][number] | undefined }) {
  if (!one) return <>—</>;
  return (
    <>
      {one.steps.map((step) => (
        <div key={step}>{step}</div>
      ))}
      {one.needs.length > 0 && <div className="soft">在“金额”填写{one.needs.join('、')}后可以算得更准。</div>}
    </>
  );
}

/** Articles of the law; with one party the range of its fine beside each, with several a line for each party below. */
export function FineRanges({ one }: { one: CaseDetail }) {
  const several = one.parties.length > 1;
  const range = one.parties[0]?.range ?? one.range;
  return (
    <div className="case-block">
      <h3>法律适用和罚款幅度</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th>违法行为</th>
            <th>违反的规定</th>
            <th>处罚依据</th>
            {!several && <th style={{ width: '34%' }}>幅度</th>}
          </tr>
        </thead>
        <tbody>
          {one.articles.map((article) => (
            <tr key={article.violation}>
              <td>
                {article.name} {article.unverified && <Unverified />}
              </td>
              <td>{article.duty || '行为时没有施行的规定'}</td>
              <td>{article.penalty || '—'}</td>
              {!several && (
                <td>
                  <Steps one={range?.each.find(({ violation }) => violation === article.violation)} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {several && <RangeOfEach one={one} />}
      {one.rangeRule && (
        <p className="soft">
          {!several && range && `合计：${rangeInWords(range)}；`}
          {one.rangeRule}
        </p>
      )}
    </div>
  );
}

/** Of several parties: the amounts of each, and what the law allows as its fine. */
function RangeOfEach({ one }: { one: CaseDetail }) {
  return (
    <table className="plain-table" style={{ marginTop: 8 }}>
      <thead>
        <tr>
          <th style={{ width: '23%' }}>当事人</th>
          <th style={{ width: '27%' }}>金额</th>
          <th style={{ width: '18%' }}>罚款幅度</th>
          <th>怎样得出</th>
        </tr>
      </thead>
      <tbody>
        {one.parties.map((party) => (
          <tr key={party.id}>
            <td>{party.name}</td>
            <td>{amountsInWords(party) || '还没有填写'}</td>
            <td>{rangeInWords(party.range)}</td>
            <td>
              {party.range.each.map((each) => (
                <Steps key={each.violation} one={each} />
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
