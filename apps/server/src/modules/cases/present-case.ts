import {
  CASE_SOURCE_NAMES,
  FILE_SECTIONS,
  type FileSection,
  MATTER_ACTION_NAMES,
  MATTER_KIND_NAMES,
} from '@wangjian/core/case.ts';
import { maskAddress, maskIdNumber, maskName, maskPhone } from '@wangjian/core/personal-data.ts';
import { type Actor, may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { documentsOf } from '../documents/service.ts';
import { evidenceIdsOf } from '../evidence/service.ts';
import { siteLabels } from '../registry/service.ts';
import { articlesOf } from './case-articles.ts';
import { type CaseFacts, factsOf } from './case-facts.ts';
import { missingFor } from './conditions.ts';
import type { CaseDetail } from './contract.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { FINE_BASE_NAMES } from './law/fine-range.ts';
import { penaltyInWords } from './law/penalty.ts';
import { publicationOf } from './law/publication.ts';
import { leadNumberOf } from './lead-link.ts';
import {
  allowedActions,
  CASE_ACTION_NAMES,
  type CaseAction,
  pendingMove,
  permissionOf,
} from './lifecycle.ts';
import { MATTER_STATE_NAMES, matterActions } from './matter-lifecycle.ts';
import { nextDue, presentItem } from './present-item.ts';
import { attachmentsOf, type CaseRow, eventsOf, getCaseRow, type PartyRow, valuationsOf } from './store.ts';

type Reading = Pick<ReadContext, 'tx' | 'regions' | 'clock' | 'actor'>;

const masked = (party: PartyRow) => ({
  id: party.id,
  kind: party.kind,
  name: party.name,
  uscc: party.uscc,
  representative: party.representative === null ? null : maskName(party.representative),
  idNumber: party.id_number === null ? null : maskIdNumber(party.id_number),
  phone: party.phone === null ? null : maskPhone(party.phone),
  address:
    party.address === null || party.kind === 'company' || party.kind === 'other'
      ? party.address
      : maskAddress(party.address),
});

/** The steps of this reader: what the table allows, with what is still missing for each. */
function stepsFor(actor: Actor, facts: CaseFacts): CaseDetail['allowed'] {
  const { row } = facts;
  return allowedActions({ state: row.state, pending: row.pending_action })
    .filter((action) => may(actor, permissionOf(action)))
    .filter((action) => row.procedure === 'ordinary' || !ORDINARY_ONLY.has(action))
    .filter((action) => row.procedure === 'simple' || action !== 'decide-on-spot')
    .map((action) => {
      const missing = missingFor(action, facts);
      return { action, name: CASE_ACTION_NAMES[action], ready: missing.length === 0, missing };
    });
}
const ORDINARY_ONLY: ReadonlySet<CaseAction> = new Set(['file', 'refuse']);

/** The days of a case in their order, for its head. */
function daysOf(row: CaseRow): CaseDetail['days'] {
  const days: [string, string | null][] = [
    ['发现', row.found_on],
    ['立案', row.filed_on],
    ['调查终结', row.concluded_on],
    ['审核通过', row.reviewed_on],
    ['告知', row.noticed_on],
    ['听证', row.hearing_on],
    ['决定', row.decided_on],
    ['送达', row.served_on],
    ['催告', row.demanded_on],
    ['申请强制执行', row.court_applied_on],
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
    kind: matter.kind,
    kindName: MATTER_KIND_NAMES[matter.kind],
    stateName: MATTER_STATE_NAMES[matter.state],
    title: matter.title,
    counterpart: matter.counterpart,
    content: matter.content,
    items: matter.items,
    documentId: matter.document_id,
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
  const move = row.pending_action === null ? undefined : pendingMove(row.state, row.pending_action);
  return {
    ...presentItem(row, facts.parties, facts.everHandlers, facts.deadlines.get(id), regions),
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
    severe: row.severe,
    sameAct: row.same_act,
    amounts: {
      turnover: row.turnover_fen,
      goods: row.goods_fen,
      income: row.income_fen,
      adCost: row.ad_cost_fen,
    },
    publicInterest: row.public_interest,
    complex: row.complex,
    otherReviewRule: row.other_review_rule,
    facts: row.facts,
    pendingStep:
      row.pending_action === null || row.pending_document === null
        ? null
        : {
            action: row.pending_action,
            name: CASE_ACTION_NAMES[row.pending_action],
            documentId: row.pending_document,
            on: move?.on ?? 'signed',
          },
    allowed,
    parties: facts.parties.map(masked),
    officers: facts.everHandlers.map((one) => ({
      officerId: one.officer_id,
      name: one.name,
      certificate: one.certificate,
      lead: one.lead,
      since: one.since,
      until: one.until,
      reason: one.reason,
    })),
    articles: facts.ranges.map(({ violation, range }) => ({
      violation,
      name: violations.get(violation)?.name ?? violation,
      duty: articles.each.get(violation)?.duty ?? '',
      penalty: articles.each.get(violation)?.penalty ?? '',
      unverified: articles.each.get(violation)?.unverified ?? true,
      range: { min: range.min, max: range.max },
      steps: [...range.steps],
      needs: range.needs.map((base) => FINE_BASE_NAMES[base]),
    })),
    range: {
      ...facts.range,
      rule:
        facts.ranges.length < 2
          ? ''
          : row.same_act
            ? '同一个违法行为违反多个规定，按罚款数额高的规定处罚（行政处罚法第二十九条）'
            : '不同的违法行为，分别裁量、合并执行',
    },
    proposal: row.proposal,
    proposalWords: row.proposal === null ? null : penaltyInWords(row.proposal),
    penalty: row.penalty,
    penaltyWords: row.penalty === null ? null : penaltyInWords(row.penalty),
    rangeReason: row.range_reason,
    review: {
      kind: facts.review.kind,
      reasons: [...facts.review.reasons],
      collectiveDecision: facts.review.collectiveDecision,
      on: row.reviewed_on,
      by: row.reviewed_by,
      opinion: row.review_opinion,
    },
    hearing: {
      reasons: [...facts.hearing.reasons],
      unverified: facts.hearing.unverified,
      requestedOn: row.hearing_requested_on,
      on: row.hearing_on,
    },
    statement:
      row.statement === null || row.statement_on === null
        ? null
        : { text: row.statement, on: row.statement_on, adopted: row.statement_adopted, waived: row.waived },
    decisionNumber: row.decision_number,
    publication: row.penalty === null ? null : publicationOf(row.penalty, row.procedure),
    days: daysOf(row),
    dues: { ...facts.dues },
    payments: facts.payments.map((one) => ({
      id: one.id,
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
    deadlines: [...facts.deadlines.values()].flat(),
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
