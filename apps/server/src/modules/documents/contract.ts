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
  Version,
} from '@wangjian/core/listing.ts';
import { z } from 'zod';
import {
  DocumentDetail,
  DocumentStatus,
  DocumentTemplate,
  DocumentView,
  RegisterEntry,
  ServiceManner,
} from './records.ts';

export type { DocumentValue, DocumentValues, FormField, FormView } from '@wangjian/core/document-form.ts';
export type {
  DocumentAction,
  DocumentDetail,
  DocumentStatus,
  DocumentView,
  RegisterEntry,
  ServiceManner,
} from './records.ts';

const Id = z.object({ id: RecordId });

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
export const listRegister = endpoint({
  method: 'GET',
  path: '/api/documents/register',
  summary: '文号登记簿',
  access: 'document.read',
  query: ListQuery.extend({ word: z.string().max(40).optional(), year: z.coerce.number().int().optional() }),
  result: listOf(RegisterEntry),
});
