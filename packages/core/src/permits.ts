import type { FoundCode, HalfWidthText } from './half-width.ts';
import { matchesOf } from './matches.ts';
import { PROVINCE_CLASS } from './provinces.ts';

const P = PROVINCE_CLASS;
const HAN = '[\\u4e00-\\u9fa5]';
const G = '[ \\t]?';
const OPEN = '[(\\[〔【]';
const CLOSE = '[)\\]〕】]';
const YEAR = `${OPEN}?${G}(?:19|20)\\d{2}${G}${CLOSE}?`;

/** Digits that pages print in groups: each may have a blank before it. */
function digits(count: number | string): string {
  return `(?:${G}\\d){${count}}(?!\\d)`;
}

/**
 * Shapes of permit, registration and filing numbers, each with the rule that sets it. The check digit of JY and SC is
 * not tested: three of twelve real numbers do not keep it (law/FACTS 6).
 */
const SHAPES: readonly string[] = [
  // 食品经营许可管理办法、食品生产许可管理办法: kind, region, serial, check digit; YB: 仅销售预包装食品备案.
  `(?<![A-Za-z0-9])(?:JY|SC|YB)${G}\\d${digits(13)}`,
  `(?<![A-Za-z0-9])QS${G}${digits(12)}`,
  // 药品注册管理办法 第一百二十三条; 药品经营许可证; 互联网药品信息服务资格证书.
  `国药准字${G}[HZSJBTF][JC]?${G}${digits(8)}`,
  `(?:国药试字|国药证字)${G}[HZSJBTF]${G}${digits(8)}`,
  `${P}[A-D][AB]${digits('7,9')}`,
  `${OPEN}?${P}${CLOSE}?${G}-${G}(?:非)?经营性${G}-${G}\\d{4}${G}-${G}\\d{4}`,
  `${OPEN}?${P}${CLOSE}?网[药械](?:平台)?备字${YEAR}第?\\d{4,8}号?`,
  // 医疗器械注册与备案管理办法 第一百一十五、一百一十六条, and the numbers of before 2014.
  `(?:国|${P})${HAN}?械注[准进许]${digits(11)}`,
  `(?:国|${P})${HAN}{0,2}械备${digits('8,9')}号?`,
  `(?:国|${P})食?药监械${OPEN}[准进许]${CLOSE}字${YEAR}第${digits('7,8')}号?`,
  // 医疗器械经营、生产监督管理办法.
  `${P}${HAN}{0,3}?(?:食药监|药监|市监|市场监管|市场监|监|食药)?械(?:经营|生产)[许备]${digits('8,9')}号?`,
  // 化妆品监督管理条例, 化妆品生产经营监督管理办法 第六十五条.
  `国妆(?:特|备|网备)(?:进)?字${G}(?:${OPEN}${HAN}{1,4}${CLOSE})?[GJ]?${digits('8,10')}`,
  `${P}G妆网备字${digits('10')}`,
  `${P}妆${digits(8)}`,
  // 保健食品注册与备案管理办法; 特殊医学用途配方食品、婴幼儿配方乳粉.
  `国食健注${G}[GJ]${digits(8)}`,
  `国食健字${G}[GJ]${digits(8)}`,
  `卫食健(?:进)?字${OPEN}\\d{4}${CLOSE}第?\\d{4}号`,
  `食健备${G}[GJ]${digits('12')}`,
  `国食注字${G}(?:YP|TY)${digits(8)}`,
  // Trades outside market supervision that shops print beside their licence.
  `${P}网文${YEAR}${G}\\d{4}-\\d{1,4}号`,
  `新出发${HAN}{1,3}[零批]字第${HAN}{0,3}\\d{3,9}号`,
  `(?<![A-Za-z0-9])L-[A-Z]{2,3}-?(?:[A-Z]{2}-?)?\\d{5}(?!\\d)`,
  `农药经许${OPEN}${P}${CLOSE}${digits(11)}`,
  `(?<![A-Za-z])(?:PD|WP|LS)(?:20)\\d{6}(?!\\d)`,
  `(?:${OPEN}${HAN}{1,4}${CLOSE})?农种许字${YEAR}第?\\d{4}号`,
  `兽药(?:经营证)?字${OPEN}?\\d{4}${CLOSE}?\\d{8,9}(?!\\d)`,
  `${OPEN}\\d{4}${CLOSE}兽药(?:生产|经营)证字\\d{5,8}号?`,
  `${P}${HAN}?卫消证字${YEAR}第?[\\dA-Z-]{3,10}号`,
  `${P}?${HAN}{0,2}卫[公]?证字${YEAR}第?[\\d-]{3,14}号`,
  `(?<![A-Za-z])XK\\d{2}-\\d{3}-\\d{5}(?!\\d)`,
];
const PERMIT = new RegExp(SHAPES.map((shape) => `(?:${shape})`).join('|'), 'gi');

/** Each shape has one of these signs; a passage of prices and counts has none and need not be tried for every shape. */
const SIGN = /[A-Za-z字文性备械妆许]/;

/** What follows the name of a permit and looks like its number, for kinds without a shape of their own. */
const LABELLED =
  /(?:许可证|登记证|资格证书?|备案凭证|备案编号|注册证|合格证|登记证书|资质证书|批准文号)(?:书)?(?:编号|号码|证号|号)?\s*[:]\s*([A-Za-z0-9()[\]〔〕\-\u4e00-\u9fa5]{6,40})/g;
const FOUR_DIGITS = /\d{4}/g;
const REACH = 32;
const NOT_A_PERMIT =
  /ICP|公网安备|^(?:19|20)\d{2}-?\d{2}-?\d{2}$|^(?:0\d{2,3}-|1[3-9]\d{9}$|[48]00-)|(?:A[12]|B[12])[.-]/;

/** Finds permit numbers (许可证、注册证、备案号) in a text, in order; spaces inside are dropped, brackets stay as printed. */
export function findPermits(text: HalfWidthText): FoundCode[] {
  const found: FoundCode[] = [];
  for (const [from, to] of numberedPassages(text)) {
    const passage = text.slice(from, to);
    if (!SIGN.test(passage)) continue;
    for (const match of matchesOf(passage, PERMIT)) found.push(trimmed(match[0], from + match.index));
  }
  for (const match of matchesOf(text, LABELLED)) {
    const printed = match[1]!;
    const start = match.index + match[0].length - printed.length;
    const number = /^.*\d(?:号)?/.exec(printed)?.[0] ?? '';
    if (
      (number.match(/\d/g)?.length ?? 0) < 5 ||
      NOT_A_PERMIT.test(number) ||
      /[\u4e00-\u9fa5]{9}/.test(number)
    )
      continue;
    if (found.some((code) => start < code.end && start + number.length > code.start)) continue;
    found.push(trimmed(number, start));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Passages around digits: every permit number has four in a row, and few words of a page stand near such digits. */
function numberedPassages(text: string): [from: number, to: number][] {
  const passages: [number, number][] = [];
  for (const { index } of matchesOf(text, FOUR_DIGITS)) {
    const last = passages.at(-1);
    const from = Math.max(0, index - REACH);
    if (last && from <= last[1]) last[1] = index + REACH;
    else passages.push([from, index + REACH]);
  }
  return passages;
}

function trimmed(printed: string, start: number): FoundCode {
  return { code: printed.replace(/\s+/g, '').toUpperCase(), start, end: start + printed.length };
}
