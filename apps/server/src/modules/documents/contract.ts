import { DocumentValues, FormId, FormView } from '@wangjian/core/document-form.ts';
import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  manyOf,
  RecordId,
  RegionCode,
} from '@wangjian/core/listing.ts';
import { z } from 'zod';

export type { DocumentValue, DocumentValues, FormField, FormView } from '@wangjian/core/document-form.ts';

const Id = z.object({ id: RecordId });
const Version = z.int().min(1);

/** 拟稿 / 待审核 / 待法制审核 / 待签发 / 已签发 / 已送达 / 已作废 / 已废弃的草稿. */
export const DOCUMENT_STATUSES = [
  'draft',
  'review',
  'legal',
  'sign',
  'signed',
  'served',
  'void',
  'discarded',
] as const;
export const DocumentStatus = z.enum(DOCUMENT_STATUSES);
export type DocumentStatus = z.infer<typeof DocumentStatus>;
export const DOCUMENT_ACTIONS = [
  'edit',
  'submit',
  'discard',
  'withdraw',
  'approve',
  'legal-approve',
  'return',
  'legal-return',
  'sign',
  'serve',
  'attach',
  'void',
] as const;
export const DocumentAction = z.enum(DOCUMENT_ACTIONS);
export type DocumentAction = z.infer<typeof DocumentAction>;

/** How a document was served (程序规定 81–82条, 民事诉讼法 via 处罚法 61条). */
export const SERVICE_MANNERS = [
  'direct',
  'left',
  'post',
  'electronic',
  'entrusted',
  'forwarded',
  'notice',
] as const;
export const ServiceManner = z.enum(SERVICE_MANNERS);
export type ServiceManner = z.infer<typeof ServiceManner>;

export const DocumentService = z.object({
  id: RecordId,
  manner: ServiceManner,
  recipient: z.string(),
  place: z.string().nullable(),
  servedOn: z.iso.date(),
  /** The day on which it counts as served: that of the receipt; with 公告 the 30th day after it. */
  effectiveOn: z.iso.date(),
  officers: z.string(),
  note: z.string().nullable(),
  receipt: z.object({ name: z.string(), bytes: z.int() }).nullable(),
});

/** A document as lists and other records show it. */
export const DocumentView = z.object({
  id: RecordId,
  /** The record that it belongs to (线索, 案件 …); null for a free one. */
  on: RecordId.nullable(),
  form: FormId,
  formName: z.string(),
  title: z.string(),
  status: DocumentStatus,
  statusName: z.string(),
  /** 文号, once signed. */
  number: z.string().nullable(),
  copy: z.enum(['正卷', '副卷']),
  layout: z.enum(['已核对', '未核对']),
  region: RegionCode,
  regionName: z.string(),
  draftedBy: z.string(),
  draftedAt: Instant,
  signedBy: z.string().nullable(),
  signedOn: z.iso.date().nullable(),
  servedOn: z.iso.date().nullable(),
  /** A draft that came back, with the reason. */
  returned: z.string().nullable(),
  version: Version,
});
export type DocumentView = z.infer<typeof DocumentView>;

export const DocumentDetail = DocumentView.extend({
  form: FormView,
  values: DocumentValues,
  /** Required fields that are still empty, by label. */
  missing: z.array(z.string()),
  steps: z.array(
    z.object({
      step: z.enum(['draft', 'review', 'legal', 'sign', 'serve']),
      name: z.string(),
      state: z.enum(['done', 'now', 'ahead']),
      who: z.string().nullable(),
      at: Instant.nullable(),
      opinion: z.string().nullable(),
    }),
  ),
  timeline: z.array(
    z.object({
      at: Instant,
      who: z.string(),
      org: z.string(),
      action: z.string(),
      actionName: z.string(),
      opinion: z.string().nullable(),
    }),
  ),
  services: z.array(DocumentService),
  attachments: z.array(
    z.object({
      id: RecordId,
      name: z.string(),
      bytes: z.int(),
      sha256: z.string(),
      by: z.string(),
      at: Instant,
    }),
  ),
  sha256: z.string().nullable(),
  allowed: z.array(DocumentAction),
  voidReason: z.string().nullable(),
});
export type DocumentDetail = z.infer<typeof DocumentDetail>;

export const listForms = endpoint({
  method: 'GET',
  path: '/api/documents/forms',
  summary: '文书式样',
  access: 'document.read',
  result: z.object({ items: z.array(FormView) }),
});
const Filters = z.object({
  form: manyOf(FormId),
  status: manyOf(DocumentStatus),
  on: RecordId.optional(),
  region: RegionCode.optional(),
  /** Waiting for the reader: drafts of one's own that came back, or steps that one may decide. */
  mine: z.enum(['true']).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listDocuments = endpoint({
  method: 'GET',
  path: '/api/documents',
  summary: '文书列表',
  access: 'document.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(DocumentView),
});
export const exportDocuments = endpoint({
  method: 'GET',
  path: '/api/documents/export',
  summary: '导出文书列表',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});
export const getDocument = endpoint({
  method: 'GET',
  path: '/api/documents/:id',
  summary: '文书详情',
  access: 'document.read',
  params: Id,
  result: DocumentDetail,
});
const Key = z.string().max(60).optional();
export const draftDocument = endpoint({
  method: 'POST',
  path: '/api/documents',
  summary: '拟制文书',
  access: 'document.write',
  body: z.object({
    form: FormId,
    on: RecordId.nullish(),
    region: RegionCode.optional(),
    title: z.string().trim().min(2).max(120).optional(),
    values: DocumentValues.default({}),
    key: Key,
  }),
  result: DocumentDetail,
});
export const editDocument = endpoint({
  method: 'PATCH',
  path: '/api/documents/:id',
  summary: '修改文书草稿',
  access: 'document.write',
  params: Id,
  body: z.object({
    title: z.string().trim().min(2).max(120).optional(),
    values: DocumentValues,
    version: Version,
  }),
  result: DocumentDetail,
});
const Opinion = z.string().trim().max(1000).default('');
const Reason = z.string().trim().min(2).max(1000);
const Move = z.object({ version: Version, opinion: Opinion });
export const submitDocument = endpoint({
  method: 'POST',
  path: '/api/documents/:id/submit',
  summary: '提交审批（无须审批的即定稿）',
  access: 'document.write',
  params: Id,
  body: Move,
  result: DocumentDetail,
});
export const discardDocument = endpoint({
  method: 'POST',
  path: '/api/documents/:id/discard',
  summary: '废弃草稿',
  access: 'document.write',
  params: Id,
  body: z.object({ version: Version, reason: Reason }),
  result: DocumentDetail,
});
export const withdrawDocument = endpoint({
  method: 'POST',
  path: '/api/documents/:id/withdraw',
  summary: '撤回审批中的文书',
  access: 'document.write',
  params: Id,
  body: Move,
  result: DocumentDetail,
});
export const decideDocument = endpoint({
  method: 'POST',
  path: '/api/documents/:id/decide',
  summary: '审核、签发或退回文书',
  access: 'document.approve',
  params: Id,
  body: z.object({
    decision: z.enum(['approve', 'sign', 'return']),
    version: Version,
    opinion: Opinion,
  }),
  result: DocumentDetail,
});
export const reviewLegality = endpoint({
  method: 'POST',
  path: '/api/documents/:id/legal-review',
  summary: '法制审核',
  access: 'case.review',
  params: Id,
  body: z.object({ decision: z.enum(['approve', 'return']), version: Version, opinion: Opinion }),
  result: DocumentDetail,
});
export const serveDocument = endpoint({
  method: 'POST',
  path: '/api/documents/:id/services',
  summary: '登记送达',
  access: 'document.write',
  params: Id,
  body: z.object({
    manner: ServiceManner,
    recipient: z.string().trim().min(1).max(100),
    servedOn: z.iso.date(),
    place: z.string().trim().max(200).nullish(),
    officers: z.string().trim().min(1).max(100),
    note: z.string().trim().max(500).nullish(),
    version: Version,
    key: Key,
  }),
  result: DocumentDetail,
});
export const uploadReceipt = endpoint({
  method: 'POST',
  path: '/api/documents/:id/services/:serviceId/receipt',
  summary: '上传送达回证',
  access: 'document.write',
  params: Id.extend({ serviceId: RecordId }),
  result: DocumentDetail,
});
export const receiptFile = endpoint({
  method: 'GET',
  path: '/api/documents/:id/services/:serviceId/receipt',
  summary: '下载送达回证',
  access: 'document.read',
  params: Id.extend({ serviceId: RecordId }),
});
export const attachFile = endpoint({
  method: 'POST',
  path: '/api/documents/:id/attachments',
  summary: '上传签章扫描件、附件',
  access: 'document.write',
  params: Id,
  result: DocumentDetail,
});
export const attachmentFile = endpoint({
  method: 'GET',
  path: '/api/documents/:id/attachments/:attachmentId',
  summary: '下载附件',
  access: 'document.read',
  params: Id.extend({ attachmentId: RecordId }),
});
export const voidDocument = endpoint({
  method: 'POST',
  path: '/api/documents/:id/void',
  summary: '作废文书（文号保留在登记簿）',
  access: 'document.approve',
  params: Id,
  body: z.object({ version: Version, reason: Reason }),
  result: DocumentDetail,
});
export const documentDocx = endpoint({
  method: 'GET',
  path: '/api/documents/:id/docx',
  summary: '下载 Word 文件',
  access: 'document.read',
  params: Id,
  query: z.object({ copy: z.enum(['original', 'public']).default('original') }),
});
export const documentPdf = endpoint({
  method: 'GET',
  path: '/api/documents/:id/pdf',
  summary: '下载 PDF 文件',
  access: 'document.read',
  params: Id,
  query: z.object({ copy: z.enum(['original', 'public']).default('original') }),
});
export const DocumentTemplate = z.object({
  id: RecordId,
  form: FormId,
  formName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  note: z.string(),
  active: z.boolean(),
  uploadedBy: z.string(),
  uploadedAt: Instant,
});
export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/documents/templates',
  summary: '本单位上传的文书模板',
  access: 'document.template',
  result: z.object({ items: z.array(DocumentTemplate) }),
});
export const uploadTemplate = endpoint({
  method: 'POST',
  path: '/api/documents/templates/:form',
  summary: '上传文书模板（新拟文书使用，已有文书不变）',
  access: 'document.template',
  params: z.object({ form: FormId }),
  query: z.object({ note: z.string().trim().min(2).max(200) }),
  result: DocumentTemplate,
});
export const withdrawTemplate = endpoint({
  method: 'POST',
  path: '/api/documents/templates/:form/withdraw',
  summary: '停用本单位模板，恢复目录模板',
  access: 'document.template',
  params: z.object({ form: FormId }),
  body: z.object({ reason: Reason }),
  result: z.object({ items: z.array(DocumentTemplate) }),
});
export const templateFile = endpoint({
  method: 'GET',
  path: '/api/documents/templates/:form/file',
  summary: '下载正在使用的文书模板，或以样例填写的预览',
  access: 'document.read',
  params: z.object({ form: FormId }),
  query: z.object({ sample: z.enum(['true']).optional() }),
});
export const RegisterEntry = z.object({
  number: z.string(),
  word: z.string(),
  year: z.int(),
  seq: z.int(),
  state: z.enum(['used', 'void']),
  title: z.string(),
  on: RecordId.nullable(),
  takenAt: Instant,
  takenBy: z.string(),
  voidReason: z.string().nullable(),
});
export const listRegister = endpoint({
  method: 'GET',
  path: '/api/documents/register',
  summary: '文号登记簿',
  access: 'document.read',
  query: ListQuery.extend({ word: z.string().max(40).optional(), year: z.coerce.number().int().optional() }),
  result: listOf(RegisterEntry),
});
