import { expect, it } from 'vitest';
import { fixedWords, KindsFinder } from './kinds-finder.ts';

it('takes of each alternative a word that every match contains', () => {
  expect(
    fixedWords('加入购物车|预[订定]房间|入驻\\s?\\d+\\s?年|comments?|Add to (?:cart|bag)|免?运费'),
  ).toEqual(['加入购物车', '房间', '入驻', 'comment', 'add to ', '运费']);
  expect(() => fixedWords('好|\\d+')).toThrow('fixed word');
});

it('names the patterns that can match, in any case of letters', () => {
  const finder = new KindsFinder([/购物车|buy now/gi, /店铺/g, /物流服务\s*\d/g]);
  expect([...finder.kindsIn('首页\nBUY NOW\n物流服务\n4.9')]).toEqual([0, 2]);
  expect([...finder.kindsIn('')]).toEqual([]);
});
