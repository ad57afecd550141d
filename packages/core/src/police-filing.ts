import type { FoundCode, HalfWidthText } from './half-width.ts';
import { matchesIn, passagesAround } from './passages.ts';
import { PROVINCE_BY_CODE, PROVINCE_CLASS } from './provinces.ts';

const PRINTED = new RegExp(
  `(?:(${PROVINCE_CLASS})\\s*)?公\\s?网\\s?安\\s?备\\s*(?:案)?(?:号)?\\s*[:第]?\\s*(?:(\\d{14})(?!\\d)|(\\d(?:[ -]?\\d){13})(?!\\d)(?= ?号))\\s*号?`,
  'g',
);
const RECORD = /[?&]recordcode=(\d{14})(?!\d)/i;

/** Finds 公安备案号 (14 digits, the first six a region), normalised: 宁公网安备64050002000123号. */
export function findPoliceFilings(text: HalfWidthText): FoundCode[] {
  const passages = passagesAround(text, /公\s?网\s?安/g, 8, 80);
  return [...matchesIn(passages, PRINTED)].map((match) => ({
    code: `${match[1] ?? ''}公网安备${(match[2] ?? match[3])!.replace(/[ -]/g, '')}号`,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The filing that a link to the police register (beian.gov.cn, beian.mps.gov.cn) names; undefined for other links. */
export function policeFilingOfLink(url: string): string | undefined {
  const digits = RECORD.exec(url)?.[1];
  if (digits === undefined) return undefined;
  return `${PROVINCE_BY_CODE[digits.slice(0, 2)] ?? ''}公网安备${digits}号`;
}
