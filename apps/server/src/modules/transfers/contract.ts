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
import { UnmaskReason, unmasked } from '@wangjian/core/personal-data.ts';
import { TimelineEntry } from '@wangjian/core/timeline-entry.ts';
import {
  CUSTODY_ACT_NAMES,
  type CustodyAct,
  TRANSFER_DIRECTION_NAMES,
  TRANSFER_ITEM_NAMES,
  TRANSFER_KIND_IDS,
  TRANSFER_REACH_NAMES,
  TRANSFER_RESULTS,
  TRANSFER_RETURNS,
  TRANSFER_STATUSES,
  type TransferDirection,
  type TransferItemKind,
  type TransferReach,
} from '@wangjian/core/transfer.ts';
import { z } from 'zod';
import { DeadlineView } from '../deadlines/contract.ts';

const Day = z.iso.date();
const Key = z.string().max(60).optional();
const Kind = z.enum(TRANSFER_KIND_IDS);
const Status = z.enum(TRANSFER_STATUSES);
const Direction = z.enum(
  Object.keys(TRANSFER_DIRECTION_NAMES) as [TransferDirection, ...TransferDirection[]],
);
const Reach = z.enum(Object.keys(TRANSFER_REACH_NAMES) as [TransferReach, ...TransferReach[]]);
const Result = z.enum(TRANSFER_RESULTS);
const ReturnReason = z.enum(TRANSFER_RETURNS);
const Words = z.string().trim().min(2).max(1000);
const Long = z.string().trim().min(2).max(5000);
export const TRANSFER_ACTIONS = [
  'redraft',
  'attach',
  'send',
  'cancel',
  'new-code',
  'urge',
  'record-receipt',
  'record-accept',
  'record-return',
  'record-result',
  'close',
  'receive',
  'accept',
  'return',
  'draft-reply',
  'feed-back',
  'extend',
  'comment',
] as const;
const Action = z.enum(TRANSFER_ACTIONS);
export type TransferAction = z.infer<typeof Action>;

/** What a letter is about, as both sides have it. */
const Matter = {
  kind: Kind,
  region: RegionCode,
  title: z.string().trim().min(2).max(120),
  party: z.string().trim().max(100).nullish(),
  uscc: z.string().trim().max(18).nullish(),
  /** 案件（线索）情况. */
  facts: Long,
  /** 移送理由和依据, 函告事项, 请求协助事项, 报告事项, 抄告事项. */
  reason: Long,
  violations: z.array(z.string().max(80)).max(20).default([]),
  /** Until when the answer is asked for. */
  dueOn: Day.nullish(),
  contact: z.string().trim().min(1).max(50),
  contactPhone: z.string().trim().min(1).max(40),
};
export const TransferForm = z.object({
  ...Matter,
  address: z.string().trim().max(200).nullish(),
  reach: Reach,
  /** The other authority: a bureau of this installation, a unit of the own bureau, or a name. */
  toBureau: RegionCode.nullish(),
  toOrgId: RecordId.nullish(),
  to: z.string().trim().max(100).default(''),
  /** The lead or inspection that it came from, or the letter that is passed on. */
  onId: RecordId.nullish(),
  /** 抄告: the permit (许可、备案) that is meant. */
  permit: z.string().trim().max(200).nullish(),
  evidenceIds: z.array(RecordId).max(200).default([]),
});
export type TransferForm = z.output<typeof TransferForm>;
/** As an officer fills it in: what a page showed masked is not taken back. */
const Filled = TransferForm.extend({ address: unmasked(200).nullish() });
const Incoming = z.object({
  ...Matter,
  from: z.string().trim().min(2).max(100),
  letterNumber: z.string().trim().max(60).nullish(),
  letterOn: Day.nullish(),
  /** 接函之日: the periods run from it. */
  receivedOn: Day,
  address: unmasked(200).nullish(),
});

export const TransferItem = z.object({
  id: RecordId,
  direction: Direction,
  kind: Kind,
  reach: Reach,
  title: z.string(),
  status: Status,
  counterpart: z.string(),
  party: z.string().nullable(),
  region: RegionCode,
  regionName: z.string(),
  onId: RecordId.nullable(),
  leadId: RecordId.nullable(),
  /** 文号 of the letter. */
  number: z.string().nullable(),
  dueOn: Day.nullable(),
  sentOn: Day.nullable(),
  receivedOn: Day.nullable(),
  result: Result.nullable(),
  closedOn: Day.nullable(),
  evidence: z.int(),
  deadline: DeadlineView.nullable(),
  openedAt: Instant,
  openedBy: z.string(),
  version: Version,
});
export type TransferItem = z.infer<typeof TransferItem>;

const CustodyLink = z.object({
  seq: z.int(),
  at: Instant,
  act: z.enum(Object.keys(CUSTODY_ACT_NAMES) as [CustodyAct, ...CustodyAct[]]),
  byName: z.string(),
  byOrg: z.string(),
  toOrg: z.string().nullable(),
  note: z.string().nullable(),
  files: z.int(),
  hash: z.string(),
});
export const TransferDetail = TransferItem.extend({
  form: TransferForm.omit({ region: true }).partial({ reach: true }),
  documentId: RecordId.nullable(),
  documentState: z.string().nullable(),
  replyDocumentId: RecordId.nullable(),
  replyNumber: z.string().nullable(),
  letterOn: Day.nullable(),
  acceptedOn: Day.nullable(),
  receiver: z
    .object({ name: z.string(), org: z.string().nullable(), phone: z.string().nullable() })
    .nullable(),
  returned: z.object({ reason: ReturnReason, text: z.string() }).nullable(),
  resultText: z.string().nullable(),
  resultOn: Day.nullable(),
  /** What became of the lead that was registered from it, to begin the answer with. */
  leadResult: z.object({ number: z.string(), status: z.string(), result: z.string().nullable() }).nullable(),
  items: z.array(
    z.object({
      id: RecordId,
      kind: z.enum(Object.keys(TRANSFER_ITEM_NAMES) as [TransferItemKind, ...TransferItemKind[]]),
      evidenceId: RecordId.nullable(),
      name: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      url: z.string().nullable(),
      capturedOn: Day.nullable(),
    }),
  ),
  custody: z.array(CustodyLink),
  /** Whether every link of the chain still carries the hash of the one before it. */
  custodyIntact: z.boolean(),
  package: z.object({ sha256: z.string(), bytes: z.int() }).nullable(),
  codeExpiresOn: Day.nullable(),
  deadlines: z.array(DeadlineView),
  timeline: z.array(TimelineEntry),
  allowed: z.array(Action),
});
export type TransferDetail = z.infer<typeof TransferDetail>;

const Filters = z.object({
  direction: Direction.optional(),
  kind: manyOf(Kind),
  status: manyOf(Status),
  result: manyOf(Result),
  region: RegionCode.optional(),
  /** The record that it came from, or that came of it. */
  recordId: RecordId.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listTransfers = endpoint({
  method: 'GET',
  path: '/api/transfers',
  summary: '移送协查列表',
  access: 'transfer.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(TransferItem),
});
export const exportTransfers = endpoint({
  method: 'GET',
  path: '/api/transfers/export',
  summary: '导出移送协查',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});
const OfCases = { state: manyOf(z.string().max(20)), kind: manyOf(z.string().max(30)) };
const CaseLetter = z.object({
  id: RecordId,
  caseId: RecordId,
  caseTitle: z.string(),
  kind: z.string(),
  kindName: z.string(),
  title: z.string(),
  counterpart: z.string(),
  state: z.string(),
  stateName: z.string(),
  openedOn: Day.nullable(),
  resultOn: Day.nullable(),
  result: z.string().nullable(),
});
export type CaseLetter = z.infer<typeof CaseLetter>;
/** What cases sent to others (移送公安, 协查, 抄告 …): handled on the case's page. */
export const listCaseTransfers = endpoint({
  method: 'GET',
  path: '/api/transfers/of-cases',
  summary: '案件中的移送、协查事项',
  access: 'case.read',
  query: ListQuery.extend(OfCases),
  result: listOf(CaseLetter),
});
export const exportCaseTransfers = endpoint({
  method: 'GET',
  path: '/api/transfers/of-cases/export',
  summary: '导出案件中的移送、协查事项',
  access: 'data.export',
  query: ListQuery.extend(OfCases).extend({ format: ExportFormat }),
});
/** Who can be written to without leaving the installation. */
export const listReceivers = endpoint({
  method: 'GET',
  path: '/api/transfers/receivers',
  summary: '可直接送达的局和单位',
  access: 'transfer.write',
  result: z.object({
    bureaus: z.array(z.object({ code: RegionCode, name: z.string() })),
    units: z.array(z.object({ id: RecordId, name: z.string() })),
  }),
});
export const prefillTransfer = endpoint({
  method: 'GET',
  path: '/api/transfers/prefill',
  summary: '由线索、检查、来函带入移送内容',
  access: 'transfer.write',
  query: z.object({ onId: RecordId }),
  result: z.object({
    form: TransferForm.partial(),
    evidence: z.array(
      z.object({
        ...{ id: RecordId, title: z.string() },
        ...{ url: z.string().nullable(), day: Day.nullable(), sha256: z.string().nullable() },
      }),
    ),
  }),
});
export const getTransfer = endpoint({
  method: 'GET',
  path: '/api/transfers/:id',
  summary: '移送协查详情',
  access: 'transfer.read',
  params: OneRecord,
  result: TransferDetail,
});
export const openTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers',
  summary: '拟办移送、函告、协查（同时拟制函件）',
  access: 'transfer.write',
  body: Filled.extend({ key: Key }),
  result: TransferDetail,
});
export const registerIncoming = endpoint({
  method: 'POST',
  path: '/api/transfers/incoming',
  summary: '登记收到的移送、协查函',
  access: 'transfer.write',
  body: Incoming.extend({ key: Key }),
  result: TransferDetail,
});
const action = <Body extends z.ZodRawShape>(verb: TransferAction, summary: string, body: Body) =>
  endpoint({
    method: 'POST',
    path: `/api/transfers/:id/${verb}`,
    summary,
    access: 'transfer.write',
    params: OneRecord,
    body: z.object({ version: Version, key: Key, ...body }),
    result: TransferDetail,
  });
export const redraftTransfer = action('redraft', '重新拟制函件（原草稿已废弃）', {});
export const cancelTransfer = action('cancel', '撤销', { opinion: Words });
export const sendTransfer = action('send', '发出：封装材料并送达对方', {
  /** Another day, where the one in the form has passed. */
  dueOn: Day.nullish(),
});
export const urgeTransfer = action('urge', '催办', { opinion: Words });
export const closeTransfer = action('close', '办结', { opinion: Words });
const Receiver = {
  name: z.string().trim().min(1).max(50),
  org: z.string().trim().min(2).max(100),
  phone: unmasked(40),
  on: Day,
};
export const recordReceipt = action('record-receipt', '登记对方签收（纸质回执、电话）', Receiver);
export const recordAccept = action('record-accept', '登记对方接收办理', { opinion: Words, on: Day });
const Returning = { reason: ReturnReason, opinion: Words };
export const recordReturn = action('record-return', '登记对方退回', Returning);
const Answering = { result: Result, opinion: Long };
export const recordResult = action('record-result', '登记对方反馈的查处情况', { ...Answering, on: Day });
export const receiveTransfer = action('receive', '签收', {});
export const acceptTransfer = action('accept', '接收办理', {
  opinion: z.string().trim().max(1000).default(''),
  /** Enters it as a lead of the own bureau (案源登记). */
  asLead: z.boolean().default(false),
});
export const returnTransfer = action('return', '退回', Returning);
export const draftReply = action('draft-reply', '拟制复函（查处情况反馈函、协助调查复函）', Answering);
export const feedBack = action('feed-back', '反馈结果', Answering);
export const extendTransfer = action('extend', '延长协查期限（届满前告知请求单位）', {
  days: z.int().min(1).max(60),
  opinion: Words,
});
/** A new code for the receiver; the earlier one ends. Shown once. */
export const renewCode = endpoint({
  method: 'POST',
  path: '/api/transfers/:id/new-code',
  summary: '重新生成接收码',
  access: 'transfer.write',
  params: OneRecord,
  body: z.object({ version: Version }),
  result: z.object({ code: z.string(), expiresOn: Day }),
});
export const commentTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:id/comments',
  summary: '添加说明',
  access: 'transfer.write',
  params: OneRecord,
  body: z.object({ text: Words, key: Key }),
  result: TransferDetail,
});
/** Multipart field `file`. */
export const attachFile = endpoint({
  method: 'POST',
  path: '/api/transfers/:id/attach',
  summary: '上传附件',
  access: 'transfer.write',
  params: OneRecord,
  result: TransferDetail,
});
export const downloadItem = endpoint({
  method: 'GET',
  path: '/api/transfers/:id/items/:itemId',
  summary: '下载移送的材料',
  access: 'transfer.read',
  params: OneRecord.extend({ itemId: RecordId }),
});
export const downloadPackage = endpoint({
  method: 'GET',
  path: '/api/transfers/:id/package',
  summary: '下载材料包',
  access: 'transfer.read',
  params: OneRecord,
});
export const unmaskTransfer = endpoint({
  method: 'POST',
  path: '/api/transfers/:id/unmask',
  summary: '查看未脱敏的个人信息',
  access: 'personal.unmask',
  params: OneRecord,
  body: UnmaskReason,
  result: z.object({ address: z.string().nullable(), receiverPhone: z.string().nullable() }),
});
