import { Instant, RecordId, RegionCode } from '@wangjian/core/listing.ts';
import { PERIOD_UNITS } from '@wangjian/core/period.ts';
import { z } from 'zod';

/** 绿灯 in time, 黄灯 near the end, 红灯 at the end or past it, `done` ended. */
export const Lamp = z.enum(['green', 'yellow', 'red', 'done']);
export type Lamp = z.infer<typeof Lamp>;

/** A deadline as every list and record shows it. Days `YYYY-MM-DD`; for hours instants with +08:00. */
export const DeadlineView = z.object({
  id: RecordId,
  /** The record. */
  on: RecordId,
  path: z.string(),
  /** Id of catalog/deadlines; null for a term that an officer set. */
  rule: z.string().nullable(),
  /** What is due, e.g. `立案：线索核查并决定是否立案`. */
  title: z.string(),
  /** Title of the record. */
  subject: z.string(),
  startedOn: z.string(),
  due: z.string(),
  strict: z.string(),
  legal: z.string(),
  /** 暂定: rests on days of a year whose holidays are not published. */
  provisional: z.boolean(),
  lamp: Lamp,
  overdue: z.boolean(),
  /** Stands still (中止) since that day, with no end known; `due` is then the earliest day. */
  pausedSince: z.string().nullable(),
  /** What is left, negative when over; null when ended or standing still. Days 0 is the last day. */
  left: z.object({ amount: z.int(), unit: z.enum(['workday', 'natural', 'hour']) }).nullable(),
  /** `15 个工作日`. */
  length: z.string(),
  basis: z.string(),
  readings: z.array(
    z.object({
      label: z.string(),
      strict: z.string(),
      legal: z.string(),
      due: z.string(),
      provisional: z.boolean(),
    }),
  ),
  /** 未核对: no text of the law was read for it. */
  unverified: z.boolean(),
  ended: Instant.nullable(),
  outcome: z.enum(['met', 'dropped']).nullable(),
  region: RegionCode,
  orgId: RecordId.nullable(),
  orgName: z.string().nullable(),
  officerId: RecordId.nullable(),
  officerName: z.string().nullable(),
});
export type DeadlineView = z.infer<typeof DeadlineView>;

/** What must be left for a lamp to turn: so much of the period's own unit, or a share of the whole. */
export const Threshold = z.union([
  z.object({ left: z.int().min(0).max(400) }),
  z.object({ share: z.number().min(0).max(1) }),
]);
export type Threshold = z.infer<typeof Threshold>;
const Lamps = z.object({
  yellow: Threshold,
  /** Null: red only when it is over. */
  red: Threshold.nullable(),
});

/** Settings of a bureau (期限提示). */
export const DeadlineSettings = z.object({
  lamps: z.record(z.enum(PERIOD_UNITS), Lamps),
  remindNear: z.boolean(),
  remindExpired: z.boolean(),
  /** When the unit's supervisor is told: as soon as it is near, when it is over, never. */
  escalate: z.enum(['near', 'expired', 'never']),
  /** 每日清单. */
  digest: z.boolean(),
});
export type DeadlineSettings = z.infer<typeof DeadlineSettings>;
