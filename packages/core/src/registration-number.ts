import type { FoundCode, HalfWidthText } from './half-width.ts';
import { matchesOf } from './matches.ts';

/** True for a 15-digit 工商注册号 (GS 15-2006) whose last digit is right by ISO 7064 MOD 11,10. */
export function isRegistrationNumber(number: string): boolean {
  if (!/^[1-9]\d{14}$/.test(number)) return false;
  let product = 10;
  for (const digit of number.slice(0, 14)) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (product + Number(number[14])) % 10 === 1;
}

const LABELLED = /(?:注\s*册\s*号|执照[^\d\n]{0,8}号)[^\d\n]{0,6}(\d{15})(?!\d)/g;

/** Finds 工商注册号 behind their label, in order; licences from before 2015 carry them instead of a USCC. */
export function findRegistrationNumbers(text: HalfWidthText): FoundCode[] {
  return matchesOf(text, LABELLED)
    .filter((match) => isRegistrationNumber(match[1]!))
    .map((match) => ({
      code: match[1]!,
      start: match.index + match[0].length - 15,
      end: match.index + match[0].length,
    }));
}
