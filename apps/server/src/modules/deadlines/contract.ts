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
import { PERIOD_UNITS } from '@wangjian/core/period.ts';
import { isPlainDate } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';

const Day = z.string().refine(isPlainDate, '日期应写作 2026-09-01');
const Reason = z.string().trim().min(2).max(500);

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
  /** The party's, the police's or to be kept: the office waits for its end and is never late with it. */
  awaited: z.boolean(),
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
  /** `lead`, `case` …: the kind of the record. */
  kind: z.string(),
  ended: Instant.nullable(),
  outcome: z.enum(['met', 'dropped']).nullable(),
  region: RegionCode,
  orgId: RecordId.nullable(),
  orgName: z.string().nullable(),
  officerId: RecordId.nullable(),
  officerName: z.string().nullable(),
  version: Version,
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

export const DeadlineEvent = z.object({
  at: Instant,
  who: z.string(),
  org: z.string(),
  action: z.string(),
  actionName: z.string(),
  /** Days, length, reason: in words. */
  detail: z.string(),
  dueBefore: z.string().nullable(),
  dueAfter: z.string(),
});
export const DeadlineActionName = z.enum(['pause', 'resume', 'extend', 'set', 'hand', 'end']);
export const DeadlineDetail = DeadlineView.extend({
  start: z.string(),
  expiry: z.string(),
  /** Who may extend next and by how much; null where the law knows no (further) extension, as `extensionNote` says. */
  extension: z
    .object({ by: z.string(), limit: z.int().nullable(), unit: z.string(), number: z.int(), of: z.int() })
    .nullable(),
  extensionNote: z.string(),
  /** Times that the law does not count; empty where there are none. */
  pauseReasons: z.array(z.string()),
  pauses: z.array(z.object({ from: Day, to: Day.nullable(), reason: z.string() })),
  extensions: z.array(z.object({ length: z.int(), on: Day, reason: z.string() })),
  events: z.array(DeadlineEvent),
  /** What this reader may do now. */
  allowed: z.array(DeadlineActionName),
});
export type DeadlineDetail = z.infer<typeof DeadlineDetail>;

const Filters = z.object({
  /** Default: those that run. */
  state: z.enum(['open', 'ended', 'all']).default('open'),
  lamp: manyOf(Lamp),
  overdue: z.enum(['true']).optional(),
  /** 即将超期: yellow or red, and not over yet. */
  near: z.enum(['true']).optional(),
  /** An officer's id, `me`, or `none`: handed to a unit only. */
  officer: z.string().max(80).optional(),
  /** A unit's id, or `none`: not handed to any unit yet. */
  org: z.string().max(80).optional(),
  /** Those that stand still. */
  paused: z.enum(['true']).optional(),
  rule: manyOf(z.string().max(80)),
  kind: manyOf(z.string().max(40)),
  region: RegionCode.optional(),
  provisional: z.enum(['true']).optional(),
  /** From the beginning of the first day on which it is due to the end of the last. */
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listDeadlines = endpoint({
  method: 'GET',
  path: '/api/deadlines',
  summary: '期限列表',
  access: 'deadline.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(DeadlineView),
});
export const exportDeadlines = endpoint({
  method: 'GET',
  path: '/api/deadlines/export',
  summary: '导出期限',
  access: 'data.export',
  query: ListQuery.extend(Filters.shape).extend({ format: ExportFormat }),
});
const Sums = z.object({
  total: z.int(),
  green: z.int(),
  yellow: z.int(),
  /** Red, those that are over included. */
  red: z.int(),
  overdue: z.int(),
  /** 即将超期: yellow or red, and not over yet. */
  near: z.int(),
  paused: z.int(),
  provisional: z.int(),
});
export const sumDeadlines = endpoint({
  method: 'GET',
  path: '/api/deadlines/sums',
  summary: '期限汇总：按承办单位、承办人、期限种类',
  access: 'deadline.read',
  query: Filters,
  result: z.object({
    all: Sums,
    byOrg: z.array(Sums.extend({ id: RecordId.nullable(), name: z.string() })),
    byOfficer: z.array(Sums.extend({ id: RecordId.nullable(), name: z.string() })),
    byRule: z.array(Sums.extend({ id: z.string(), name: z.string() })),
  }),
});
export type DeadlineSums = z.infer<typeof Sums>;
export const getDeadline = endpoint({
  method: 'GET',
  path: '/api/deadlines/:id',
  summary: '期限详情',
  access: 'deadline.read',
  params: OneRecord,
  result: DeadlineDetail,
});

const Extend = z.object({ length: z.int().min(1).max(3660), reason: Reason });
const PauseDays = z.object({ from: Day, to: Day.nullish(), reason: Reason });
const Resume = z.object({ to: Day, reason: Reason });
const SetDay = z.object({ dueOn: Day, reason: Reason });
export const extendDeadline = endpoint({
  method: 'POST',
  path: '/api/deadlines/:id/extend',
  summary: '延长期限',
  access: 'deadline.extend',
  params: OneRecord,
  body: Extend.extend({ version: Version }),
  result: DeadlineDetail,
});
export const pauseDeadline = endpoint({
  method: 'POST',
  path: '/api/deadlines/:id/pause',
  summary: '扣除时间；不写末日的中止计算',
  access: 'deadline.extend',
  params: OneRecord,
  body: PauseDays.extend({ version: Version }),
  result: DeadlineDetail,
});
export const resumeDeadline = endpoint({
  method: 'POST',
  path: '/api/deadlines/:id/resume',
  summary: '恢复计算',
  access: 'deadline.extend',
  params: OneRecord,
  body: Resume.extend({ version: Version }),
  result: DeadlineDetail,
});
export const setDeadline = endpoint({
  method: 'POST',
  path: '/api/deadlines/:id/set',
  summary: '改期（设定的时限）',
  access: 'deadline.extend',
  params: OneRecord,
  body: SetDay.extend({ version: Version }),
  result: DeadlineDetail,
});
/** What an extension or a pause would make of the end, before it is granted. */
export const tryDeadline = endpoint({
  method: 'GET',
  path: '/api/deadlines/:id/try',
  summary: '试算延长、扣除后的届满日',
  access: 'deadline.extend',
  params: OneRecord,
  query: z.object({
    length: z.coerce.number().int().min(1).max(3660).optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  result: z.object({
    due: z.string().nullable(),
    strict: z.string().nullable(),
    legal: z.string().nullable(),
    provisional: z.boolean(),
    /** Why it cannot be granted. */
    problem: z.string().nullable(),
  }),
});

export const getSettings = endpoint({
  method: 'GET',
  path: '/api/deadline-settings',
  summary: '期限提示设置',
  access: 'deadline.read',
  result: z.object({ settings: DeadlineSettings, version: z.int().min(0) }),
});
export const saveSettings = endpoint({
  method: 'PUT',
  path: '/api/deadline-settings',
  summary: '修改期限提示设置',
  access: 'deadline.configure',
  body: z.object({ settings: DeadlineSettings, version: z.int().min(0) }),
  result: z.object({ settings: DeadlineSettings, version: z.int().min(0) }),
});

const MarkedDay = z.object({
  day: Day,
  kind: z.enum(['holiday', 'workday']),
  /** 元旦, 春节 … */
  name: z.string().trim().min(1).max(20),
});
const Year = z.int().min(2018).max(2100);
const Notice = z.object({
  year: Year,
  notice: z.string().trim().min(4).max(200),
  url: z.url().max(500).nullish(),
  published: Day,
  days: z.array(MarkedDay).min(7).max(80),
});
const EnteredNotice = z.object({
  id: RecordId,
  year: z.int(),
  notice: z.string(),
  url: z.string().nullable(),
  published: z.string(),
  days: z.array(MarkedDay),
  enteredAt: Instant,
  enteredBy: z.string(),
});
export const listCalendars = endpoint({
  method: 'GET',
  path: '/api/work-calendars',
  summary: '工作日历：各年放假调休和本平台录入的通知',
  access: 'deadline.read',
  result: z.object({
    entered: z.array(EnteredNotice),
    years: z.array(z.object({ year: z.int(), days: z.array(MarkedDay) })),
    /** First year whose notice is not known: dates in it are 暂定. */
    missingFrom: z.int(),
  }),
});
export const readNotice = endpoint({
  method: 'POST',
  path: '/api/work-calendars/read',
  summary: '识别放假通知正文',
  access: 'deadline.configure',
  body: z.object({ text: z.string().trim().min(10).max(20_000), year: Year }),
  result: z.object({ title: z.string().nullable(), days: z.array(MarkedDay), problems: z.array(z.string()) }),
});
export const MovedDeadline = z.object({
  id: RecordId,
  subject: z.string(),
  title: z.string(),
  path: z.string(),
  before: z.string(),
  after: z.string(),
  /** By how many days. */
  days: z.int(),
});
export const previewNotice = endpoint({
  method: 'POST',
  path: '/api/work-calendars/preview',
  summary: '预览录入后哪些期限变动',
  access: 'deadline.configure',
  body: Notice,
  result: z.object({
    warnings: z.array(z.string()),
    open: z.int(),
    moved: z.int(),
    settled: z.int(),
    deadlines: z.array(MovedDeadline),
  }),
});
export const enterNotice = endpoint({
  method: 'POST',
  path: '/api/work-calendars',
  summary: '录入放假通知',
  access: 'deadline.configure',
  body: Notice.extend({ key: z.string().max(60).optional() }),
  result: EnteredNotice,
});
export const withdrawNotice = endpoint({
  method: 'POST',
  path: '/api/work-calendars/:id/withdraw',
  summary: '撤回录入的放假通知',
  access: 'deadline.configure',
  params: OneRecord,
  body: z.object({ reason: Reason }),
  result: z.object({ id: RecordId }),
});
