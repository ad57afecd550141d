/** Digits of a number count as one sign, so that 39元 and 128元 are the same wording. */
export const DIGIT = 0x30;
/** Whether a unit is a digit; a number written in characters is not folded: 一 stands in too many words. */
export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
/** Whether a unit is a blank, which is in no gram. */
export const isBlank = (unit: number): boolean => unit === 0x20 || unit === 9 || unit === 10 || unit === 13;

/**
 * Calls `onGram(key, start, end)` for every single character and every pair of neighbours of the plain units
 * [start, end); blanks are skipped, runs of digits are one sign. A key is the unit, or both units packed into 32 bits.
 */
export function eachGram(
  codes: Uint16Array,
  start: number,
  end: number,
  onGram: (key: number, start: number, end: number) => void,
): void {
  let before = 0;
  let beforeAt = start;
  for (let i = start; i < end; i++) {
    let unit = codes[i] ?? 0;
    if (isBlank(unit)) continue;
    if (isDigit(unit)) {
      if (before === DIGIT) continue;
      unit = DIGIT;
    }
    onGram(unit, i, i + 1);
    if (before !== 0) onGram((before << 16) | unit, beforeAt, i + 1);
    before = unit;
    beforeAt = i;
  }
}

/** The characters of a key. */
export function gramOf(key: number): string {
  const first = key >>> 16;
  return first === 0
    ? String.fromCharCode(key & 0xffff)
    : String.fromCharCode(first) + String.fromCharCode(key & 0xffff);
}

/** The key of one or two characters. */
export function keyOf(gram: string): number {
  return gram.length === 1 ? gram.charCodeAt(0) : (gram.charCodeAt(0) << 16) | gram.charCodeAt(1);
}
