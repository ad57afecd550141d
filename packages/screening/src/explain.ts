import type { CompiledFrame } from './compiled.ts';
import type { Restored } from './normalise/restore.ts';

/** One Chinese sentence: which words fired, how they were hidden, why they count, and why nothing clears them. */
export function explain(
  frame: CompiledFrame,
  term: string,
  plain: Restored,
  start: number,
  end: number,
): string {
  const read = plain.text.slice(start, end);
  const hidden = plain.restorations.filter((item) => item.start < end && item.end > start);
  let seen = '';
  if (hidden.length > 0) {
    seen = `（其中${hidden.map((item) => `“${item.written}”是“${item.word}”的变体写法`).join('，')}）`;
  } else if (read !== term.toLowerCase() && read.length < term.length) {
    seen = `（去除插入的符号后为“${read}”）`;
  }
  const titles = [...new Set(frame.rule.contexts.map((context) => context.title))];
  const checked = titles.length > 0 ? `；该句不属于${titles.join('、')}等不构成违法的语境` : '';
  const level = frame.level === 'suspect' ? '，需执法人员核实有关事实' : '';
  return `文中“${term}”${seen}：${frame.why}${level}${checked}。`;
}
