import { unitsOf } from '@wangjian/core/text-units.ts';
import { VALUED_LABELS } from './name-labels.ts';

/** What a line of text holds, by its characters: most patterns need some of them and pass over nearly all lines. */
export const HOLDS = {
  digit: 1,
  /** ¥, 元, 价, or the R of RMB. */
  priceSign: 2,
  /** A character of each word for ordering (下单、订购、购买、预订 …). */
  order: 4,
  /** A character of each word for getting in touch (微信、电话、热线、联系 …). */
  contact: 8,
  /** The 付 of 货到付款. */
  payment: 16,
  /** A character of each sign of copyright: ©, 版权, (c), all rights reserved. */
  copyright: 32,
  tab: 64,
  fullStop: 128,
  /** Ends the name of a label: 单位, 名称, 主办 … */
  labelEnd: 256,
  /** Such a character right before a colon, bracket, blank, tab or the end of the line. */
  label: 512,
} as const;

const CHARACTERS: readonly (readonly [number, string])[] = [
  [HOLDS.digit, '0123456789'],
  [HOLDS.priceSign, '¥￥元价R'],
  [HOLDS.order, '下订购预报要团销加扫添'],
  [HOLDS.contact, '微电热手拨致联私客'],
  [HOLDS.payment, '付'],
  [HOLDS.copyright, '©版cCrR'],
  [HOLDS.tab, '\t'],
  [HOLDS.fullStop, '。'],
  [HOLDS.labelEnd, VALUED_LABELS.map((label) => label.slice(-1)).join('')],
];
const holds = new Uint16Array(65_536);
for (const [bit, characters] of CHARACTERS) for (const char of characters) holds[char.charCodeAt(0)]! |= bit;

const [TAB, FEED, SPACE, BRACKET, COLON] = [9, 10, 32, 0x28, 0x3a] as const;

/** A text by lines: where each begins and what it holds. Lines are cut out only when they are asked for. */
export class TextLines {
  readonly text: string;
  readonly count: number;
  private readonly starts: Int32Array;
  private readonly bits: Uint16Array;

  constructor(text: string) {
    this.text = text;
    const units = unitsOf(text);
    const { length } = text;
    let room = 256;
    let starts = new Int32Array(room);
    let bits = new Uint16Array(room);
    let count = 0;
    let line = 0;
    let before = 0;
    for (let at = 0; at <= length; at++) {
      const unit = at < length ? units[at]! : FEED;
      const own = holds[unit]!;
      if ((before & HOLDS.labelEnd) !== 0 && endsLabel(unit)) line |= HOLDS.label;
      before = own;
      if (unit !== FEED) {
        line |= own;
        continue;
      }
      if (count + 2 > room) {
        room *= 2;
        starts = grown(new Int32Array(room), starts);
        bits = grown(new Uint16Array(room), bits);
      }
      bits[count++] = line;
      starts[count] = at + 1;
      line = 0;
    }
    this.count = count;
    this.starts = starts;
    this.bits = bits;
  }

  /** Offset of a line in the text. */
  startOf(line: number): number {
    return this.starts[line]!;
  }

  lengthOf(line: number): number {
    return this.starts[line + 1]! - 1 - this.starts[line]!;
  }

  /** The line without its line feed; empty beyond the last. */
  line(line: number): string {
    return line >= this.count ? '' : this.text.slice(this.starts[line], this.starts[line + 1]! - 1);
  }

  /** Bits of `HOLDS`. */
  holds(line: number, bits: number): boolean {
    return (this.bits[line]! & bits) !== 0;
  }

  /** Number of the line at an offset, by bisection. */
  lineAt(offset: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

let last: TextLines | undefined;

/** The lines of a text; the last one is remembered, since several readers go over one page in turn. */
export function linesOf(text: string): TextLines {
  if (last?.text !== text) last = new TextLines(text);
  return last;
}

function endsLabel(unit: number): boolean {
  return unit === COLON || unit === FEED || unit === TAB || unit === SPACE || unit === BRACKET;
}

function grown<T extends Int32Array | Uint16Array>(room: T, from: T): T {
  room.set(from);
  return room;
}
