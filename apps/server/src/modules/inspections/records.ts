import { Instant, RecordId, RegionCode, Version } from '@wangjian/core/listing.ts';
import { z } from 'zod';

/** 待检查 / 检查中 / 整改中 / 已办结 / 已作废. */
export const InspectionStatus = z.enum(['planned', 'checking', 'rectifying', 'finished', 'void']);
export const Side = z.enum(['online', 'on-site']);
/** 不需要 / 待检查 / 已检查 / 不再检查. */
export const TaskState = z.enum(['none', 'open', 'done', 'waived']);
/** 未发现问题 / 发现问题 / 不涉及. */
export const CellResult = z.enum(['none', 'problem', 'not-applicable']);
export const InspectionSource = z.enum(['free', 'lead', 'draw']);
export const InspectionAction = z.enum([
  'fill',
  'prefill',
  'attach',
  'edit',
  'record',
  'waive',
  'finish',
  'correct',
  'reopen',
  'void',
]);
export const Day = z.iso.date();
export const Key = z.string().max(60);

export const InspectionItem = z.object({
  id: RecordId,
  /** 检查编号, e.g. 卫市监网检〔2026〕00012号. */
  number: z.string(),
  subject: z.string(),
  status: InspectionStatus,
  source: InspectionSource,
  siteId: RecordId.nullable(),
  siteName: z.string().nullable(),
  leadId: RecordId.nullable(),
  drawId: RecordId.nullable(),
  party: z.string().nullable(),
  uscc: z.string().nullable(),
  region: RegionCode,
  regionName: z.string(),
  onlineTask: TaskState,
  onSiteTask: TaskState,
  dueOn: Day.nullable(),
  onlineOn: Day.nullable(),
  onSiteOn: Day.nullable(),
  orgName: z.string(),
  officer: z.string(),
  secondOfficer: z.string().nullable(),
  outcome: z.string().nullable(),
  problems: z.int(),
  createdAt: Instant,
  version: Version,
});
export type InspectionItem = z.infer<typeof InspectionItem>;

export const Cell = z.object({
  key: Key,
  result: CellResult.nullable(),
  words: z.string(),
  violations: z.array(z.string()),
  /** From the patrol and the register, not yet touched by an officer. */
  prefilled: z.boolean(),
  version: z.int(),
  by: z.string(),
  at: Instant,
});
export type Cell = z.infer<typeof Cell>;
export const Attachment = z.object({
  id: RecordId,
  kind: z.enum(['photo', 'signature']),
  key: Key.nullable(),
  role: z.enum(['party', 'officer-1', 'officer-2', 'witness']).nullable(),
  signer: z.string().nullable(),
  /** False when the form was changed after it was signed. */
  current: z.boolean(),
  fileName: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  takenAt: Instant,
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  accuracy: z.number().nullable(),
  place: z.string().nullable(),
  note: z.string(),
  late: z.boolean(),
  withdrawnWhy: z.string().nullable(),
  by: z.string(),
  uploadedAt: Instant,
});
export type Attachment = z.infer<typeof Attachment>;
export const LateCell = z.object({
  id: RecordId,
  key: Key,
  result: CellResult.nullable(),
  words: z.string(),
  filledAt: Instant,
  receivedAt: Instant,
  by: z.string(),
  settled: z.enum(['adopted', 'noted']).nullable(),
});
export const RectificationStatus = z.enum(['open', 'checking', 'sealing', 'corrected', 'dropped']);
export const Rectification = z.object({
  id: RecordId,
  inspectionId: RecordId,
  kind: z.enum(['page', 'site', 'on-site']),
  status: RectificationStatus,
  key: Key,
  words: z.string(),
  url: z.string().nullable(),
  findingId: RecordId.nullable(),
  dueOn: Day,
  overdue: z.boolean(),
  beforeEvidenceId: RecordId.nullable(),
  beforeAttachmentId: RecordId.nullable(),
  afterEvidenceId: RecordId.nullable(),
  afterAttachmentId: RecordId.nullable(),
  patrolId: RecordId.nullable(),
  checkedAt: Instant.nullable(),
  checks: z.int(),
  lastResult: z.string().nullable(),
  closedOn: Day.nullable(),
  closedBy: z.string().nullable(),
  allowed: z.array(z.enum(['recheck', 'confirm', 'drop'])),
  version: Version,
});
export type Rectification = z.infer<typeof Rectification>;
export const InspectionDetail = InspectionItem.extend({
  correctBy: Day.nullable(),
  /** The authority in whose name the form is printed. */
  agency: z.string(),
  rectifications: z.array(Rectification),
  siteUrl: z.string().nullable(),
  leadNumber: z.string().nullable(),
  /** Why the officer should look twice: the lead was closed meanwhile, the register knows no grade … */
  notices: z.array(z.string()),
  place: z.string().nullable(),
  taskWhy: z.string().nullable(),
  secondOfficerId: RecordId.nullable(),
  outcomeWords: z.string().nullable(),
  cells: z.array(Cell),
  proofs: z.array(z.object({ key: Key, on: RecordId, words: z.string(), url: z.string().nullable() })),
  attachments: z.array(Attachment),
  late: z.array(LateCell),
  /** Source and day of what was filled in by the platform. */
  facts: z.array(z.object({ name: z.string(), words: z.string(), from: z.string() })),
  timeline: z.array(
    z.object({
      at: Instant,
      who: z.string(),
      org: z.string(),
      actionName: z.string(),
      opinion: z.string().nullable(),
    }),
  ),
  allowed: z.array(InspectionAction),
});
export type InspectionDetail = z.infer<typeof InspectionDetail>;
