import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelsWithValue } from './labels-with-value.ts';
import { HOLDS, TextLines } from './text-lines.ts';

describe('TextLines', () => {
  it('cuts a text as split does, and finds the line of an offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '字'), maxLength: 700 }), (text) => {
        const lines = new TextLines(text);
        const cut = Array.from({ length: lines.count }, (_, i) => lines.line(i));
        expect(cut).toEqual(text.split('\n'));
        for (let i = 0; i < lines.count; i++) {
          expect(lines.lengthOf(i)).toBe(cut[i]!.length);
          expect(lines.lineAt(lines.startOf(i))).toBe(i);
        }
        expect(lines.line(lines.count)).toBe('');
      }),
    );
  });

  it('says what a line holds', () => {
    const lines = new TextLines('单价 ¥9\n电话下单。\n主办单位：');
    expect(lines.holds(0, HOLDS.digit)).toBe(true);
    expect(lines.holds(0, HOLDS.contact)).toBe(false);
    expect(lines.holds(1, HOLDS.order)).toBe(true);
    expect(lines.holds(1, HOLDS.fullStop)).toBe(true);
    expect(lines.holds(2, HOLDS.labelEnd)).toBe(true);
    expect(lines.holds(2, HOLDS.label)).toBe(false);
  });
});

it('finds labels with a value behind a colon, in the next cell and on the next line, spread ones too', () => {
  const ends = (text: string) =>
    [...labelsWithValue(new TextLines(text))].map(({ kind, end, colon }) => [
      kind,
      text.slice(end, end + 2),
      colon,
    ]);
  expect(ends('主办单位: 甲店\n企业名称\t乙店\n店主\n丙店\n版权')).toEqual([
    ['operator', '甲店', true],
    ['licence', '乙店', false],
    ['shopkeeper', '丙店', false],
  ]);
  expect(ends('主 办 单 位 : 甲店')).toEqual([['operator', '甲店', true]]);
  expect(ends(`店主\n${'长'.repeat(41)}`)).toEqual([]);
});
