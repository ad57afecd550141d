import { compileWhere } from './amount.ts';
import type { Frame, Need } from './catalog-schema.ts';
import type { CompiledContext, CompiledNeed, CompiledRule, PreparedFrame } from './compiled.ts';
import type { Catalog, CatalogRule } from './load-catalog.ts';
import { type CompiledPattern, compileAnyOf, compilePattern } from './pattern/compile.ts';
import { PatternError, type WordLookup } from './pattern/parse.ts';

/** Compiles the shared contexts; throws `PatternError` where one is wrong. */
export function compileContexts(catalog: Catalog): CompiledContext[] {
  return Object.entries(catalog.contexts).map(([name, context]) => ({
    name,
    title: context.title,
    scope: context.scope,
    reach: context.reach,
    regex: compileAnyOf(context.patterns, (list) => catalog.words[list]),
  }));
}

/** A frame with all that its index is made from. */
interface FrameWithPattern extends PreparedFrame {
  readonly pattern: CompiledPattern;
}

/** Compiles the frames of one rule; throws `PatternError` that names the pattern. */
export function compileRule(
  entry: CatalogRule,
  catalog: Catalog,
  contexts: readonly CompiledContext[],
): FrameWithPattern[] {
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
  return document.match.flatMap((item) => {
    const frame: Frame =
      typeof item === 'string' ? { pattern: item, reach: 0, except: [], unless: [], needs: [] } : item;
    return sourcesOf(frame).map((source) => compileFrame(source, frame, rule, catalog, words));
  });
}

/** The patterns of a frame; `together` becomes one for each order. */
function sourcesOf(frame: Frame): string[] {
  if (frame.pattern !== undefined) return [frame.pattern];
  return permutations(frame.together ?? []).map((parts) =>
    parts.map((part) => `(${part})`).join(`~~${frame.reach}`),
  );
}

function permutations(parts: readonly string[]): string[][] {
  if (parts.length <= 1) return [[...parts]];
  return parts.flatMap((part, index) =>
    permutations(parts.toSpliced(index, 1)).map((rest) => [part, ...rest]),
  );
}

function compileFrame(
  source: string,
  frame: Frame,
  rule: CompiledRule,
  catalog: Catalog,
  words: WordLookup,
): FrameWithPattern {
  const { document } = rule;
  try {
    if (frame.where) compileWhere(frame.where);
    return {
      rule,
      pattern: compilePattern(source, words),
      level: frame.level ?? document.level,
      why: frame.why ?? document.why,
      kinds: frame.kinds ?? document.kinds,
      where: frame.where,
      except: anyOf(frame.except, words),
      unless: anyOf(frame.unless, words),
      needs: frame.needs.map((need) => compileNeed(need, catalog, words)),
    };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new PatternError(`匹配式“${source}”第 ${error.at + 1} 字：${error.message}`, error.at);
  }
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
