import type { CitedArticle, Finding, FindingLevel, TextKind } from '@wangjian/core/finding.ts';
import type { SiteFacts } from '@wangjian/core/site.ts';
import type { RuleDocument } from './catalog-schema.ts';
import type { CompiledFrame, CompiledNeed } from './compiled.ts';
import { contextThatClears, overlaps, satisfies } from './conditions.ts';
import { ScreenedText } from './document.ts';
import { explain } from './explain.ts';
import { FrameIndex } from './frame-index.ts';
import type { FrameTables } from './frame-tables.ts';
import type { Restorer } from './normalise/restore.ts';
import type { LikeWording, WordingCheck } from './scorer/wording-check.ts';
import type { Sentence } from './segment.ts';
import { checkSiteRule } from './site-checks.ts';

/** A text to screen; `kind` and `category` as far as the caller knows; `on` (YYYY-MM-DD) is the day of the act. */
export interface ScreenInput {
  readonly text: string;
  readonly kind?: TextKind | undefined;
  readonly category?: string | undefined;
  readonly on?: string | undefined;
}

/** A rule as far as its citations go. */
export type Cites = Pick<RuleDocument, 'id' | 'violation' | 'articles'>;

/** What `compile` hands over. */
export interface ScreenerParts {
  readonly frames: readonly CompiledFrame[];
  readonly index: FrameTables;
  readonly siteRules: readonly RuleDocument[];
  readonly restorer: Restorer;
  readonly topics: Readonly<Record<string, RegExp>>;
  readonly defaultDay: string;
  /** The second layer, where the catalog has learned weights. */
  readonly wording?: WordingCheck | undefined;
  readonly articles: (rule: Cites, on: string) => readonly CitedArticle[];
}

/** A term that passed the conditions of its frame, in plain offsets. */
interface Hit {
  readonly frame: CompiledFrame;
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
}

/** One rule says the same thing at most so often about one text. */
const MOST_PER_RULE = 20;

/** All rules of a catalog, compiled for a day. Keeps nothing of the texts it screens. */
export class Screener {
  readonly #parts: ScreenerParts;
  readonly #index: FrameIndex;
  readonly #cited = new Map<string, readonly CitedArticle[]>();

  constructor(parts: ScreenerParts) {
    this.#parts = parts;
    this.#index = new FrameIndex(parts.index);
  }

  /** Findings of one text, by position; `term` is `text.slice(start, end)`. */
  screenText(input: ScreenInput): Finding[] {
    const text = new ScreenedText(input.text, this.#parts.restorer);
    const on = input.on ?? this.#parts.defaultDay;
    const hits = this.#candidates(text, input);
    const { wording } = this.#parts;
    const lawful = (hit: Hit): boolean =>
      wording?.isLawfulWording(text, hit.sentence, hit.start, hit.end, hit.frame.rule.document.violation) ??
      false;
    const kept = withoutDoubles(hits, text).filter((hit) => !lawful(hit));
    const findings = kept.flatMap((hit) => {
      const articles = this.#articles(hit.frame.rule.document, on);
      return articles.length === 0 ? [] : [toFinding(hit, text, articles)];
    });
    if (!wording) return findings;
    const known = new Set(kept.map(({ frame }) => frame.rule.document.violation));
    for (const like of wording.check(text, input.kind, known)) {
      const rule = { id: `wording/${like.violation}`, violation: like.violation };
      const articles = this.#articles(rule, on);
      if (articles.length > 0) {
        findings.push(fromWording(like, rule.id, wording.scorer.tables.version, text, articles));
      }
    }
    return findings.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** Findings about a whole site (licence display, filing numbers …): offsets 0, 0 and an empty term. */
  checkSite(facts: SiteFacts, on: string = this.#parts.defaultDay): Finding[] {
    return this.#parts.siteRules.flatMap((rule) => {
      const articles = this.#articles(rule, on);
      return articles.length === 0 ? [] : checkSiteRule(rule, facts, articles, this.#parts.topics);
    });
  }

  #articles(rule: Cites, on: string): readonly CitedArticle[] {
    const key = `${rule.id} ${on}`;
    let articles = this.#cited.get(key);
    if (!articles) {
      articles = this.#parts.articles(rule, on);
      this.#cited.set(key, articles);
    }
    return articles;
  }

  /** Terms that frames find, sentence by sentence; only frames whose words are there run their regular expression. */
  #candidates(text: ScreenedText, input: ScreenInput): Hit[] {
    const hits: Hit[] = [];
    const perRule = new Map<RuleDocument, number>();
    const needCache = new Map<CompiledNeed, boolean>();
    const { sentences, plain } = text;
    this.#index.candidates(plain.codes, plain.length, sentences, (index, current) => {
      const [frame, sentence] = [this.#parts.frames[index]!, sentences[current]!];
      if (input.kind && !frame.kinds.includes(input.kind)) return;
      const count = perRule.get(frame.rule.document) ?? 0;
      if (count >= MOST_PER_RULE) return;
      const found = this.#run(frame, current, sentence, text, input, needCache);
      if (found.length === 0) return;
      perRule.set(frame.rule.document, count + found.length);
      hits.push(...found);
    });
    return hits;
  }

  #run(
    frame: CompiledFrame,
    index: number,
    sentence: Sentence,
    text: ScreenedText,
    input: ScreenInput,
    needCache: Map<CompiledNeed, boolean>,
  ): Hit[] {
    const words = text.wordsOf(index);
    const hits: Hit[] = [];
    const { rule } = frame;
    const { regex } = frame.pattern;
    regex.lastIndex = 0;
    for (let match = regex.exec(words); match; match = regex.exec(words)) {
      if (match[0].length === 0) {
        regex.lastIndex++;
        continue;
      }
      const [from, to] = [match.index, match.index + match[0].length];
      if (frame.where && !frame.where(match.groups ?? {})) continue;
      if (overlaps(rule.except, words, from, to) || overlaps(frame.except, words, from, to)) continue;
      if (rule.unless && words.search(rule.unless) >= 0) continue;
      if (frame.unless && words.search(frame.unless) >= 0) continue;
      const [start, end] = [sentence.start + from, sentence.start + to];
      if (rule.unlessNear && text.near(start, end, 60).search(rule.unlessNear) >= 0) continue;
      const place = { text, sentence, index, start, end };
      const needs = [...rule.needs, ...frame.needs];
      if (!needs.every((need) => satisfies(need, place, input.category, needCache))) continue;
      if (contextThatClears(rule.contexts, place)) continue;
      hits.push({ frame, sentence, start, end });
    }
    return hits;
  }
}

function toFinding(hit: Hit, text: ScreenedText, articles: readonly CitedArticle[]): Finding {
  const { document } = hit.frame.rule;
  const { start, end } = text.originalSpan(hit.start, hit.end);
  const term = text.original.slice(start, end);
  return {
    rule: document.id,
    version: document.version,
    violation: document.violation,
    level: hit.frame.level,
    start,
    end,
    term,
    quote: text.quote(hit.sentence, hit.start, hit.end),
    articles,
    why: explain(hit.frame, text, hit.start, hit.end),
  };
}

/** A finding of the second layer: always `suspect`, and it says which words weighed most. */
function fromWording(
  like: LikeWording,
  rule: string,
  version: string,
  text: ScreenedText,
  articles: readonly CitedArticle[],
): Finding {
  const { start, end } = text.originalSpan(like.start, like.end);
  return {
    rule,
    version,
    violation: like.violation,
    level: 'suspect',
    start,
    end,
    term: text.original.slice(start, end),
    quote: text.quote(like.sentence, like.start, like.end),
    articles,
    why: `没有规则直接命中，但用语与已知的此类违法表述相近，依据的字词：${like.reasons.map((words) => `“${words}”`).join('、')}，需执法人员核实有关事实。`,
  };
}

const RANK: Readonly<Record<FindingLevel, number>> = { violation: 1, suspect: 0 };

/** Of overlapping hits for one violation type the surer, then the longer one stays. */
function withoutDoubles(hits: readonly Hit[], text: ScreenedText): Hit[] {
  const sorted = [...hits].sort(
    (a, b) =>
      RANK[b.frame.level] - RANK[a.frame.level] || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: Hit[] = [];
  const taken = new Map<string, { start: number; end: number }[]>();
  for (const hit of sorted) {
    const { violation } = hit.frame.rule.document;
    const spans = taken.get(violation) ?? [];
    const span = text.originalSpan(hit.start, hit.end);
    if (spans.some((other) => span.start < other.end && span.end > other.start)) continue;
    spans.push(span);
    taken.set(violation, spans);
    kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}
