import { TAG_KINDS, type TagKind } from './tag-kinds.ts';

/** How the content of an element is read: as markup, up to its end tag with (`text`) or without (`raw`) entities, or to the end of the page. */
export type TagContent = 'markup' | 'raw' | 'text' | 'plain';

/** What the scanner and the reader need to know of one kind of element; one object for each name. */
export interface Tag {
  /** In lower case, but for elements of SVG such as `foreignObject`. */
  readonly name: string;
  readonly kind: TagKind | undefined;
  /** Never has content or an end tag. */
  readonly isVoid: boolean;
  readonly content: TagContent;
  /** Bit of this element in `closes` of others; 0 when no start tag ends it. */
  readonly bit: number;
  /** Elements that end where this one begins, if they are the innermost open ones. */
  readonly closes: number;
  /** SVG or MathML: other rules hold inside. */
  readonly isForeign: boolean;
  /** HTML begins again inside it, when it stands in SVG or MathML. */
  readonly integrates: boolean;
}

const VOID =
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr';
const RAW = 'iframe noembed noframes script style xmp';
const TEXT = 'title textarea';
const FOREIGN = 'math svg';
const INTEGRATION = 'mi mo mn ms mtext annotation-xml foreignObject desc title';
/** Start tag → open elements that it ends (the rules of htmlparser2, a short form of the HTML standard's). */
const CLOSES: Readonly<Record<string, string>> = {
  tr: 'tr th td',
  th: 'th',
  td: 'thead th td',
  body: 'head script',
  a: 'a',
  li: 'li',
  option: 'option',
  optgroup: 'optgroup option',
  'h1 h2 h3 h4 h5 h6': 'h1 h2 h3 h4 h5 h6 p',
  'select input output button datalist textarea': 'option optgroup select button datalist textarea',
  'dd dt': 'dd dt',
  'rt rp': 'rt rp',
  'tbody tfoot': 'thead tbody',
  'p address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul':
    'p',
};
/** Inline elements and parts of the head, listed so that pages need not name them anew. */
const OTHERS =
  'head span em b i u s strong small big font label abbr acronym cite code del dfn ins kbd q samp sub sup tt var ' +
  'mark time bdi bdo ruby nobr strike map colgroup output meter progress picture slot data blink applet noscript ' +
  'foreignobject g path defs symbol use circle rect line polygon polyline text tspan';
/** SVG spells these with capitals; the names in a page are in any case. */
const SVG_NAMES =
  'altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix ' +
  'feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight ' +
  'feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology ' +
  'feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef ' +
  'linearGradient radialGradient textPath';

const words = (list: string): string[] => list.split(' ');
const sets = Object.entries(CLOSES).map(([starts, ends]) => ({ starts: words(starts), ends: words(ends) }));
const closable = [...new Set(sets.flatMap(({ ends }) => ends))];
const bitOf = (name: string): number => (closable.includes(name) ? 1 << closable.indexOf(name) : 0);
const [voids, raws, texts, foreign, integration] = [VOID, RAW, TEXT, FOREIGN, INTEGRATION].map(
  (list) => new Set(words(list)),
) as [Set<string>, Set<string>, Set<string>, Set<string>, Set<string>];

function makeTag(name: string): Tag {
  const closes = sets.find(({ starts }) => starts.includes(name))?.ends ?? [];
  const content = raws.has(name)
    ? 'raw'
    : texts.has(name)
      ? 'text'
      : name === 'plaintext'
        ? 'plain'
        : 'markup';
  return {
    name,
    kind: TAG_KINDS.get(name),
    isVoid: voids.has(name),
    content,
    bit: bitOf(name),
    closes: closes.reduce((bits, each) => bits | bitOf(each), 0),
    isForeign: foreign.has(name),
    integrates: integration.has(name),
  };
}

const listed = new Map(
  [
    ...TAG_KINDS.keys(),
    ...sets.flatMap(({ starts, ends }) => [...starts, ...ends]),
    ...[VOID, RAW, TEXT, FOREIGN, INTEGRATION, OTHERS, 'plaintext'].flatMap(words),
  ].map((name) => [name, makeTag(name)] as const),
);
const svgTags = new Map(
  words(SVG_NAMES).map((name) => [name.toLowerCase(), listed.get(name) ?? makeTag(name)]),
);

/** Names that the lists above lack (elements of scripts, misspellings), as met in pages. */
const met = new Map<string, Tag>();
const MAX_MET = 2000;

/** The tag of a name in lower case. */
export function tagOf(name: string): Tag {
  let tag = listed.get(name) ?? met.get(name);
  if (!tag) {
    // A name cut out of a page would keep the whole page in memory: its own characters are kept instead.
    const own = Buffer.from(name, 'utf16le').toString('utf16le');
    tag = makeTag(own);
    if (met.size >= MAX_MET) met.clear();
    met.set(own, tag);
  }
  return tag;
}

/** The SVG element of a name in lower case, where SVG spells it with capitals. */
export function svgTagOf(name: string): Tag | undefined {
  return svgTags.get(name);
}

/** Slots by a hash of name and length; names are found in a page without being cut out of it. */
const SLOTS = 1024;
const slots: (Tag | undefined)[] = new Array(SLOTS).fill(undefined);

const hashOf = (hash: number, unit: number): number => (Math.imul(hash, 31) + unit) | 0;

for (const tag of listed.values()) {
  if (/[A-Z]/.test(tag.name)) continue;
  let hash = 0;
  for (let i = 0; i < tag.name.length; i++) hash = hashOf(hash, tag.name.charCodeAt(i));
  let slot = (hash ^ (hash >>> 10)) & (SLOTS - 1);
  while (slots[slot] !== undefined) slot = (slot + 1) & (SLOTS - 1);
  slots[slot] = tag;
}

const isUpper = (unit: number): boolean => unit >= 0x41 && unit <= 0x5a;

/** The listed tag whose name stands, in any case, at [from, to) of a page; undefined for other names. */
export function listedTagAt(codes: Uint16Array, from: number, to: number): Tag | undefined {
  let hash = 0;
  for (let i = from; i < to; i++) {
    const unit = codes[i]!;
    hash = hashOf(hash, isUpper(unit) ? unit | 0x20 : unit);
  }
  for (let slot = (hash ^ (hash >>> 10)) & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const tag = slots[slot];
    if (tag === undefined) return undefined;
    if (isNameAt(tag.name, codes, from, to)) return tag;
  }
}

/** True when [from, to) spells `name`, which is in lower case, in any case. */
export function isNameAt(name: string, codes: Uint16Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let i = 0; i < name.length; i++) {
    const unit = codes[from + i]!;
    if ((isUpper(unit) ? unit | 0x20 : unit) !== name.charCodeAt(i)) return false;
  }
  return true;
}
