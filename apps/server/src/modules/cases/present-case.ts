import {
  CASE_SOURCE_NAMES,
  FILE_SECTIONS,
  type FileSection,
  MATTER_ACTION_NAMES,
  MATTER_KIND_NAMES,
} from '@wangjian/core/case.ts';
import { type Actor, may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { documentsOf } from '../documents/service.ts';
import { evidenceIdsOf } from '../evidence/service.ts';
import { siteLabels } from '../registry/service.ts';
import { articlesOf } from './case-articles.ts';
import { type CaseFacts, factsOf, rangeFor } from './case-facts.ts';
import { missingFor, readyParties } from './conditions.ts';
import type { CaseDetail } from './contract.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { penaltyInWords } from './law/penalty.ts';
import { leadNumberOf } from './lead-link.ts';
import {
  allowedActions,
  CASE_ACTION_NAMES,
  type CaseAction,
  PARTY_ACTIONS,
  pendingMove,
  permissionOf,
} from './lifecycle.ts';
import { MATTER_STATE_NAMES, matterActions } from './matter-lifecycle.ts';
import { amountsOf, clockOf, penaltiesInWords, stageOf } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';
import { nextDue, presentItem } from './present-item.ts';
import { presentParty, presentRange } from './present-party.ts';
import { attachmentsOf, type CaseRow, eventsOf, getCaseRow, valuationsOf } from './store.ts';

type Reading = Pick<ReadContext, 'tx' | 'regions' | 'clock' | 'actor'>;

/** The steps of this reader: what the table allows, with what is still missing for each. */
function stepsFor(actor: Actor, facts: CaseFacts): CaseDetail['allowed'] {
  const { row } = facts;
  return allowedActions({ state: row.state, pending: row.pending_action })
    .filter((action) => may(actor, permissionOf(action)))
    .filter((action) => row.procedure === 'ordinary' || !ORDINARY_ONLY.has(action))
    .filter((action) => row.procedure === 'simple' || action !== 'decide-on-spot')
    .filter((action) => !isFarOff(action, facts))
    .map((action) => {
      const missing = missingFor(action, facts);
      const parties = PARTY_ACTIONS.has(action) ? readyParties(action, facts).map(({ id }) => id) : null;
      return { action, name: CASE_ACTION_NAMES[action], ready: missing.length === 0, missing, parties };
    });
}

/** What no party has come to yet is not shown: what the told may do before anyone was told, payment before service. */
function isFarOff(action: CaseAction, { row, parties }: CaseFacts): boolean {
  if (row.state === 'notifying' && (action === 'record-statement' || action === 'request-hearing'))
    return parties.every(({ noticed_on }) => noticed_on === null);
  if (row.state === 'serving' && EXECUTION.has(action))
    return !parties.some((party) => stageOf(party) === 'executing');
  if (action === 'withdraw-request') return row.pending_action === null;
  return false;
}
const EXECUTION: ReadonlySet<CaseAction> = new Set([
  'pay',
  'defer',
  'demand',
  'apply-court',
  'finish',
  'remedy',
]);
const ORDINARY_ONLY: ReadonlySet<CaseAction> = new Set(['file', 'refuse']);

/** The days of a case in their order, for its head; of several parties the last. */
function daysOf(row: CaseRow, parties: readonly PartyRow[]): CaseDetail['days'] {
  const last = (of: (party: PartyRow) => string | null) =>
    parties
      .map(of)
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null;
  const days: [string, string | null][] = [
    ['发现', row.found_on],
    ['立案', row.filed_on],
    ['调查终结', row.concluded_on],
    ['审核通过', row.reviewed_on],
    ['告知', last(({ noticed_on }) => noticed_on)],
    ['听证', last(({ hearing_on }) => hearing_on)],
    ['决定', row.decided_on],
    ['送达', last(({ served_on }) => served_on)],
    ['催告', last(({ demanded_on }) => demanded_on)],
    ['申请强制执行', last(({ court_applied_on }) => court_applied_on)],
    ['移送公安', row.transferred_to_police_on],
    ['结案', row.closed_on],
    ['归档', row.archived_on],
  ];
  return days.flatMap(([name, on]) => (on === null ? [] : [{ name, on }]));
}

function presentMatters(facts: CaseFacts, mayWrite: boolean): CaseDetail['matters'] {
  return facts.matters.map((matter) => ({
    id: matter.id,
    parentId: matter.parent_id,
    partyId: matter.party_id,
    kind: matter.kind,
    kindName: MATTER_KIND_NAMES[matter.kind],
    stateName: MATTER_STATE_NAMES[matter.state],
    title: matter.title,
    counterpart: matter.counterpart,
    content: matter.content,
    items: matter.items,
    documentId: matter.document_id,
    followingDocument: matter.following_document,
    startedOn: matter.started_on,
    openedOn: matter.opened_on,
    result: matter.result,
    receipt: matter.receipt,
    resultOn: matter.result_on,
    informedOn: matter.informed_on,
    endedOn: matter.ended_on,
    allowed: mayWrite
      ? matterActions(matter.kind, matter.state).map((action) => ({
          action,
          name: MATTER_ACTION_NAMES[action],
        }))
      : [],
    due: nextDue(facts.deadlines.get(matter.id)),
    version: matter.version,
  }));
}

/** Periods of one party; the rest are those of the case. */
const PARTY_RULES: ReadonlySet<string> = new Set([
  'party-statement',
  'hearing-request',
  'decision-service',
  'penalty-publication-credit-china',
  'penalty-publication',
  'fine-payment',
  'enforcement-demand',
  'enforcement-application',
  'penalty-publication-withdrawal',
  'decision-disclosure-withdrawal',
]);

/** All periods; with several parties those of one party say whose they are. */
function deadlinesFor({ row, parties, deadlines }: CaseFacts): CaseDetail['deadlines'] {
  const all = [...deadlines.values()].flat();
  if (parties.length < 2) return all;
  return all.map((view) => {
    const party = parties.find((one) => clockOf(one) === view.on);
    const own = party && (view.on !== row.id || PARTY_RULES.has(view.rule ?? ''));
    return own ? { ...view, title: `${party.name}：${view.title}` } : view;
  });
}

/** Documents that steps wait for, those of the case's pending step among them. */
function waitingOf({ row, waiting }: CaseFacts): CaseDetail['waiting'] {
  return waiting.map(({ document_id, party_id, action }) => ({
    documentId: document_id,
    partyId: party_id,
    action,
    name: CASE_ACTION_NAMES[action],
    on: pendingMove(row.state, action)?.on ?? 'signed',
  }));
}

/** A case with all that its page shows, for this reader. */
export async function caseDetail(context: Reading, id: string): Promise<CaseDetail> {
  const { tx, regions, actor } = context;
  const row = await getCaseRow(tx, id);
  const facts = await factsOf(context, row);
  const { types, violations } = caseCatalog();
  const type = types.get(row.case_type);
  const items = await valuationsOf(tx, id);
  const amountOf = (item: (typeof items)[number]) => Math.round(Number(item.quantity) * item.price_fen);
  const articles = articlesOf(row.violations, row.acted_on);
  const site =
    row.site_id === null ? undefined : (await siteLabels(tx, [row.bureau], [row.site_id])).get(row.site_id);
  const allowed = stepsFor(actor, facts);
  const waiting = waitingOf(facts);
  const proposed = facts.parties.filter(({ proposal }) => proposal !== null);
  return {
    ...presentItem(row, facts.parties, facts.everHandlers, [...facts.deadlines.values()].flat(), regions),
    source: row.source as CaseDetail['source'],
    sourceName: CASE_SOURCE_NAMES[row.source as CaseDetail['source']],
    leadId: row.lead_id,
    leadNumber: await leadNumberOf(context, row.lead_id),
    inspectionId: row.inspection_id,
    siteId: row.site_id,
    siteName: site?.name ?? null,
    summary: row.summary,
    actedOn: row.acted_on,
    foundOn: row.found_on,
    sameAct: row.same_act,
    amounts: amountsOf(facts.parties),
    publicInterest: row.public_interest,
    complex: row.complex,
    otherReviewRule: row.other_review_rule,
    extendedTimes: row.extended_times,
    facts: row.facts,
    pendingStep: waiting.find(({ action }) => action === row.pending_action) ?? null,
    waiting,
    allowed,
    parties: facts.parties.map((party) => presentParty(facts, party)),
    officers: facts.everHandlers.map((one) => ({
      officerId: one.officer_id,
      name: one.name,
      certificate: one.certificate,
      lead: one.lead,
      since: one.since,
      until: one.until,
      reason: one.reason,
    })),
    articles: row.violations.map((violation) => ({
      violation,
      name: violations.get(violation)?.name ?? violation,
      duty: articles.each.get(violation)?.duty ?? '',
      penalty: articles.each.get(violation)?.penalty ?? '',
      unverified: articles.each.get(violation)?.unverified ?? true,
    })),
    range: facts.parties.length === 0 ? presentRange(rangeFor(row)) : null,
    rangeRule:
      row.violations.length < 2
        ? ''
        : row.same_act
          ? '同一个违法行为违反多个规定，按罚款数额高的规定处罚（行政处罚法第二十九条）'
          : '不同的违法行为，分别裁量、合并执行',
    proposalWords:
      proposed
        .map(({ name, proposal }) =>
          facts.parties.length > 1 ? `${name}：${penaltyInWords(proposal!)}` : penaltyInWords(proposal!),
        )
        .join('；') || null,
    penaltyWords: penaltiesInWords(facts.parties) || null,
    review: {
      kind: facts.review.kind,
      reasons: [...facts.review.reasons],
      collectiveDecision: facts.review.collectiveDecision,
      on: row.reviewed_on,
      by: row.reviewed_by,
      opinion: row.review_opinion,
    },
    hearing: { unverified: facts.thresholds.unverified },
    decisionNumber: row.decision_number,
    days: daysOf(row, facts.parties),
    dues: { ...facts.dues },
    payments: facts.payments.map((one) => ({
      id: one.id,
      partyId: one.party_id,
      on: one.paid_on,
      kind: one.kind,
      amount: one.amount_fen,
      receipt: one.receipt,
    })),
    matters: presentMatters(
      facts,
      allowed.some(({ action }) => action === 'matter'),
    ),
    valuations: items.map((item) => ({
      partyId: item.party_id,
      name: item.name,
      quantity: String(Number(item.quantity)),
      unit: item.unit,
      price: item.price_fen,
      sold: item.sold,
      basis: item.basis,
      amount: amountOf(item),
    })),
    valuationTotal: {
      goods: items.reduce((sum, item) => sum + amountOf(item), 0),
      sold: items.filter(({ sold }) => sold).reduce((sum, item) => sum + amountOf(item), 0),
    },
    evidence: await evidenceIdsOf(tx, id),
    attachments: (await attachmentsOf(tx, id)).map((one) => ({
      id: one.id,
      section: one.section as FileSection,
      sectionName: FILE_SECTIONS[one.section as FileSection].name,
      evidenceKind: one.evidence_kind,
      name: one.name,
      fileName: one.file_name,
      bytes: one.bytes,
      pages: one.pages,
      collectedOn: one.collected_on,
      collectedBy: one.collected_by,
      addedAt: one.added_at.toISOString(),
      addedBy: one.added_by_name,
    })),
    checklist: type?.evidence ?? [],
    questions: type?.questions ?? [],
    policeHint: type?.police ?? null,
    papers: ((await documentsOf(context, [id])).get(id) ?? []).map((paper) => ({
      id: paper.id,
      form: paper.form,
      formName: paper.formName,
      title: paper.title,
      statusName: paper.statusName,
      number: paper.number,
      copy: paper.copy,
      layout: paper.layout,
      signedOn: paper.signedOn,
      servedOn: paper.servedOn,
    })),
    deadlines: deadlinesFor(facts),
    timeline: (await eventsOf(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      actionName: CASE_ACTION_NAMES[event.action as CaseAction] ?? EVENT_NAMES[event.action] ?? event.action,
      opinion: event.opinion,
    })),
  };
}

/** Lines of the course that are no step of the table. */
export const EVENT_NAMES: Readonly<Record<string, string>> = {
  create: '登记案件',
  signed: '文书签发',
  served: '文书送达',
  returned: '文书退回',
  voided: '文书作废',
};
