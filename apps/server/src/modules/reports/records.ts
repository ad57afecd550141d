import { Instant, RecordId, Version } from '@wangjian/core/listing.ts';
import { z } from 'zod';

/** A count on the workbench and the list that it opens (a console path with its query). */
export const Count = z.object({
  id: z.string(),
  name: z.string(),
  value: z.int(),
  opens: z.string(),
  tone: z.enum(['plain', 'attention', 'danger']),
});

/** A day `YYYY-MM-DD`. */
export const Day = z.iso.date();
const Days = z.object({ from: Day, to: Day });
/** The periods that a table compares with: their numbers open their records, too. */
export const Compared = z.object({ before: Days, lastYear: Days });
export const Annex2Figure = z.object({
  line: z.string(),
  section: z.string(),
  words: z.string(),
  unit: z.string(),
  /** What the line counts, in words. */
  counts: z.string(),
  /** Whole numbers; 罚没款 in 分. */
  value: z.int(),
  before: z.int(),
  lastYear: z.int(),
});
export const Annex2Status = z.enum(['submitted', 'returned', 'signed', 'corrected']);
export const Annex2Report = z.object({
  id: RecordId,
  orgId: RecordId,
  orgName: z.string(),
  from: Day,
  to: Day,
  status: Annex2Status,
  figures: z.record(z.string(), z.int()),
  /** Whether the records that it counted were kept: then its numbers open them. */
  recordsKept: z.boolean(),
  remarks: z.record(z.string(), z.string()),
  note: z.string(),
  submittedAt: Instant,
  submittedBy: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: z.string().nullable(),
  opinion: z.string().nullable(),
  correctsId: RecordId.nullable(),
  correctionReason: z.string().nullable(),
  /** What the reader may do with it now. */
  allowed: z.array(z.enum(['sign', 'return', 'correct'])),
  version: Version,
});
export type Annex2Report = z.infer<typeof Annex2Report>;
/** Measure (`boards/measures.ts`) to whole number; 罚没款 in 分. */
export const Values = z.record(z.string(), z.int());
export const BoardFigure = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  /** What it counts, in words. */
  counts: z.string(),
  value: z.int(),
  /** The period before and the same one of last year; null for what is asked of now. */
  before: z.int().nullable(),
  lastYear: z.int().nullable(),
  /** The console's list of exactly these records. */
  opens: z.string(),
});
export const BoardType = z.object({ id: z.string(), name: z.string(), values: Values });

export const Annex1Number = z.object({ value: z.int(), before: z.int(), lastYear: z.int() });
export const Annex1Side = z.object({
  checked: Annex1Number,
  problems: Annex1Number,
  rectified: Annex1Number,
});
