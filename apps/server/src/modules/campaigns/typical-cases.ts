import { AppError } from '@wangjian/core/errors.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { type ReadContext, readCase, useCase } from '../../platform/use-case.ts';
import { casesClosedWithPenalty, closedPenalty } from '../cases/service.ts';
import * as contract from './contract.ts';
import { writeEvent } from './course.ts';
import { contributing, directing } from './direct.ts';
import { recordsBehind } from './measures.ts';
import { type Member, type Members, membersOf } from './members.ts';
import { countedOf } from './present.ts';
import { reportingOf } from './reporting.ts';
import { type CampaignRow, readCampaign } from './store.ts';
import {
  insertTypicalCase,
  picturesOf,
  savePicture,
  saveTypicalCase,
  type TypicalCaseRow,
  typicalCasesOf,
} from './work-store.ts';

const MOST = 500;

function refuseWithoutCases(actor: Actor): void {
  if (!may(actor, 'case.read')) throw new AppError('forbidden', '您没有查看案件的权限，不能选择典型案例');
}

/** Cases of the campaign that a unit (the owner: anybody) decided in it and that are closed. */
async function candidatesOf(
  context: Pick<ReadContext, 'tx' | 'clock' | 'regions'>,
  campaign: CampaignRow,
  members: Members,
  member: Member,
) {
  const counted = countedOf(context, campaign, []);
  const orgs = member.owner ? null : { of: members.orgsOf(member.orgId) };
  const { items } = await recordsBehind(context.tx, 'cases', counted, orgs, { page: 1, pageSize: MOST });
  return await casesClosedWithPenalty(
    context.tx,
    campaign.bureau,
    items.map(({ id }) => id),
  );
}

export const listCaseCandidates = readCase({
  action: 'campaign.case-candidates',
  title: '查看可选典型案例',
  permission: 'report.submit',
  input: contract.listCaseCandidates.query!.extend(contract.listCaseCandidates.params!.shape),
  async run(context, { id, orgId }) {
    refuseWithoutCases(context.actor);
    const campaign = await readCampaign(context.tx, id);
    const members = await membersOf(context.tx, campaign);
    const member = members.actingFor(context.actor, orgId);
    const chosen = new Set(
      (await typicalCasesOf(context.tx, id)).filter((one) => one.org_id === orgId).map((one) => one.case_id),
    );
    const items = (await candidatesOf(context, campaign, members, member)).filter(
      (one) => !chosen.has(one.id),
    );
    return {
      result: {
        items: items.map(({ id: caseId, number, title, orgName, closedOn, fineFen, decisionNumber }) => ({
          ...{ number, title, orgName, closedOn, fineFen, decisionNumber },
          id: caseId,
        })),
      },
      audit: 'plain',
    };
  },
});

export const chooseCase = useCase({
  action: 'campaign.case-choose',
  title: '选作典型案例',
  permission: 'report.submit',
  input: contract.chooseCase.body!.extend(contract.chooseCase.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, orgId, caseId }) {
    const { tx, actor, clock, newId } = context;
    refuseWithoutCases(actor);
    const { campaign, members } = await contributing(context, id);
    const member = members.actingFor(actor, orgId);
    const told = await closedPenalty(tx, caseId);
    if (!(await candidatesOf(context, campaign, members, member)).some((one) => one.id === caseId))
      throw new AppError('conflict', '该案件不在本专项行动的期间、范围内，或者不是本单位办理的', {
        allowed: [],
      });
    if ((await typicalCasesOf(tx, id)).some((one) => one.org_id === orgId && one.case_id === caseId))
      throw new AppError('conflict', '该案件已经选作典型案例', { allowed: [] });
    await insertTypicalCase(tx, {
      bureau: campaign.bureau,
      id: newId('campaigncase', campaign.bureau),
      region: member.region,
      campaign_id: id,
      org_id: orgId,
      org_name: member.name,
      case_id: caseId,
      title: told.title,
      summary: told.told,
      decision_document: told.decisionDocument,
      decision_number: told.decisionNumber,
      chosen_at: clock.now(),
      chosen_by_name: actor.name,
    });
    await writeEvent(context, campaign, 'case-choose', `${member.name}：${told.title}`, member.region);
    return { result: await reportingOf(context, id), audit: { on: id, after: { orgId, caseId } } };
  },
});

/** Words of a typical case are masked again when an officer writes them anew. */
export const editCase = useCase({
  action: 'campaign.case-edit',
  title: '修改典型案例',
  permission: 'report.submit',
  input: contract.editCase.body!.extend(contract.editCase.params!.shape),
  async run(context, { id, caseEntryId, version, title, summary, removed }) {
    const { tx, actor } = context;
    const { members } = await contributing(context, id);
    const entry: TypicalCaseRow | undefined = (await typicalCasesOf(tx, id)).find(
      (one) => one.id === caseEntryId,
    );
    if (!entry) throw new AppError('not_found');
    members.actingFor(actor, entry.org_id);
    if (entry.version !== version) throw new AppError('stale');
    const { hide } = await closedPenalty(tx, entry.case_id);
    const change = { title: hide(title), summary: hide(summary), removed };
    await saveTypicalCase(tx, entry, change);
    return {
      result: await reportingOf(context, id),
      audit: { on: id, before: { title: entry.title, summary: entry.summary }, after: change },
    };
  },
});

/** The owner takes a unit's case or picture into the report on the whole, or leaves it out again. */
export const adopt = useCase({
  action: 'campaign.adopt',
  title: '采用到总报告',
  permission: 'campaign.write',
  input: contract.adopt.body!.extend(contract.adopt.params!.shape),
  async run(context, { id, entryId, adopted, version }) {
    const { tx } = context;
    await directing(context, id, 'contribute');
    const told = (await typicalCasesOf(tx, id)).find((one) => one.id === entryId);
    const picture = (await picturesOf(tx, id)).find((one) => one.id === entryId);
    const entry = told ?? picture;
    if (!entry) throw new AppError('not_found');
    if (entry.version !== version) throw new AppError('stale');
    await (told ? saveTypicalCase(tx, told, { adopted }) : savePicture(tx, entry, { adopted }));
    return { result: await reportingOf(context, id), audit: { on: id, after: { entryId, adopted } } };
  },
});
