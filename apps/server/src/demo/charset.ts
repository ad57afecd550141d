let table: Map<string, Uint8Array> | undefined;

// Node has no GBK encoder; the reverse of its decoder is one, and cannot disagree with what browsers read.
function gbkTable(): Map<string, Uint8Array> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const bytes = Uint8Array.of(lead, trail);
      const char = decoder.decode(bytes);
      if (char.length === 1 && char !== '\uFFFD' && !table.has(char)) table.set(char, bytes);
    }
  }
  return table;
}

/** Charsets that a demo page can be written in. */
export type PageCharset = 'utf-8' | 'gbk' | 'gb18030';

/**
 * Encodes a page. Characters that GBK lacks become numeric references, as Chinese editors write them;
 * GB18030 writes those beyond the Basic Multilingual Plane in four bytes.
 */
export function encodePage(html: string, charset: PageCharset): Buffer {
  if (charset === 'utf-8') return Buffer.from(html, 'utf8');
  const map = gbkTable();
  const out: number[] = [];
  for (const char of html) {
    const point = char.codePointAt(0) as number;
    const pair = map.get(char);
    if (point < 0x80) out.push(point);
    else if (pair) out.push(pair[0] as number, pair[1] as number);
    else if (charset === 'gb18030' && point >= 0x10000) out.push(...fourBytes(point));
    else out.push(...Buffer.from(`&#${point};`, 'ascii'));
  }
  return Buffer.from(out);
}

// GB 18030-2005: U+10000 is 90 30 81 30, and the rest follows in order.
function fourBytes(point: number): number[] {
  let linear = point - 0x10000;
  const fourth = 0x30 + (linear % 10);
  linear = Math.floor(linear / 10);
  const third = 0x81 + (linear % 126);
  linear = Math.floor(linear / 126);
  return [0x90 + Math.floor(linear / 10), 0x30 + (linear % 10), third, fourth];
}
