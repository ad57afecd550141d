import { AppError } from '@wangjian/core/errors.ts';
import { LEAD_RETURN_REASON_NAMES } from '@wangjian/core/lead.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { Insertable } from 'kysely';
import { type Actor, scopeOf } from '../../platform/actor.ts';
import { inScope } from '../../platform/scope.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { judgeLeadFindings } from '../findings/service.ts';
import { notify } from '../inbox/service.ts';
import { officerNames, officersOfBureau, type UnitTree } from '../officers/service.ts';
import { actOnEach } from './act.ts';
import * as contract from './contract.ts';
import { addParts, endDispatch, openHops, returnsOf } from './course-store.ts';
import { leadDispatched } from './events.ts';
import { answerOrigin } from './hand-over-types.ts';
import { type Proposal, proposalsFor } from './propose.ts';
import type { LeadRow } from './store.ts';
import type { LeadsTables } from './tables.ts';
import { dropDispatchTerms, endSignTerm, startDispatchTerms } from './terms.ts';

type Hop = Insertable<LeadsTables['lead_dispatches']>;

/** The unit for which an actor acts; the platform acts for whoever holds the lead. */
export const unitOf = (actor: Actor, lead: Pick<LeadRow, 'holder_org_id'>): string | null =>
  actor.kind === 'officer' ? actor.orgId : lead.holder_org_id;

/**
 * Where a lead lies once a unit has it: where it lay, when that is within the unit's region, and the unit's region
 * otherwise, which the dispatcher's own regions must hold.
 */
function regionAt(context: WriteContext, row: LeadRow, unit: { name: string; region: string }): string {
  const { actor, regions } = context;
  if (regions.contains(unit.region, row.region)) return row.region;
  if (inScope(scopeOf(actor, 'lead.dispatch', regions), { bureau: row.bureau, region: unit.region }))
    return unit.region;
  throw new AppError('conflict', `“${unit.name}”不在您的分派范围内：请上报上级单位，由上级分派`);
}

/** The unit that the officer chose; another than the proposed one needs a reason. */
function chosenUnit(
  context: WriteContext,
  row: LeadRow,
  units: UnitTree,
  choice: { orgId: string; overrideReason?: string | undefined },
  proposal: Proposal | undefined,
) {
  const unit = units.find(choice.orgId);
  if (!unit?.active)
    throw new AppError('invalid_input', '所选单位不存在或已停用，请重新选择承办单位', {
      problems: [{ path: 'to', message: '请重新选择承办单位' }],
    });
  if (unit.level === 'department')
    throw new AppError('conflict', `“${unit.name}”不是本局单位，请用“移送协查”移送其他部门`);
  if (unit.id === row.holder_org_id) throw new AppError('conflict', `该线索已经由“${unit.name}”承办`);
  const proposed = proposal?.orgId ? units.find(proposal.orgId) : undefined;
  const agrees =
    !proposed ||
    units.actsFor(unit.id, proposed.id) ||
    context.regions.contains(proposed.region, unit.region);
  if (!agrees && !choice.overrideReason)
    throw new AppError(
      'invalid_input',
      `按${proposal?.article}建议分派“${proposed.name}”，改派“${unit.name}”请填写理由`,
      { problems: [{ path: 'overrideReason', message: '请填写改派理由' }] },
    );
  return { unit, proposed, overrideReason: agrees ? null : (choice.overrideReason ?? null) };
}

export const dispatchLeads = useCase({
  action: 'lead.dispatch',
  title: '分派线索',
  permission: 'lead.dispatch',
  input: contract.dispatchLeads.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { leads, to, dueOn, requirement }) {
    const { tx, actor, clock, newId } = context;
    if (dueOn < dayInChina(clock.now()))
      throw new AppError('invalid_input', '反馈期限不能早于今天', {
        problems: [{ path: 'dueOn', message: '请选择今天或以后的日期' }],
      });
    const proposals = await proposalsFor(
      context,
      leads.map(({ id }) => id),
    );
    const handed: { readonly lead: LeadRow; readonly hop: Hop }[] = [];
    const outcome = await actOnEach(context, leads, 'dispatch', requirement, (row, units) => {
      const choice = to.find(({ id }) => id === row.id);
      if (!choice) throw new AppError('invalid_input', '请选择承办单位');
      const proposal = proposals.get(row.id);
      const { unit, proposed, overrideReason } = chosenUnit(context, row, units, choice, proposal);
      const from = unitOf(actor, row) ?? unit.id;
      const region = regionAt(context, row, unit);
      const hops = row.hops + 1;
      const words = [
        `分派至${units.fullName(unit.id)}，反馈期限 ${dueOn}`,
        overrideReason && `改派理由：${overrideReason}`,
        requirement,
      ];
      return {
        change: {
          region,
          holder_org_id: unit.id,
          holder_officer_id: null,
          dispatcher_org_id: from,
          hops,
          feedback_due_on: dueOn,
          dispatched_at: clock.now(),
          signed_at: null,
          return_reason: null,
          sent_back: false,
        },
        say: words.filter(Boolean).join('；'),
        async after(lead) {
          const hop: Hop = {
            bureau: row.bureau,
            id: newId('dispatch', row.bureau),
            region,
            lead_id: row.id,
            hop: hops,
            from_org_id: from,
            to_org_id: unit.id,
            from_status: row.status,
            before_org_id: row.holder_org_id,
            before_region: row.region,
            at: clock.now(),
            officer_id: actor.id,
            officer_name: actor.name,
            due_on: dueOn,
            requirement,
            proposed_org_id: proposed?.id ?? null,
            proposal: proposal ? `${proposal.reason}（${proposal.article}）` : null,
            override_reason: overrideReason,
            state: 'open',
            ended_at: null,
            reason: null,
          };
          handed.push({ lead, hop });
          await tellUnit(context, lead, unit.id, 'task', '待签收线索', requirement || `请于 ${dueOn} 前反馈`);
          const { bureau, id } = row;
          await context.events.emit(leadDispatched, { bureau, region, leadId: id, orgId: unit.id });
        },
      };
    });
    await addParts(
      tx,
      'lead_dispatches',
      handed.map(({ hop }) => hop),
    );
    await startDispatchTerms(
      context,
      handed.map(({ lead }) => lead),
      dueOn,
    );
    return outcome;
  },
});

/** Tells those of a unit who handle leads. */
export async function tellUnit(
  context: WriteContext,
  lead: Pick<LeadRow, 'id' | 'number' | 'title'>,
  orgId: string | null,
  kind: 'task' | 'notice' | 'supervision' | 'reminder',
  what: string,
  text: string,
  permission: 'lead.handle' | 'lead.dispatch' | 'lead.review' = 'lead.handle',
): Promise<void> {
  if (orgId === null) return;
  await notify(context, {
    to: { orgId, permission, upward: true },
    kind,
    title: `${what}：${lead.title}`,
    text: `${lead.number}　${text}`,
    path: `/leads/${lead.id}`,
    on: lead.id,
  });
}

export const withdrawLeads = useCase({
  action: 'lead.withdraw',
  title: '撤回分派',
  permission: 'lead.dispatch',
  input: contract.withdrawLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, reason }) =>
    actOnEach(context, leads, 'withdraw', reason, async (row) => {
      const [hop, above] = await openHops(context.tx, row.id);
      if (!hop) throw new AppError('conflict', '该线索没有可以撤回的分派');
      if (row.status === 'checking' && row.resolved_id !== null)
        throw new AppError('conflict', '承办单位已经据此办理检查、行政指导、案件或移送，不能撤回；可以督办');
      return {
        to: hop.from_status,
        change: {
          region: hop.before_region,
          holder_org_id: hop.before_org_id,
          holder_officer_id: null,
          dispatcher_org_id: above?.from_org_id ?? null,
          hops: row.hops - 1,
          feedback_due_on: above?.due_on ?? null,
        },
        async after(lead) {
          await endDispatch(context.tx, hop, {
            state: 'withdrawn',
            ended_at: context.clock.now(),
            reason,
          });
          await dropDispatchTerms(context, row.id, hop.hop);
          await tellUnit(context, lead, hop.to_org_id, 'notice', '分派已撤回', reason);
        },
      };
    }),
});

const isOfficer = (actor: Actor) => (actor.kind === 'officer' ? actor.id : null);

export const signLeads = useCase({
  action: 'lead.sign',
  title: '签收线索',
  permission: 'lead.handle',
  input: contract.signLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, opinion }) =>
    actOnEach(context, leads, 'sign', opinion, async (row) => {
      const [hop] = await openHops(context.tx, row.id);
      return {
        change: { signed_at: context.clock.now(), holder_officer_id: isOfficer(context.actor) },
        async after() {
          if (hop) await endDispatch(context.tx, hop, { state: 'signed', ended_at: context.clock.now() });
          await endSignTerm(context, row.id);
          if (row.origin_id !== null && row.hops === 0)
            await context.jobs.add(answerOrigin, { leadId: row.id, with: 'signed' });
        },
      };
    }),
});

/** The hand-over that came back last, where the lead is returned now. */
async function returnedFrom(tx: WriteContext['tx'], row: LeadRow) {
  return row.status === 'returned' ? (await returnsOf(tx, [row.id])).get(row.id)?.[0] : undefined;
}

export const takeLeads = useCase({
  action: 'lead.take',
  title: '自办线索',
  permission: 'lead.handle',
  input: contract.takeLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, opinion }) =>
    actOnEach(context, leads, 'take', opinion, async (row) => ({
      change: {
        // What a unit sent back lies again where it lay before that unit had it.
        region: (await returnedFrom(context.tx, row))?.before_region ?? row.region,
        holder_org_id: unitOf(context.actor, row),
        holder_officer_id: isOfficer(context.actor),
        signed_at: context.clock.now(),
        return_reason: null,
      },
    })),
});

export const returnLeads = useCase({
  action: 'lead.return',
  title: '退回线索',
  permission: 'lead.handle',
  input: contract.returnLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, reason, opinion }) =>
    actOnEach(context, leads, 'return', opinion, async (row) => {
      const [hop, above] = await openHops(context.tx, row.id);
      if (!hop) throw new AppError('conflict', '该线索没有可以退回的单位');
      const words = `${LEAD_RETURN_REASON_NAMES[reason]}：${opinion}`;
      return {
        change: {
          holder_org_id: hop.from_org_id,
          holder_officer_id: null,
          dispatcher_org_id: above?.from_org_id ?? null,
          hops: row.hops - 1,
          feedback_due_on: above?.due_on ?? null,
          return_reason: reason,
          sent_back: false,
        },
        say: words,
        async after(lead) {
          await endDispatch(context.tx, hop, {
            state: 'returned',
            ended_at: context.clock.now(),
            reason: words,
          });
          await dropDispatchTerms(context, row.id, hop.hop);
          await judgeLeadFindings(context.tx, lead, reason);
          await tellUnit(context, lead, hop.from_org_id, 'task', '线索被退回', words, 'lead.dispatch');
        },
      };
    }),
});

export const assignLeads = useCase({
  action: 'lead.assign',
  title: '指定承办人',
  permission: 'lead.handle',
  input: contract.assignLeads.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { leads, officerId }) {
    const names = await officerNames(context.tx, [officerId]);
    return await actOnEach(context, leads, 'assign', '', async (row, units) => {
      const colleague = (await officersOfBureau(context.tx, row.bureau)).find(({ id }) => id === officerId);
      if (!colleague || !units.actsFor(colleague.orgId, row.holder_org_id))
        throw new AppError('invalid_input', '只能指定承办单位的人员', {
          problems: [{ path: 'officerId', message: '请选择承办单位的人员' }],
        });
      return {
        change: { holder_officer_id: officerId },
        say: `承办人：${names.get(officerId)?.name ?? ''}`,
        async after(lead) {
          await notify(context, {
            to: { officerIds: [officerId] },
            kind: 'task',
            title: `请您承办线索：${lead.title}`,
            text: lead.number,
            path: `/leads/${lead.id}`,
            on: lead.id,
          });
        },
      };
    });
  },
});
