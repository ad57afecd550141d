import {
  FEEDBACK_NAMES,
  OPENNESS_NAMES,
  PUBLICITY_KIND_NAMES,
  PUBLICITY_STATUS_NAMES,
  REPLY_KIND_NAMES,
  REPLY_RESULT_NAMES,
  REPLY_ROLE_NAMES,
  REPLY_STATUS_NAMES,
} from '@wangjian/core/affairs.ts';
import { endpoint } from '@wangjian/core/endpoint.ts';
import { keysOf } from '@wangjian/core/keys-of.ts';
import {
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  manyOf,
  OneRecord,
  RecordId,
  Version,
} from '@wangjian/core/listing.ts';
import { z } from 'zod';
import { DeadlineView } from '../deadlines/contract.ts';

const Day = z.iso.date();
const Key = z.string().max(60).optional();
const Words = z.string().trim().min(2).max(2000);
const ReplyKind = keysOf(REPLY_KIND_NAMES);
const ReplyStatus = keysOf(REPLY_STATUS_NAMES);
const ReplyResult = keysOf(REPLY_RESULT_NAMES);
const PublicityKind = keysOf(PUBLICITY_KIND_NAMES);
const PublicityStatus = keysOf(PUBLICITY_STATUS_NAMES);
const Line = (longest: number) => z.string().trim().max(longest);

const ReplyForm = z.object({
  kind: ReplyKind,
  role: keysOf(REPLY_ROLE_NAMES),
  /** 来文号 of the letter that assigned it. */
  incomingNumber: Line(60).default(''),
  /** 会议届次: 市五届人大四次会议. */
  session: Line(60).min(2),
  /** 第188号 → 188. */
  proposalNumber: Line(20).min(1),
  proposers: z.array(Line(30).min(2)).min(1).max(60),
  title: Line(120).min(2),
  content: Line(10_000).default(''),
  /** 交办单位. */
  assignedBy: Line(60).default(''),
  receivedOn: Day,
  dueOn: Day,
});
export type ReplyForm = z.output<typeof ReplyForm>;

export const ReplyItem = z.object({
  id: RecordId,
  kind: ReplyKind,
  role: keysOf(REPLY_ROLE_NAMES),
  incomingNumber: z.string(),
  session: z.string(),
  proposalNumber: z.string(),
  proposers: z.array(z.string()),
  title: z.string(),
  status: ReplyStatus,
  orgId: RecordId,
  orgName: z.string(),
  receivedOn: Day,
  dueOn: Day,
  deadline: DeadlineView.nullable(),
  result: ReplyResult.nullable(),
  openness: keysOf(OPENNESS_NAMES).nullable(),
  number: z.string().nullable(),
  signer: z.string().nullable(),
  repliedOn: Day.nullable(),
  feedback: keysOf(FEEDBACK_NAMES).nullable(),
  version: Version,
});
export type ReplyItem = z.infer<typeof ReplyItem>;
export const ReplyDetail = ReplyItem.extend({
  region: z.string(),
  content: z.string(),
  assignedBy: z.string(),
  copies: z.array(z.string()),
  documentId: RecordId.nullable(),
  signedOn: Day.nullable(),
  feedbackWords: z.string().nullable(),
  registeredBy: z.string(),
  timeline: z.array(
    z.object({
      at: Instant,
      who: z.string(),
      org: z.string(),
      actionName: z.string(),
      opinion: z.string().nullable(),
    }),
  ),
  allowed: z.array(z.enum(['edit', 'hand', 'term', 'draft', 'deliver', 'feedback', 'cancel', 'comment'])),
});
export type ReplyDetail = z.infer<typeof ReplyDetail>;

const ReplyFilters = z.object({
  kind: manyOf(ReplyKind),
  status: manyOf(ReplyStatus),
  result: manyOf(ReplyResult),
  /** A unit, with all below it. */
  org: RecordId.optional(),
  /** By the day of the reply. */
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listReplies = endpoint({
  method: 'GET',
  path: '/api/affairs/replies',
  summary: '建议提案列表',
  access: 'campaign.read',
  query: ListQuery.extend(ReplyFilters.shape),
  result: listOf(ReplyItem),
});
export const exportReplies = endpoint({
  method: 'GET',
  path: '/api/affairs/replies/export',
  summary: '导出建议提案',
  access: 'data.export',
  query: ListQuery.extend(ReplyFilters.shape).extend({ format: ExportFormat }),
});
export const getReply = endpoint({
  method: 'GET',
  path: '/api/affairs/replies/:id',
  summary: '建议提案详情',
  access: 'campaign.read',
  params: OneRecord,
  result: ReplyDetail,
});
export const registerReply = endpoint({
  method: 'POST',
  path: '/api/affairs/replies',
  summary: '登记建议提案',
  access: 'campaign.write',
  /** `orgId`: 承办单位, by default the officer's own. */
  body: ReplyForm.extend({ orgId: RecordId.nullish(), key: Key }),
  result: ReplyDetail,
});
const onReply = <Body extends z.ZodRawShape>(verb: string, summary: string, body: Body) =>
  endpoint({
    method: 'POST',
    path: `/api/affairs/replies/:id/${verb}`,
    summary,
    access: 'campaign.write',
    params: OneRecord,
    body: z.object({ version: Version, ...body }),
    result: ReplyDetail,
  });
export const editReply = onReply('edit', '修改建议提案', ReplyForm.omit({ dueOn: true }).shape);
export const handReply = onReply('hand', '转办建议提案', { orgId: RecordId, reason: Words });
export const moveReplyTerm = onReply('term', '建议提案答复改期', { dueOn: Day, reason: Words });
export const draftReply = onReply('draft', '拟制答复函', {
  result: ReplyResult,
  openness: keysOf(OPENNESS_NAMES),
  copies: z.array(Line(60).min(2)).max(20).default([]),
  /** 所做工作. */
  work: Words.max(10_000),
  plan: Line(5000).default(''),
  signer: Line(30).min(2),
});
export const deliverReply = onReply('deliver', '登记答复', { repliedOn: Day });
export const noteFeedback = onReply('feedback', '登记代表（委员）意见', {
  feedback: keysOf(FEEDBACK_NAMES),
  words: Line(2000).default(''),
});
export const cancelReply = onReply('cancel', '撤销建议提案', { reason: Words });
export const commentReply = onReply('comments', '建议提案说明', { text: Words });

const PublicityForm = z.object({
  kind: PublicityKind,
  title: Line(120).min(2),
  day: Day,
  /** 份, 块, 篇, 条, 场. */
  pieces: z.int().min(1).max(10_000_000),
  /** 媒体报道: the newspaper, station, site; 消费提示: where it was published. */
  medium: Line(60).default(''),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish(),
  place: Line(100).default(''),
  content: Line(10_000).default(''),
});
export type PublicityForm = z.output<typeof PublicityForm>;
export const PublicityItem = z.object({
  id: RecordId,
  kind: PublicityKind,
  title: z.string(),
  day: Day,
  pieces: z.int(),
  medium: z.string(),
  link: z.string().nullable(),
  place: z.string(),
  status: PublicityStatus,
  orgId: RecordId,
  orgName: z.string(),
  pictures: z.int(),
  recordedBy: z.string(),
  version: Version,
});
export type PublicityItem = z.infer<typeof PublicityItem>;
export const PublicityDetail = PublicityItem.omit({ pictures: true }).extend({
  content: z.string(),
  voidReason: z.string().nullable(),
  recordedAt: Instant,
  pictures: z.array(
    z.object({
      id: RecordId,
      name: z.string(),
      video: z.boolean(),
      caption: z.string(),
      by: z.string(),
      at: Instant,
    }),
  ),
  allowed: z.array(z.enum(['edit', 'picture', 'publish', 'void'])),
});
export type PublicityDetail = z.infer<typeof PublicityDetail>;

const PublicityFilters = z.object({
  kind: manyOf(PublicityKind),
  status: manyOf(PublicityStatus),
  org: RecordId.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listPublicity = endpoint({
  method: 'GET',
  path: '/api/affairs/publicity',
  summary: '宣传工作列表',
  access: 'campaign.read',
  query: ListQuery.extend(PublicityFilters.shape),
  result: listOf(PublicityItem),
});
export const exportPublicity = endpoint({
  method: 'GET',
  path: '/api/affairs/publicity/export',
  summary: '导出宣传工作',
  access: 'data.export',
  query: ListQuery.extend(PublicityFilters.shape).extend({ format: ExportFormat }),
});
export const getPublicity = endpoint({
  method: 'GET',
  path: '/api/affairs/publicity/:id',
  summary: '宣传工作详情',
  access: 'campaign.read',
  params: OneRecord,
  result: PublicityDetail,
});
export const recordPublicity = endpoint({
  method: 'POST',
  path: '/api/affairs/publicity',
  summary: '登记宣传工作',
  access: 'campaign.write',
  body: PublicityForm.extend({ key: Key }),
  result: PublicityDetail,
});
const onPublicity = <Body extends z.ZodRawShape>(verb: string, summary: string, body: Body) =>
  endpoint({
    method: 'POST',
    path: `/api/affairs/publicity/:id/${verb}`,
    summary,
    access: 'campaign.write',
    params: OneRecord,
    body: z.object({ version: Version, ...body }),
    result: PublicityDetail,
  });
export const editPublicity = onPublicity('edit', '修改宣传工作', PublicityForm.shape);
export const publishPublicity = onPublicity('publish', '发布宣传工作', {});
export const voidPublicity = onPublicity('void', '作废宣传工作', { reason: Words });
const OnePicture = OneRecord.extend({ pictureId: RecordId });
export const addPicture = endpoint({
  method: 'POST',
  path: '/api/affairs/publicity/:id/pictures',
  summary: '添加宣传图片',
  access: 'campaign.write',
  params: OneRecord,
  query: z.object({ caption: Line(200).default('') }),
  result: PublicityDetail,
});
export const removePicture = endpoint({
  method: 'DELETE',
  path: '/api/affairs/publicity/:id/pictures/:pictureId',
  summary: '删除宣传图片',
  access: 'campaign.write',
  params: OnePicture,
  result: PublicityDetail,
});
export const pictureFile = endpoint({
  method: 'GET',
  path: '/api/affairs/publicity/:id/pictures/:pictureId',
  summary: '查看宣传图片',
  access: 'campaign.read',
  params: OnePicture,
});

const Count = z.object({ records: z.int(), pieces: z.int() });
/** Counted from the records, by the day of the reply and of the publicity work; each number's list is the records. */
export const countAffairs = endpoint({
  method: 'GET',
  path: '/api/affairs/counts',
  summary: '建议提案答复和宣传工作统计',
  access: 'campaign.read',
  query: z.object({ from: Instant.optional(), to: Instant.optional(), org: RecordId.optional() }),
  result: z.object({
    replies: z.object({ A: Count, B: Count, C: Count }),
    publicity: z.record(PublicityKind, Count),
    units: z.array(z.object({ id: RecordId, name: z.string() })),
  }),
});
