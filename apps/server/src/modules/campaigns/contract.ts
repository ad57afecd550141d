import {
  CAMPAIGN_MEASURE_IDS,
  CAMPAIGN_STATUSES,
  PATROL_EVERY,
  PHASE_KINDS,
} from '@wangjian/core/campaign.ts';
import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  manyOf,
  OneRecord,
  RecordId,
  RegionCode,
  Version,
} from '@wangjian/core/listing.ts';
import { BUSINESS_FORMS, SITE_KINDS } from '@wangjian/core/site.ts';
import { z } from 'zod';

const Day = z.iso.date();
const Key = z.string().max(60);
const CampaignStatus = z.enum(CAMPAIGN_STATUSES);

const Phase = z.object({
  kind: z.enum(PHASE_KINDS),
  from: Day,
  to: Day,
  content: z.string().trim().max(2000).default(''),
});
/** 目标: a number to reach; whole 分 for 罚没款. */
const Goal = z.object({
  measure: z.enum(CAMPAIGN_MEASURE_IDS),
  target: z
    .int()
    .min(1)
    .max(10 ** 14),
});
/** Which sites and records belong to the campaign; an empty list restricts nothing. */
export const CampaignScope = z.object({
  kinds: z.array(z.enum(SITE_KINDS)).max(10).default([]),
  forms: z.array(z.enum(BUSINESS_FORMS)).max(20).default([]),
  regions: z.array(RegionCode).max(50).default([]),
  violations: z.array(z.string().max(80)).max(200).default([]),
  products: z.array(z.string().max(40)).max(50).default([]),
  keywords: z.array(z.string().trim().min(1).max(40)).max(50).default([]),
});
export type CampaignScope = z.infer<typeof CampaignScope>;
const Item = z.object({
  /** Chosen by the page, kept for life: what a unit did on an item stays with it when the plan is revised. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().trim().min(2).max(120),
  content: z.string().trim().max(3000).default(''),
  /** 责任领导. */
  leader: z.string().trim().max(60).default(''),
  /** 责任单位 in words where it is not one of the units (e.g. another department). */
  office: z.string().trim().max(200).default(''),
  orgIds: z.array(RecordId).max(200),
  dueOn: Day.nullable().default(null),
});
export type CampaignItemOfPlan = z.infer<typeof Item>;

export const CampaignPlan = z.object({
  name: z.string().trim().min(4).max(80),
  basis: z.string().trim().max(500).default(''),
  aim: z.string().trim().max(3000).default(''),
  reportTo: z.string().trim().max(200).default(''),
  copiesTo: z.string().trim().max(300).default(''),
  startsOn: Day,
  endsOn: Day,
  phases: z.array(Phase).min(1).max(12),
  goals: z.array(Goal).max(20).default([]),
  scope: CampaignScope,
  items: z.array(Item).max(60),
  midtermOn: Day.nullable(),
  finalOn: Day.nullable(),
  casesWanted: z.int().min(0).max(50),
  monthlyCheck: z.boolean(),
  patrolEvery: z.enum(PATROL_EVERY),
});
export type CampaignPlan = z.infer<typeof CampaignPlan>;

export const CampaignListItem = z.object({
  id: RecordId,
  name: z.string(),
  status: CampaignStatus,
  region: RegionCode,
  regionName: z.string(),
  orgName: z.string(),
  startsOn: Day,
  endsOn: Day,
  midtermOn: Day.nullable(),
  finalOn: Day.nullable(),
  /** The phase of the plan in which today lies, in words; null outside all. */
  phase: z.string().nullable(),
  items: z.int(),
  issuedOn: Day.nullable(),
  createdBy: z.string(),
  createdAt: Instant,
  version: Version,
});
export type CampaignListItem = z.infer<typeof CampaignListItem>;

export const CAMPAIGN_ACTIONS = [
  'edit',
  'issue',
  'start',
  'sum-up',
  'resume',
  'close',
  'cancel',
  'patrol',
  'draw',
  'group',
  'visit',
  'urge',
  'contribute',
] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

export const CampaignDetail = CampaignListItem.extend({
  plan: CampaignPlan,
  orgId: RecordId,
  /** Units for which the reader acts: those that take part, and the owner. */
  own: z.array(z.object({ orgId: RecordId, name: z.string(), owner: z.boolean(), toReceive: z.boolean() })),
  units: z.array(z.object({ orgId: RecordId, name: z.string(), receivedAt: Instant.nullable() })),
  goals: z.array(z.object({ measure: z.enum(CAMPAIGN_MEASURE_IDS), target: z.int(), value: z.int() })),
  /** The scope in words, line by line. */
  scopeWords: z.array(z.string()),
  sites: z.int(),
  runs: z.array(
    z.object({
      kind: z.enum(['patrol', 'draw']),
      recordId: RecordId,
      name: z.string(),
      regionName: z.string(),
      objects: z.int(),
      at: Instant,
      by: z.string(),
    }),
  ),
  timeline: z.array(
    z.object({
      at: Instant,
      who: z.string(),
      org: z.string(),
      actionName: z.string(),
      opinion: z.string().nullable(),
    }),
  ),
  allowed: z.array(z.enum(CAMPAIGN_ACTIONS)),
});
export type CampaignDetail = z.infer<typeof CampaignDetail>;

export const listCampaigns = endpoint({
  method: 'GET',
  path: '/api/campaigns',
  summary: '专项行动列表',
  access: 'campaign.read',
  query: ListQuery.extend({ status: manyOf(CampaignStatus), year: z.coerce.number().int().optional() }),
  result: listOf(CampaignListItem),
});
export const exportCampaigns = endpoint({
  method: 'GET',
  path: '/api/campaigns/export',
  summary: '导出专项行动列表',
  access: 'data.export',
  query: listCampaigns.query!.extend({ format: ExportFormat }),
});
/** What a plan is made of: presets, product categories, violation types, units of the bureau. */
export const getPlanChoices = endpoint({
  method: 'GET',
  path: '/api/campaigns/choices',
  summary: '方案样式和可选内容',
  access: 'campaign.read',
  result: z.object({
    /** The unit that will own a plan of this reader. */
    own: z.object({ orgId: RecordId, name: z.string() }).nullable(),
    presets: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        source: z.string(),
        plan: CampaignPlan.omit({ name: true }),
      }),
    ),
    products: z.array(z.object({ id: z.string(), name: z.string() })),
    violations: z.array(z.object({ id: z.string(), name: z.string(), category: z.string() })),
    units: z.array(z.object({ id: RecordId, name: z.string(), level: z.string() })),
  }),
});
export const getCampaign = endpoint({
  method: 'GET',
  path: '/api/campaigns/:id',
  summary: '专项行动详情',
  access: 'campaign.read',
  params: OneRecord,
  result: CampaignDetail,
});
export const createCampaign = endpoint({
  method: 'POST',
  path: '/api/campaigns',
  summary: '拟制专项行动方案',
  access: 'campaign.write',
  body: CampaignPlan.extend({ key: Key }),
  result: CampaignDetail,
});
export const editCampaign = endpoint({
  method: 'PUT',
  path: '/api/campaigns/:id',
  summary: '修改、修订专项行动方案',
  access: 'campaign.write',
  params: OneRecord,
  body: CampaignPlan.extend({ version: Version, reason: z.string().trim().max(500).default('') }),
  result: CampaignDetail,
});
const Move = z.object({ version: Version, opinion: z.string().trim().max(1000).default('') });
const move = (action: string, summary: string) =>
  endpoint({
    method: 'POST',
    path: `/api/campaigns/:id/${action}`,
    summary,
    access: 'campaign.write',
    params: OneRecord,
    body: Move,
    result: CampaignDetail,
  });
export const issueCampaign = move('issue', '印发方案，任务下达到各单位');
export const startCampaign = move('start', '转入集中检查阶段');
export const sumUpCampaign = move('sum-up', '转入督查总结阶段');
export const resumeCampaign = move('resume', '转回集中检查阶段');
export const closeCampaign = move('close', '结束专项行动');
export const cancelCampaign = move('cancel', '撤销专项行动');

export const startCampaignPatrol = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/patrol',
  summary: '对范围内的网站发起监测',
  access: 'campaign.write',
  params: OneRecord,
  body: z.object({ maxPages: z.int().min(1).max(500).default(30), key: Key }),
  result: CampaignDetail,
});
export const drawForCampaign = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/draw',
  summary: '在范围内随机抽取检查对象',
  access: 'campaign.write',
  params: OneRecord,
  body: z.object({
    region: RegionCode,
    /** Share of every risk class, in per mille. */
    rate: z.int().min(1).max(1000),
    officerIds: z.array(RecordId).min(2).max(500),
    sides: z
      .array(z.enum(['online', 'on-site']))
      .min(1)
      .max(2),
    dueOn: Day.nullish(),
    key: Key,
  }),
  result: CampaignDetail,
});
export const urgeUnits = endpoint({
  method: 'POST',
  path: '/api/campaigns/:id/urge',
  summary: '提醒各单位补办缺少的事项',
  access: 'campaign.write',
  params: OneRecord,
  body: z.object({ orgIds: z.array(RecordId).max(200).optional(), key: Key }),
  result: z.object({ units: z.int() }),
});
