import type { CompiledContext, CompiledNeed } from './compiled.ts';
import type { ScreenedText } from './document.ts';
import type { Sentence } from './segment.ts';

/** Where a term stands, in plain offsets. */
export interface Place {
  readonly text: ScreenedText;
  readonly sentence: Sentence;
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** How far `near` reaches for conditions of rules, in characters to either side. */
const NEAR = 220;
/** The head of a text names its goods: it counts for topics wherever the term stands. */
const HEAD = 120;

/** True when some match of `regex` shares a character with [from, to) of `words`. */
export function overlaps(regex: RegExp | undefined, words: string, from: number, to: number): boolean {
  if (!regex) return false;
  regex.lastIndex = 0;
  for (let match = regex.exec(words); match && match.index < to; match = regex.exec(words)) {
    if (match.index + match[0].length > from) return true;
    if (match[0].length === 0) regex.lastIndex++;
  }
  return false;
}

/** Whether a condition on the surroundings holds; conditions on the whole text are remembered in `cache`. */
export function satisfies(
  need: CompiledNeed,
  place: Place,
  category: string | undefined,
  cache: Map<CompiledNeed, boolean>,
): boolean {
  const { text, sentence, start, end } = place;
  if (need.topical && category && category.search(need.regex) >= 0) return true;
  switch (need.within) {
    case 'clause':
      return text.clause(sentence, start, end).search(need.regex) >= 0;
    case 'sentence':
      return text.plain.text.slice(sentence.start, sentence.end).search(need.regex) >= 0;
    case 'near':
      return (
        text.near(start, end, NEAR).search(need.regex) >= 0 ||
        (need.topical && text.plain.text.slice(0, HEAD).search(need.regex) >= 0)
      );
    case 'text': {
      let holds = cache.get(need);
      if (holds === undefined) {
        holds = text.plain.text.search(need.regex) >= 0;
        cache.set(need, holds);
      }
      return holds;
    }
  }
}

/** The first circumstance that clears the term (citation of law, warning, news …), if any. */
export function contextThatClears(
  contexts: readonly CompiledContext[],
  place: Place,
): CompiledContext | undefined {
  return contexts.find((context) => clears(context, place));
}

function clears({ scope, reach, regex }: CompiledContext, place: Place): boolean {
  const { text, sentence, index, start, end } = place;
  const plain = text.plain.text;
  switch (scope) {
    case 'before':
      return plain.slice(Math.max(sentence.start, start - reach), start).search(regex) >= 0;
    case 'after':
      return plain.slice(end, Math.min(sentence.end, end + reach)).search(regex) >= 0;
    case 'clause':
      return text.clause(sentence, start, end).search(regex) >= 0;
    case 'sentence':
      return plain.slice(sentence.start, sentence.end).search(regex) >= 0;
    case 'near':
      return text.near(start, end, reach).search(regex) >= 0;
    case 'inside':
      return plain.slice(start, end).search(regex) >= 0;
    case 'text':
      return plain.search(regex) >= 0;
    case 'lead':
      for (const lead of text.leads(index, reach)) if (lead.search(regex) >= 0) return true;
      return false;
  }
}
