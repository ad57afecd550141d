import { alternativesOf, type WordSets } from './alternatives.ts';
import { cross, exactStrings } from './exact-strings.ts';
import { type Node, PatternError, parsePattern, type WordLookup } from './parse.ts';

/**
 * A pattern ready to run. Of each set in `anchors` every match contains at least one word; there is at least one set.
 * And for at least one of the `alternatives` it contains a word of every set.
 */
export interface CompiledPattern {
  readonly source: string;
  readonly regex: RegExp;
  readonly anchors: WordSets;
  readonly alternatives: readonly WordSets[];
}

/** Words so common in shop text that they make poor anchors. */
const COMMON =
  /^(产品|商品|使用|我们|服务|消费者?|平台|本店|用户|购买|客户|可以|价格|质量|公司|元|的|一|不|有|无|为|在|是|了|品|天|年|级|大|小|高|全|新|好|本|最|第|国家|中国|店铺|商家|官方|专业|品牌|优惠|活动|支付|信息|会员|订单|健康|效果)$/;

/** Compiles one pattern of a rule; throws `PatternError` where the pattern is wrong. */
export function compilePattern(pattern: string, words: WordLookup): CompiledPattern {
  const node = parsePattern(pattern, words);
  const anchors = anchorSets(node);
  if (anchors.length === 0) throw new PatternError('没有固定的词，自动机无从开始', 0);
  const found = alternativesOf(node);
  const alternatives = found.every((sets) => sets.length > 0) ? found : [anchors];
  return { source: pattern, regex: new RegExp(toRegex(node), 'g'), anchors, alternatives };
}

/** Joins patterns into one regular expression; for conditions, which need no anchors. */
export function compileAnyOf(patterns: readonly string[], words: WordLookup): RegExp {
  return new RegExp(
    patterns.map((pattern) => `(?:${toRegex(parsePattern(pattern, words), true)})`).join('|'),
    'g',
  );
}

function toRegex(node: Node, unnamed = false): string {
  switch (node.type) {
    case 'text':
      return node.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    case 'class':
    case 'any':
      return node.source;
    case 'sequence':
      return node.parts
        .map((part, index) => {
          const source = toRegex(part, unnamed);
          // In a condition a gap at the end means “all that follows within reach”; in a frame it means nothing.
          const reaches = unnamed && part.type === 'any' && index === node.parts.length - 1;
          return reaches ? source.replace(/\}\?$/, '}') : source;
        })
        .join('');
    case 'choice':
      return `(?:${node.options.map((option) => toRegex(option, unnamed)).join('|')})`;
    case 'optional':
      return `(?:${toRegex(node.inner, unnamed)})?`;
    case 'look':
      return `(?${node.mark}${toRegex(node.inner, unnamed)})`;
    case 'capture':
      return unnamed
        ? `(?:${toRegex(node.inner, true)})`
        : `(?<${node.name}>${toRegex(node.inner, unnamed)})`;
  }
}

function score(set: readonly string[]): number {
  if (set.length === 0) return -1;
  let shortest = 99;
  for (const word of set) shortest = Math.min(shortest, COMMON.test(word) ? 0.6 : word.length);
  return Math.min(shortest, 4) * 10 - Math.log2(set.length);
}

/** At most so many sets are asked for before the regular expression runs. */
const MOST_SETS = 3;

/** The best sets of words of each of which every match must contain one, best first; the rest is left to the regex. */
function anchorSets(node: Node): readonly (readonly string[])[] {
  const sets = candidateSets(node)
    .filter((set) => set.length > 0 && set.every((word) => word !== ''))
    .sort((a, b) => score(b) - score(a));
  const chosen: (readonly string[])[] = [];
  for (const set of sets) {
    const strong = set.every((word) => word.length >= 2);
    // A set that shares a word with a better one was cut from the same place and would tell nothing new.
    const fresh = !chosen.some((other) => set.some((word) => other.some((kept) => kept.includes(word))));
    if (chosen.length === 0 || (strong && fresh)) chosen.push([...new Set(set)]);
    if (chosen.length === MOST_SETS) break;
  }
  return chosen;
}

/** All sets that a match must meet: from exact strings, from runs of a sequence, from all options of a choice. */
function candidateSets(node: Node): (readonly string[])[] {
  const exact = exactStrings(node);
  const sets: (readonly string[])[] = exact ? [exact] : [];
  switch (node.type) {
    case 'sequence':
      return [...sets, ...sequenceSets(node.parts)];
    case 'choice': {
      const perOption = node.options.map((option) => {
        const [best] = anchorSets(option);
        return best ?? [];
      });
      if (perOption.every((set) => set.length > 0)) sets.push(perOption.flat());
      return sets;
    }
    case 'capture':
      return [...sets, ...candidateSets(node.inner)];
    default:
      return sets;
  }
}

function sequenceSets(parts: readonly Node[]): (readonly string[])[] {
  const sets: (readonly string[])[] = [];
  let run: readonly string[] = [''];
  const flush = (): void => {
    if (run.every((word) => word !== '')) sets.push(run);
    run = [''];
  };
  for (const part of parts) {
    const strings = exactStrings(part);
    const joined = cross(run, strings);
    if (joined) {
      // A longer run may be worse when an optional part multiplies it; both are candidates.
      if (run.every((word) => word !== '')) sets.push(run);
      run = joined;
      continue;
    }
    flush();
    if (strings) run = strings;
    else sets.push(...candidateSets(part));
  }
  flush();
  return sets;
}
