import { AppError } from '@wangjian/core/errors.ts';
import type { CitedArticle, TextKind } from '@wangjian/core/finding.ts';
import type { RuleDocument } from './catalog-schema.ts';
import { articlesOn } from './citations.ts';
import { compileContexts, compileRule } from './compile-rule.ts';
import type { CompiledFrame } from './compiled.ts';
import type { Catalog } from './load-catalog.ts';
import { Restorer } from './normalise/restore.ts';
import { compileAnyOf } from './pattern/compile.ts';
import { PatternError } from './pattern/parse.ts';
import { unpackModel } from './scorer/model.ts';
import { Scorer } from './scorer/scorer.ts';
import { WordingCheck } from './scorer/wording-check.ts';
import { type Cites, Screener } from './screener.ts';

/** Which rules take part; `shadow` adds rules under trial (back-tests), `draft` those being written (rule tests). */
export interface CompileOptions {
  /** The day whose law counts, YYYY-MM-DD. */
  readonly on: string;
  readonly include?: 'active' | 'shadow' | 'draft';
}

/** Compiles a catalog into a screener; throws `invalid_input` naming rule and pattern where one is wrong. */
export function compile(catalog: Catalog, options: CompileOptions): Screener {
  const frames: CompiledFrame[] = [];
  const siteRules: RuleDocument[] = [];
  const problems: { path: string; message: string }[] = [];
  const contexts = guarded(problems, 'words/contexts.yaml', () => compileContexts(catalog)) ?? [];
  for (const entry of catalog.rules) {
    if (!takesPart(entry.document, options)) continue;
    if (entry.document.site) siteRules.push(entry.document);
    for (const frame of guarded(problems, entry.document.id, () => compileRule(entry, catalog, contexts)) ??
      []) {
      frames.push(frame);
    }
  }
  if (problems.length > 0) {
    throw new AppError('invalid_input', `有 ${problems.length} 条规则的匹配式写法有误`, { problems });
  }
  return new Screener({
    frames,
    siteRules,
    restorer: new Restorer(
      catalog.spellings,
      frames.flatMap((frame) => frame.pattern.anchors.flat()),
    ),
    topics: Object.fromEntries(
      Object.entries(catalog.topics).map(([name, patterns]) => [
        name,
        compileAnyOf(patterns, (list) => catalog.words[list]),
      ]),
    ),
    wording:
      catalog.scorer && new WordingCheck(new Scorer(unpackModel(catalog.scorer)), kindsOf(catalog), contexts),
    defaultDay: options.on,
    articles: (rule, on) => articlesOfRule(catalog, rule, on),
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

function articlesOfRule(catalog: Catalog, rule: Cites, on: string): readonly CitedArticle[] {
  const violation = catalog.violations.get(rule.violation);
  return violation ? articlesOn(rule, violation, catalog.regulations, on) : [];
}

function takesPart(rule: RuleDocument, options: CompileOptions): boolean {
  if (rule.status === 'active') return true;
  if (rule.status === 'shadow') return options.include === 'shadow' || options.include === 'draft';
  return rule.status === 'draft' && options.include === 'draft';
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
