import { CASE_SOURCE_NAMES } from '@wangjian/core/case.ts';
import type { Penalty } from '@wangjian/core/case-input.ts';
import type { CaseFacts } from './case-facts.ts';
import { FINE_BASE_NAMES, rangeInWords } from './law/fine-range.ts';
import { yuanInWords } from './law/money-words.ts';
import { amountsOf, hearingOf } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';
import { attachmentsOf } from './store.ts';

/** 2026-11-02 → 2026年11月2日. */
export const dayInWords = (day: string | null) =>
  day === null
    ? null
    : `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** 陈述申辩 always, 听证 where the penalty is in its scope (程序规定 art. 57). */
export function rightsInWords(facts: CaseFacts, party: PartyRow | undefined): string {
  const stating =
    '依据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）有权进行陈述、申辩。自收到本告知书之日起五个工作日内未行使陈述、申辩权的，视为放弃此权利。';
  const reasons = party ? hearingOf(facts, party) : [];
  return reasons.length > 0
    ? `${stating}\n拟作出的行政处罚属于听证范围（${reasons.join('；')}）。依据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，你（单位）有权要求听证；要求听证的，应当自收到本告知书之日起五个工作日内提出，逾期视为放弃此权利。`
    : stating;
}

/** What the party was told and answered (程序规定 art. 62(3)). */
export function defenceInWords(party: PartyRow | undefined): string {
  if (!party?.noticed_on) return '';
  const noticed = `本局于${dayInWords(party.noticed_on)}依法向当事人送达行政处罚告知书，告知拟作出的行政处罚内容及事实、理由、依据和依法享有的权利。`;
  const stated = party.statement
    ? `当事人于${dayInWords(party.statement_on)}提出陈述、申辩：${party.statement}${party.statement_adopted === null ? '' : `。经复核，本局${party.statement_adopted ? '予以采纳' : '不予采纳'}`}。`
    : party.waived
      ? '当事人书面表示放弃陈述、申辩和要求听证的权利。'
      : '当事人在法定期限内未提出陈述、申辩意见。';
  const heard = party.heard
    ? `本局于${dayInWords(party.hearing_on)}举行听证。`
    : party.hearing_right && !(party.waived && !party.statement)
      ? '当事人未要求举行听证。'
      : '';
  return `${noticed}${stated}${heard}`;
}

/** Where the case came from and what was done, for the decision (程序规定 art. 62). */
export function courseInWords({ row, matters }: CaseFacts): string {
  const measures = matters
    .filter(({ kind, state }) => (kind === 'preservation' || kind === 'seizure') && state !== 'dropped')
    .map(({ title, opened_on }) => `${dayInWords(opened_on) ?? '（待批准）'}${title}`);
  const course = [
    `${dayInWords(row.found_on)}发现线索（${CASE_SOURCE_NAMES[row.source as keyof typeof CASE_SOURCE_NAMES] ?? row.source}）`,
    row.filed_on ? `${dayInWords(row.filed_on)}立案调查` : null,
    ...measures,
    row.concluded_on ? `${dayInWords(row.concluded_on)}调查终结` : null,
  ].filter((words) => words !== null);
  return `${course.join('，')}。`;
}

/** The evidence as it lies in the case: packages of web pages, papers by their kind, opinions and answers of others. */
export async function evidenceInWords(
  tx: Parameters<typeof attachmentsOf>[0],
  { row, matters }: CaseFacts,
  packages: number,
): Promise<string> {
  const papers = (await attachmentsOf(tx, row.id)).filter(
    ({ section, evidence_kind }) => section === 'evidence' || evidence_kind !== null,
  );
  const lines = [
    packages > 0 ? `网页电子数据证据包 ${packages} 份（带哈希值和时间戳）` : null,
    ...papers.map(({ name, evidence_kind }) => (evidence_kind ? `${name}（${evidence_kind}）` : name)),
    ...matters.filter(({ result }) => result).map(({ title, counterpart }) => `${title}（${counterpart}）`),
  ].filter((words) => words !== null);
  return lines
    .map((words, index) => `${index + 1}.${words}${index === lines.length - 1 ? '。' : '；'}`)
    .join('\n');
}

/** How the penalty is carried out; undefined leaves the form's own words for a fine alone. */
export function paymentInWords(penalty: Penalty): string | undefined {
  const forfeits = penalty.forfeitIncome + penalty.forfeitGoodsValue > 0;
  if (penalty.fine === 0 && !forfeits) return '本处罚自本决定书送达之日起生效。';
  if (!forfeits) return undefined;
  const due = '到指定的银行或者通过电子支付系统缴纳';
  if (penalty.fine === 0) return `当事人应当自收到本决定书之日起十五日内，${due}没收款。`;
  return `当事人应当自收到本决定书之日起十五日内，${due}罚款和没收款。到期不缴纳罚款的，依据《中华人民共和国行政处罚法》第七十二条第一款第（一）项的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款的数额。`;
}

/** What goes with a case that is handed over (国令310 art. 6): papers with their pages, packages, the list of goods. */
export async function materialsOf(
  tx: Parameters<typeof attachmentsOf>[0],
  { row, matters }: CaseFacts,
  packages: number,
): Promise<Record<string, string>[]> {
  const goods = matters.some(({ items, state }) => items.length > 0 && state !== 'dropped');
  return [
    { name: '案件调查报告', count: '1份' },
    ...(goods ? [{ name: '涉案物品清单', count: '1份' }] : []),
    ...(packages > 0 ? [{ name: '网页电子数据证据包', count: `${packages}份` }] : []),
    ...(await attachmentsOf(tx, row.id)).map(({ name, pages, sha256 }) => ({
      name,
      count: pages > 0 ? `${pages}页` : '1份',
      sha256,
    })),
  ];
}

/** What was paid, each party for itself. */
export function executionInWords({ parties, duesOf }: CaseFacts): string {
  return parties
    .map((party) => {
      const { fine, forfeit, lateFine, paid, open } = duesOf.get(party.id)!;
      const words =
        fine + forfeit > 0
          ? `应缴罚没款${yuanInWords(fine + forfeit)}${lateFine > 0 ? `、加处罚款${yuanInWords(lateFine)}` : ''}，已缴${yuanInWords(paid)}${open > 0 ? `，未缴${yuanInWords(open)}` : ''}`
          : '无缴款义务';
      return `${parties.length > 1 ? `${party.name}：` : ''}${words}${party.end_reason ? `；${party.end_reason}` : ''}。`;
    })
    .join('\n');
}

/** What each party says of itself, with its name where there are several. */
const eachOf = (parties: readonly PartyRow[], words: (party: PartyRow) => string) =>
  parties
    .map((party) => [party, words(party)] as const)
    .filter(([, said]) => said !== '')
    .map(([{ name }, said]) => (parties.length > 1 ? `${name}：${said}` : said));

/** 违法经营额、货值、违法所得、广告费用 of each party, as far as they are known. */
export function amountsInWords(parties: readonly PartyRow[]): string {
  return eachOf(parties, (party) => {
    const { turnover, goods, income, adCost } = amountsOf([party]);
    return [
      turnover === null ? null : `${FINE_BASE_NAMES.turnover}${yuanInWords(turnover)}`,
      goods === null ? null : `${FINE_BASE_NAMES.goods}${yuanInWords(goods)}`,
      income === null ? null : `${FINE_BASE_NAMES.income}${yuanInWords(income)}`,
      adCost === null ? null : `${FINE_BASE_NAMES['ad-cost']}${yuanInWords(adCost)}`,
    ]
      .filter((words) => words !== null)
      .join('，');
  }).join('；');
}

/** The range of the law for each party, and why the fine is what it is. */
export function discretionInWords({ rangeOf }: CaseFacts, parties: readonly PartyRow[]): string {
  return eachOf(parties, (party) => {
    const { min, max } = rangeOf.get(party.id)!;
    const range = max === null ? null : `法定幅度：${rangeInWords(min, max)}。`;
    return [range, party.range_reason].filter(Boolean).join('\n');
  }).join('\n');
}
