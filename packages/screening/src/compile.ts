import { AppError } from '@wangjian/core/errors.ts';
import type { CitedArticle } from '@wangjian/core/finding.ts';
import { compileWhere } from './amount.ts';
import type { Frame, Need, RuleDocument } from './catalog-schema.ts';
import { articlesOn } from './citations.ts';
import type { CompiledContext, CompiledFrame, CompiledNeed, CompiledRule } from './compiled.ts';
import type { Catalog, CatalogRule } from './load-catalog.ts';
import { Restorer } from './normalise/restore.ts';
import { compileAnyOf, compilePattern } from './pattern/compile.ts';
import { PatternError, type WordLookup } from './pattern/parse.ts';
import { Screener } from './screener.ts';

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
    restorer: new Restorer(catalog.spellings),
    topics: Object.fromEntries(
      Object.entries(catalog.topics).map(([name, patterns]) => [
        name,
        compileAnyOf(patterns, (list) => catalog.words[list]),
      ]),
    ),
    defaultDay: options.on,
    articles: (rule, on) => articlesOfRule(catalog, rule, on),
  });
}

function articlesOfRule(catalog: Catalog, rule: RuleDocument, on: string): readonly CitedArticle[] {
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

function compileContexts(catalog: Catalog): CompiledContext[] {
  return Object.entries(catalog.contexts).map(([name, context]) => ({
    name,
    title: context.title,
    scope: context.scope,
    reach: context.reach,
    regex: compileAnyOf(context.patterns, (list) => catalog.words[list]),
  }));
}

function compileRule(
  entry: CatalogRule,
  catalog: Catalog,
  contexts: readonly CompiledContext[],
): CompiledFrame[] {
  const { document } = entry;
  const words: WordLookup = (name) => document.words[name] ?? catalog.words[name];
  const known = new Set(contexts.map(({ name }) => name));
  for (const name of document.contexts_off) {
    if (name !== 'all' && !known.has(name)) throw new PatternError(`contexts_off：没有语境“${name}”`, 0);
  }
  const off = document.contexts_off;
  const rule: CompiledRule = {
    document,
    except: anyOf(document.except, words),
    unless: anyOf(document.unless, words),
    unlessNear: anyOf(document.unless_near, words),
    needs: document.needs.map((need) => compileNeed(need, catalog, words)),
    contexts: off.includes('all') ? [] : contexts.filter(({ name }) => !off.includes(name)),
  };
  return document.match.map((item) => {
    const frame: Frame =
      typeof item === 'string' ? { pattern: item, except: [], unless: [], needs: [] } : item;
    try {
      return {
        rule,
        pattern: compilePattern(frame.pattern, words),
        level: frame.level ?? document.level,
        why: frame.why ?? document.why,
        kinds: frame.kinds ?? document.kinds,
        where: frame.where ? compileWhere(frame.where) : undefined,
        except: anyOf(frame.except, words),
        unless: anyOf(frame.unless, words),
        needs: frame.needs.map((need) => compileNeed(need, catalog, words)),
      };
    } catch (error) {
      if (error instanceof PatternError) {
        throw new PatternError(`匹配式“${frame.pattern}”第 ${error.at + 1} 字：${error.message}`, error.at);
      }
      throw error;
    }
  });
}

function anyOf(patterns: readonly string[], words: WordLookup): RegExp | undefined {
  return patterns.length > 0 ? compileAnyOf(patterns, words) : undefined;
}

function compileNeed(need: Need, catalog: Catalog, words: WordLookup): CompiledNeed {
  const topical = need.topics.flatMap((topic) => {
    const patterns = catalog.topics[topic];
    if (!patterns) throw new PatternError(`needs.topics：没有主题“${topic}”`, 0);
    return patterns;
  });
  return {
    regex: compileAnyOf([...need.any, ...topical], words),
    within: need.within,
    topical: topical.length > 0,
  };
}
