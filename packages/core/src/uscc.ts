import type { FoundCode, HalfWidthText } from './half-width.ts';

/** Characters of GB 32100-2015: digits and capitals without I, O, S, V, Z; a character's value is its place here. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((char, value) => [char, value]));

/** Check character of the first 17 characters (GB 32100-2015, 附录 A); undefined when one is not in the alphabet. */
export function usccCheckCharacter(body: string): string | undefined {
  if (body.length !== WEIGHTS.length) return undefined;
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) {
    const value = VALUES.get(body[i]!);
    if (value === undefined) return undefined;
    sum += value * WEIGHTS[i]!;
  }
  return ALPHABET[(31 - (sum % 31)) % 31];
}

/** True for an 18-character 统一社会信用代码 in capitals with a right check character. */
export function isUscc(code: string): boolean {
  return (
    /^[1-9ANY][0-9A-HJ-NP-RTUW-Y]\d{6}/.test(code) &&
    usccCheckCharacter(code.slice(0, 17)) === code[17] &&
    code.length === 18
  );
}

const GAP = '[ \\t-]{0,2}';
const CANDIDATE = new RegExp(
  `(?<![0-9A-Za-z])[1-9ANYanyIil](?:${GAP}[0-9A-Za-z])(?:${GAP}[0-9OoIilQ]){6}(?:${GAP}[0-9A-Za-z]){10}(?![0-9A-Za-z])`,
  'g',
);
const LABEL = /信用代码|信用号|信用码|税号|识别号|注册号|执照|代码|USCC|taxID|(?:^|[^A-Za-z])uscc?/i;
const LABEL_REACH = 40;
/** Registering department and kind (GB 32100-2015 表 1), then a province of GB/T 2260 or 10 for the state. */
const PLAUSIBLE =
  /^(?:1[1239]|2[19]|3[1-59]|4[19]|5[1-59]|6[129]|7[129]|8[19]|9[1-39]|A[19]|N[1239]|Y1)(?:1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;
const LOOK_ALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', S: '5', Z: '2' };

/**
 * Finds 统一社会信用代码 in a text, in order. Lower case is accepted; gaps inside the code and letters that the
 * alphabet lacks (O for 0, I for 1) only after a label, and always only when the check character proves the code.
 */
export function findUsccs(text: HalfWidthText): FoundCode[] {
  const found: FoundCode[] = [];
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(text); match; match = CANDIDATE.exec(text)) {
    const code = readCandidate(text, match.index, match[0]);
    if (code === undefined) CANDIDATE.lastIndex = match.index + 1;
    else found.push({ code, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function readCandidate(text: string, start: number, printed: string): string | undefined {
  const compact = printed.replace(/[ \t-]/g, '').toUpperCase();
  const labelled = LABEL.test(text.slice(Math.max(0, start - LABEL_REACH), start));
  if (isUscc(compact)) {
    // Without a label an 18-digit identity card or order number passes the check once in 31 times.
    return labelled || (compact.length === printed.length && PLAUSIBLE.test(compact)) ? compact : undefined;
  }
  if (!labelled) return undefined;
  const mended = compact.replace(/[OISZ]/g, (char) => LOOK_ALIKE[char]!);
  return mended !== compact && isUscc(mended) ? mended : undefined;
}
