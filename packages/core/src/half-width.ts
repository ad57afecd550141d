declare const halfWidth: unique symbol;
/** Text whose full-width letters, digits and punctuation were folded to ASCII, character for character. */
export type HalfWidthText = string & { readonly [halfWidth]: true };

/** A code found in a text; `start` and `end` are UTF-16 offsets into that text. */
export interface FoundCode {
  /** Normalised. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

const FOLDED = /[\uff01-\uff5e\u3000\u00a0\u2002-\u2009\u2010-\u2015\u2212\u2e3a]/g;

/** Folds full-width forms, odd spaces and the dashes that pages use for hyphens; the length never changes. */
export function toHalfWidth(text: string): HalfWidthText {
  // Several readers fold the same page one after the other.
  if (text !== lastText) {
    lastFolded = (
      text.length >= LONG && HAS_BUFFERS ? foldLong(text) : text.replace(FOLDED, fold)
    ) as HalfWidthText;
    lastText = text;
  }
  return lastFolded;
}

/** From here on a table is quicker than the pattern: a Chinese page has a full-width comma every ten characters. */
const LONG = 100;
/** Room for longer texts is not kept. */
const MOST_KEPT = 1 << 18;
/** A browser has none; what it folds is short. */
const HAS_BUFFERS = typeof Buffer !== 'undefined';
let table: Uint16Array | undefined;
let room: Buffer | undefined;

function foldTable(): Uint16Array {
  const units = Uint16Array.from({ length: 65_536 }, (_, unit) => unit);
  return units.map((unit) => String.fromCharCode(unit).replace(FOLDED, fold).charCodeAt(0));
}

function foldLong(text: string): string {
  const size = text.length * 2;
  table ??= foldTable();
  room ??= Buffer.alloc(1 << 15);
  if (size > room.length || room.length > MOST_KEPT) room = Buffer.alloc(Math.max(1 << 15, size));
  room.write(text, 0, 'utf16le');
  const units = new Uint16Array(room.buffer, room.byteOffset, text.length);
  for (let i = 0; i < units.length; i++) units[i] = table[units[i]!]!;
  return room.toString('utf16le', 0, size);
}

let lastText = '';
let lastFolded = '' as HalfWidthText;

function fold(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
  return code === 0x3000 || code === 0xa0 || code <= 0x2009 ? ' ' : '-';
}

/** The words before an offset on the same line, at most `length` characters: where the label of a code stands. */
export function wordsBefore(text: string, offset: number, length: number): string {
  const from = Math.max(0, offset - length);
  const words = text.slice(from, offset);
  return words.slice(words.lastIndexOf('\n') + 1);
}
