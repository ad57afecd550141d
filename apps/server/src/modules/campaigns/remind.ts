import { PATROL_EVERY_NAMES } from '@wangjian/core/campaign.ts';
import { addDays, dayInChina, type PlainDate, weekdayOf } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import type { Missing } from './contract.ts';
import * as contract from './contract.ts';
import { pathOf, writeEvent } from './course.ts';
import { directing } from './direct.ts';
import { standing } from './hand-down.ts';
import { handDownsOf } from './hand-down-store.ts';
import { handDownType } from './hand-down-types.ts';
import { membersOf } from './members.ts';
import { missingOf } from './missing.ts';
import { patrolScope } from './runs.ts';
import { type CampaignRow, lockCampaign, openCampaigns, runsOf } from './store.ts';

const PAGES = 30;

const inWords = (lacking: readonly Missing[]): string =>
  lacking.map(({ words, dueOn }) => (dueOn === null ? words : `${words}（${dueOn} 前）`)).join('\n');

/** Tells units what they lack; the same list is told once under a key. Answers with how many units were told. */
async function remind(
  context: WriteContext,
  campaign: CampaignRow,
  missing: ReadonlyMap<string, Missing[]>,
  keyOf: (orgId: string, lacking: readonly Missing[]) => string,
): Promise<number> {
  let told = 0;
  for (const [orgId, lacking] of missing) {
    if (lacking.length === 0) continue;
    told += 1;
    const overdue = lacking.filter((one) => one.overdue).length;
    await notify(context, {
      to: { orgId, permission: 'report.submit', upward: true },
      kind: overdue > 0 ? 'escalation' : 'reminder',
      title: `${campaign.name}：还有 ${lacking.length} 项没有办理${overdue > 0 ? `，其中 ${overdue} 项已过期` : ''}`,
      text: inWords(lacking),
      path: pathOf(
        campaign.id,
        lacking.some(({ kind }) => kind === 'receive' || kind === 'task') ? 'tasks' : 'report',
      ),
      on: campaign.id,
      key: keyOf(orgId, lacking),
    });
  }
  return told;
}

export const urgeUnits = useCase({
  action: 'campaign.urge',
  title: '提醒各单位',
  permission: 'campaign.write',
  input: contract.urgeUnits.body!.extend(contract.urgeUnits.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, orgIds, key }) {
    const { campaign, members } = await directing(context, id, 'urge');
    const all = await missingOf(context, campaign, members);
    const chosen = new Map(
      [...all].filter(([orgId]) =>
        orgIds === undefined ? orgId !== campaign.org_id : orgIds.includes(orgId),
      ),
    );
    const hands = (await handDownsOf(context.tx, id)).filter(standing);
    const below = new Map(hands.map((hand) => [hand.org_id, hand.id]));
    const within = new Map([...chosen].filter(([orgId]) => !below.has(orgId)));
    let units = await remind(context, campaign, within, (orgId) => `campaign-urge:${orgId}:${key}`);
    for (const [orgId, lacking] of chosen) {
      const handId = below.get(orgId);
      if (handId === undefined || lacking.length === 0) continue;
      units += 1;
      await context.jobs.add(handDownType, { handId, urge: inWords(lacking) });
    }
    await writeEvent(context, campaign, 'urge', `提醒 ${units} 个单位`);
    return { result: { units }, audit: { on: id, after: { units } } };
  },
});

/** Where the days of the plan have run ahead of its state, in words for the owner. */
function lagging(campaign: CampaignRow, today: string): string | null {
  const begun = (kind: 'inspect' | 'sum-up') =>
    campaign.phases.some((phase) => phase.kind === kind && phase.from <= today && today <= phase.to);
  if (campaign.status === 'issued' && begun('inspect')) return '按方案已经进入集中检查阶段，请转入该阶段';
  if (campaign.status === 'running' && begun('sum-up') && !begun('inspect'))
    return '按方案集中检查阶段已经结束，请转入督查总结阶段';
  return campaign.status === 'summing-up' && campaign.ends_on < today
    ? '行动期间已过，总结报送齐全后请结束专项行动'
    : null;
}

/** Whether the platform's own patrol of the scope is due: in every week or month once, while checks go on. */
async function patrolDue({ tx }: Pick<WriteContext, 'tx'>, campaign: CampaignRow, today: PlainDate) {
  if (campaign.status !== 'running' || campaign.patrol_every === 'none') return false;
  const [last] = (await runsOf(tx, campaign.id)).filter(({ kind }) => kind === 'patrol');
  if (!last) return true;
  const day = dayInChina(last.started_at);
  return campaign.patrol_every === 'week' ? addDays(day, 7) <= today : day.slice(0, 7) < today.slice(0, 7);
}

const openOnes = readCase({
  action: 'campaign.open',
  title: '查找进行中的专项行动',
  permission: 'session',
  input: z.object({ bureau: z.string() }),
  run: async ({ tx }, { bureau }) => ({
    result: (await openCampaigns(tx, bureau)).map(({ id }) => id),
    audit: 'plain',
  }),
});

/** What one campaign asks for today: reminders (each list once a week), a hint to the owner, the patrol of the plan. */
const careFor = useCase({
  action: 'campaign.care',
  title: '专项行动每日提醒',
  permission: 'session',
  input: z.object({ id: z.string() }),
  async run(context, { id }) {
    const { tx, clock } = context;
    const campaign = await lockCampaign(tx, id);
    const today = dayInChina(clock.now());
    const week = addDays(today, 1 - weekdayOf(today));
    const members = await membersOf(tx, campaign);
    const missing = await missingOf(context, campaign, members);
    // Bureaus below are cared for in their own campaigns; the owner hears how many still lack something.
    const hands = (await handDownsOf(tx, id)).filter(standing);
    const below = new Set(hands.map(({ org_id }) => org_id));
    const late = hands.filter(({ org_id }) => (missing.get(org_id) ?? []).length > 0);
    if (late.length > 0)
      await notify(context, {
        to: { orgId: campaign.org_id, permission: 'campaign.write', upward: true },
        kind: 'reminder',
        title: `${campaign.name}：${late.length} 个下级局还有事项没有办理`,
        text: late
          .map(
            (hand) =>
              `${hand.org_name}：${(missing.get(hand.org_id) ?? []).map(({ words }) => words).join('、')}`,
          )
          .join('\n'),
        path: pathOf(id, 'board'),
        on: id,
        key: `campaign-below:${id}:${week}`,
      });
    const within = new Map([...missing].filter(([orgId]) => !below.has(orgId)));
    await remind(context, campaign, within, (orgId, lacking) =>
      `campaign:${id}:${orgId}:${week}:${lacking.map(({ words }) => words).join('|')}`.slice(0, 400),
    );
    const hint = lagging(campaign, today);
    if (hint !== null)
      await notify(context, {
        to: { orgId: campaign.org_id, permission: 'campaign.write', upward: true },
        kind: 'reminder',
        title: `${campaign.name}：${hint}`,
        path: pathOf(id),
        on: id,
        key: `campaign-phase:${id}:${week}`,
      });
    if (await patrolDue(context, campaign, today)) {
      const sites = await patrolScope(context, campaign, { maxPages: PAGES, key: `${id}:${today}` });
      await writeEvent(
        context,
        campaign,
        'patrol',
        `按方案自动监测（${PATROL_EVERY_NAMES[campaign.patrol_every]}）${sites} 个网站`,
      );
    }
    return { result: null, audit: { on: id, after: { day: today } } };
  },
});

/** At 8:40 in China every day. */
export const careForCampaigns = defineJob({
  name: 'care-for-campaigns',
  payload: z.object({}),
  cron: '40 0 * * *',
  async run({ run, bureaus, log }) {
    for (const bureau of await bureaus()) {
      for (const id of await run(openOnes, { bureau }, { bureau })) {
        try {
          await run(careFor, { id }, { bureau });
        } catch (error) {
          log.error({ err: error, campaign: id }, 'care for a campaign failed');
        }
      }
    }
  },
});
