import { AppError } from '@wangjian/core/errors.ts';
import type { TextKind } from '@wangjian/core/finding.ts';
import { compileWhere } from './amount.ts';
import type { RuleDocument } from './catalog-schema.ts';
import { articlesOn } from './citations.ts';
import { compileContexts, compileRule } from './compile-rule.ts';
import type { CompiledContext, PreparedFrame } from './compiled.ts';
import { type FrameTables, frameTables } from './frame-tables.ts';
import type { Catalog } from './load-catalog.ts';
import { Restorer } from './normalise/restore.ts';
import { type SpellingTables, spellingTables } from './normalise/spelling-tables.ts';
import { compileAnyOf } from './pattern/compile.ts';
import { PatternError } from './pattern/parse.ts';
import { unpackModel } from './scorer/model.ts';
import { Scorer } from './scorer/scorer.ts';
import { type ScorerTables, scorerTables } from './scorer/tables.ts';
import { WordingCheck } from './scorer/wording-check.ts';
import { Screener } from './screener.ts';

/** Which rules take part; `shadow` adds rules under trial (back-tests), `draft` those being written (rule tests). */
export interface CompileOptions {
  /** The day whose law counts, YYYY-MM-DD. */
  readonly on: string;
  readonly include?: 'active' | 'shadow' | 'draft';
}

/** All that a screener is put together from, as plain data: it can be kept, and taken up again without the catalog. */
export interface PreparedRules {
  readonly frames: readonly PreparedFrame[];
  readonly index: FrameTables;
  readonly siteRules: readonly RuleDocument[];
  readonly spellings: SpellingTables;
  readonly topics: Readonly<Record<string, RegExp>>;
  readonly wording:
    | {
        readonly tables: ScorerTables;
        readonly kinds: ReadonlyMap<string, ReadonlySet<TextKind>>;
        readonly contexts: readonly CompiledContext[];
      }
    | undefined;
  readonly violations: Catalog['violations'];
  readonly categories: Catalog['categories'];
  readonly regulations: Catalog['regulations'];
}

/** Compiles a catalog into a screener; throws `invalid_input` naming rule and pattern where one is wrong. */
export function compile(catalog: Catalog, options: CompileOptions): Screener {
  return assemble(prepare(catalog, options.include), options.on);
}

/** Does all of `compile` that takes time. */
export function prepare(catalog: Catalog, include: CompileOptions['include']): PreparedRules {
  const frames: ReturnType<typeof compileRule> = [];
  const siteRules: RuleDocument[] = [];
  const problems: { path: string; message: string }[] = [];
  const contexts = guarded(problems, 'words/contexts.yaml', () => compileContexts(catalog)) ?? [];
  for (const entry of catalog.rules) {
    if (!takesPart(entry.document, include)) continue;
    if (entry.document.site) siteRules.push(entry.document);
    for (const frame of guarded(problems, entry.document.id, () => compileRule(entry, catalog, contexts)) ??
      []) {
      frames.push(frame);
    }
  }
  if (problems.length > 0) {
    throw new AppError('invalid_input', `有 ${problems.length} 条规则的匹配式写法有误`, { problems });
  }
  const patterns = frames.map(({ pattern }) => pattern);
  return {
    // The words of the patterns are in the tables now.
    frames: frames.map((frame) => ({
      ...frame,
      pattern: { source: frame.pattern.source, regex: frame.pattern.regex },
    })),
    index: frameTables(patterns),
    siteRules,
    spellings: spellingTables(
      catalog.spellings,
      patterns.flatMap(({ anchors }) => anchors.flat()),
    ),
    topics: Object.fromEntries(
      Object.entries(catalog.topics).map(([name, topic]) => [
        name,
        compileAnyOf(topic, (list) => catalog.words[list]),
      ]),
    ),
    wording: catalog.scorer && {
      tables: scorerTables(unpackModel(catalog.scorer)),
      kinds: kindsOf(catalog),
      contexts,
    },
    violations: catalog.violations,
    categories: catalog.categories,
    regulations: catalog.regulations,
  };
}

/** Puts a screener together; `on` is the day whose law counts where a text names none. */
export function assemble(prepared: PreparedRules, on: string): Screener {
  const { frames, index, siteRules, spellings, topics, wording, violations, regulations } = prepared;
  return new Screener({
    frames: frames.map((frame) => ({
      ...frame,
      where: frame.where === undefined ? undefined : compileWhere(frame.where),
    })),
    index,
    siteRules,
    restorer: new Restorer(spellings),
    topics,
    wording: wording && new WordingCheck(new Scorer(wording.tables), wording.kinds, wording.contexts),
    defaultDay: on,
    articles: (rule, day) => {
      const violation = violations.get(rule.violation);
      return violation ? articlesOn(rule, violation, regulations, day) : [];
    },
  });
}

/** For each violation type the kinds of text that any of its rules reads. */
function kindsOf(catalog: Catalog): Map<string, Set<TextKind>> {
  const kinds = new Map<string, Set<TextKind>>();
  for (const { document } of catalog.rules) {
    const known = kinds.get(document.violation) ?? new Set<TextKind>();
    for (const kind of document.kinds) known.add(kind);
    for (const frame of document.match) {
      if (typeof frame !== 'string') for (const kind of frame.kinds ?? []) known.add(kind);
    }
    kinds.set(document.violation, known);
  }
  return kinds;
}

function takesPart(rule: RuleDocument, include: CompileOptions['include']): boolean {
  if (rule.status === 'active') return true;
  if (rule.status === 'shadow') return include === 'shadow' || include === 'draft';
  return rule.status === 'draft' && include === 'draft';
}

function guarded<T>(
  problems: { path: string; message: string }[],
  path: string,
  run: () => T,
): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof PatternError) && !(error instanceof SyntaxError)) throw error;
    problems.push({ path, message: error.message });
    return undefined;
  }
}
