import type { LeadStatus } from '@wangjian/core/lead.ts';
import type { z } from 'zod';
import type { ReadContext } from '../../platform/use-case.ts';
import { deadlinesOf } from '../deadlines/service.ts';
import { agencyOf } from '../documents/service.ts';
import { evidenceIdsOf } from '../evidence/service.ts';
import { findingIdsOfLead, fineInWords, ruleBook } from '../findings/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import {
  attachmentsOf,
  checksOf,
  dispatchesOf,
  feedbacksOf,
  linksOf,
  mergedInto,
  supervisionsOf,
} from './course-store.ts';
import { LEAD_ACTIONS } from './lifecycle.ts';
import { maskedPersons, presentLeads } from './present.ts';
import type { LeadDetail } from './records.ts';
import { OTHER_EVENTS } from './register.ts';
import { eventsOf, getLeadRow, type LeadRow } from './store.ts';

type Detail = z.input<typeof LeadDetail>;
type Reading = Pick<ReadContext, 'tx' | 'regions' | 'actor' | 'clock'>;

const EVENT_NAMES: Readonly<Record<string, string>> = {
  ...OTHER_EVENTS,
  ...Object.fromEntries(Object.entries(LEAD_ACTIONS).map(([action, { name }]) => [action, name])),
};

/** A lead as its page shows it, with its whole course. */
export async function detail(context: Reading, id: string): Promise<Detail> {
  const { tx } = context;
  const row = await getLeadRow(tx, id);
  const [item] = await presentLeads(context, [row]);
  return {
    ...item!,
    form: formOf(row),
    deadlines: (await deadlinesOf(context, [id])).get(id) ?? [],
    timeline: (await eventsOf(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      action: event.action,
      actionName: EVENT_NAMES[event.action] ?? event.action,
      opinion: event.opinion,
    })),
    evidence: await evidenceIdsOf(tx, id),
    findingIds: await findingIdsOfLead(tx, id),
    mergedInto: row.merged_into,
    articles: articlesOf(row),
    resolved: row.resolved_by && row.resolved_id ? { by: row.resolved_by, id: row.resolved_id } : null,
    ...(await courseOf(context, row)),
  };
}

/** The 案源线索登记表, personal data masked. */
function formOf(row: LeadRow): Detail['form'] {
  return {
    title: row.title,
    source: row.source as Detail['form']['source'],
    sourceFields: row.source_fields,
    region: row.region,
    siteId: row.site_id,
    party: row.party,
    uscc: row.uscc,
    url: row.url,
    ...maskedPersons(row),
    foundOn: row.found_on,
    receivedOn: row.received_on,
    content: row.content,
    violations: row.violations,
    opinion: row.opinion,
  };
}

/** Hand-overs, checks, feedback, supervision, attachments and joined leads. */
async function courseOf({ tx, regions }: Reading, row: LeadRow) {
  const { id } = row;
  const units = await unitsOfBureau(tx, row.bureau);
  const bureauName = (code: string) => agencyOf(regions, code).name;
  const done = (one: { id: string; at: Date; officer_name: string; org_name: string }) => ({
    id: one.id,
    at: one.at.toISOString(),
    by: one.officer_name,
    orgName: one.org_name,
  });
  return {
    dispatcherName: row.dispatcher_org_id && units.fullName(row.dispatcher_org_id),
    reviewerName: row.review_org_id && units.fullName(row.review_org_id),
    dispatches: (await dispatchesOf(tx, id)).map((one) => ({
      id: one.id,
      at: one.at.toISOString(),
      by: one.officer_name,
      from: units.fullName(one.from_org_id),
      to: one.hop === 0 ? bureauName(one.to_org_id) : units.fullName(one.to_org_id),
      dueOn: one.due_on,
      requirement: one.requirement,
      state: one.state,
      endedAt: one.ended_at?.toISOString() ?? null,
      reason: one.reason,
      proposal: one.proposal,
      overrideReason: one.override_reason,
    })),
    checks: (await checksOf(tx, id)).map((one) => ({
      ...done(one),
      checkedOn: one.checked_on,
      way: one.way,
      place: one.place,
      content: one.content,
      finding: one.finding,
      officers: one.officers,
      evidenceIds: one.evidence_ids,
    })),
    feedbacks: (await feedbacksOf(tx, id)).map((one) => ({
      ...done(one),
      result: one.result,
      facts: one.facts,
      handling: one.handling,
      reference: one.reference,
      reason: one.reason,
      resolvedId: one.resolved_id,
      verdict: one.verdict,
      verdictBy: one.verdict_by,
      verdictOpinion: one.verdict_opinion,
    })),
    supervisions: (await supervisionsOf(tx, id)).map((one) => ({
      ...done(one),
      text: one.text,
      dueOn: one.due_on,
      endedAt: one.ended_at?.toISOString() ?? null,
    })),
    attachments: (await attachmentsOf(tx, id)).map((one) => ({
      id: one.id,
      name: one.name,
      type: one.type,
      bytes: one.bytes,
      sha256: one.sha256,
      at: one.at.toISOString(),
      by: one.officer_name,
    })),
    links: await joinedTo(tx, id),
    origin: row.origin_bureau
      ? { bureau: row.origin_bureau, bureauName: bureauName(row.origin_bureau) }
      : null,
    successor: row.successor_bureau
      ? {
          bureau: row.successor_bureau,
          bureauName: bureauName(row.successor_bureau),
          received: row.successor_id !== null,
        }
      : null,
  } as const;
}

/** Leads joined to one: merged into it first, then linked, split off, split from. */
async function joinedTo(tx: Reading['tx'], id: string): Promise<Detail['links']> {
  const merged = (await mergedInto(tx, id)).map(({ id: leadId, ...one }) => ({
    ...one,
    leadId,
    kind: 'merged-from' as const,
    note: '',
  }));
  const linked = (await linksOf(tx, id)).map(({ other_id: leadId, status, ...one }) => ({
    ...one,
    leadId,
    status: status as LeadStatus | null,
  }));
  return [...merged, ...linked];
}

interface Dated {
  readonly law: string;
  readonly article: string;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Duties and penalties of the suspected violations, in the version in force on the day of discovery. */
function articlesOf(row: LeadRow): Detail['articles'] {
  const { catalog } = ruleBook();
  const named = (articles: readonly Dated[]) =>
    articles
      .filter(({ from, until }) => (!from || row.found_on >= from) && (!until || row.found_on <= until))
      .map(({ law, article }) => `《${law}》${article}`)
      .join('；');
  return row.violations.flatMap((violation) => {
    const type = catalog.violations.get(violation);
    if (!type) return [];
    return {
      violation,
      violationName: type.name,
      duty: named(type.duty),
      penalty: named(type.penalty),
      fine: fineInWords(type.fine),
      unverified: type.source !== 'text',
    };
  });
}
