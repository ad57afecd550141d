import type { TextKind } from '@wangjian/core/finding.ts';
import type { CompiledContext } from '../compiled.ts';
import type { ScreenedText } from '../document.ts';
import type { Sentence } from '../segment.ts';
import type { Scorer } from './scorer.ts';
import { windowsOf } from './windows.ts';

/** A stretch of text that is worded like breaches of one type are, though no rule names it. */
export interface LikeWording {
  readonly violation: string;
  readonly sentence: Sentence;
  /** Plain offsets of the sentence that speaks most for it. */
  readonly start: number;
  readonly end: number;
  /** The words that weighed most, as in the plain text. */
  readonly reasons: readonly string[];
}

/** A hit of a rule whose sentence and clause score lower than this is dropped. */
const LAWFUL = -0.6;
/** Most words that an explanation names. */
const MOST_REASONS = 4;
/** Circumstances that show a text to speak about a breach instead of committing it. */
const CLEARING = ['law-citation', 'penalty-news', 'warning', 'complaint', 'judged', 'disclaimed'];

/** Second layer behind the rules: wording that resembles known breaches, always for an officer to check. */
export class WordingCheck {
  readonly scorer: Scorer;
  readonly #kinds: ReadonlyMap<string, ReadonlySet<TextKind>>;
  readonly #clearing: readonly CompiledContext[];

  constructor(
    scorer: Scorer,
    kinds: ReadonlyMap<string, ReadonlySet<TextKind>>,
    contexts: readonly CompiledContext[],
  ) {
    this.scorer = scorer;
    this.#kinds = kinds;
    this.#clearing = contexts.filter(({ name }) => CLEARING.includes(name));
  }

  /** Windows of the text that score high enough for a type that the rules have not found in the text. */
  check(text: ScreenedText, kind: TextKind | undefined, known: ReadonlySet<string>): LikeWording[] {
    const { codes, length } = text.plain;
    const windows = windowsOf(text.sentences, length);
    const { threshold, perWindow } = this.scorer.tables;
    // The more windows are tried, the likelier one of them is high by chance.
    const least = threshold + perWindow * Math.log(Math.max(windows.length, 1));
    const found: LikeWording[] = [];
    const wanted = (type: string): boolean =>
      kind === undefined ? true : (this.#kinds.get(type)?.has(kind) ?? false);
    for (const window of windows) {
      const score = this.scorer.score(codes, window.start, window.end, least, wanted);
      if (!score || found.some(({ violation }) => violation === score.type)) continue;
      if (known.has(score.type)) continue;
      if (this.#cleared(text, window.start, window.end)) continue;
      const spans = this.scorer.reasons(codes, window.start, window.end, score.type, MOST_REASONS);
      const strongest = spans[0]?.start ?? window.start;
      const sentence = text.sentences.find(({ end }) => strongest < end);
      if (!sentence) continue;
      found.push({
        violation: score.type,
        sentence,
        start: sentence.start,
        end: sentence.end,
        reasons: [...new Set(spans.map((span) => text.plain.text.slice(span.start, span.end).trim()))],
      });
    }
    return found;
  }

  /** Whether a rule's hit at [start, end) stands in wording that is far more like lawful text than like that breach. */
  isLawfulWording(
    text: ScreenedText,
    sentence: Sentence,
    start: number,
    end: number,
    violation: string,
  ): boolean {
    const { codes } = text.plain;
    const [from, to] = text.clauseSpan(sentence, start, end);
    return (
      this.scorer.scoreOf(codes, sentence.start, sentence.end, violation) < LAWFUL &&
      this.scorer.scoreOf(codes, from, to, violation) < LAWFUL
    );
  }

  #cleared(text: ScreenedText, start: number, end: number): boolean {
    const words = text.plain.text.slice(start, end);
    return this.#clearing.some(({ regex }) => words.search(regex) >= 0);
  }
}
