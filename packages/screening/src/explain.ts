import type { CompiledFrame } from './compiled.ts';
import type { ScreenedText } from './document.ts';

/** One Chinese sentence: which words fired, how they were hidden, why they count, and why nothing clears them. */
export function explain(frame: CompiledFrame, text: ScreenedText, start: number, end: number): string {
  const span = text.originalSpan(start, end);
  const term = text.original.slice(span.start, span.end);
  const titles = [...new Set(frame.rule.contexts.map((context) => context.title))];
  const checked = titles.length > 0 ? `；该句不属于${titles.join('、')}等不构成违法的语境` : '';
  const level = frame.level === 'suspect' ? '，需执法人员核实有关事实' : '';
  return `文中“${term}”${readAs(text, term, start, end)}：${frame.why}${level}${checked}。`;
}

/** How the words were hidden, if they were: which spelling stands for which word, or how the whole was read. */
function readAs(text: ScreenedText, term: string, start: number, end: number): string {
  const hidden = text.plain.restorations
    .filter((item) => item.start < end && item.end > start)
    .map((item) => {
      const { start: from, end: to } = text.originalSpan(item.start, item.end);
      return `“${text.original.slice(from, to)}”是“${item.word}”的变体写法`;
    });
  if (hidden.length > 0) return `（其中${hidden.join('，')}）`;
  const read = text.plain.text.slice(start, end);
  return read === term.toLowerCase() ? '' : `（按“${read}”识别）`;
}
