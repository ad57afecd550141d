import { describe, expect, it } from 'vitest';
import { looksBinary } from './looks-binary.ts';

describe('looksBinary', () => {
  it.each<[string, Uint8Array, boolean]>([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), true],
    ['an archive under another name', Buffer.from('PK\u0003\u0004 and so on', 'latin1'), true],
    ['noise', Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + i * i) % 256), true],
    ['Chinese as UTF-8', Buffer.from('本店枸杞，产自中宁\n'.repeat(50)), false],
    ['Chinese as GB18030', Uint8Array.of(0xb1, 0xbe, 0xb5, 0xea, 0x0a), false],
    ['Chinese as UTF-16', Buffer.from('\ufeff本店枸杞 a b c d', 'utf16le'), false],
    ['nothing', new Uint8Array(), false],
  ])('%s', (_, bytes, binary) => {
    expect(looksBinary(bytes)).toBe(binary);
  });
});
