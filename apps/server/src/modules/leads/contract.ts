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
import { importEndpoints } from '@wangjian/core/table-import.ts';
import { z } from 'zod';
import {
  Check,
  Day,
  Feedback,
  FilledForm,
  Key,
  LeadDetail,
  LeadItem,
  LeadSource,
  LeadStatus,
  Opinion,
  Result,
  ReturnReason,
  Why,
} from './records.ts';

export type { LeadDetail, LeadForm, LeadItem } from './records.ts';

/** 工作台 queues: what waits for the reader's unit. */
const Queue = z.enum(['to-sign', 'to-check', 'to-report', 'to-review', 'to-close', 'returned', 'dispatched']);
const Flag = z.enum(['true', 'false']).optional();
const Filters = z.object({
  status: manyOf(LeadStatus),
  source: manyOf(LeadSource),
  violation: z.string().max(80).optional(),
  category: manyOf(z.string().max(8)),
  region: RegionCode.optional(),
  siteId: RecordId.optional(),
  patrolId: RecordId.optional(),
  holder: RecordId.optional(),
  queue: Queue.optional(),
  /** The reader's own: it is the officer named to handle it, or entered it. */
  mine: Flag,
  supervised: Flag,
  /** The lamp of any of its running deadlines. */
  lamp: manyOf(z.enum(['green', 'yellow', 'red'])),
  result: manyOf(Result),
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
export const exportLeads = endpoint({
  method: 'GET',
  path: '/api/leads/export',
  summary: '导出线索',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
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
  body: FilledForm.extend({ key: Key }),
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
  summary: '添加说明，可提醒同事',
  access: 'lead.read',
  params: OneRecord,
  body: z.object({
    text: z.string().trim().min(1).max(2000),
    /** Officers who are told (@). */
    mention: z.array(RecordId).max(20).default([]),
    key: Key,
  }),
  result: LeadDetail,
});

type Access = NonNullable<Parameters<typeof endpoint>[0]['access']>;
/** One action on several leads at once. */
function onSeveral<Shape extends z.ZodRawShape>(name: string, summary: string, access: Access, shape: Shape) {
  return endpoint({
    method: 'POST',
    path: `/api/leads/${name}`,
    summary,
    access,
    body: z.object({ leads: ChosenRecords, key: Key, ...shape }),
    result: BatchOutcome,
  });
}
export const acceptLeads = onSeveral('accept', '梳理：采纳，待分派', 'lead.sort', { opinion: Opinion });
export const dismissLeads = onSeveral('dismiss', '梳理：不予处理', 'lead.sort', {
  reason: ReturnReason,
  opinion: Why,
});
export const mergeLeads = onSeveral('merge', '并入另一条线索', 'lead.sort', {
  into: RecordId,
  /** 补充新的事实: the period of 线索核查 runs anew from the last report (令121 art. 35). */
  newFacts: z.boolean().default(false),
});
export const reopenLeads = onSeveral('reopen', '撤销梳理结论', 'lead.sort', { reason: Why });
export const dispatchLeads = onSeveral('dispatch', '分派', 'lead.dispatch', {
  /** Where each goes; a unit other than the proposed one needs a reason. */
  to: z
    .array(
      z.object({
        id: RecordId,
        orgId: RecordId,
        overrideReason: z.string().trim().min(2).max(200).optional(),
      }),
    )
    .min(1)
    .max(500),
  dueOn: Day,
  requirement: Opinion,
});
export const handOverLeads = onSeveral('hand-over', '移交、下派其他局', 'lead.dispatch', {
  bureau: RegionCode,
  dueOn: Day.optional(),
  opinion: Why,
});
export const withdrawLeads = onSeveral('withdraw', '撤回分派', 'lead.dispatch', { reason: Why });
export const takeLeads = onSeveral('take', '本单位自办', 'lead.handle', { opinion: Opinion });
export const signLeads = onSeveral('sign', '签收', 'lead.handle', { opinion: Opinion });
export const returnLeads = onSeveral('return', '退回分派单位', 'lead.handle', {
  reason: ReturnReason,
  opinion: Why,
});
export const handBackLeads = onSeveral('hand-back', '退回移交机关', 'lead.handle', {
  reason: ReturnReason,
  opinion: Why,
});
export const assignLeads = onSeveral('assign', '指定承办人', 'lead.handle', { officerId: RecordId });
export const approveLeads = onSeveral('approve', '审核通过', 'lead.review', { opinion: Opinion });
export const sendBackLeads = onSeveral('send-back', '审核退回', 'lead.review', { opinion: Why });
export const closeLeads = onSeveral('close', '办结', 'lead.review', { opinion: Opinion });
export const archiveLeads = onSeveral('archive', '归档', 'lead.review', { opinion: Opinion });
export const superviseLeads = onSeveral('supervise', '督办', 'lead.supervise', { text: Why, dueOn: Day });
export const urgeLeads = onSeveral('urge', '催办', 'lead.supervise', { text: Why });

/** Where leads should go, by the rules of jurisdiction, and how much each unit has. */
export const proposeDispatch = endpoint({
  method: 'POST',
  path: '/api/leads/proposals',
  summary: '分派建议',
  access: 'lead.dispatch',
  body: z.object({ ids: z.array(RecordId).min(1).max(500) }),
  result: z.object({
    items: z.array(
      z.object({
        id: RecordId,
        orgId: z.string().nullable(),
        orgName: z.string().nullable(),
        /** The region that the rules name; null when what is known does not decide. */
        region: RegionCode.nullable(),
        regionName: z.string().nullable(),
        /** Another bureau's matter: its code. */
        bureau: RegionCode.nullable(),
        reason: z.string(),
        article: z.string(),
      }),
    ),
    units: z.array(
      z.object({ id: z.string(), name: z.string(), level: z.string(), region: z.string(), open: z.int() }),
    ),
    bureaus: z.array(z.object({ code: RegionCode, name: z.string() })),
  }),
});
export const recordCheck = endpoint({
  method: 'POST',
  path: '/api/leads/:id/checks',
  summary: '记录核查',
  access: 'lead.handle',
  params: OneRecord,
  body: Check.extend({ version: Version, key: Key }),
  result: LeadDetail,
});
export const reportLead = endpoint({
  method: 'POST',
  path: '/api/leads/:id/feedback',
  summary: '反馈',
  access: 'lead.handle',
  params: OneRecord,
  body: Feedback.extend({ version: Version, key: Key }),
  result: LeadDetail,
});
export const splitLead = endpoint({
  method: 'POST',
  path: '/api/leads/:id/split',
  summary: '拆分线索',
  access: 'lead.sort',
  params: OneRecord,
  body: z.object({
    version: Version,
    key: Key,
    title: z.string().trim().min(2).max(120),
    content: z.string().trim().min(2).max(5000),
    region: RegionCode.optional(),
    party: unmasked(100).nullish(),
    /** What goes with the new lead. */
    violations: z.array(z.string().max(80)).max(20).default([]),
    findingIds: z.array(RecordId).max(200).default([]),
  }),
  result: LeadDetail,
});
export const linkLead = endpoint({
  method: 'POST',
  path: '/api/leads/:id/links',
  summary: '关联线索',
  access: 'lead.register',
  params: OneRecord,
  body: z.object({ otherId: RecordId, note: Opinion }),
  result: LeadDetail,
});
/** Multipart field `file`. */
export const attachFile = endpoint({
  method: 'POST',
  path: '/api/leads/:id/attachments',
  summary: '上传附件',
  access: 'lead.register',
  params: OneRecord,
  result: LeadDetail,
});
const OneAttachment = OneRecord.extend({ attachmentId: RecordId });
export const downloadAttachment = endpoint({
  method: 'GET',
  path: '/api/leads/:id/attachments/:attachmentId',
  summary: '下载附件',
  access: 'lead.read',
  params: OneAttachment,
});
export const removeAttachment = endpoint({
  method: 'DELETE',
  path: '/api/leads/:id/attachments/:attachmentId',
  summary: '删除附件',
  access: 'lead.register',
  params: OneAttachment,
  result: LeadDetail,
});
/** Officers of a lead's bureau, to be named as handler or to be told. */
export const leadColleagues = endpoint({
  method: 'GET',
  path: '/api/leads/:id/colleagues',
  summary: '可提醒、可指定的同事',
  access: 'lead.read',
  params: OneRecord,
  result: z.object({
    items: z.array(
      z.object({
        id: RecordId,
        name: z.string(),
        post: z.string(),
        orgId: z.string(),
        orgName: z.string(),
        /** May be named as the officer who handles it. */
        holder: z.boolean(),
      }),
    ),
  }),
});
export const leadImports = importEndpoints('/api/leads', '线索', 'lead.register');
