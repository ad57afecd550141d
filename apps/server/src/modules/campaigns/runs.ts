import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { may } from '../../platform/actor.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { makeDraw } from '../draws/service.ts';
import { startPatrol } from '../patrols/service.ts';
import * as contract from './contract.ts';
import { writeEvent } from './course.ts';
import { directing } from './direct.ts';
import { standing } from './hand-down.ts';
import { handDownsOf } from './hand-down-store.ts';
import { campaignDetail } from './present.ts';
import { countSites } from './scope.ts';
import { type CampaignRow, insertRun } from './store.ts';

/** Nothing chosen means everything. */
const some = <Value>(values: readonly Value[]): Value[] | undefined =>
  values.length > 0 ? [...values] : undefined;

/**
 * Patrols the sites of the scope: one patrol for each region of it that has sites, so that every county sees its own.
 * Answers with how many sites were taken; throws `invalid_input` where the scope holds none.
 */
export async function patrolScope(
  context: WriteContext,
  campaign: CampaignRow,
  { maxPages, key }: { readonly maxPages: number; readonly key: string },
): Promise<number> {
  const { regions, clock } = context;
  const { scope } = campaign;
  let sites = 0;
  for (const region of scope.regions.length > 0 ? scope.regions : [campaign.region]) {
    const held = await countSites(context, { ...campaign, scope: { ...scope, regions: [region] } });
    if (held === 0) continue;
    const { result: patrol } = await startPatrol.run(context, {
      name: `${campaign.name}·${regions.find(region)?.name ?? region}`.slice(0, 80),
      region,
      maxPages,
      select: { kind: some(scope.kinds), form: some(scope.forms), region },
      key: `${key}:${region}`,
    });
    await noteRun(context, campaign, {
      kind: 'patrol',
      region,
      record_id: patrol.id,
      name: `${dayInChina(clock.now())} 监测`,
      objects: patrol.sites,
    });
    sites += patrol.sites;
  }
  if (sites === 0 && (await handDownsOf(context.tx, campaign.id)).some(standing))
    throw new AppError(
      'invalid_input',
      '范围内的网站都登记在下级局，由各下级局在本局的专项行动中发起监测（方案的“自动监测”随方案下达）',
    );
  if (sites === 0)
    throw new AppError('invalid_input', '行动范围内没有已登记的网站，请放宽范围，或者先在主体库登记');
  return sites;
}

async function noteRun(
  { tx, clock, actor, newId }: WriteContext,
  campaign: CampaignRow,
  run: {
    readonly kind: 'patrol' | 'draw';
    readonly region: string;
    readonly record_id: string;
    readonly name: string;
    readonly objects: number;
  },
): Promise<void> {
  await insertRun(tx, {
    ...run,
    bureau: campaign.bureau,
    id: newId('campaignrun', campaign.bureau),
    campaign_id: campaign.id,
    started_at: clock.now(),
    started_by_name: actor.name,
  });
}

/** The campaign uses what others may do only with their permissions. */
function refuseWithout(context: WriteContext, permission: 'patrol.run' | 'inspection.draw', what: string) {
  if (!may(context.actor, permission))
    throw new AppError('forbidden', `您没有${what}的权限，请由有权限的人员办理`);
}

export const startCampaignPatrol = useCase({
  action: 'campaign.patrol',
  title: '专项行动发起监测',
  permission: 'campaign.write',
  input: contract.startCampaignPatrol.body!.extend(contract.startCampaignPatrol.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, maxPages, key }) {
    const { campaign } = await directing(context, id, 'patrol');
    refuseWithout(context, 'patrol.run', '发起监测');
    const sites = await patrolScope(context, campaign, { maxPages, key });
    await writeEvent(context, campaign, 'patrol', `监测 ${sites} 个网站`);
    return { result: await campaignDetail(context, id), audit: { on: id, after: { sites } } };
  },
});

export const drawForCampaign = useCase({
  action: 'campaign.draw',
  title: '专项行动随机抽查',
  permission: 'campaign.write',
  input: contract.drawForCampaign.body!.extend(contract.drawForCampaign.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, region, rate, key, ...draw }) {
    const { campaign } = await directing(context, id, 'draw');
    refuseWithout(context, 'inspection.draw', '组织双随机抽查');
    const { scope } = campaign;
    const allowed = (scope.regions.length > 0 ? scope.regions : [campaign.region]).flatMap((code) =>
      context.regions.within(code),
    );
    if (!allowed.includes(region))
      throw new AppError('invalid_input', '所选辖区不在专项行动的范围内', {
        problems: [{ path: 'region', message: '不在范围内' }],
      });
    const { result: drawn } = await makeDraw.run(context, {
      ...draw,
      name: `${campaign.name}随机抽查`.slice(0, 80),
      region,
      kind: some(scope.kinds),
      form: some(scope.forms),
      rates: { A: rate, B: rate, C: rate, D: rate },
      recusals: [],
      seedNote: '',
      key,
    });
    await noteRun(context, campaign, {
      kind: 'draw',
      region,
      record_id: drawn.id,
      name: drawn.name,
      objects: drawn.drawn,
    });
    await writeEvent(context, campaign, 'draw', `抽中 ${drawn.drawn} 个检查对象`);
    return { result: await campaignDetail(context, id), audit: { on: id, after: { draw: drawn.id } } };
  },
});
