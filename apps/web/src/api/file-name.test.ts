import { expect, it } from 'vitest';
import { fileNameOf } from './file-name.ts';

it('reads the file name of a download, the extended form first', () => {
  expect(fileNameOf(null)).toBeNull();
  expect(fileNameOf('attachment; filename="a.csv"')).toBe('a.csv');
  expect(
    fileNameOf(`attachment; filename="x.xlsx"; filename*=UTF-8''${encodeURIComponent('线索.xlsx')}`),
  ).toBe('线索.xlsx');
});
