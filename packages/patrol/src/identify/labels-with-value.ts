import { matchesOf } from '@wangjian/core/matches.ts';
import { type LabelKind, labelBefore, VALUED_LABELS } from './name-labels.ts';
import { HOLDS, type TextLines } from './text-lines.ts';

const VALUE_FOLLOWS =
  '(?:\\((?:盖章|全称)\\))?(?:[ \\t]*:[ \\t]*|[ ]?[\\t]|\\n(?=[^\\n]{2,40}(?:\\n|$))| (?=[\\u4e00-\\u9fa5]))';
const TIGHT = new RegExp(`(?:${VALUED_LABELS.join('|')})${VALUE_FOLLOWS}`, 'g');
const SPREAD = new RegExp(
  `(?:${VALUED_LABELS.map((label) => [...label].join(' ?')).join('|')})${VALUE_FOLLOWS}`,
  'g',
);

const IS_SPREAD = /[\u4e00-\u9fa5] [\u4e00-\u9fa5](?: [\u4e00-\u9fa5]|[ \t]*:)/;
/** A label at the end of its line looks so far into the next: 40 characters of a value, and what ends them. */
const LOOK_AHEAD = 42;

/**
 * Labels whose value is looked for even when it has no ending of a company (中宁县老马枸杞店, 县人民政府办公室), each with
 * the offset where its value begins. The pattern for spread labels costs several times the other.
 */
export function* labelsWithValue(
  lines: TextLines,
): Generator<{ kind: LabelKind; end: number; colon: boolean }> {
  const { text } = lines;
  const pattern = IS_SPREAD.test(text) ? SPREAD : TIGHT;
  for (let line = 0; line < lines.count; line++) {
    if (!lines.holds(line, HOLDS.label)) continue;
    const start = lines.startOf(line);
    const length = lines.lengthOf(line);
    for (const match of matchesOf(text.slice(start, start + length + 1 + LOOK_AHEAD), pattern)) {
      if (match.index >= length) break;
      const at = start + match.index;
      if (match.index > 0 && /[\u4e00-\u9fa5]/.test(text[at - 1]!)) continue;
      const kind = labelBefore(match[0]);
      if (kind) yield { kind, end: at + match[0].length, colon: match[0].includes(':') };
    }
  }
}
