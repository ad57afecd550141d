import type { FoundCode, HalfWidthText } from './half-width.ts';
import { matchesOf } from './matches.ts';
import { matchesIn, passagesAround } from './passages.ts';
import { PROVINCE_CLASS } from './provinces.ts';

const PROVINCE = `[(\\[]?\\s*(${PROVINCE_CLASS})\\s*[)\\]]?`;
const SITE = `(?:\\s*-\\s*(\\d{1,3})(?!\\d)\\s*([AXax](?![A-Za-z]))?)?`;
/** Digits stand together, or with gaps when 号 closes them: then a year behind them cannot be meant. */
const DIGITS = `(\\d{6,10})(?!\\d)|(\\d(?: ?\\d){5,9})(?= ?号)`;
const FILING = new RegExp(
  `${PROVINCE}\\s*I\\s?C\\s?P\\s*([备備证證])\\s*案?\\s*(?:字|号)?\\s*[:第]?\\s*(?:${DIGITS})(?:\\s*号)?${SITE}`,
  'gi',
);
const TELECOM =
  /(?<![A-Za-z0-9])((?:A[12]\.)?(?:B1\.)?B[12])\s*-\s*((?:19|20)\d{6})(?!\d)(?:-(\d{1,3})(?!\d))?/gi;
const ISSUER = new RegExp(`(${PROVINCE_CLASS}|合字|国)\\s*(ICP证)?\\s*$`);

/**
 * Finds ICP filing and licence numbers, normalised: 宁ICP备12345678号-1 (filing of 非经营性 sites, 8 digits or 10 that
 * begin with the year), 京ICP证030173号, and telecom licences 京B2-20200001 (互联网信息服务管理办法 第七条、第八条).
 */
export function findIcpNumbers(text: HalfWidthText): FoundCode[] {
  const found: FoundCode[] = [];
  for (const match of matchesIn(passagesAround(text, /I\s?C\s?P/gi, 12, 60), FILING)) {
    const digits = (match[3] ?? match[4] ?? '').replaceAll(' ', '');
    const kind = /[备備]/.test(match[2]!) ? '备' : '证';
    if (!isNumber(kind, digits)) continue;
    const site = match[5] === undefined ? '' : `-${match[5]}${(match[6] ?? '').toUpperCase()}`;
    const code = `${match[1]}ICP${kind}${digits}号${site}`;
    found.push({ code, start: match.index, end: match.index + match[0].length });
  }
  for (const match of matchesOf(text, TELECOM)) {
    const issuer = ISSUER.exec(text.slice(Math.max(0, match.index - 8), match.index));
    const branch = match[3] === undefined ? '' : `-${match[3]}`;
    const code = `${issuer?.[1] ?? ''}${issuer?.[2] ?? ''}${match[1]!.toUpperCase()}-${match[2]}${branch}`;
    found.push({ code, start: match.index - (issuer?.[0].length ?? 0), end: match.index + match[0].length });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Lengths that the ministry has issued; a row of zeros is a template's placeholder. */
function isNumber(kind: '备' | '证', digits: string): boolean {
  if (/^0+$/.test(digits)) return false;
  if (kind === '证') return digits.length >= 6 && digits.length <= 8;
  return digits.length === 6 || digits.length === 8 || (digits.length === 10 && /^20[0-3]/.test(digits));
}
