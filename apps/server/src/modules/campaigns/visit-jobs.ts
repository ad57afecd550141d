import { bureauOfId } from '@wangjian/core/ids.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { endDeadline } from '../deadlines/service.ts';
import { notify } from '../inbox/service.ts';
import { startCorrection } from './correction-term.ts';
import { pathOf, writeEvent } from './course.ts';
import { standing } from './hand-down.ts';
import { campaignOfHand, handDownsOf } from './hand-down-store.ts';
import { visitDownType, visitUpType } from './hand-down-types.ts';
import { type CampaignRow, readCampaign } from './store.ts';
import { moveVisit } from './work-lifecycle.ts';
import { getVisitRow, insertVisit, saveVisit, type VisitRow, visitOfSource } from './work-store.ts';

/** A superior's visit, and the hand-down to the bureau that was visited. */
interface Parcel {
  readonly visit: VisitRow;
  readonly hand: string;
  readonly bureau: string;
  readonly superior: string;
}

const pack = readCase({
  action: 'campaign.visit-pack',
  title: '整理对下级局的督查',
  permission: 'campaign.read',
  input: z.object({ visitId: z.string() }),
  async run({ tx }, { visitId }) {
    const visit = await getVisitRow(tx, visitId);
    const campaign = await readCampaign(tx, visit.campaign_id);
    const hand = (await handDownsOf(tx, campaign.id)).find(
      (one) => one.org_id === visit.org_id && standing(one),
    );
    const result: Parcel | null = hand
      ? { visit, hand: hand.id, bureau: hand.to_bureau, superior: campaign.org_name }
      : null;
    return { result, audit: 'plain' };
  },
});

/** The bureau's own record of the visit: made, or brought to what the superior decided since. Twice is once. */
const arrive = useCase({
  action: 'campaign.visit-arrive',
  title: '收到上级督查情况',
  permission: 'campaign.write',
  input: z.object({ parcel: z.custom<Parcel>() }),
  async run(context, { parcel: { visit, hand, bureau, superior } }) {
    const { tx, newId } = context;
    const campaign = await campaignOfHand(tx, bureau, hand);
    const audit = { on: campaign?.id ?? null, after: { visit: visit.id, status: visit.status } };
    const known = await visitOfSource(tx, bureau, visit.id);
    if (!campaign || (known && (known.source_version ?? 0) >= visit.version))
      return { result: null, audit: { ...audit, why: '已经收到' } };
    const { status, corrections, due_on, conclusion, closed_on } = visit;
    const told = { status, corrections, due_on, conclusion, closed_on, source_version: visit.version };
    if (known) {
      await saveVisit(tx, known, told);
      // Demanded again, or closed: the term that ran is over in any case.
      await endDeadline(context, { on: known.id, outcome: 'met' });
      if (status === 'open' && due_on !== null) await startCorrection(context, campaign, known, due_on);
    } else {
      const { group_id, group_name, visited_on, members, findings, recorded_by_name } = visit;
      const row = {
        ...{ ...told, group_id, group_name, visited_on, members, findings, recorded_by_name },
        bureau,
        id: newId('campaignvisit', bureau),
        region: campaign.region,
        campaign_id: campaign.id,
        org_id: campaign.org_id,
        org_name: campaign.org_name,
        answer: null,
        answered_at: null,
        answered_by_name: null,
        source_id: visit.id,
      };
      await insertVisit(tx, row);
      if (due_on !== null) await startCorrection(context, campaign, row, due_on);
    }
    await tell(context, campaign, superior, visit);
    await writeEvent(
      context,
      campaign,
      known ? `visit-${status === 'closed' ? 'close' : 'demand'}` : 'visit',
      superior,
    );
    return { result: null, audit };
  },
});

async function tell(
  context: WriteContext,
  campaign: CampaignRow,
  superior: string,
  visit: VisitRow,
): Promise<void> {
  const demands = visit.status === 'open';
  await notify(context, {
    to: { orgId: campaign.org_id, permission: 'report.submit', upward: true },
    kind: demands ? 'supervision' : 'notice',
    title: `${superior}督查${demands ? '提出整改要求' : visit.conclusion ? '认可整改' : '情况'}：${campaign.name}`,
    text: demands ? `${visit.corrections}（${visit.due_on} 前报告）` : (visit.conclusion ?? visit.findings),
    path: pathOf(campaign.id, 'supervision'),
    on: campaign.id,
  });
}

const visitDown = defineJob({
  ...visitDownType,
  async run({ run }, { visitId }) {
    const parcel = await run(pack, { visitId }, { bureau: bureauOfId(visitId) });
    if (parcel !== null) await run(arrive, { parcel }, { bureau: parcel.bureau });
  },
});

const readAnswer = readCase({
  action: 'campaign.visit-read-answer',
  title: '读取下级局的整改情况',
  permission: 'campaign.read',
  input: z.object({ visitId: z.string() }),
  run: async ({ tx }, { visitId }) => ({ result: await getVisitRow(tx, visitId), audit: 'plain' }),
});

/** The superior's visit takes what the bureau reported; an answer to an earlier demand changes nothing. */
const takeAnswer = useCase({
  action: 'campaign.visit-answered',
  title: '收到下级局的整改情况',
  permission: 'campaign.write',
  input: z.object({ answer: z.custom<VisitRow>() }),
  async run(context, { answer }) {
    const visit = await getVisitRow(context.tx, answer.source_id!);
    const audit = { on: visit.campaign_id, after: { visit: visit.id, answer: answer.answer } };
    if (visit.status !== 'open' || answer.status !== 'answered' || answer.source_version !== visit.version)
      return { result: null, audit: { ...audit, why: '已经收到' } };
    const campaign = await readCampaign(context.tx, visit.campaign_id);
    const { answer: words, answered_at, answered_by_name } = answer;
    await saveVisit(context.tx, visit, {
      status: moveVisit(visit.status, 'answer'),
      ...{ answer: words, answered_at, answered_by_name },
    });
    await writeEvent(context, campaign, 'visit-answer', `${visit.org_name}：${words ?? ''}`);
    await notify(context, {
      to: { orgId: campaign.org_id, permission: 'lead.supervise', upward: true },
      kind: 'task',
      title: `${visit.org_name}报告了督查整改情况：${campaign.name}`,
      text: words ?? '',
      path: pathOf(campaign.id, 'supervision'),
      on: campaign.id,
    });
    return { result: null, audit };
  },
});

const visitUp = defineJob({
  ...visitUpType,
  async run({ run }, { visitId }) {
    const answer = await run(readAnswer, { visitId }, { bureau: bureauOfId(visitId) });
    if (answer.source_id !== null)
      await run(takeAnswer, { answer }, { bureau: bureauOfId(answer.source_id) });
  },
});

export const visitJobs = [visitDown, visitUp];
