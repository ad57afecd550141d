import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPage } from '../extract/read-page.ts';
import { packed, unpacked } from './packed-content.ts';

test('what was packed and cloned comes out as it was, whatever its links and pictures say', () => {
  const words = fc.string({ unit: 'binary', maxLength: 12 });
  const link = fc.record({ url: words, text: words, alt: words, nofollow: fc.boolean(), at: fc.nat() });
  const image = fc.record({ src: words, text: words });
  fc.assert(
    fc.property(fc.array(link), fc.array(image), (links, images) => {
      const page = readPage('<title>枸杞</title><p>现货<form action="/cart"><input name="sku"></form>', '');
      const content = { ...page, links, images };
      expect(unpacked(structuredClone(packed(content)))).toEqual(content);
    }),
  );
});
