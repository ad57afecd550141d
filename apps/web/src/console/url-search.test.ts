import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSearch, writeSearch } from './url-search.ts';

describe('the query of a console address', () => {
  it('keeps several values of one filter and drops empty ones', () => {
    expect(readSearch('?status=pending&kind=shop&kind=platform')).toEqual({
      status: 'pending',
      kind: ['shop', 'platform'],
    });
    expect(writeSearch({ q: '', page: undefined, kind: ['shop', 'platform'] })).toBe(
      '?kind=shop&kind=platform',
    );
    expect(writeSearch({})).toBe('');
  });

  it('reads back whatever it wrote', () => {
    const name = fc.string({ minLength: 1, maxLength: 8 });
    const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((one) => one.isWellFormed());
    const value = fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 4 }));
    fc.assert(
      fc.property(fc.dictionary(name, value), (search) => {
        expect(readSearch(writeSearch(search))).toEqual({ ...search });
      }),
    );
  });
});
