import { expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';

it('keeps only what was changed, and turns an emptied field into null', () => {
  const before = { title: '甲', phone: '138****1234', url: null as string | null, kinds: ['a'] };
  expect(changedFields(before, { ...before, url: '' })).toEqual({});
  expect(changedFields(before, { ...before, title: '乙', phone: '', kinds: ['a', 'b'] })).toEqual({
    title: '乙',
    phone: null,
    kinds: ['a', 'b'],
  });
});
