import { describe, expect, it } from 'vitest';
import { compileAnyOf, compilePattern } from './compile.ts';

const lists: Readonly<Record<string, readonly string[]>> = {
  seller: ['本店', '商家(们)?'],
  loop: ['{loop}'],
};
const compiled = (pattern: string) => compilePattern(pattern, (name) => lists[name]);
const matches = (pattern: string, text: string): string[] =>
  [...text.matchAll(compiled(pattern).regex)].map((m) => m[0]);

describe('compilePattern', () => {
  it.each([
    ['解释权~4归{seller}', '解释权全部归本店', true],
    ['解释权~4归{seller}', '解释权,归本店', false],
    ['解释权~~4归{seller}', '解释权,归本店', true],
    ['解释权~~4归{seller}', '解释权。归本店', false],
    ['满{n}减{n}', '满300减50', true],
    ['國家級', '国家级', true],
    ['国家级（?！a|b', '国家级(!', false],
    ['退款(?!规则)', '退款规则', false],
    ['(?<!不)支持', '不支持', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text).length > 0).toBe(expected);
  });

  it('asks for words that every match contains', () => {
    const { anchors } = compiled('(最终|一切)?解释权~~8(归|属于){seller}');
    expect(anchors.length).toBeGreaterThan(0);
    for (const text of ['解释权归本店', '最终解释权属于商家们', '一切解释权归商家']) {
      for (const set of anchors)
        expect(
          set.some((word) => text.includes(word)),
          `${text} ${set.join()}`,
        ).toBe(true);
    }
  });

  it.each([
    ['(未闭合', /括号/],
    ['{没有}', /词表/],
    ['{nothing}', /没有词表/],
    ['{loop}', /绕回/],
    ['~~8', /没有固定的词/],
    ['?', /前面没有内容/],
  ])('refuses %s', (pattern, message) => {
    expect(() => compiled(pattern)).toThrow(message);
  });
});

describe('compileAnyOf', () => {
  it('lets a gap at the end reach as far as it may', () => {
    const regex = compileAnyOf(['超过~4'], () => undefined);
    expect('超过七天了不退'.match(regex)?.[0]).toBe('超过七天了不');
  });
});
