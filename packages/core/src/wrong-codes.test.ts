import { expect, it } from 'vitest';
import { wrongCodes } from './wrong-codes.ts';

it.each([
  ['统一社会信用代码：91640500MA7XXXXX12', ['91640500MA7XXXXX12']],
  ['信用代码　９１６４０５００ＭＡ７ＸＸＸＸＸ１２', ['91640500MA7XXXXX12']],
  ['统一社会信用代码 91350100M000100Y43，信用代码：9164050000000000', ['9164050000000000']],
  ['注册号/信用代码 640500200001234', []],
  ['统一社会信用代码见营业执照图片，电话 09557012345', []],
  ['订单号 91640500MA7XXXXX12', []],
])('%s', (text, codes) => {
  expect(wrongCodes(text)).toEqual(codes);
});
