import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  ANSWER_KIND_NAMES,
  type AnswerKind,
  GUIDANCE_KIND_IDS,
  GUIDANCE_RESULT_NAMES,
  GUIDANCE_STATUSES,
  type GuidanceResult,
} from '@wangjian/core/guidance.ts';
import {
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  manyOf,
  RecordId,
  RegionCode,
} from '@wangjian/core/listing.ts';
import { UnmaskReason } from '@wangjian/core/personal-data.ts';
import { TimelineEntry } from '@wangjian/core/timeline-entry.ts';
import { z } from 'zod';

const Id = z.object({ id: RecordId });
const Version = z.int().min(1);
const Day = z.iso.date();
const Key = z.string().max(60).optional();
const Kind = z.enum(GUIDANCE_KIND_IDS);
const Status = z.enum(GUIDANCE_STATUSES);
const Result = z.enum(Object.keys(GUIDANCE_RESULT_NAMES) as [GuidanceResult, ...GuidanceResult[]]);
const Answered = z.enum(Object.keys(ANSWER_KIND_NAMES) as [AnswerKind, ...AnswerKind[]]);
export const GUIDANCE_ACTIONS = [
  'redraft',
  'cancel',
  'talk-record',
  'new-code',
  'answer',
  'recheck',
  'demand',
  'close',
  'comment',
] as const;
const Action = z.enum(GUIDANCE_ACTIONS);
export type GuidanceAction = z.infer<typeof Action>;

/** A page that the party is asked to change or take down. */
const Item = z.object({
  shop: z.string().trim().max(100).default(''),
  title: z.string().trim().min(1).max(200),
  url: z.url().max(2000),
  problem: z.string().trim().max(500).default(''),
  article: z.string().trim().max(300).default(''),
});
export const GuidanceForm = z.object({
  kind: Kind,
  region: RegionCode,
  title: z.string().trim().min(2).max(120),
  leadId: RecordId.nullish(),
  siteId: RecordId.nullish(),
  party: z.string().trim().min(2).max(100),
  uscc: z.string().trim().max(18).nullish(),
  address: z.string().trim().max(200).nullish(),
  representative: z.string().trim().max(50).nullish(),
  phone: z.string().trim().max(40).nullish(),
  /** The page that will be checked again. */
  url: z.url().max(2000).nullish(),
  facts: z.string().trim().min(2).max(5000),
  articles: z.array(z.string().trim().min(2).max(300)).max(20).default([]),
  violations: z.array(z.string().max(80)).max(20).default([]),
  items: z.array(Item).max(100).default([]),
  /** Last day for the answer; with 督促删除 it is one day after service. */
  dueOn: Day.nullish(),
  /** 约谈: when and where. */
  talkAt: z.string().max(16).nullish(),
  talkPlace: z.string().trim().max(200).nullish(),
});
export type GuidanceForm = z.output<typeof GuidanceForm>;

export const GuidanceItem = z.object({
  id: RecordId,
  kind: Kind,
  title: z.string(),
  status: Status,
  party: z.string(),
  uscc: z.string().nullable(),
  region: RegionCode,
  regionName: z.string(),
  siteId: RecordId.nullable(),
  leadId: RecordId.nullable(),
  /** 文号 of the document that it was issued by. */
  number: z.string().nullable(),
  dueOn: Day.nullable(),
  servedOn: Day.nullable(),
  answeredAt: Instant.nullable(),
  answers: z.int(),
  result: Result.nullable(),
  closedOn: Day.nullable(),
  openedAt: Instant,
  openedBy: z.string(),
  version: Version,
});
export type GuidanceItem = z.infer<typeof GuidanceItem>;

export const GuidanceAnswer = z.object({
  id: RecordId,
  kind: Answered,
  text: z.string(),
  by: z.string(),
  contact: z.string().nullable(),
  at: Instant,
  /** Typed in by an officer for the party (paper, telephone). */
  forParty: z.string().nullable(),
  files: z.array(z.object({ id: RecordId, name: z.string(), bytes: z.int(), picture: z.boolean() })),
});

/** How far a re-check got with a page. */
const Reading = z.enum(['running', 'read', 'gone', 'failed']);
export const GuidanceDetail = GuidanceItem.extend({
  form: GuidanceForm,
  documentId: RecordId.nullable(),
  recordDocumentId: RecordId.nullable(),
  evidenceBefore: z.array(RecordId),
  evidenceAfter: z.array(RecordId),
  answerList: z.array(GuidanceAnswer),
  /** Whether the party can still answer by its link, and until when. */
  answerOpen: z.boolean(),
  answerExpiresOn: Day.nullable(),
  recheck: z
    .object({
      patrolId: RecordId,
      /** Of all pages together; `read` when each was read or is gone. */
      state: Reading,
      stillFound: z.int(),
      pages: z.array(
        z.object({
          url: z.string(),
          state: Reading,
          readAt: Instant.nullable(),
          /** Findings of the same kind that were seen again on the page. */
          stillFound: z.int(),
          problem: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  /** First-minor-offence handling, by the law's words; the officer decides. */
  advice: z.array(
    z.object({
      text: z.string(),
      basis: z.string(),
      verdict: z.enum(['speaks-for', 'speaks-against', 'judge']),
    }),
  ),
  timeline: z.array(TimelineEntry),
  allowed: z.array(Action),
});
export type GuidanceDetail = z.infer<typeof GuidanceDetail>;

const Filters = z.object({
  kind: manyOf(Kind),
  status: manyOf(Status),
  result: manyOf(Result),
  region: RegionCode.optional(),
  siteId: RecordId.optional(),
  leadId: RecordId.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listGuidance = endpoint({
  method: 'GET',
  path: '/api/guidance',
  summary: '行政指导列表',
  access: 'guidance.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(GuidanceItem),
});
export const exportGuidance = endpoint({
  method: 'GET',
  path: '/api/guidance/export',
  summary: '导出行政指导',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});
export const getGuidance = endpoint({
  method: 'GET',
  path: '/api/guidance/:id',
  summary: '行政指导详情',
  access: 'guidance.read',
  params: Id,
  result: GuidanceDetail,
});
export const unmaskGuidance = endpoint({
  method: 'POST',
  path: '/api/guidance/:id/unmask',
  summary: '查看行政指导中未脱敏的个人信息',
  access: 'personal.unmask',
  params: Id,
  body: UnmaskReason,
  result: z.object({
    address: z.string().nullable(),
    phone: z.string().nullable(),
    contacts: z.array(z.object({ by: z.string(), contact: z.string() })),
  }),
});
export const prefillGuidance = endpoint({
  method: 'GET',
  path: '/api/guidance/prefill',
  summary: '由线索带入行政指导内容',
  access: 'guidance.write',
  query: z.object({ leadId: RecordId }),
  result: GuidanceForm.partial(),
});
export const openGuidance = endpoint({
  method: 'POST',
  path: '/api/guidance',
  summary: '实施行政指导（同时拟制文书）',
  access: 'guidance.write',
  body: GuidanceForm.extend({ key: Key }),
  result: GuidanceDetail,
});
const Words = z.string().trim().min(2).max(1000);
const action = <Body extends z.ZodRawShape>(verb: string, summary: string, body: Body) =>
  endpoint({
    method: 'POST',
    path: `/api/guidance/:id/${verb}`,
    summary,
    access: 'guidance.write',
    params: Id,
    body: z.object({ version: Version, ...body }),
    result: GuidanceDetail,
  });
export const redraftGuidance = action('redraft', '重新拟制文书（原草稿已废弃）', {});
export const cancelGuidance = action('cancel', '撤销行政指导', { reason: Words });
export const draftTalkRecord = action('talk-record', '拟制约谈记录', {});
/** A new code for the party; the earlier one ends. Shown once. */
export const renewCode = endpoint({
  method: 'POST',
  path: '/api/guidance/:id/new-code',
  summary: '重新生成答复码',
  access: 'guidance.write',
  params: Id,
  body: z.object({ version: Version }),
  result: z.object({ code: z.string(), expiresOn: Day }),
});
export const answerForParty = action('answers', '代登记当事人的反馈', {
  kind: Answered,
  text: Words,
  by: z.string().trim().min(1).max(50),
  contact: z.string().trim().max(40).nullish(),
  key: Key,
});
export const recheckGuidance = action('recheck', '复查页面（发起监测）', {});
export const demandAgain = action('demand', '要求继续改正', { reason: Words, dueOn: Day });
export const closeGuidance = action('close', '办结行政指导', {
  result: Result,
  opinion: Words,
  /** 已改正 with no page read again: where it was seen instead. */
  seenOnSite: z.boolean().default(false),
});
export const commentGuidance = endpoint({
  method: 'POST',
  path: '/api/guidance/:id/comments',
  summary: '添加说明',
  access: 'guidance.write',
  params: Id,
  body: z.object({ text: Words }),
  result: GuidanceDetail,
});
export const answerFile = endpoint({
  method: 'GET',
  path: '/api/guidance/:id/files/:fileId',
  summary: '查看当事人上传的文件',
  access: 'guidance.read',
  params: Id.extend({ fileId: RecordId }),
});
/** The party's pages: server-rendered, no session, no script. */
export const answerStart = endpoint({
  method: 'GET',
  path: '/answer',
  summary: '当事人网上答复：输入答复码（网页）',
  access: 'public',
});
export const answerOpen = endpoint({
  method: 'POST',
  path: '/answer',
  summary: '当事人网上答复：查看通知内容（网页）',
  access: 'public',
});
export const answerSend = endpoint({
  method: 'POST',
  path: '/answer/send',
  summary: '当事人网上答复：提交反馈（网页）',
  access: 'public',
});
