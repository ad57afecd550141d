/** Digits of a number count as one sign, so that 39元 and 128元 are the same wording. */
export const DIGIT = 0x30;
/** So many units after a negating character count as negated, up to the end of the clause. */
export const NEGATED_REACH = 6;
/** What a known gram of negated words is written with in the model. */
const NEGATED_SIGN = '¬';

/** Roles of units: blanks are in no gram, digits are folded, negating characters open a reach, marks close it, line breaks too without being a sign. */
export const ROLE = { plain: 0, blank: 1, digit: 2, negating: 3, mark: 4, line: 5 } as const;

/** Role of each UTF-16 unit. A number written in characters is not folded: 一 stands in too many words. */
export const roles: Uint8Array = (() => {
  const table = new Uint8Array(65536);
  for (const char of ' \t\r') table[char.charCodeAt(0)] = ROLE.blank;
  for (const char of '0123456789') table[char.charCodeAt(0)] = ROLE.digit;
  for (const char of '不没无未非勿别禁拒莫绝') table[char.charCodeAt(0)] = ROLE.negating;
  for (const char of ',。;!?:、') table[char.charCodeAt(0)] = ROLE.mark;
  table[10] = ROLE.line;
  return table;
})();

/** One character or a pair of neighbours; `negated` when a negating character stands shortly before it. */
export interface Gram {
  /** The unit, or both units packed into 32 bits. */
  readonly key: number;
  readonly negated: boolean;
}

/**
 * Calls `onGram(key, negated, start, end)` for every single character and every pair of neighbours of the plain units
 * [start, end), and once more as negated for those shortly after a negating character: 不影响退货 speaks of returns
 * otherwise than 影响退货 does.
 */
export function eachGram(
  codes: Uint16Array,
  start: number,
  end: number,
  onGram: (key: number, negated: boolean, start: number, end: number) => void,
): void {
  let before = 0;
  let beforeAt = start;
  let beforeNegated = false;
  let reach = 0;
  for (let i = start; i < end; i++) {
    let unit = codes[i] ?? 0;
    const role = roles[unit] ?? 0;
    if (role === ROLE.line) reach = 0;
    if (role === ROLE.blank || role === ROLE.line) continue;
    if (role === ROLE.digit) {
      if (before === DIGIT) continue;
      unit = DIGIT;
    }
    if (role === ROLE.mark) reach = 0;
    const negated = reach > 0;
    if (reach > 0) reach--;
    onGram(unit, false, i, i + 1);
    if (negated) onGram(unit, true, i, i + 1);
    if (before !== 0) {
      const pair = (before << 16) | unit;
      onGram(pair, false, beforeAt, i + 1);
      if (beforeNegated) onGram(pair, true, beforeAt, i + 1);
    }
    if (role === ROLE.negating) reach = NEGATED_REACH;
    before = unit;
    beforeAt = i;
    beforeNegated = negated;
  }
}

/** How the model writes a gram. */
export function writtenGram({ key, negated }: Gram): string {
  const first = key >>> 16;
  const chars =
    first === 0
      ? String.fromCharCode(key & 0xffff)
      : String.fromCharCode(first) + String.fromCharCode(key & 0xffff);
  return negated ? NEGATED_SIGN + chars : chars;
}

/** Reads what `writtenGram` wrote. */
export function readGram(written: string): Gram {
  const negated = written.length > 1 && written.startsWith(NEGATED_SIGN);
  const chars = negated ? written.slice(1) : written;
  const key = chars.length === 1 ? chars.charCodeAt(0) : (chars.charCodeAt(0) << 16) | chars.charCodeAt(1);
  return { key, negated };
}
