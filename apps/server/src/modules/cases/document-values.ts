import { CASE_SOURCE_NAMES, type CaseOutcome, PARTY_KIND_NAMES } from '@wangjian/core/case.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type { DocumentValue } from '../documents/contract.ts';
import { agencyOf, formBook } from '../documents/service.ts';
import { evidenceIdsOf } from '../evidence/service.ts';
import { articlesOf } from './case-articles.ts';
import type { CaseFacts } from './case-facts.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { FINE_BASE_NAMES } from './law/fine-range.ts';
import { yuanInWords } from './law/money-words.ts';
import { NO_PENALTY, penaltyInWords } from './law/penalty.ts';
import { type HandlerRow, valuationsOf } from './store.ts';

/** Values by the field ids of catalog/forms. */
export type DraftedValues = Readonly<Record<string, DocumentValue | undefined>>;

const dayInWords = (day: string | null) =>
  day === null
    ? null
    : `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

const officersInWords = (handlers: readonly HandlerRow[]) =>
  handlers.map(({ name, certificate }) => `${name}（执法证号${certificate}）`).join('、');

/** 案由: 涉嫌发布虚假广告. */
export function causeOf({ row }: Pick<CaseFacts, 'row'>): string {
  const names = row.violations.map((id) => caseCatalog().violations.get(id)?.name ?? id);
  return `涉嫌${names.join('、')}`;
}

/** The options of the form's 结案情形. */
const CLOSINGS: Record<CaseOutcome, string> = {
  penalty: '行政处罚决定执行完毕',
  'no-penalty': '不予行政处罚',
  'not-established': '违法事实不能成立',
  police: '移送司法机关',
  'other-agency': '移送其他部门',
  terminated: '其他',
};

/** 陈述申辩 always, 听证 where the penalty is in its scope (程序规定 art. 57). */
function rightsInWords({ row, hearing }: CaseFacts): string {
  const stating =
    '依据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）有权进行陈述、申辩。自收到本告知书之日起五个工作日内未行使陈述、申辩权的，视为放弃此权利。';
  return row.hearing_right || hearing.reasons.length > 0
    ? `${stating}\n拟作出的行政处罚属于听证范围（${hearing.reasons.join('；')}）。依据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，你（单位）有权要求听证；要求听证的，应当自收到本告知书之日起五个工作日内提出，逾期视为放弃此权利。`
    : stating;
}

function defenceInWords({ row }: CaseFacts): string {
  const noticed = row.noticed_on
    ? `本局于${dayInWords(row.noticed_on)}依法向当事人送达行政处罚告知书，告知拟作出的行政处罚内容及事实、理由、依据和依法享有的权利。`
    : '';
  const stated = row.statement
    ? `当事人于${dayInWords(row.statement_on)}提出陈述、申辩：${row.statement}${row.statement_adopted === null ? '' : `。经复核，本局${row.statement_adopted ? '予以采纳' : '不予采纳'}。`}`
    : row.waived
      ? '当事人书面表示放弃陈述、申辩和要求听证的权利。'
      : '当事人在法定期限内未提出陈述、申辩意见。';
  const heard = row.heard
    ? `本局于${dayInWords(row.hearing_on)}举行听证。`
    : row.hearing_right
      ? '当事人未要求举行听证。'
      : '';
  return `${noticed}${row.noticed_on ? stated : ''}${row.noticed_on ? heard : ''}`;
}

/**
 * What the case knows for the fields of a form; fields the form does not have are left out, so one list serves every
 * form. A field that the case does not know is filled in by the officer on the document's page.
 */
export async function valuesFor(
  { tx, regions, clock }: Pick<ReadContext, 'tx' | 'regions' | 'clock'>,
  facts: CaseFacts,
  form: string,
  more: DraftedValues,
): Promise<Record<string, DocumentValue>> {
  const { row, parties, handlers, matters, range, review, hearing, dues } = facts;
  const party = parties[0];
  const proposal = row.penalty ?? row.proposal ?? NO_PENALTY;
  const articles = articlesOf(row.violations, row.acted_on);
  const items = await valuationsOf(tx, row.id);
  const amounts = [
    [FINE_BASE_NAMES.turnover, row.turnover_fen],
    [FINE_BASE_NAMES.goods, row.goods_fen],
    [FINE_BASE_NAMES.income, row.income_fen],
    [FINE_BASE_NAMES['ad-cost'], row.ad_cost_fen],
  ] as const;
  const evidenceCount = (await evidenceIdsOf(tx, row.id)).length;
  const measures = matters
    .filter(({ kind }) => kind === 'preservation' || kind === 'seizure')
    .map(({ title, opened_on }) => `${dayInWords(opened_on) ?? '（待批准）'}${title}`);
  const course = [
    `${dayInWords(row.found_on)}发现线索（${CASE_SOURCE_NAMES[row.source as keyof typeof CASE_SOURCE_NAMES] ?? row.source}）`,
    row.filed_on ? `${dayInWords(row.filed_on)}立案调查` : null,
    ...measures,
    row.concluded_on ? `${dayInWords(row.concluded_on)}调查终结` : null,
  ].filter((words) => words !== null);
  const remedy = agencyOf(regions, row.region);
  const known: DraftedValues = {
    source: CASE_SOURCE_NAMES[row.source as keyof typeof CASE_SOURCE_NAMES] ?? row.source,
    clueOn: row.found_on,
    foundOn: row.found_on,
    actedOn: row.acted_on,
    cause: causeOf(facts),
    caseTitle: row.title,
    caseNumber: row.number,
    filedOn: row.filed_on,
    party: parties.map(({ name }) => name).join('、'),
    recipient: party?.name,
    partyKind: party ? (party.kind === 'person' ? '身份证' : '营业执照') : undefined,
    partyType: party ? PARTY_KIND_NAMES[party.kind] : undefined,
    uscc: party?.uscc,
    idNumber: party?.id_number,
    address: party?.address,
    representative: party?.representative,
    phone: party?.phone,
    checks: row.summary,
    summary: row.summary,
    facts: row.facts ?? row.summary,
    course: `${course.join('，')}。`,
    nature: causeOf(facts),
    articles: articles.duty,
    penaltyArticles: articles.penalty,
    officers: officersInWords(handlers),
    officerOne: handlers[0]?.name,
    certificateOne: handlers[0]?.certificate,
    officerTwo: handlers[1]?.name,
    certificateTwo: handlers[1]?.certificate,
    org: row.org_name,
    evidence: [
      evidenceCount > 0 ? `网页电子数据证据包 ${evidenceCount} 份（带哈希值和时间戳）；` : null,
      ...matters
        .filter(({ result }) => result)
        .map(({ title, counterpart }) => `${title}（${counterpart}）；`),
      '询问笔录、现场笔录等证据（见案卷目录）。',
    ]
      .filter((words) => words !== null)
      .map((words, index) => `${index + 1}.${words}`)
      .join('\n'),
    defence: defenceInWords(facts),
    statement: row.statement,
    penalty: penaltyInWords(proposal),
    proposedPenalty: penaltyInWords(row.proposal ?? NO_PENALTY),
    noticedPenalty: row.notice_penalty ? penaltyInWords(row.notice_penalty) : undefined,
    discretion: [
      range.max === null ? null : `法定幅度：${yuanInWords(range.min)}以上${yuanInWords(range.max)}以下。`,
      row.range_reason,
    ]
      .filter(Boolean)
      .join('\n'),
    amounts: amounts
      .filter(([, amount]) => amount !== null)
      .map(([name, amount]) => `${name}${yuanInWords(amount!)}`)
      .join('，'),
    fine: row.fine_fen || proposal.fine,
    fineAmount: row.fine_fen || proposal.fine,
    forfeit: row.forfeit_fen || proposal.forfeitIncome + proposal.forfeitGoodsValue,
    turnover: row.turnover_fen,
    goodsValue: row.goods_fen,
    illegalIncome: row.income_fen,
    lateFine: dues.lateFine,
    open: dues.open,
    payBy: row.pay_by,
    paid: dues.paid,
    hearingRight: row.hearing_right || hearing.reasons.length > 0 ? '有权要求听证' : '不属于听证范围',
    hearing: hearing.reasons.length > 0 ? '有权要求听证' : '不属于听证范围',
    hearingOn: row.hearing_on,
    review: review.reasons.join('；'),
    reviewKind: review.kind === 'legal' ? '法制审核' : '案件审核',
    reviewOpinion: row.review_opinion,
    discussion: row.discussion,
    decisionNumber: row.decision_number,
    decidedOn: row.decided_on,
    servedOn: row.served_on,
    noticedOn: row.noticed_on,
    demandedOn: row.demanded_on,
    closedOn: row.closed_on,
    endReason: row.end_reason,
    execution:
      dues.fine + dues.forfeit > 0
        ? `应缴 ${yuanInWords(dues.fine + dues.forfeit)}，已缴 ${yuanInWords(dues.paid)}。`
        : '无须执行。',
    filingNumber: row.number,
    surcharge: dues.lateFine,
    hearingAt: row.hearing_on,
    receivedOn: row.concluded_on,
    background: `本局于${dayInWords(row.filed_on) ?? '近日'}对当事人${causeOf(facts)}一案立案调查。`,
    foundFacts: row.facts ?? row.summary,
    situation: `${parties.map(({ name }) => name).join('、')}${causeOf(facts)}。${row.facts ?? row.summary}`,
    from: facts.today,
    approvedOn: facts.today,
    closing: row.outcome === null ? undefined : CLOSINGS[row.outcome],
    rights: rightsInWords(facts),
    goods: items.map(({ name, quantity, unit, price_fen, basis }) => ({
      name,
      count: `${Number(quantity)}${unit}`,
      price: price_fen,
      note: basis,
    })),
    items: items.map(({ name, quantity, unit, price_fen, basis }) => ({
      name,
      quantity: `${Number(quantity)}${unit}`,
      unit,
      price: price_fen,
      amount: Math.round(Number(quantity) * price_fen),
      note: basis,
      basis,
    })),
    remedyTo: `${regions.get(remedy.region).name}人民政府`,
    agency: remedy.name,
    today: facts.today,
    at: clock.now().toISOString(),
    ...more,
  };
  return fitting(form, known);
}

/** Only the fields that the form has, with the columns that its tables have. */
function fitting(formId: string, known: DraftedValues): Record<string, DocumentValue> {
  const values: Record<string, DocumentValue> = {};
  for (const field of formBook().get(formId).fields) {
    const value = known[field.id];
    if (value === undefined || value === null || value === '') continue;
    if (field.kind === 'table') {
      if (!Array.isArray(value)) continue;
      const columns = new Set(field.columns?.map(({ id }) => id));
      values[field.id] = (value as Record<string, string | number | null>[]).map((line) =>
        Object.fromEntries(Object.entries(line).filter(([column]) => columns.has(column))),
      );
    } else if (field.kind === 'choice') {
      if (typeof value === 'string' && field.options?.includes(value)) values[field.id] = value;
    } else if (field.kind === 'money') {
      if (typeof value === 'number') values[field.id] = value;
    } else if (field.kind === 'articles') values[field.id] = Array.isArray(value) ? value : [String(value)];
    else if (Array.isArray(value)) values[field.id] = value.map(String).join('；');
    else values[field.id] = typeof value === 'number' ? yuanInWords(value) : value;
  }
  return values;
}
