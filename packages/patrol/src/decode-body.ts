import { isAscii, isUtf8 } from 'node:buffer';
import { readability, readingScore } from './charset-guess.ts';

export type CharsetSource = 'bom' | 'header' | 'meta' | 'detected';

/** A decoded page. `charset` is a WHATWG encoding name (`utf-8`, `gbk`, `gb18030`, `big5` …). */
export interface DecodedBody {
  readonly text: string;
  readonly charset: string;
  /** What named the charset that was used; `detected` when nothing did, or what did was wrong. */
  readonly charsetFrom: CharsetSource;
}

export interface DecodeHints {
  /** Value of the Content-Type header. */
  readonly contentType?: string | undefined;
  /** True when the bytes are only the beginning of the page. */
  readonly truncated?: boolean;
}

const SNIFF_BYTES = 8192;
const ALIASES: Readonly<Record<string, string>> = {
  cp936: 'gbk',
  ms936: 'gbk',
  'windows-936': 'gbk',
  'gb-2312': 'gbk',
  'gb-18030': 'gb18030',
  'utf-8mb4': 'utf-8',
  utf8mb4: 'utf-8',
  'utf-8-sig': 'utf-8',
};
/** Names that servers send by default for anything; they decode every byte, so they prove nothing. */
const WEAK = new Set(['windows-1252', 'iso-8859-15', 'x-user-defined', 'macintosh']);
const GB_FAMILY = new Set(['gbk', 'gb18030']);

/**
 * Decodes the bytes of a page. Order: byte order mark, Content-Type header, `<meta>` in the first kilobytes,
 * detection among UTF-8, GBK, GB18030 and Big5; a name that the bytes contradict is passed over. Never throws.
 */
export function decodeBody(bytes: Uint8Array, hints: DecodeHints = {}): DecodedBody {
  const marked = byBom(bytes);
  if (marked) return marked;
  const header = canonical(/charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(hints.contentType ?? '')?.[1]);
  // The common case, and the sure one: what the header says holds for every byte.
  if (header === 'utf-8' && !hints.truncated && isUtf8(bytes)) return decodeAs(bytes, 'utf-8', 'header');
  const head = latin1(bytes.subarray(0, SNIFF_BYTES));
  const wide = byZeroBytes(bytes);
  if (wide) return decodeAs(bytes, wide, header === wide ? 'header' : 'detected');
  const meta = metaCharset(head);
  const named = [
    ...(header ? [{ charset: header, from: 'header' as const }] : []),
    ...(meta ? [{ charset: meta, from: 'meta' as const }] : []),
  ];
  if (isAscii(bytes)) {
    const first = named[0];
    return decodeAs(
      bytes,
      first && !first.charset.startsWith('utf-16') ? first.charset : 'utf-8',
      first?.from ?? 'detected',
    );
  }
  if (readsAsUtf8(bytes, named, hints.truncated ?? false)) {
    return decodeAs(bytes, 'utf-8', named.find((name) => name.charset === 'utf-8')?.from ?? 'detected');
  }
  return byLegacyNames(
    bytes,
    named.filter((name) => name.charset !== 'utf-8'),
  );
}

function byBom(bytes: Uint8Array): DecodedBody | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeAs(bytes, 'utf-8', 'bom');
  if (a === 0xff && b === 0xfe) return decodeAs(bytes, 'utf-16le', 'bom');
  if (a === 0xfe && b === 0xff) return decodeAs(bytes, 'utf-16be', 'bom');
  if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) return decodeAs(bytes, 'gb18030', 'bom');
  return undefined;
}

/** UTF-16 without a mark: `<` and its neighbour each with a zero byte. */
function byZeroBytes(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4) return undefined;
  if (bytes[0] === 0x3c && bytes[1] === 0 && bytes[2] !== 0 && bytes[3] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c && bytes[2] === 0 && bytes[3] !== 0) return 'utf-16be';
  return undefined;
}

function metaCharset(head: string): string | undefined {
  const visible = head.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const inMeta = /<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(visible);
  const inXml = inMeta ?? /^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([^"']+)/i.exec(visible);
  const name = canonical(inXml?.[1]);
  // A page whose ASCII `<meta` could be read is not in UTF-16, whatever it says (HTML standard, prescan step).
  return name?.startsWith('utf-16') ? 'utf-8' : name;
}

/** Names by label, as met; making a decoder only to learn its name costs as much as decoding a short page. */
const canonicalNames = new Map<string, string | undefined>();
const MAX_NAMES = 500;

function canonical(label: string | undefined): string | undefined {
  if (!label) return undefined;
  const lower = label.trim().toLowerCase();
  if (!canonicalNames.has(lower)) {
    if (canonicalNames.size >= MAX_NAMES) canonicalNames.clear();
    canonicalNames.set(lower, encodingOf(lower));
  }
  return canonicalNames.get(lower);
}

function encodingOf(label: string): string | undefined {
  try {
    return new TextDecoder(ALIASES[label] ?? label).encoding;
  } catch {
    return undefined; // not a charset that anyone knows: as good as no name
  }
}

/**
 * Text in another charset is hardly ever valid UTF-8, except when it is very short; a few broken bytes (a title cut
 * by the site's database) do not make UTF-8 something else.
 */
function readsAsUtf8(bytes: Uint8Array, named: readonly { charset: string }[], truncated: boolean): boolean {
  const whole = truncated ? bytes.subarray(0, lastWholeCharacter(bytes)) : bytes;
  if (isUtf8(whole)) {
    const other = named.find((name) => name.charset !== 'utf-8' && !WEAK.has(name.charset));
    if (!other || named.some((name) => name.charset === 'utf-8')) return true;
    const text = decoderFor('utf-8').decode(bytes);
    const { hanzi, frequent } = readability(text);
    return (
      (hanzi >= 4 && frequent > 0.2) ||
      readingScore(text) >= readingScore(decoderFor(other.charset).decode(bytes))
    );
  }
  const { broken, hanzi } = readability(decoderFor('utf-8').decode(bytes), 20_000);
  return hanzi > 0 && broken < 0.05;
}

function lastWholeCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= 4 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}

function byLegacyNames(
  bytes: Uint8Array,
  named: readonly { charset: string; from: CharsetSource }[],
): DecodedBody {
  const strong = named.filter((name) => !WEAK.has(name.charset));
  const weak = named.filter((name) => WEAK.has(name.charset));
  let fallback: DecodedBody | undefined;
  for (const name of strong) {
    const decoded = decodeAs(bytes, name.charset, name.from);
    const { hanzi, frequent, broken } = readability(decoded.text);
    const chinese = GB_FAMILY.has(name.charset) || name.charset === 'big5';
    if (broken < 0.02 && (!chinese || hanzi < 4 || frequent > 0.25)) return decoded;
    fallback ??= decoded;
  }
  const guesses = [gbGuess(bytes), decodeAs(bytes, 'big5', 'detected')];
  const best = guesses.reduce((a, b) => (readingScore(b.text) > readingScore(a.text) ? b : a));
  const { hanzi, broken } = readability(best.text);
  if (
    hanzi > 0 &&
    broken < 0.2 &&
    readingScore(best.text) > (fallback ? readingScore(fallback.text) + 0.05 : 0)
  ) {
    const confirmed = strong.find((name) => name.charset === best.charset);
    return confirmed ? { ...best, charsetFrom: confirmed.from } : best;
  }
  if (fallback) return fallback;
  return weak[0] ? decodeAs(bytes, weak[0].charset, weak[0].from) : best;
}

/** GB18030 is a superset of GBK; it is named only when one of its four-byte characters is there. */
function gbGuess(bytes: Uint8Array): DecodedBody {
  for (let i = 0; i + 3 < bytes.length; i += 1) {
    const lead = bytes[i]!;
    if (lead < 0x81) continue;
    const second = bytes[i + 1]!;
    if (
      second >= 0x30 &&
      second <= 0x39 &&
      bytes[i + 2]! >= 0x81 &&
      bytes[i + 3]! >= 0x30 &&
      bytes[i + 3]! <= 0x39
    ) {
      return decodeAs(bytes, 'gb18030', 'detected');
    }
    i += 1;
  }
  return decodeAs(bytes, 'gbk', 'detected');
}

function decodeAs(bytes: Uint8Array, charset: string, charsetFrom: CharsetSource): DecodedBody {
  return { text: decoderFor(charset).decode(bytes), charset, charsetFrom };
}

const decoders = new Map<string, TextDecoder>();

function decoderFor(charset: string): TextDecoder {
  // The WHATWG standard decodes GBK by the GB18030 table; ICU's own gbk lacks the four-byte characters.
  const name = charset === 'gbk' ? 'gb18030' : charset;
  let decoder = decoders.get(name);
  if (!decoder) {
    decoder = new TextDecoder(name);
    decoders.set(name, decoder);
  }
  return decoder;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
