import { z } from 'zod';
import { PERIOD_UNITS } from './period.ts';
import { isPlainDate } from './plain-date.ts';

const Day = z.string().refine(isPlainDate, '日期应写作 YYYY-MM-DD');
const Text = z.string().min(1);

const BasisItem = z.strictObject({
  law: Text,
  article: Text,
  /** How it was checked: the text was read, a page that quotes it was read, or it is only remembered (unverified). */
  source: z.enum(['text', 'page', 'memory']),
});
export type BasisItem = z.infer<typeof BasisItem>;

/** How long, and what happens at the end: what a version of the law fixes. */
const Course = z.strictObject({
  length: z.int().positive(),
  unit: z.enum(PERIOD_UNITS),
  /** The rule's own words on a last day off: `holiday` 法定节假日 (程序规定 art. 80, 令121 art. 45), `rest` 法定休假日 (民法典 art. 203). */
  moves: z.enum(['none', 'holiday', 'rest']),
  /** 程序规定 art. 80: the hour in which it began is not counted. */
  skipFirstHour: z.boolean().default(false),
});
export type Course = z.infer<typeof Course>;

const Version = Course.extend({
  from: Day,
  /** Last day on which a period begins under this version. */
  until: Day.optional(),
  basis: z.array(BasisItem).min(1),
  note: Text.optional(),
  /** How the reading used here is called where there are others. */
  reading: Text.optional(),
  /** Other ways to read this very text; what is not said is as in the version. */
  alternatives: z
    .array(Course.partial().extend({ label: Text, skipFirstHour: z.boolean().optional() }))
    .default([]),
  /** Periods of another law that run beside this one for starts from a day on. */
  parallel: z.array(Course.extend({ label: Text, from: Day })).default([]),
});
export type DeadlineVersion = z.infer<typeof Version>;

export const DEADLINE_AREAS = [
  'complaint',
  'report',
  'case',
  'police',
  'publicity',
  'credit',
  'platform',
  'consumer',
] as const;
export type DeadlineArea = (typeof DEADLINE_AREAS)[number];

/** `catalog/deadlines/<id>/deadline.yaml`: one legal period in all its versions. */
export const DeadlineRule = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
    area: z.enum(DEADLINE_AREAS),
    title: Text,
    /** The event whose day is not counted; for `before` the event that must be preceded. */
    start: Text,
    binds: z.enum(['authority', 'police', 'party', 'platform']),
    /** `within` act by the end; `before` act at least so long ahead; `keep` hold out at least so long; `window` in fixed parts of the year. */
    kind: z.enum(['within', 'before', 'keep', 'window']).default('within'),
    windows: z.array(z.strictObject({ from: z.string(), to: z.string() })).optional(),
    versions: z.array(Version).min(1),
    /** Times that the law does not count. */
    pauses: z.array(Text).default([]),
    /** In the order in which they may be used; without `length` the law names no limit. */
    extensions: z.array(z.strictObject({ by: Text, length: z.int().positive().optional() })).default([]),
    expiry: Text,
    /** Said when a start lies after the last version. */
    ended: Text.optional(),
  })
  .superRefine((rule, context) => {
    for (const [index, version] of rule.versions.entries()) {
      const next = rule.versions[index + 1];
      const path = ['versions', index];
      if (next && !(version.until && version.until < next.from)) {
        context.addIssue({ code: 'custom', path, message: 'until 应早于下一版本的 from' });
      }
    }
    if (rule.versions.at(-1)?.until && !rule.ended) {
      context.addIssue({
        code: 'custom',
        path: ['ended'],
        message: '最后一个版本有 until 时要写 ended：以后为什么没有此期限',
      });
    }
    if ((rule.kind === 'window') !== (rule.windows !== undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['windows'],
        message: 'kind: window 要写 windows，其他种类不写',
      });
    }
  });
export type DeadlineRule = z.infer<typeof DeadlineRule>;
