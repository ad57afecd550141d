import { CASE_SOURCE_NAMES, type CaseOutcome, PARTY_KIND_NAMES } from '@wangjian/core/case.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type { DocumentValue } from '../documents/contract.ts';
import { agencyOf, formBook, issuerOf } from '../documents/service.ts';
import { evidenceIdsOf } from '../evidence/service.ts';
import { getSite } from '../registry/service.ts';
import { articlesOf } from './case-articles.ts';
import type { CaseFacts } from './case-facts.ts';
import {
  amountsInWords,
  courseInWords,
  dayInWords,
  defenceInWords,
  discretionInWords,
  evidenceInWords,
  executionInWords,
  materialsOf,
  paymentInWords,
  rightsInWords,
} from './document-words.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { yuanInWords } from './law/money-words.ts';
import { NO_PENALTY, penaltyInWords } from './law/penalty.ts';
import { publicationOf } from './law/publication.ts';
import { remedyWords } from './law/remedies.ts';
import { amountsOf, type Dues, hearingOf, penaltiesInWords } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';
import { type HandlerRow, valuationsOf } from './store.ts';

/** Values by the field ids of catalog/forms. */
export type DraftedValues = Readonly<Record<string, DocumentValue | undefined>>;

const officersInWords = (handlers: readonly HandlerRow[]) =>
  handlers.map(({ name, certificate }) => `${name}（执法证号${certificate}）`).join('、');

/** What identifies the parties: of several each with its name, so that no paper names one and describes another. */
function ofEach(parties: readonly PartyRow[], pick: (party: PartyRow) => string | null): string | undefined {
  const known = parties.filter((party) => pick(party) !== null);
  return (
    known.map((party) => (parties.length > 1 ? `${party.name}：${pick(party)}` : pick(party))).join('；') ||
    undefined
  );
}

/** 案由: 涉嫌发布虚假广告. */
export function causeOf({ row }: Pick<CaseFacts, 'row'>): string {
  const names = row.violations.map((id) => caseCatalog().violations.get(id)?.name ?? id);
  return `涉嫌${names.join('、')}`;
}

/** What each form of the execution asks for as its amount, in 分. */
const OWED: Readonly<Record<string, (dues: Dues) => number>> = {
  'payment-extension': ({ openOf }) => openOf.fine,
  'demand-notice': ({ fine, forfeit }) => fine + forfeit,
  'court-enforcement': ({ openOf }) => openOf.fine + openOf.forfeit,
  'case-closing': ({ fine, forfeit }) => fine + forfeit,
};

/** The options of the form's 结案情形. */
const CLOSINGS: Record<CaseOutcome, string> = {
  penalty: '行政处罚决定执行完毕',
  'no-penalty': '不予行政处罚',
  'not-established': '违法事实不能成立',
  police: '移送司法机关',
  'other-agency': '移送其他部门',
  terminated: '其他',
};

/** 结案情形: that of the outcome, and where execution ended otherwise than by payment, that. */
function closingOf({ row }: CaseFacts): string | undefined {
  if (row.outcome === 'penalty' && row.end_reason?.includes('终结执行')) return '终结执行';
  if (row.outcome === 'penalty' && !row.end_reason?.startsWith('行政处罚决定执行完毕')) return '其他';
  return row.outcome === null ? undefined : CLOSINGS[row.outcome];
}

/** The site that the case is about, as letters name it. */
async function siteOfCase(tx: ReadContext['tx'], { site_id }: CaseFacts['row']) {
  if (site_id === null) return undefined;
  return await getSite(tx, site_id).catch((error: unknown) => {
    // It may have been handed to another region since: the officer names it then.
    if (error instanceof AppError && error.code === 'not_found') return undefined;
    throw error;
  });
}

/**
 * What the case knows for the fields of a form; fields the form does not have are left out, so one list serves every
 * form. A field that the case does not know is filled in by the officer on the document's page.
 */
export async function valuesFor(
  { tx, regions, clock, actor }: Pick<ReadContext, 'tx' | 'regions' | 'clock' | 'actor'>,
  facts: CaseFacts,
  form: string,
  more: DraftedValues,
  of?: PartyRow,
): Promise<Record<string, DocumentValue>> {
  const { row, parties, handlers, review } = facts;
  const party = of ?? parties[0];
  const [names, concerned] = of ? [of.name, [of]] : [parties.map(({ name }) => name).join('、'), parties];
  const proposal = party?.penalty ?? party?.proposal ?? NO_PENALTY;
  const hearing = party ? hearingOf(facts, party) : [];
  const dues = of ? facts.duesOf.get(of.id)! : facts.dues;
  const site = form === 'closure-request' ? await siteOfCase(tx, row) : undefined;
  const articles = articlesOf(row.violations, row.acted_on);
  const items = (await valuationsOf(tx, row.id)).filter(({ party_id }) => !of || party_id === of.id);
  const amounts = amountsOf(concerned);
  const evidenceCount = (await evidenceIdsOf(tx, row.id)).length;
  const remedy = agencyOf(regions, issuerOf(actor, row.region));
  const known: DraftedValues = {
    source: CASE_SOURCE_NAMES[row.source as keyof typeof CASE_SOURCE_NAMES] ?? row.source,
    clueOn: row.found_on,
    foundOn: row.found_on,
    actedOn: row.acted_on,
    cause: causeOf(facts),
    caseTitle: row.title,
    caseNumber: row.number,
    filedOn: row.filed_on,
    party: names,
    recipient: party?.name,
    partyKind: party ? (party.kind === 'person' ? '身份证' : '营业执照') : undefined,
    partyType: party ? PARTY_KIND_NAMES[party.kind] : undefined,
    uscc: ofEach(concerned, ({ uscc }) => uscc),
    idNumber: ofEach(concerned, ({ id_number }) => id_number),
    address: ofEach(concerned, ({ address }) => address),
    representative: ofEach(concerned, ({ representative }) => representative),
    phone: ofEach(concerned, ({ phone }) => phone),
    checks: row.summary,
    summary: row.summary,
    facts: row.facts ?? row.summary,
    course: courseInWords(facts),
    nature: causeOf(facts),
    // What allows a measure is another article than the one that was broken: the officer names it.
    articles: form === 'seizure-decision' ? undefined : articles.duty,
    penaltyArticles: articles.penalty,
    officers: officersInWords(handlers),
    officerOne: handlers[0]?.name,
    certificateOne: handlers[0]?.certificate,
    officerTwo: handlers[1]?.name,
    certificateTwo: handlers[1]?.certificate,
    org: row.org_name,
    evidence: await evidenceInWords(tx, facts, evidenceCount),
    materials: form.endsWith('-transfer') ? await materialsOf(tx, facts, evidenceCount) : undefined,
    payment: paymentInWords(proposal),
    defence: defenceInWords(party),
    statement: party?.statement,
    penalty: of || concerned.length < 2 ? penaltyInWords(proposal) : penaltiesInWords(concerned),
    noticedPenalty: party?.notice_penalty ? penaltyInWords(party.notice_penalty) : undefined,
    discretion: discretionInWords(facts, concerned),
    amounts: amountsInWords(concerned),
    fine: OWED[form]?.(dues) ?? (dues.fine || proposal.fine),
    forfeit: dues.forfeit || proposal.forfeitIncome + proposal.forfeitGoodsValue,
    turnover: amounts.turnover,
    goodsValue: amounts.goods,
    illegalIncome: amounts.income,
    lateFine: dues.lateFine,
    open: dues.open,
    payBy: dues.payBy,
    paid: dues.paid,
    hearing: hearing.length > 0 ? '有权要求听证' : '不属于听证范围',
    hearingOn: party?.hearing_on,
    place: row.hearing_place,
    review: review.reasons.join('；'),
    reviewKind: review.kind === 'legal' ? '法制审核' : '案件审核',
    reviewOpinion: row.review_opinion,
    discussion: row.discussion,
    decisionNumber: concerned
      .map(({ decision_number }) => decision_number)
      .filter(Boolean)
      .join('、'),
    decidedOn: of?.decided_on ?? row.decided_on,
    servedOn: party?.served_on,
    noticedOn: party?.noticed_on,
    demandedOn: party?.demanded_on,
    closedOn: row.closed_on,
    endReason: row.end_reason,
    execution: executionInWords(facts),
    filingNumber: row.number,
    surcharge: dues.openOf['late-fine'],
    receivedOn: row.concluded_on,
    background: `本局于${dayInWords(row.filed_on) ?? '近日'}对当事人${causeOf(facts)}一案立案调查。`,
    foundFacts: row.facts ?? row.summary,
    situation: `${names}${causeOf(facts)}。${row.facts ?? row.summary}`,
    from: facts.today,
    approvedOn: facts.today,
    closing: closingOf(facts),
    rights: rightsInWords(facts, party),
    contact: handlers[0]?.name,
    site: site && [site.name, site.url].filter(Boolean).join(' '),
    icp: site?.icp.join('、'),
    demand: `缴纳${[
      dues.openOf.fine > 0 ? `罚款${yuanInWords(dues.openOf.fine)}` : null,
      dues.openOf.forfeit > 0 ? `没收款${yuanInWords(dues.openOf.forfeit)}` : null,
      dues.openOf['late-fine'] > 0
        ? `加处罚款${yuanInWords(dues.openOf['late-fine'])}（加处罚款逐日增加，以实际缴纳之日为准）`
        : null,
    ]
      .filter(Boolean)
      .join('、')}。`,
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
    ...remedyWords(articles.penalty, form === 'summary-penalty-decision'),
    publicity:
      party?.penalty && publicationOf(party.penalty, row.procedure).publish
        ? '本局将依法向社会公示本行政处罚决定信息。'
        : undefined,
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
