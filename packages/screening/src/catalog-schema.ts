import { z } from 'zod';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应写作 YYYY-MM-DD');
const Patterns = z.array(z.string().min(1)).default([]);
const Kind = z.enum(['ad', 'terms', 'review', 'page']);
const Level = z.enum(['violation', 'suspect']);

/** An article of a law; `from` and `until` (both inclusive) where the article was numbered otherwise before or later. */
const Citation = z.strictObject({
  law: z.string().min(1),
  article: z.string().min(1),
  from: Day.optional(),
  until: Day.optional(),
});
export type Citation = z.infer<typeof Citation>;

/** A condition on the surroundings: one of `any` must be found, or a goods topic of `topics`. */
const Need = z.strictObject({
  any: Patterns,
  topics: z.array(z.string()).default([]),
  within: z.enum(['clause', 'sentence', 'near', 'text']).default('sentence'),
});
export type Need = z.infer<typeof Need>;

const Frame = z
  .strictObject({
    pattern: z.string().min(1).optional(),
    /** Instead of `pattern`: 2 or 3 patterns that must all occur in one sentence, in any order, `reach` apart at most. */
    together: z.array(z.string().min(1)).min(2).max(3).optional(),
    reach: z.number().int().positive().default(40),
    level: Level.optional(),
    why: z.string().optional(),
    kinds: z.array(Kind).optional(),
    /** Comparison of a kept number, e.g. `amount > 50000`. */
    where: z.string().optional(),
    except: Patterns,
    unless: Patterns,
    needs: z.array(Need).default([]),
  })
  .refine(
    (frame) => (frame.pattern === undefined) !== (frame.together === undefined),
    'pattern 与 together 应当写且只写一个',
  );
export type Frame = z.infer<typeof Frame>;

/** Checks of a whole site; the names are those of `site-checks.ts`. */
const SiteCheck = z.enum([
  'licence-display',
  'icp-number',
  'police-number',
  'permit-display',
  'exemption-declaration',
]);
export type SiteCheckName = z.infer<typeof SiteCheck>;

/** Checks of the structure of a site's pages; the names are those of `page-checks.ts`. */
const PageCheck = z.enum([
  'ticked-extra',
  'ticked-renewal',
  'ticked-consent',
  'listed-price-lower',
  'licence-code-invalid',
]);
export type PageCheckName = z.infer<typeof PageCheck>;

/** `rule.yaml`: see catalog/README.md. */
export const RuleDocument = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  status: z.enum(['draft', 'shadow', 'active', 'retired']),
  level: Level,
  violation: z.string().min(1),
  title: z.string().min(1),
  why: z.string().min(1),
  kinds: z.array(Kind).default(['ad', 'terms', 'page']),
  words: z.record(z.string(), z.array(z.string().min(1))).default({}),
  match: z.array(z.union([z.string().min(1), Frame])).default([]),
  except: Patterns,
  unless: Patterns,
  unless_near: Patterns,
  needs: z.array(Need).default([]),
  contexts_off: z.array(z.string()).default([]),
  articles: z.array(Citation).optional(),
  site: z
    .strictObject({
      check: z.union([SiteCheck, PageCheck]),
      kinds: z.array(z.enum(['platform', 'independent', 'shop', 'non-trading', 'unknown'])).min(1),
    })
    .optional(),
});
export type RuleDocument = z.infer<typeof RuleDocument>;

const SiteExample = z.strictObject({
  siteKind: z.enum(['platform', 'independent', 'shop', 'non-trading', 'unknown']),
  home: z.string(),
  /** Text of the other pages. */
  more: z.string().default(''),
  uscc: z.array(z.string()).default([]),
  icp: z.array(z.string()).default([]),
  police: z.array(z.string()).default([]),
  licences: z.array(z.string()).default([]),
  marks: z.array(z.string()).default([]),
  /** Labels of boxes that are ticked beforehand, all on one page. */
  ticked: z.array(z.string()).default([]),
  /** Goods whose price (分) on the home page is lower than on their own page. */
  lower: z
    .array(
      z.strictObject({
        name: z.string(),
        listed: z.number().int().positive(),
        own: z.number().int().positive(),
      }),
    )
    .default([]),
  complete: z.boolean().default(true),
  confidence: z.number().default(0.9),
});
export type SiteExample = z.infer<typeof SiteExample>;

const Example = z.union([
  z.string().min(1),
  z.strictObject({
    site: SiteExample,
    on: Day.optional(),
    level: Level.optional(),
    note: z.string().optional(),
  }),
  z.strictObject({
    text: z.string().min(1),
    kind: Kind.optional(),
    category: z.string().optional(),
    on: Day.optional(),
    level: Level.optional(),
    note: z.string().optional(),
  }),
]);
export type Example = z.infer<typeof Example>;

/** `examples.yaml`: texts that the rule must hit, and look-alikes that it must leave alone. */
export const ExamplesDocument = z.strictObject({
  hits: z.array(Example).min(3, '至少 3 条应命中的例子'),
  misses: z.array(Example).min(3, '至少 3 条不应命中的例子'),
});
export type ExamplesDocument = z.infer<typeof ExamplesDocument>;

/** One violation type of `catalog/violations/*.yaml`. */
const ViolationType = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  category: z.string().regex(/^C\d{2}$/),
  core: z.boolean(),
  actor: z.string(),
  agency: z.string(),
  duty: z.array(Citation),
  penalty: z.array(Citation),
  fine: z.strictObject({
    min: z.number().nullable(),
    max: z.number().nullable(),
    severe_min: z.number().nullable(),
    severe_max: z.number().nullable(),
    formula: z.string().nullable(),
  }),
  correction_first: z.string().nullable(),
  observable: z.enum(['high', 'medium', 'low']),
  hint: z.string(),
  source: z.string(),
  note: z.string().nullable(),
});
export type ViolationType = z.infer<typeof ViolationType>;

/** A file of violation types of one Annex 2 category. */
export const ViolationsDocument = z.strictObject({
  category: z.string(),
  title: z.string(),
  types: z.array(ViolationType).min(1),
});

/** One regulation: versions by the day they came into force, articles in our own words. */
export const Regulation = z.strictObject({
  id: z.string().min(1),
  short: z.string().min(1),
  title: z.string().min(1),
  number: z.string().default(''),
  versions: z
    .array(
      z.strictObject({
        from: Day,
        note: z.string().default(''),
        source: z.enum(['text', 'page', 'memory', 'infer']),
      }),
    )
    .min(1),
  articles: z
    .array(z.strictObject({ article: z.string(), summary: z.string(), since: Day.optional() }))
    .default([]),
});
export type Regulation = z.infer<typeof Regulation>;

/** Circumstances in which words are not the merchant's own claim (citation of law, news, warning …). */
export const ContextsDocument = z.strictObject({
  contexts: z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      /** `before`: in the clause up to the term; `lead`: a heading above the list that holds the term. */
      scope: z.enum(['before', 'after', 'clause', 'sentence', 'near', 'lead', 'text', 'inside']),
      reach: z.number().int().positive().default(16),
      patterns: z.array(z.string().min(1)).min(1),
    }),
  ),
});
export type Contexts = z.infer<typeof ContextsDocument>['contexts'];

/** Word lists that all rules share, and goods topics. */
export const WordsDocument = z.strictObject({
  words: z.record(z.string(), z.array(z.string().min(1))),
  topics: z.record(z.string(), z.array(z.string().min(1))),
});

/** Spellings that hide a word. */
export const SpellingsDocument = z.strictObject({
  /** Word → spellings that always mean it. */
  spellings: z.record(z.string(), z.array(z.string().min(1))),
  /** Words that are also protected against pinyin, homophones and split characters. */
  protect: z.array(z.string().min(2)),
  /** Character → characters that stand in for it in a protected word. */
  stand_ins: z.record(z.string(), z.string()),
  /** Character → the pieces it is split into. */
  pieces: z.record(z.string(), z.array(z.string().min(2))),
  /** Ordinary words that a generated spelling must not be. */
  legitimate: z.array(z.string()),
});
export type Spellings = z.infer<typeof SpellingsDocument>;
