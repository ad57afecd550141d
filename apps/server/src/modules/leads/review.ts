import { AppError } from '@wangjian/core/errors.ts';
import {
  LEAD_RESULT_FIELD_NAMES,
  LEAD_RESULT_FIELDS,
  LEAD_RESULT_NAMES,
  type LeadResult,
  UPHELD_RESULTS,
} from '@wangjian/core/lead.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { judgeLeadFindings } from '../findings/service.ts';
import type { UnitTree } from '../officers/service.ts';
import { actOnEach, actOnOne } from './act.ts';
import * as contract from './contract.ts';
import {
  addPart,
  type DispatchRow,
  endSupervisions,
  feedbacksOf,
  judgeFeedback,
  openHops,
  resumeSupervisions,
} from './course-store.ts';
import { detail } from './detail.ts';
import { tellUnit, unitOf } from './dispatch.ts';
import { leadClosed } from './events.ts';
import { answerOrigin } from './hand-over-types.ts';
import type { LeadRow } from './store.ts';
import {
  endFeedbackTerm,
  endSupervisionTerm,
  endTerms,
  restartFeedbackTerm,
  startCheckTerm,
  startSupervisionTerm,
} from './terms.ts';

export const recordCheck = useCase({
  action: 'lead.check',
  title: '记录核查',
  permission: 'lead.handle',
  input: contract.recordCheck.body!.extend(contract.recordCheck.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, key: _key, ...check }) {
    const { tx, actor, clock, newId } = context;
    if (check.checkedOn > dayInChina(clock.now()))
      throw new AppError('invalid_input', '核查日期不能晚于今天', {
        problems: [{ path: 'checkedOn', message: '不能晚于今天' }],
      });
    const audit = await actOnOne(context, { id, version }, 'check', '', (row) => ({
      change: { checked_on: check.checkedOn },
      say: check.finding,
      after: (lead) =>
        addPart(tx, 'lead_checks', {
          bureau: row.bureau,
          id: newId('check', row.bureau),
          region: lead.region,
          lead_id: id,
          checked_on: check.checkedOn,
          way: check.way,
          place: check.place ?? null,
          content: check.content,
          finding: check.finding,
          officers: check.officers,
          evidence_ids: check.evidenceIds,
          at: clock.now(),
          officer_id: actor.id,
          officer_name: actor.name,
          org_name: actor.orgName,
        }),
    }));
    return { result: await detail(context, id), audit };
  },
});

/** Units through which feedback goes upward: those above the holder that dispatched it, else the holder itself. */
export function reviewLine(
  row: Pick<LeadRow, 'holder_org_id'>,
  hops: readonly Pick<DispatchRow, 'from_org_id' | 'hop'>[],
  units: UnitTree,
): readonly { orgId: string; hop: number }[] {
  const line = hops
    .filter(({ from_org_id: from }) => row.holder_org_id === null || !units.isAbove(row.holder_org_id, from))
    .map(({ from_org_id: orgId, hop }) => ({ orgId, hop }));
  if (line.length > 0 || row.holder_org_id === null) return line;
  return [{ orgId: row.holder_org_id, hop: 0 }];
}

/** What a feedback tells, whoever gives it. */
export interface FeedbackWords {
  readonly result: LeadResult;
  readonly facts: string;
  readonly handling?: string | null | undefined;
  readonly reference?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly resolvedBy?: string;
  readonly resolvedId?: string;
}

/** Keeps a feedback and tells the unit that reviews it. */
export async function addFeedback(context: WriteContext, lead: LeadRow, words: FeedbackWords): Promise<void> {
  const { tx, actor, clock, newId } = context;
  await addPart(tx, 'lead_feedbacks', {
    bureau: lead.bureau,
    id: newId('feedback', lead.bureau),
    region: lead.region,
    lead_id: lead.id,
    result: words.result,
    facts: words.facts,
    handling: words.handling ?? null,
    reference: words.reference ?? null,
    reason: words.reason ?? null,
    resolved_by: words.resolvedBy ?? null,
    resolved_id: words.resolvedId ?? null,
    at: clock.now(),
    officer_id: actor.id,
    officer_name: actor.name,
    org_name: actor.orgName,
    verdict: null,
    verdict_at: null,
    verdict_by: null,
    verdict_opinion: null,
  });
  await endFeedbackTerm(context, lead.id, lead.hops);
  await endSupervisions(tx, lead, clock.now());
  await endSupervisionTerm(context, lead.id);
  const text = `${LEAD_RESULT_NAMES[words.result]}：${words.facts}`;
  await tellUnit(context, lead, lead.review_org_id, 'task', '待审核线索反馈', text, 'lead.review');
}

export const reportLead = useCase({
  action: 'lead.report',
  title: '反馈线索',
  permission: 'lead.handle',
  input: contract.reportLead.body!.extend(contract.reportLead.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, key: _key, ...words }) {
    const needed = LEAD_RESULT_FIELDS[words.result];
    if (!words[needed]?.trim())
      throw new AppError(
        'invalid_input',
        `结果为“${LEAD_RESULT_NAMES[words.result]}”的，请填写${LEAD_RESULT_FIELD_NAMES[needed]}`,
        { problems: [{ path: needed, message: `请填写${LEAD_RESULT_FIELD_NAMES[needed]}` }] },
      );
    const audit = await actOnOne(context, { id, version }, 'report', words.facts, async (row, units) => {
      if (row.checked_on === null) throw new AppError('conflict', '还没有核查记录：请先记录核查情况，再反馈');
      const [first] = reviewLine(row, await openHops(context.tx, id), units);
      return {
        change: {
          review_org_id: first?.orgId ?? unitOf(context.actor, row),
          result: words.result,
          fed_back_at: context.clock.now(),
          sent_back: false,
        },
        say: `${LEAD_RESULT_NAMES[words.result]}：${words.facts}`,
        after: (lead) => addFeedback(context, lead, words),
      };
    });
    return { result: await detail(context, id), audit };
  },
});

export const approveLeads = useCase({
  action: 'lead.approve',
  title: '审核通过线索反馈',
  permission: 'lead.review',
  input: contract.approveLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, opinion }) =>
    actOnEach(context, leads, 'approve', opinion, async (row, units) => {
      const line = reviewLine(row, await openHops(context.tx, row.id), units);
      const at = line.findIndex(({ orgId }) => orgId === row.review_org_id);
      const next = at < 0 ? undefined : line[at + 1];
      return {
        to: next ? 'reviewing' : 'reviewed',
        change: next ? { review_org_id: next.orgId } : {},
        say: [next && `报${units.fullName(next.orgId)}审核`, opinion].filter(Boolean).join('；'),
        async after(lead) {
          await judgeFeedback(context.tx, lead, {
            verdict: 'approved',
            verdict_at: context.clock.now(),
            verdict_by: context.actor.name,
            verdict_opinion: opinion,
          });
          if (!next) {
            await endSupervisions(context.tx, lead, context.clock.now());
            return await endTerms(context, row.id, 'met');
          }
          await endFeedbackTerm(context, row.id, next.hop);
          await tellUnit(context, lead, next.orgId, 'task', '待审核线索反馈', opinion, 'lead.review');
        },
      };
    }),
});

export const sendBackLeads = useCase({
  action: 'lead.send-back',
  title: '退回线索反馈',
  permission: 'lead.review',
  input: contract.sendBackLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, opinion }) =>
    actOnEach(context, leads, 'send-back', opinion, async (row, units) => {
      const hops = await openHops(context.tx, row.id);
      const line = reviewLine(row, hops, units);
      const at = line.findIndex(({ orgId }) => orgId === row.review_org_id);
      // The levels whose feedback had come: all of them owe it again.
      const given = new Set([row.hops, ...line.slice(0, at + 1).map(({ hop }) => hop)]);
      // Another bureau's answer: its record is closed, so the lead is to be dispatched or handed over anew.
      const elsewhere = row.successor_bureau !== null;
      return {
        to: elsewhere ? 'returned' : 'checking',
        change: {
          sent_back: true,
          result: null,
          fed_back_at: null,
          ...(elsewhere
            ? { holder_org_id: row.review_org_id, successor_bureau: null, successor_id: null }
            : {}),
        },
        async after(lead) {
          await judgeFeedback(context.tx, lead, {
            verdict: 'sent-back',
            verdict_at: context.clock.now(),
            verdict_by: context.actor.name,
            verdict_opinion: opinion,
          });
          if (row.status === 'reviewed') await startCheckTerm(context, lead);
          for (const { hop, due_on: dueOn } of hops)
            if (dueOn !== null && given.has(hop)) await restartFeedbackTerm(context, lead, hop, dueOn);
          const supervisedBy =
            row.fed_back_at && (await resumeSupervisions(context.tx, lead, row.fed_back_at));
          if (supervisedBy) await startSupervisionTerm(context, lead, supervisedBy);
          await tellUnit(context, lead, lead.holder_org_id, 'task', '反馈被退回，请重新核查', opinion);
        },
      };
    }),
});

export const closeLeads = useCase({
  action: 'lead.close',
  title: '办结线索',
  permission: 'lead.review',
  input: contract.closeLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, opinion }) =>
    actOnEach(context, leads, 'close', opinion, async (row) => {
      const { result, bureau, region, site_id: siteId } = row;
      if (result === null || (await feedbacksOf(context.tx, row.id)).length === 0)
        throw new AppError('conflict', '该线索还没有反馈，不能办结');
      const closedOn = dayInChina(context.clock.now());
      return {
        change: { closed_on: closedOn },
        say: [LEAD_RESULT_NAMES[result], opinion].filter(Boolean).join('；'),
        async after(lead) {
          await endTerms(context, row.id, 'met');
          // What could not be verified says nothing about the rule.
          const verdict = UPHELD_RESULTS.includes(result)
            ? 'upheld'
            : result === 'not-a-violation'
              ? result
              : null;
          await judgeLeadFindings(context.tx, lead, verdict);
          await context.events.emit(leadClosed, { bureau, region, leadId: row.id, siteId, result, closedOn });
          if (row.origin_id !== null)
            await context.jobs.add(answerOrigin, { leadId: row.id, with: 'result' });
        },
      };
    }),
});

export const archiveLeads = useCase({
  action: 'lead.archive',
  title: '归档线索',
  permission: 'lead.review',
  input: contract.archiveLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, opinion }) =>
    actOnEach(context, leads, 'archive', opinion, () => ({
      change: { archived_on: dayInChina(context.clock.now()) },
    })),
});
