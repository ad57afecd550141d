import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  BatchOutcome,
  ChosenRecords,
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
import { UnmaskReason, unmasked } from '@wangjian/core/personal-data.ts';
import { z } from 'zod';

/** 待梳理 / 待分派 (已采纳) / 不予处理 / 已并入. Later steps of the officers' day go on from 待分派. */
export const LeadStatus = z.enum(['sorting', 'accepted', 'dismissed', 'merged']);
/** Where a lead came from (L-01 … L-15); this first cut knows the patrol and entry by hand. */
export const LEAD_SOURCES = [
  'patrol',
  'targeted',
  'search',
  'complaint',
  'sampling',
  'offline-check',
  'superior',
  'department',
  'region',
  'police',
  'platform',
  'rights-holder',
  'media',
  'logistics',
  'citizen',
] as const;
export const LeadSource = z.enum(LEAD_SOURCES);
export const LeadAction = z.enum(['edit', 'accept', 'dismiss', 'merge', 'reopen', 'comment']);

export const LeadItem = z.object({
  id: RecordId,
  /** 案源登记号, e.g. 卫市监网源〔2026〕00012号. */
  number: z.string(),
  title: z.string(),
  status: LeadStatus,
  source: LeadSource,
  siteId: RecordId.nullable(),
  siteName: z.string().nullable(),
  party: z.string().nullable(),
  uscc: z.string().nullable(),
  region: RegionCode,
  regionName: z.string(),
  violations: z.array(z.object({ id: z.string(), name: z.string(), category: z.string() })),
  findings: z.int(),
  evidenceId: RecordId.nullable(),
  registeredAt: Instant,
  registeredBy: z.string(),
  version: Version,
});
export type LeadItem = z.infer<typeof LeadItem>;
/** 案源线索登记表. */
export const LeadForm = z.object({
  title: z.string().trim().min(2).max(120),
  source: LeadSource,
  region: RegionCode,
  siteId: RecordId.nullish(),
  party: z.string().trim().max(100).nullish(),
  uscc: z.string().trim().max(18).nullish(),
  partyAddress: z.string().trim().max(200).nullish(),
  partyPhone: z.string().trim().max(40).nullish(),
  url: z.string().trim().max(2000).nullish(),
  /** 提供人 (投诉举报人、移送机关等). */
  informant: z.string().trim().max(100).nullish(),
  informantPhone: z.string().trim().max(40).nullish(),
  foundOn: z.iso.date(),
  /** 案源内容 (违法事实). */
  content: z.string().trim().min(2).max(5000),
  violations: z.array(z.string().max(80)).max(20).default([]),
  opinion: z.string().trim().max(2000).nullish(),
});
/** The form as an officer fills it in: what a page showed masked is not taken back. */
const FilledForm = LeadForm.extend({
  partyAddress: unmasked(200).nullish(),
  partyPhone: unmasked(40).nullish(),
  informant: unmasked(100).nullish(),
  informantPhone: unmasked(40).nullish(),
});
export const TimelineEntry = z.object({
  at: Instant,
  who: z.string(),
  org: z.string(),
  action: z.string(),
  actionName: z.string(),
  opinion: z.string().nullable(),
});
export const LeadDetail = LeadItem.extend({
  form: LeadForm,
  timeline: z.array(TimelineEntry),
  allowed: z.array(LeadAction),
  evidence: z.array(RecordId),
  findingIds: z.array(RecordId),
  mergedInto: RecordId.nullable(),
  articles: z.array(
    z.object({
      violation: z.string(),
      violationName: z.string(),
      duty: z.string(),
      penalty: z.string(),
      fine: z.string().nullable(),
      unverified: z.boolean(),
    }),
  ),
});
const Filters = z.object({
  status: manyOf(LeadStatus),
  source: manyOf(LeadSource),
  violation: z.string().max(80).optional(),
  category: manyOf(z.string().max(8)),
  region: RegionCode.optional(),
  siteId: RecordId.optional(),
  patrolId: RecordId.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listLeads = endpoint({
  method: 'GET',
  path: '/api/leads',
  summary: '线索列表',
  access: 'lead.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(LeadItem),
});
export const getLead = endpoint({
  method: 'GET',
  path: '/api/leads/:id',
  summary: '线索详情',
  access: 'lead.read',
  params: OneRecord,
  result: LeadDetail,
});
export const registerLead = endpoint({
  method: 'POST',
  path: '/api/leads',
  summary: '登记线索',
  access: 'lead.register',
  body: FilledForm.extend({ key: z.string().max(60).optional() }),
  result: LeadDetail,
});
export const updateLead = endpoint({
  method: 'PATCH',
  path: '/api/leads/:id',
  summary: '修改线索',
  access: 'lead.register',
  params: OneRecord,
  // Fields that are not sent stay as they are; a default would overwrite them.
  body: FilledForm.extend({ violations: z.array(z.string().max(80)).max(20) })
    .partial()
    .extend({ version: Version }),
  result: LeadDetail,
});
/** 令121 art. 37: who reported is confidential; shown in full only with a reason, which is audited. */
export const unmaskLead = endpoint({
  method: 'POST',
  path: '/api/leads/:id/unmask',
  summary: '查看未脱敏的个人信息',
  access: 'personal.unmask',
  params: OneRecord,
  body: UnmaskReason,
  result: z.object({
    partyAddress: z.string().nullable(),
    partyPhone: z.string().nullable(),
    informant: z.string().nullable(),
    informantPhone: z.string().nullable(),
  }),
});
export const commentLead = endpoint({
  method: 'POST',
  path: '/api/leads/:id/comments',
  summary: '添加说明',
  access: 'lead.register',
  params: OneRecord,
  body: z.object({ text: z.string().trim().min(1).max(2000) }),
  result: LeadDetail,
});
export const acceptLeads = endpoint({
  method: 'POST',
  path: '/api/leads/accept',
  summary: '梳理：采纳，待分派',
  access: 'lead.sort',
  body: z.object({ leads: ChosenRecords, opinion: z.string().trim().max(500).default('') }),
  result: BatchOutcome,
});
export const dismissLeads = endpoint({
  method: 'POST',
  path: '/api/leads/dismiss',
  summary: '梳理：不予处理',
  access: 'lead.sort',
  body: z.object({
    leads: ChosenRecords,
    reason: z.enum(['wrong-jurisdiction', 'duplicate', 'not-a-violation', 'not-enough', 'other']),
    opinion: z.string().trim().min(2).max(500),
  }),
  result: BatchOutcome,
});
export const mergeLeads = endpoint({
  method: 'POST',
  path: '/api/leads/merge',
  summary: '并入另一条线索',
  access: 'lead.sort',
  body: z.object({ into: RecordId, leads: ChosenRecords }),
  result: BatchOutcome,
});
export const reopenLeads = endpoint({
  method: 'POST',
  path: '/api/leads/reopen',
  summary: '撤销梳理结论',
  access: 'lead.sort',
  body: z.object({ leads: ChosenRecords, reason: z.string().trim().min(2).max(200) }),
  result: BatchOutcome,
});
export const exportLeads = endpoint({
  method: 'GET',
  path: '/api/leads/export',
  summary: '导出线索',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});
