import { unitsOf } from '@wangjian/core/text-units.ts';
import { CLASS, charTable, EXPANDS, LONGEST_EXPANSION, PLACEHOLDER } from './char-table.ts';

/** A text in plain form; unit i of `text` came from [from[i], to[i]) of the original (UTF-16). */
export interface Normalised {
  readonly text: string;
  readonly codes: Uint16Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly length: number;
}

/** Room for the units of one text; grows. */
class Buffer16 {
  codes = new Uint16Array(4096);
  from = new Int32Array(4096);
  to = new Int32Array(4096);
  length = 0;

  reserve(size: number): void {
    if (this.codes.length >= size) return;
    this.codes = new Uint16Array(size);
    this.from = new Int32Array(size);
    this.to = new Int32Array(size);
  }

  push(code: number, from: number, to: number): void {
    if (this.length === this.codes.length) this.grow();
    this.codes[this.length] = code;
    this.from[this.length] = from;
    this.to[this.length] = to;
    this.length++;
  }

  private grow(): void {
    const old = { codes: this.codes, from: this.from, to: this.to };
    this.reserve(this.length * 2);
    this.codes.set(old.codes);
    this.from.set(old.from);
    this.to.set(old.to);
  }
}

/** Longer texts get room of their own, which is not kept. */
const SHARED_ROOM = 65_536;
const sharedRoom = new Buffer16();

/** The shared room, emptied; screening is synchronous and needs it for one text at a time. */
function roomFor(size: number): Buffer16 {
  const room = size > SHARED_ROOM ? new Buffer16() : sharedRoom;
  room.length = 0;
  room.reserve(size);
  return room;
}

const BYTE_ORDER_MARK = 0xfeff;

/** The string of UTF-16 units [0, length), as `TextDecoder` makes it, which takes several times as long. */
export function textOf(codes: Uint16Array, length: number): string {
  const text = Buffer.from(codes.buffer, codes.byteOffset, length * 2)
    .toString('utf16le')
    .toWellFormed();
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

/** Folds single characters of a pattern or word to the plain form that texts get, without dropping anything. */
export function foldChars(words: string): string {
  const { mapped, expansions } = charTable();
  let folded = '';
  for (let i = 0; i < words.length; i++) {
    const unit = words.charCodeAt(i);
    const target = mapped[unit] ?? unit;
    folded += target === EXPANDS ? (expansions.get(unit) ?? '') : String.fromCharCode(target);
  }
  return folded;
}

/** `foldChars` for the text of a whole site: units are gathered before they become a string, at a tenth of the cost. */
export function foldLongText(text: string): string {
  const { mapped, expansions } = charTable();
  const units = new Uint16Array(text.length * LONGEST_EXPANSION);
  let length = 0;
  const written = unitsOf(text);
  for (let i = 0; i < text.length; i++) {
    const unit = written[i]!;
    const target = mapped[unit] ?? unit;
    if (target !== EXPANDS) units[length++] = target;
    else for (const form of expansions.get(unit) ?? '') units[length++] = form.charCodeAt(0);
  }
  return textOf(units, length);
}

/**
 * Plain form of a text, good until the next call: NFKC, lower case, simplified characters; zero-width characters gone; marks and spaces that
 * were inserted into words gone; breaks kept. Offsets lead back to the original.
 */
export function normalise(original: string): Normalised {
  const plain = foldText(original);
  const tight = tighten(plain);
  return {
    text: textOf(tight.codes, tight.length),
    codes: tight.codes,
    from: tight.from,
    to: tight.to,
    length: tight.length,
  };
}

function foldText(original: string): Buffer16 {
  const { mapped, classes, expansions, emoji } = charTable();
  const size = original.length;
  const out = roomFor(size + 64);
  const units = unitsOf(original);
  for (let i = 0; i < size; i++) {
    const unit = units[i]!;
    // Most of a text: a character that is one in plain form too.
    if (unit >= 0x4e00 && unit <= 0x9fff) {
      out.push(mapped[unit]!, i, i + 1);
      continue;
    }
    if (unit === 10 || unit === 13) {
      out.push(10, i, i + 1);
      continue;
    }
    if (classes[unit] === CLASS.nothing) continue;
    const word = unit > 0x2190 && unit < 0x2c00 ? emoji.get(unit) : undefined;
    if (word !== undefined) {
      for (let k = 0; k < word.length; k++) out.push(word.charCodeAt(k), i, i + 1);
      continue;
    }
    const high = unit >= 0xd800 && unit <= 0xdbff;
    if (high && i + 1 < size) {
      const point = original.codePointAt(i) ?? unit;
      if (point > 0xffff) {
        pushAstral(out, point, i, emoji.get(point));
        i++;
        continue;
      }
    }
    const target = mapped[unit] ?? unit;
    if (target === EXPANDS) {
      const form = expansions.get(unit) ?? '';
      for (let k = 0; k < form.length; k++) out.push(form.charCodeAt(k), i, i + 1);
    } else {
      out.push(target, i, i + 1);
    }
  }
  return out;
}

function pushAstral(out: Buffer16, point: number, at: number, word: string | undefined): void {
  const form = word ?? String.fromCodePoint(point).normalize('NFKC').toLowerCase();
  const { mapped } = charTable();
  if (
    word !== undefined ||
    (form.length <= 3 && form.codePointAt(0) !== point && form.charCodeAt(0) < 0xd800)
  ) {
    for (let k = 0; k < form.length; k++) {
      const unit = form.charCodeAt(k);
      out.push(mapped[unit] === EXPANDS ? unit : (mapped[unit] ?? unit), at, at + 2);
    }
  } else if (point >= 0x20000 && point < 0x32000) {
    out.push(PLACEHOLDER, at, at + 2);
  } else {
    out.push(0x2605, at, at + 2);
  }
}

const COMMA = 0x2c;
const NEWLINE = 10;

/** Drops what was inserted between the characters of words; a long run of decoration becomes a comma. */
function tighten(plain: Buffer16): Buffer16 {
  const { classes } = charTable();
  const { codes, from, to, length } = plain;
  const kindOf = (at: number): number => classes[codes[at] ?? 0] ?? 0;
  const lastOfWords = CLASS.digit;
  let write = 0;
  /** Word characters since the last joint or break. */
  let sinceJoint = 0;
  let read = 0;
  while (read < length) {
    const kind = kindOf(read);
    const isWord = kind <= lastOfWords;
    if (isWord) {
      if (write !== read) {
        codes[write] = codes[read]!;
        from[write] = from[read]!;
        to[write] = to[read]!;
      }
      write++;
      read++;
      sinceJoint++;
      continue;
    }
    // A run of marks, spaces and decoration up to the next word character.
    let end = read;
    let hasEnd = false;
    let hasMark = -1;
    let hasBracket = false;
    let decoration = 0;
    let spaces = 0;
    while (end < length) {
      const k = kindOf(end);
      if (k <= CLASS.digit) break;
      if (k === CLASS.end) hasEnd = true;
      else if (k === CLASS.mark) hasMark = end;
      else if (k === CLASS.bracket) hasBracket = true;
      else if (k === CLASS.noise) decoration++;
      else if (k === CLASS.space) spaces += codes[end] === 9 ? 3 : 1;
      end++;
    }
    const before = write > 0 && end < length ? (classes[codes[write - 1] ?? 0] ?? 0) : CLASS.other;
    const after = end < length ? kindOf(end) : CLASS.other;
    const rightLength = wordLength(codes, classes, end, length);
    const lonely = (sinceJoint === 1 || rightLength === 1) && before !== CLASS.digit && after !== CLASS.digit;
    const bothLonely = sinceJoint === 1 && rightLength === 1 && before === CLASS.han && after === CLASS.han;
    const touchesHan =
      (before === CLASS.han && after !== CLASS.other) || (after === CLASS.han && before !== CLASS.other);
    let keep: 'all' | 'none' | 'comma' | 'line' = 'all';
    if (write === 0 || end >= length) keep = 'all';
    else if (hasEnd) keep = bothLonely ? 'none' : 'all';
    else if (hasMark >= 0) keep = touchesHan && lonely && !hasBracket ? 'none' : 'all';
    else if (hasBracket) keep = touchesHan && lonely ? 'none' : 'all';
    else if (touchesHan) {
      if (decoration >= 3 && !lonely) keep = 'comma';
      else if (spaces >= 3 && !lonely) keep = 'line';
      else if (keepsNumberSign(codes, read, end, before, after)) keep = 'all';
      else keep = 'none';
    }
    if (keep === 'all') {
      for (let i = read; i < end; i++) {
        const k = kindOf(i);
        // Spaces and decoration beside punctuation say nothing; between Latin words they do.
        if ((k === CLASS.space || k === CLASS.noise) && (hasEnd || hasMark >= 0 || hasBracket)) continue;
        codes[write] = k === CLASS.space ? 0x20 : (codes[i] ?? 0);
        from[write] = from[i] ?? 0;
        to[write] = to[i] ?? 0;
        write++;
      }
    } else if (keep !== 'none') {
      const fromHere = from[read] ?? 0;
      const toHere = to[end - 1] ?? 0;
      codes[write] = keep === 'comma' ? COMMA : NEWLINE;
      from[write] = fromHere;
      to[write] = toHere;
      write++;
    }
    sinceJoint = 0;
    read = end;
  }
  plain.length = write;
  return plain;
}

/** Length of the word from `at`, counted up to 2. */
function wordLength(codes: Uint16Array, classes: Uint8Array, at: number, length: number): number {
  let count = 0;
  while (count < 2 && at + count < length && (classes[codes[at + count] ?? 0] ?? 0) <= CLASS.digit) count++;
  return count;
}

/** `3-5折`, `第.5` and the like: the sign belongs to the number. */
function keepsNumberSign(
  codes: Uint16Array,
  from: number,
  end: number,
  before: number,
  after: number,
): boolean {
  if (before !== CLASS.digit && after !== CLASS.digit) return false;
  if (end - from !== 1) return false;
  const sign = codes[from];
  return sign === 0x2e || sign === 0x2d || sign === 0x7e || sign === 0x2f;
}
