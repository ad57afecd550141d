import { type FoundCode, type HalfWidthText, wordsBefore } from './half-width.ts';
import { matchesOf } from './matches.ts';
import { matchesIn, passagesAround } from './passages.ts';

const BEFORE = '(?<![\\d备证字第#=_@$¥￥\\\\*]|\\d[.:-]|[A-Za-z_]/)';
const AFTER = '(?![\\d*%元]|[.:_=]\\d|-\\d{5})';
const COUNTRY = '(?:(?:\\+|00)?\\s?86\\s?[-)]?\\s?|\\(\\+?86\\)\\s?-?)?';
const MOBILE = new RegExp(`${BEFORE}${COUNTRY}\\(?(1[3-9]\\d)([ -]?)(\\d{4})\\2(\\d{4})${AFTER}`, 'g');
const EXTENSION = '(?:\\s*(?:-|转|分机|ext\\.?)\\s*(\\d{1,5})(?![\\d-]))?';
const AREA = '\\(?(0(?:10|2[0-57-9]|[3-9]\\d\\d)|(?<=86\\s?[-)]?\\s?\\(?)(?:10|2[0-57-9]|[3-9]\\d\\d))';
const LANDLINE = new RegExp(
  `${BEFORE}${COUNTRY}${AREA}(\\s*[)\\-.]\\s*-?\\s*|\\s{1,2})([2-8]\\d{2,3}[ -]?\\d{4})${EXTENSION}${AFTER}`,
  'gi',
);
/** A landline written as one run of digits: only its label tells it from a serial number. */
const RUN =
  /(?<![\d#=_@.-]|[A-Za-z_]\/)(0(?:10|2[0-57-9])[2-8]\d{7}|0[3-9]\d\d[2-8]\d{6,7})(?![\d*.]|-\d{4})/g;
const SERVICE = new RegExp(`${BEFORE}([48]00)([ -]?)(\\d{3,4})([ -]?)(\\d{3,4})${EXTENSION}${AFTER}`, 'gi');
/** A local number without its area code, directly behind its label. */
const LOCAL =
  /(?:电\s*话|热\s*线|座\s*机|(?<![A-Za-z])tel)[^\S\n]*[:.]?[^\S\n]*([2-8]\d{6,7})(?![\d*.]|-\d)/gi;
/** More numbers behind a landline that share its area code: 0955-7012345/7012346. */
const MORE = /^\s*[/、,;]\s*([2-8]\d{6,7})(?![\d-])/;

/** What every number has: seven digits or more, divided by nothing else than these. */
const DIGITS = /\d[\d\s().-]{5,}\d/g;

const PHONE_WORD =
  /电\s*话|手\s*机|热\s*线|联\s*系|咨\s*询|客\s*服|座\s*机|订\s*购|预\s*[订约定]|传\s*呼|投\s*诉|举\s*报|售\s*[前后]|服\s*务|微\s*信|致\s*电|拨\s*打|call|phone|mobile|hotline|(?<![a-z])tel|(?<![a-z])mob/gi;
const OTHER_WORD =
  /订\s*单|单\s*号|编\s*号|编\s*码|货\s*号|款\s*号|型\s*号|条\s*码|条\s*形\s*码|身\s*份\s*证|[账帐卡户]\s*号|备\s*案|许\s*可|证\s*号|注\s*册\s*号|代\s*码|文\s*号|批\s*号|流\s*水|合\s*同|发\s*票|税\s*号|识\s*别\s*号|序\s*列|运\s*单|物\s*流\s*号|序\s*号|会\s*员\s*号|QQ|群\s*号|ISBN|(?<![a-z])(?:ID|No\.|SKU|SN|EAN|UPC)|传\s*真|(?<![a-z])fax|邮\s*编|标\s*准/gi;
const LABEL_REACH = 24;
const MAX_RUNS = 5000;

/**
 * Finds telephone numbers of the mainland, normalised: 13812345678, 0955-7012345 (extension as 0955-7012345-801),
 * 400-123-4567. Numbers whose nearest label says that they are something else (order, account, fax …) are left out,
 * and so are parts of longer digit strings.
 */
export function findPhones(text: HalfWidthText): FoundCode[] {
  const found: FoundCode[] = [];
  const passages = passagesAround(text, DIGITS, 12, 24);
  // A page of thousands of numbers is a list of others, and the search for overlaps grows with the square.
  if (text.length > MAX_RUNS * 7 && (text.match(/\d{7}/g)?.length ?? 0) > MAX_RUNS) return found;
  const taken = (start: number) => found.some((code) => start < code.end && start >= code.start);
  const add = (match: RegExpExecArray, code: string) => {
    if (!taken(match.index)) found.push({ code, start: match.index, end: match.index + match[0].length });
  };
  for (const match of matchesIn(passages, SERVICE)) {
    const [, head, gap, middle, gap2, tail, extension] = match;
    if (middle!.length + tail!.length !== 7 || (gap === '' && gap2 !== '' && gap2 !== '-')) continue;
    if (partOfRow(text, match, gap !== '' || gap2 !== '') || labelOf(text, match.index) === 'other') continue;
    const digits = `${middle}${tail}`;
    add(match, `${head}-${digits.slice(0, 3)}-${digits.slice(3)}${extension ? `-${extension}` : ''}`);
  }
  for (const match of matchesIn(passages, LANDLINE)) {
    const area = match[1]!.startsWith('0') ? match[1]! : `0${match[1]}`;
    const local = match[3]!.replace(/[ -]/g, '');
    const spaced = /^\s+$/.test(match[2]!);
    if (!fits(area, local) || partOfRow(text, match, spaced)) continue;
    const label = labelOf(text, match.index);
    if (label === 'other' || (spaced && label !== 'phone')) continue;
    add(match, `${area}-${local}${match[4] ? `-${match[4]}` : ''}`);
    addSiblings(text, match.index + match[0].length, area, found);
  }
  for (const match of matchesIn(passages, MOBILE)) {
    if (partOfRow(text, match, match[2] === ' ') || labelOf(text, match.index) === 'other') continue;
    if (isGluedToLetters(text, match.index)) continue;
    add(match, `${match[1]}${match[3]}${match[4]}`);
  }
  for (const match of matchesIn(passages, RUN)) {
    if (labelOf(text, match.index) !== 'phone') continue;
    const cut = /^0(?:10|2)/.test(match[1]!) ? 3 : 4;
    add(match, `${match[1]!.slice(0, cut)}-${match[1]!.slice(cut)}`);
  }
  for (const match of matchesOf(text, LOCAL)) {
    const start = match.index + match[0].length - match[1]!.length;
    if (!taken(start)) found.push({ code: match[1]!, start, end: start + match[1]!.length });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The number of a `tel:` link, normalised; undefined when it is none of the forms above. */
export function phoneOfLink(number: string): string | undefined {
  return findPhones(`电话:${number.trim()}` as HalfWidthText)[0]?.code;
}

/** Municipalities and 02x have eight digits; four-digit codes have seven or eight. */
function fits(area: string, local: string): boolean {
  return area.length === 3 ? local.length === 8 : local.length === 7 || local.length === 8;
}

/** Digits in groups (an account, a table of figures) go on before or behind a number that is written in groups. */
function partOfRow(text: string, match: RegExpExecArray, spaced: boolean): boolean {
  if (!spaced) return false;
  const before = text.slice(Math.max(0, match.index - 2), match.index);
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 5);
  return /\d[ ]$/.test(before) || /^ \d{3,4}(?!\d)/.test(after);
}

function isGluedToLetters(text: string, start: number): boolean {
  const letters = /[A-Za-z]+$/.exec(text.slice(Math.max(0, start - 12), start))?.[0];
  return letters !== undefined && !/(?:tel|phone|mobile|mob|call|[tmp])$/i.test(letters);
}

function addSiblings(text: string, from: number, area: string, found: FoundCode[]): void {
  let offset = from;
  for (
    let more = MORE.exec(text.slice(offset, offset + 16));
    more;
    more = MORE.exec(text.slice(offset, offset + 16))
  ) {
    if (!fits(area, more[1]!)) return;
    found.push({ code: `${area}-${more[1]}`, start: offset, end: offset + more[0].length });
    offset += more[0].length;
  }
}

/** What the nearest label before a number on its line says of it. */
function labelOf(text: string, start: number): 'phone' | 'other' | undefined {
  const words = wordsBefore(text, start, LABEL_REACH);
  const phone = lastMatch(words, PHONE_WORD);
  const other = lastMatch(words, OTHER_WORD);
  if (phone < 0 && other < 0) return undefined;
  // 电话/传真: one number for both; the label is of both kinds, and the number is a phone.
  if (other > phone && /(?:电话|tel)\s*[/、&和及]\s*(?:传真|fax)/i.test(words)) return 'phone';
  return phone > other ? 'phone' : 'other';
}

function lastMatch(words: string, pattern: RegExp): number {
  let at = -1;
  for (const match of matchesOf(words, pattern)) at = match.index;
  return at;
}
