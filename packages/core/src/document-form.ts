import { z } from 'zod';

export const FormId = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/);

/** The steps between 拟稿 and the number: 审核, 法制审核, 签发. */
export const ApprovalStep = z.enum(['review', 'legal', 'sign']);
export type ApprovalStep = z.infer<typeof ApprovalStep>;

/** What a field holds: `money` is int 分, `date` a PlainDate, `paragraphs` text whose lines become paragraphs. */
const FIELD_KINDS = [
  'text',
  'paragraphs',
  'date',
  'datetime',
  'money',
  'choice',
  'articles',
  'table',
] as const;
const FieldKind = z.enum(FIELD_KINDS);

/** How a field looks in a copy for publication (公开副本). */
export const FieldMask = z.enum(['person-name', 'phone', 'id-number', 'address', 'account', 'hidden']);

const Cell = z.union([z.string().max(5000), z.int()]);
/** One field's value: text, a day, 分, article citations, or the rows of a table. */
export const DocumentValue = z.union([
  z.string().max(50_000),
  z.int(),
  z.array(z.string().max(500)).max(100),
  z.array(z.record(z.string().max(40), Cell.nullable())).max(1000),
  z.null(),
]);
export type DocumentValue = z.infer<typeof DocumentValue>;
export const DocumentValues = z.record(z.string().max(40), DocumentValue);
export type DocumentValues = z.infer<typeof DocumentValues>;

const FormColumn = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: z.string().min(1),
  /** `picture`: the SHA-256 of one of the document's own attachments, shown as the picture itself. */
  kind: z.enum(['text', 'date', 'money', 'picture']).default('text'),
  /** How wide a picture may be printed, in mm; as wide as the page where it is not said. */
  width: z.int().min(5).max(140).optional(),
  mask: FieldMask.optional(),
});
export const FormField = z.strictObject({
  /** The key in a document's values. */
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  /** The Chinese name: on the screen, and as the placeholder `{当事人}` in the template. */
  label: z.string().min(1),
  kind: FieldKind.default('text'),
  required: z.boolean().default(true),
  /** `record`: handed over by the record the document belongs to; `officer`: typed on the document's page. */
  source: z.enum(['record', 'officer']).default('officer'),
  options: z.array(z.string()).optional(),
  columns: z.array(FormColumn).optional(),
  mask: FieldMask.optional(),
  hint: z.string().optional(),
  /** Why what stands in it was not checked against its source: shown as 未核对 beside it. */
  unverified: z.string().min(4).optional(),
  /** What a new document starts with. */
  initial: z.string().optional(),
  /** What the contract test and the template's preview fill in. */
  sample: DocumentValue.optional(),
});
export type FormField = z.infer<typeof FormField>;

export const FormView = z.object({
  id: FormId,
  name: z.string(),
  kind: z.string(),
  group: z.string(),
  numbered: z.boolean(),
  approval: z.array(ApprovalStep),
  copy: z.enum(['正卷', '副卷']),
  served: z.boolean(),
  publishable: z.boolean(),
  basis: z.array(z.string()),
  layout: z.enum(['已核对', '未核对']),
  layoutSource: z.string(),
  fields: z.array(FormField),
  /** SHA-256 of the template in use, and whether the bureau has put its own in place of the catalog's. */
  template: z.string(),
  ownTemplate: z.boolean(),
});
export type FormView = z.infer<typeof FormView>;
