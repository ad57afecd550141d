import { DocumentValues, FormId, FormView } from '@wangjian/core/document-form.ts';
import { Instant, RecordId, RegionCode, Version } from '@wangjian/core/listing.ts';
import { TimelineEntry } from '@wangjian/core/timeline-entry.ts';
import { z } from 'zod';

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
  timeline: z.array(TimelineEntry),
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
export type RegisterEntry = z.infer<typeof RegisterEntry>;
