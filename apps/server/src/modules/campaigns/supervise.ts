import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { type ReadContext, readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { endDeadline } from '../deadlines/service.ts';
import { notify } from '../inbox/service.ts';
import * as contract from './contract.ts';
import { startCorrection } from './correction-term.ts';
import { pathOf, writeEvent } from './course.ts';
import { contributing, directing } from './direct.ts';
import { standing } from './hand-down.ts';
import { handDownsOf } from './hand-down-store.ts';
import { visitDownType, visitUpType } from './hand-down-types.ts';
import { allowedActions, move } from './lifecycle.ts';
import { type Members, membersOf } from './members.ts';
import { type CampaignRow, lockCampaign, readCampaign } from './store.ts';
import { moveVisit, visitActions } from './work-lifecycle.ts';
import {
  groupsOf,
  insertGroup,
  insertVisit,
  saveGroup,
  saveVisit,
  type VisitRow,
  visitsOf,
} from './work-store.ts';

function allowedOn(visit: VisitRow, campaign: CampaignRow, members: Members, actor: Actor) {
  const under = allowedActions(campaign.status).includes('contribute');
  return visitActions(visit.status).filter((action) => {
    if (!under) return false;
    const own = members.own(actor);
    const visited = own.some(({ orgId }) => orgId === visit.org_id);
    if (action === 'answer') return visited && may(actor, 'report.submit');
    // What a superior found at this bureau, the superior judges.
    if (visit.source_id !== null) return false;
    return may(actor, 'lead.supervise') && (!visited || own.some(({ owner }) => owner));
  });
}

async function supervisionOf(
  { tx, actor }: Pick<ReadContext, 'tx' | 'actor'>,
  id: string,
): Promise<contract.Supervision> {
  const campaign = await readCampaign(tx, id);
  const members = await membersOf(tx, campaign);
  return {
    groups: (await groupsOf(tx, id)).map((group) => ({
      id: group.id,
      name: group.name,
      leader: group.leader,
      members: group.members,
      orgIds: group.org_ids,
      version: group.version,
    })),
    visits: (await visitsOf(tx, id)).map((visit) => ({
      id: visit.id,
      groupName: visit.group_name,
      orgId: visit.org_id,
      orgName: visit.org_name,
      visitedOn: visit.visited_on,
      members: visit.members,
      findings: visit.findings,
      corrections: visit.corrections,
      dueOn: visit.due_on,
      status: visit.status,
      answer: visit.answer,
      answeredAt: visit.answered_at?.toISOString() ?? null,
      answeredBy: visit.answered_by_name,
      conclusion: visit.conclusion,
      recordedBy: visit.recorded_by_name,
      allowed: allowedOn(visit, campaign, members, actor),
      version: visit.version,
    })),
  };
}

export const getSupervision = readCase({
  action: 'campaign.supervision',
  title: '查看督查情况',
  permission: 'campaign.read',
  input: contract.getSupervision.params!,
  run: async (context, { id }) => ({ result: await supervisionOf(context, id), audit: 'plain' }),
});

interface Visitable {
  readonly name: string;
  readonly region: string;
  readonly below: boolean;
}

/** Who may be visited: units of the plan, and bureaus below to which it was handed; each with where its visit lies. */
async function visitable(
  { tx }: Pick<ReadContext, 'tx'>,
  campaign: CampaignRow,
  members: Members,
): Promise<ReadonlyMap<string, Visitable>> {
  const hands = (await handDownsOf(tx, campaign.id)).filter(standing);
  const known = new Map<string, Visitable>();
  for (const { org_id, org_name: name, region } of members.units)
    known.set(org_id, { name, region, below: false });
  for (const { org_id, org_name: name, region } of hands) known.set(org_id, { name, region, below: true });
  return known;
}

async function refuseStrangers(
  context: Pick<ReadContext, 'tx'>,
  campaign: CampaignRow,
  members: Members,
  orgIds: readonly string[],
): Promise<void> {
  const known = await visitable(context, campaign, members);
  for (const orgId of orgIds)
    if (!known.has(orgId))
      throw new AppError('invalid_input', '督查的单位应是列入方案的单位', {
        problems: [{ path: 'orgIds', message: '不是列入方案的单位' }],
      });
}

export const addGroup = useCase({
  action: 'campaign.group',
  title: '成立督查组',
  permission: 'campaign.write',
  input: contract.addGroup.body!.extend(contract.addGroup.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, key: _key, name, leader, members: people, orgIds }) {
    const { tx, newId } = context;
    const { campaign, members } = await directing(context, id, 'group');
    await refuseStrangers(context, campaign, members, orgIds);
    const group = newId('campaigngroup', campaign.bureau);
    await insertGroup(tx, {
      bureau: campaign.bureau,
      id: group,
      region: campaign.region,
      campaign_id: id,
      name,
      leader,
      members: people,
      org_ids: orgIds,
    });
    await writeEvent(context, campaign, 'group', `${name}，组长 ${leader}`);
    return {
      result: await supervisionOf(context, id),
      audit: { on: id, after: { group, name, leader, members: people, orgIds } },
    };
  },
});

export const editGroup = useCase({
  action: 'campaign.group-edit',
  title: '调整督查组',
  permission: 'campaign.write',
  input: contract.editGroup.body!.extend(contract.editGroup.params!.shape),
  async run(context, { id, groupId, version, name, leader, members: people, orgIds, removed }) {
    const { tx } = context;
    const { campaign, members } = await directing(context, id, 'group');
    // A group that is dissolved visits nobody, whoever has left the plan.
    if (!removed) await refuseStrangers(context, campaign, members, orgIds);
    const group = (await groupsOf(tx, id)).find((one) => one.id === groupId);
    if (!group) throw new AppError('not_found');
    if (group.version !== version) throw new AppError('stale');
    const change = { name, leader, members: people, org_ids: orgIds, removed };
    await saveGroup(tx, group, change);
    return { result: await supervisionOf(context, id), audit: { on: id, before: group, after: change } };
  },
});

export const recordVisit = useCase({
  action: 'campaign.visit',
  title: '记录督查情况',
  permission: 'lead.supervise',
  input: contract.recordVisit.body!.extend(contract.recordVisit.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, key: _key, groupId, orgId, ...visit }) {
    const { tx, actor, clock, newId } = context;
    const campaign = await lockCampaign(tx, id);
    move(campaign.status, 'visit');
    const members = await membersOf(tx, campaign);
    await refuseStrangers(context, campaign, members, [orgId]);
    const unit = (await visitable(context, campaign, members)).get(orgId)!;
    const group = (await groupsOf(tx, id)).find((one) => one.id === groupId);
    if (!group) throw new AppError('invalid_input', '没有这个督查组，请重新选择');
    const today = dayInChina(clock.now());
    if (visit.visitedOn > today) throw new AppError('invalid_input', '督查日期不能晚于今天');
    const demands = visit.corrections !== '';
    if (demands && visit.dueOn === null)
      throw new AppError('invalid_input', '提出整改要求的，要写明整改期限', {
        problems: [{ path: 'dueOn', message: '没有填写' }],
      });
    const row = {
      bureau: campaign.bureau,
      id: newId('campaignvisit', campaign.bureau),
      region: unit.region,
      campaign_id: id,
      group_id: groupId,
      group_name: group.name,
      org_id: orgId,
      org_name: unit.name,
      visited_on: visit.visitedOn,
      members: visit.members,
      findings: visit.findings,
      corrections: visit.corrections,
      due_on: demands ? visit.dueOn : null,
      status: demands ? ('open' as const) : ('closed' as const),
      answer: null,
      answered_at: null,
      answered_by_name: null,
      conclusion: null,
      closed_on: demands ? null : today,
      recorded_by_name: actor.name,
    };
    await insertVisit(tx, row);
    // A bureau below has the visit, its term and the news of it on its own side.
    if (unit.below) await context.jobs.add(visitDownType, { visitId: row.id });
    else if (row.due_on !== null) await startCorrection(context, campaign, row, row.due_on);
    if (!unit.below)
      await notify(context, {
        to: { orgId, permission: 'report.submit', upward: true },
        kind: demands ? 'supervision' : 'notice',
        title: demands ? `督查提出整改要求：${campaign.name}` : `督查情况：${campaign.name}`,
        text: demands ? `${visit.corrections}（${visit.dueOn} 前报告）` : visit.findings,
        path: pathOf(id, 'supervision'),
        on: id,
      });
    await writeEvent(context, campaign, 'visit', `${group.name}督查${unit.name}`, unit.region);
    return { result: await supervisionOf(context, id), audit: { on: id, after: { orgId, ...visit } } };
  },
});

const visitStep = (
  action: 'answer' | 'close',
  title: string,
  permission: 'report.submit' | 'lead.supervise',
) =>
  useCase({
    action: `campaign.visit-${action}`,
    title,
    permission,
    input: contract.answerVisit.body!.extend(contract.answerVisit.params!.shape),
    async run(context, { id, visitId, version, words }) {
      const { tx, actor, clock } = context;
      const { campaign, members } =
        action === 'answer' ? await contributing(context, id) : await supervising(context, id);
      const visit = await visitAt(context, id, visitId);
      if (action === 'answer') members.actingFor(actor, visit.org_id);
      const status = moveVisit(visit.status, action);
      if (visit.version !== version) throw new AppError('stale');
      if (action === 'close') refuseOwnJudgement(campaign, visit);
      await saveVisit(
        tx,
        visit,
        action === 'answer'
          ? { status, answer: words, answered_at: clock.now(), answered_by_name: actor.name }
          : { status, conclusion: words, closed_on: dayInChina(clock.now()) },
      );
      if (action === 'answer') await endDeadline(context, { on: visitId, outcome: 'met' });
      if (action === 'answer' && visit.source_id !== null) await context.jobs.add(visitUpType, { visitId });
      if (action === 'close') await tellBelow(context, visit);
      await writeEvent(context, campaign, `visit-${action}`, words, visit.region);
      return {
        result: await supervisionOf(context, id),
        audit: { on: id, why: words, before: { status: visit.status }, after: { visit: visitId, status } },
      };
    },
  });

/** The campaign for whoever judges a unit's correction: it lies in the supervisor's own scope, not only in sight. */
async function supervising({ tx }: WriteContext, id: string) {
  const campaign = await lockCampaign(tx, id);
  move(campaign.status, 'contribute');
  return { campaign, members: await membersOf(tx, campaign) };
}

/** What a superior found at this bureau is not for the bureau itself to judge. */
function refuseOwnJudgement(campaign: CampaignRow, visit: VisitRow): void {
  if (visit.source_id !== null)
    throw new AppError('conflict', `这是“${campaign.superior_org}”的督查，由上级认可整改或者要求继续整改`, {
      allowed: [],
    });
}

/** Takes a decision on to the bureau below that was visited; false for a unit of the own bureau. */
async function tellBelow(context: WriteContext, visit: VisitRow): Promise<boolean> {
  if (bureauOfId(visit.org_id) === visit.bureau) return false;
  await context.jobs.add(visitDownType, { visitId: visit.id });
  return true;
}

async function visitAt({ tx }: WriteContext, id: string, visitId: string): Promise<VisitRow> {
  const visit = (await visitsOf(tx, id)).find((one) => one.id === visitId);
  if (!visit) throw new AppError('not_found');
  return visit;
}

export const answerVisit = visitStep('answer', '报告督查整改情况', 'report.submit');
export const closeVisit = visitStep('close', '办结督查', 'lead.supervise');

/** The correction was not enough: a new term begins. */
export const demandAgain = useCase({
  action: 'campaign.visit-demand',
  title: '要求继续整改',
  permission: 'lead.supervise',
  input: contract.demandAgain.body!.extend(contract.demandAgain.params!.shape),
  async run(context, { id, visitId, version, words, dueOn }) {
    const { campaign } = await supervising(context, id);
    const visit = await visitAt(context, id, visitId);
    const status = moveVisit(visit.status, 'demand');
    if (visit.version !== version) throw new AppError('stale');
    refuseOwnJudgement(campaign, visit);
    await saveVisit(context.tx, visit, {
      status,
      corrections: `${visit.corrections}\n继续整改：${words}`,
      due_on: dueOn,
    });
    const below = await tellBelow(context, visit);
    if (!below) await startCorrection(context, campaign, visit, dueOn);
    if (!below)
      await notify(context, {
        to: { orgId: visit.org_id, permission: 'report.submit', upward: true },
        kind: 'supervision',
        title: `督查要求继续整改：${campaign.name}`,
        text: `${words}（${dueOn} 前报告）`,
        path: pathOf(id, 'supervision'),
        on: id,
      });
    await writeEvent(context, campaign, 'visit-demand', words, visit.region);
    return {
      result: await supervisionOf(context, id),
      audit: {
        on: id,
        why: words,
        before: { status: visit.status },
        after: { visit: visitId, status, dueOn },
      },
    };
  },
});
