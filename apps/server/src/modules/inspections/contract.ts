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
import { z } from 'zod';
import {
  Attachment,
  Cell,
  CellResult,
  Day,
  InspectionDetail,
  InspectionItem,
  InspectionSource,
  InspectionStatus,
  Key,
  Side,
} from './records.ts';

export type { Attachment, Cell, InspectionDetail, InspectionItem, Rectification } from './records.ts';

const Reason = z.string().trim().min(2).max(500);

/** One row of Annex 1, from the catalog. */
const FormRow = z.object({ id: z.string(), group: z.string(), words: z.string(), looks: z.string() });
export const getInspectionForm = endpoint({
  method: 'GET',
  path: '/api/inspection-form',
  summary: '网上检查记录表（附件1）的行和检查结果代码',
  access: 'inspection.read',
  result: z.object({
    title: z.string(),
    source: z.string(),
    rows: z.array(FormRow),
    outcomes: z.array(z.object({ code: z.string(), words: z.string(), rectify: z.boolean() })),
    violations: z.array(z.object({ id: z.string(), name: z.string(), row: z.string() })),
  }),
});
export type InspectionForm = z.infer<NonNullable<typeof getInspectionForm.result>>;

const Filters = z.object({
  status: manyOf(InspectionStatus),
  source: manyOf(InspectionSource),
  /** Checks that still wait: online or on site. */
  waits: manyOf(Side),
  outcome: manyOf(z.string().max(40)),
  region: RegionCode.optional(),
  siteId: RecordId.optional(),
  leadId: RecordId.optional(),
  drawId: RecordId.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  mine: z.literal('true').optional(),
});
export const listInspections = endpoint({
  method: 'GET',
  path: '/api/inspections',
  summary: '检查列表',
  access: 'inspection.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(InspectionItem),
});
export const exportInspections = endpoint({
  method: 'GET',
  path: '/api/inspections/export',
  summary: '导出检查',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});
export const getInspection = endpoint({
  method: 'GET',
  path: '/api/inspections/:id',
  summary: '检查详情',
  access: 'inspection.read',
  params: OneRecord,
  result: InspectionDetail,
});
export const createInspection = endpoint({
  method: 'POST',
  path: '/api/inspections',
  summary: '新建检查（编号可由客户端先定，重发不会重复）',
  access: 'inspection.write',
  body: z.object({
    id: RecordId,
    subject: z.string().trim().min(2).max(100),
    region: RegionCode,
    siteId: RecordId.nullish(),
    leadId: RecordId.nullish(),
    uscc: z.string().trim().max(18).nullish(),
    place: z.string().trim().max(200).nullish(),
    sides: z.array(Side).min(1).max(2),
    why: z.string().trim().max(500).nullish(),
    dueOn: Day.nullish(),
    /** When it was begun, for one that was begun without a network. */
    begunAt: Instant.optional(),
  }),
  result: InspectionDetail,
});
export const updateInspection = endpoint({
  method: 'PATCH',
  path: '/api/inspections/:id',
  summary: '修改检查信息',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({
    version: Version,
    subject: z.string().trim().min(2).max(100).optional(),
    place: z.string().trim().max(200).nullish(),
    dueOn: Day.nullish(),
    secondOfficerId: RecordId.nullish(),
  }),
  result: InspectionDetail,
});
const CellChange = z.object({
  key: Key,
  /** Version of the box that was filled in; 0 for an empty one. */
  base: z.int().min(0),
  result: CellResult.nullable(),
  words: z.string().trim().max(4000),
  violations: z.array(z.string().max(80)).max(20).default([]),
  filledAt: Instant,
});
export const fillCells = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/cells',
  summary: '填写检查记录表；别人先改过的格子不会被覆盖',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({ cells: z.array(CellChange).min(1).max(60), key: z.string().max(60) }),
  result: z.object({
    /** `late`: the inspection had ended; what was sent is kept beside the form. */
    outcome: z.enum(['saved', 'conflicts', 'late']),
    message: z.string(),
    saved: z.array(Cell),
    /** What stands in the box now, for each that somebody else had changed. */
    conflicts: z.array(Cell),
  }),
});
export const prefillInspection = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/prefill',
  summary: '用监测和主体库的最新情况填写网上检查一栏',
  access: 'inspection.write',
  params: OneRecord,
  result: InspectionDetail,
});
/** Multipart field `file`; the id is the client's, so that sending twice keeps one. */
export const uploadAttachment = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/attachments',
  summary: '上传照片、签名',
  access: 'inspection.write',
  params: OneRecord,
  query: z.object({
    attachmentId: RecordId,
    kind: z.enum(['photo', 'signature']),
    key: Key.optional(),
    role: z.enum(['party', 'officer-1', 'officer-2', 'witness']).optional(),
    signer: z.string().trim().max(40).optional(),
    takenAt: Instant,
    /** As computed where it was taken; refused when what arrives has another. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
    accuracy: z.coerce.number().min(0).optional(),
    place: z.string().trim().max(200).optional(),
    note: z.string().trim().max(500).default(''),
  }),
  result: Attachment,
});
export const attachmentFile = endpoint({
  method: 'GET',
  path: '/api/inspections/:id/attachments/:attachmentId',
  summary: '查看照片、签名',
  access: 'inspection.read',
  params: OneRecord.extend({ attachmentId: RecordId }),
});
export const withdrawAttachment = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/attachments/:attachmentId/withdraw',
  summary: '撤下照片、签名（保留原件和理由）',
  access: 'inspection.write',
  params: OneRecord.extend({ attachmentId: RecordId }),
  body: z.object({ reason: Reason }),
  result: InspectionDetail,
});
export const recordSide = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/record',
  summary: '完成网上检查或实地检查，计入个次',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({ side: Side, on: Day, version: Version, key: z.string().max(60) }),
  result: InspectionDetail,
});
export const waiveSide = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/waive',
  summary: '不再做网上检查或实地检查（写明理由）',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({ side: Side, reason: Reason, version: Version }),
  result: InspectionDetail,
});
export const finishInspection = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/finish',
  summary: '办结检查：定检查结果；责令改正的转入整改',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({
    outcome: z.string().max(40),
    correctBy: Day.nullish(),
    version: Version,
    key: z.string().max(60),
  }),
  result: InspectionDetail,
});
export const reopenInspection = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/reopen',
  summary: '退回补正',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({ reason: Reason, version: Version }),
  result: InspectionDetail,
});
export const voidInspection = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/void',
  summary: '作废',
  access: 'inspection.write',
  params: OneRecord,
  body: z.object({ reason: Reason, version: Version }),
  result: InspectionDetail,
});
export const settleLateCell = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/late/:lateId',
  summary: '处理办结以后才收到的填写：写入表格，或者只留作说明',
  access: 'inspection.write',
  params: OneRecord.extend({ lateId: RecordId }),
  body: z.object({ how: z.enum(['adopted', 'noted']) }),
  result: InspectionDetail,
});
/** .docx and PDF come from the documents module. */
export const draftInspectionForm = endpoint({
  method: 'POST',
  path: '/api/inspections/:id/document',
  summary: '生成检查记录表文书（附件1）',
  access: 'document.write',
  params: OneRecord,
  result: z.object({ documentId: RecordId }),
});
