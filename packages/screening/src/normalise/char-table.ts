import { TRADITIONAL_PAIRS } from './traditional.ts';

/** What a character is to the matcher; decides whether a mark between two characters is noise. */
export const CLASS = {
  other: 0,
  han: 1,
  letter: 2,
  digit: 3,
  /** Decoration that merchants insert into words: `*`, `·`, `★`, emoji … */
  noise: 4,
  space: 5,
  /** Marks inside a sentence: comma, colon, semicolon, dash. */
  mark: 6,
  /** Ends a sentence: 。！？ and line breaks. */
  end: 7,
  bracket: 8,
  /** Zero-width characters, variation selectors, combining marks: never there. */
  nothing: 9,
} as const;

/** Entry of `mapped` for a character that becomes several; look it up in `expansions`. */
export const EXPANDS = 0xffff;
/** How many units a character becomes at most; longer forms (㍿, ﷺ) leave it as it is. */
export const LONGEST_EXPANSION = 4;
/** Stands for a character outside the BMP that has no meaning of its own here. */
export const PLACEHOLDER = 0xfffd;

const NOISE = '*·•・‧∙⋅●○◎◆◇■□▲△▼▽★☆♥♡♠♣♦※§~^_|¦\\/#@=`´¨…‥.-‐‑‒–﹒︱丨◤◥◢◣→←↑↓⇒✓✔√✿❀❤✨';
const MARKS = ',、;:—―';
const ENDS = '。!?\n\r\u2028\u2029｡';
const BRACKETS = '()[]{}<>"\'“”‘’「」『』【】〔〕〖〗〈〉《》';
const LOOK_ALIKES =
  'аaеeоoсcрpхxуyіiѕsјjԛqѡwвbнhкkмmтtαaοoνvρpχxυuκkιiτtωwⅴv蕞最朂最囯国嶶微溦微菸烟葯药嵒癌';
/** Pictures that stand for a word. All other pictures are decoration. */
const EMOJI: readonly (readonly [string, string])[] = [
  ['➕', '加'],
  ['✚', '加'],
  ['🐧', 'qq'],
  ['🚬', '烟'],
  ['💊', '药'],
  ['💰', '钱'],
  ['💵', '钱'],
  ['💴', '钱'],
  ['🧧', '红包'],
  ['🐘', '象'],
  ['🦷', '牙'],
  ['🐅', '虎'],
  ['🐯', '虎'],
  ['🦴', '骨'],
  ['🛰', '卫星'],
  ['🈚', '无'],
];

/** Tables that turn a UTF-16 unit into its plain form and its class; built once. */
export interface CharTable {
  readonly mapped: Uint16Array;
  readonly classes: Uint8Array;
  readonly expansions: ReadonlyMap<number, string>;
  readonly emoji: ReadonlyMap<number, string>;
}

let table: CharTable | undefined;

/** The table (NFKC, lower case, traditional to simplified, look-alikes, classes); the first call builds it. */
export function charTable(): CharTable {
  table ??= build();
  return table;
}

function build(): CharTable {
  const mapped = new Uint16Array(65536);
  const expansions = new Map<number, string>();
  for (let unit = 0; unit < 65536; unit++) mapped[unit] = unit;
  for (let unit = 0; unit < 65536; unit++) {
    const plainRange = (unit >= 0x3400 && unit <= 0xdfff) || (unit >= 0xe000 && unit <= 0xf8ff);
    if (plainRange) continue;
    const form = plainForm(String.fromCharCode(unit));
    if (form.length === 1) mapped[unit] = form.charCodeAt(0);
    else if (form.length > 1 && form.length <= LONGEST_EXPANSION) {
      mapped[unit] = EXPANDS;
      expansions.set(unit, form);
    }
  }
  for (let i = 0; i < TRADITIONAL_PAIRS.length; i += 2) {
    mapped[TRADITIONAL_PAIRS.charCodeAt(i)] = TRADITIONAL_PAIRS.charCodeAt(i + 1);
  }
  for (let i = 0; i < LOOK_ALIKES.length; i += 2) {
    mapped[LOOK_ALIKES.charCodeAt(i)] = LOOK_ALIKES.charCodeAt(i + 1);
  }
  // NFKC leads radicals and compatibility ideographs to characters that may be traditional themselves.
  for (let unit = 0x2e80; unit < 65535; unit++) {
    const target = mapped[unit] ?? 0;
    if (target !== unit && target !== EXPANDS) mapped[unit] = mapped[target] ?? target;
  }
  // The dots of an ellipsis would become three full stops.
  mapped[0x2026] = 0x2026;
  expansions.delete(0x2026);
  const emoji = new Map<number, string>();
  for (const [picture, word] of EMOJI) emoji.set(picture.codePointAt(0) ?? 0, word);
  return { mapped, classes: classify(), expansions, emoji };
}

function plainForm(char: string): string {
  const folded = char.normalize('NFKC').toLowerCase();
  // zuì → zui: tone marks of pinyin are dropped.
  const bare = /^[\u00c0-\u024f\u1e00-\u1eff]$/.test(folded) ? folded.normalize('NFD').charAt(0) : folded;
  return bare;
}

function classify(): Uint8Array {
  const classes = new Uint8Array(65536);
  const set = (from: number, to: number, value: number): void => {
    classes.fill(value, from, to + 1);
  };
  set(0x3400, 0x9fff, CLASS.han);
  set(0x3005, 0x3007, CLASS.han);
  set(0xf900, 0xfaff, CLASS.han);
  set(0x61, 0x7a, CLASS.letter);
  set(0x30, 0x39, CLASS.digit);
  set(0, 0x1f, CLASS.nothing);
  set(0x2190, 0x27bf, CLASS.noise);
  set(0x2b00, 0x2bff, CLASS.noise);
  set(0x200b, 0x200f, CLASS.nothing);
  set(0x202a, 0x202e, CLASS.nothing);
  set(0x2060, 0x206f, CLASS.nothing);
  set(0x300, 0x36f, CLASS.nothing);
  set(0x20d0, 0x20ff, CLASS.nothing);
  set(0xfe00, 0xfe0f, CLASS.nothing);
  set(0xe000, 0xf8ff, CLASS.noise);
  for (const unit of [0xad, 0x34f, 0x61c, 0x180e, 0xfeff, 0x7f]) classes[unit] = CLASS.nothing;
  for (const unit of [0x09, 0x0b, 0x0c, 0x20, 0xa0, 0x3000]) classes[unit] = CLASS.space;
  const each = (chars: string, value: number): void => {
    for (const char of chars) classes[char.charCodeAt(0)] = value;
  };
  each(NOISE, CLASS.noise);
  each(MARKS, CLASS.mark);
  each(ENDS, CLASS.end);
  each(BRACKETS, CLASS.bracket);
  // 丨 is a stroke that only serves as a bar.
  classes['丨'.charCodeAt(0)] = CLASS.noise;
  return classes;
}
