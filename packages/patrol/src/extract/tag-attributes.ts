import { decodeEntities } from './entities.ts';
import { isNameAt } from './html-tags.ts';

/** Attributes that the reader of a page asks for; all others are passed over. */
export const ATTRIBUTE = {
  hidden: 0,
  style: 1,
  itemprop: 2,
  class: 3,
  id: 4,
  href: 5,
  src: 6,
  title: 7,
  alt: 8,
  rel: 9,
  type: 10,
  value: 11,
  name: 12,
  action: 13,
  content: 14,
  httpEquiv: 15,
  property: 16,
  checked: 17,
  for: 18,
  role: 19,
  ariaChecked: 20,
} as const;
type AttributeNumber = (typeof ATTRIBUTE)[keyof typeof ATTRIBUTE];

const HYPHENATED: Readonly<Record<string, string>> = { httpEquiv: 'http-equiv', ariaChecked: 'aria-checked' };
const NAMES = Object.keys(ATTRIBUTE).map((name) => HYPHENATED[name] ?? name);
const COUNT = NAMES.length;
const LONGEST = Math.max(...NAMES.map((name) => name.length));
/** Length, first and last character (in any case) tell the names apart; what is found is compared in full. */
const slots = new Int8Array(512).fill(-1);
const slotOf = (length: number, first: number, last: number): number =>
  ((length & 15) << 5) | ((first + 5 * last) & 31);
NAMES.forEach((name, number) => {
  const slot = slotOf(name.length, name.charCodeAt(0), name.charCodeAt(name.length - 1));
  if (slots[slot] !== -1) throw new Error(`attributes ${name} and ${NAMES[slots[slot]!]} share a slot`);
  slots[slot] = number;
});

/** Attributes of the start tag read last. Values are cut out of the page only when they are asked for. */
export class TagAttributes {
  private html = '';
  private codes: Uint16Array = new Uint16Array(0);
  /** Bit set of the attributes that the tag has. */
  private present = 0;
  private readonly from = new Int32Array(COUNT);
  private readonly to = new Int32Array(COUNT);

  /** Begins a page; `codes` are the units of `html`. */
  begin(html: string, codes: Uint16Array): void {
    this.html = html;
    this.codes = codes;
    this.present = 0;
  }

  /** Begins a tag. */
  clear(): void {
    this.present = 0;
  }

  /** Takes over an attribute by the places of its name and value; the first of a name counts, as in a browser. */
  add(nameFrom: number, nameTo: number, from: number, to: number): void {
    const length = nameTo - nameFrom;
    if (length > LONGEST) return;
    const number = slots[slotOf(length, this.codes[nameFrom]!, this.codes[nameTo - 1]!)]!;
    if (number < 0 || !isNameAt(NAMES[number]!, this.codes, nameFrom, nameTo)) return;
    const bit = 1 << number;
    if ((this.present & bit) !== 0) return;
    this.present |= bit;
    this.from[number] = from;
    this.to[number] = to;
  }

  /** True when the tag has none of the attributes above. */
  get isEmpty(): boolean {
    return this.present === 0;
  }

  has(number: AttributeNumber): boolean {
    return (this.present & (1 << number)) !== 0;
  }

  /** Value with its entities decoded; undefined when the tag has no such attribute. */
  get(number: AttributeNumber): string | undefined {
    if (!this.has(number)) return undefined;
    const [from, to] = [this.from[number]!, this.to[number]!];
    const { codes } = this;
    for (let i = from; i < to; i++) {
      if (codes[i] === 0x26) return decodeEntities(this.html, from, to);
    }
    return this.html.slice(from, to);
  }

  /** Raw places of a value, before entities; -1 where there is none. */
  startOf(number: AttributeNumber): number {
    return this.has(number) ? this.from[number]! : -1;
  }

  endOf(number: AttributeNumber): number {
    return this.has(number) ? this.to[number]! : -1;
  }
}
