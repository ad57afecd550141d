import { PatternError } from './pattern/parse.ts';

const WHERE = /^([a-z]\w*)\s*(>=|<=|>|<|=)\s*(\d+(?:\.\d+)?)(?:\s*\*\s*([a-z]\w*))?$/;

/**
 * `amount > 50000` or `before >= 10 * after`: compares kept numbers; 万, 千, 百, 亿 and Chinese numerals are
 * understood. A number that cannot be read never satisfies.
 */
export function compileWhere(where: string): (groups: Readonly<Record<string, string>>) => boolean {
  const match = WHERE.exec(where);
  if (!match?.[1]) throw new PatternError(`where 写法应为“名字 > 数字”或“名字 > 倍数 * 名字”：${where}`, 0);
  const [name, sign, factor, other] = [match[1], match[2], Number(match[3]), match[4]];
  return (groups) => {
    const value = parseAmount(groups[name] ?? '');
    const limit = other ? factor * parseAmount(groups[other] ?? '') : factor;
    if (Number.isNaN(value) || Number.isNaN(limit)) return false;
    if (sign === '>') return value > limit;
    if (sign === '<') return value < limit;
    if (sign === '>=') return value >= limit;
    return sign === '<=' ? value <= limit : value === limit;
  };
}

const DIGITS = '零一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1000,
  k: 1000,
  万: 10_000,
  w: 10_000,
  亿: 1e8,
};

/** Value of a number in plain form: 50,000 · 5.5万 · 五万 · 十二; NaN when it is none. */
export function parseAmount(text: string): number {
  const plain = text.replaceAll(',', '').replaceAll('两', '二');
  const arabic = /^(\d+(?:\.\d+)?)([十百千k万w亿]*)$/.exec(plain);
  if (arabic) {
    let value = Number(arabic[1]);
    for (const unit of arabic[2] ?? '') value *= UNITS[unit] ?? 1;
    return value;
  }
  let total = 0;
  let section = 0;
  let digit = -1;
  for (const char of plain) {
    const value = DIGITS.indexOf(char);
    const unit = UNITS[char];
    if (value >= 0) digit = value;
    else if (unit === undefined) return Number.NaN;
    else if (unit >= 10_000) {
      total = (total + section + Math.max(digit, 0)) * unit;
      section = 0;
      digit = -1;
    } else {
      section += (digit < 0 ? 1 : digit) * unit;
      digit = -1;
    }
  }
  return plain === '' ? Number.NaN : total + section + Math.max(digit, 0);
}
