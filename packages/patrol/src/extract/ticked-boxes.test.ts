import { describe, expect, it } from 'vitest';
import { readPage } from './read-page.ts';

const ticked = (body: string) => readPage(body, 'https://www.example.cn/order').ticked;

describe('boxes that are ticked beforehand', () => {
  it('carry the words of the label around them, of the one that names them, or that follow', () => {
    expect(ticked('<label><input type=checkbox checked> 航意险 <b>30元</b></label> 其他')).toEqual([
      '航意险 30元',
    ]);
    expect(ticked('<label for="a">延保一年</label><input id=a type="checkbox" checked="checked">')).toEqual([
      '延保一年',
    ]);
    expect(ticked('<p><input type=checkbox checked>会员月卡 <span>9.9元</span></p><p>说明</p>')).toEqual([
      '会员月卡 9.9元',
    ]);
    expect(ticked('<table><tr><td><input type=checkbox checked><td>贵宾厅 99元</table>')).toEqual([
      '贵宾厅 99元',
    ]);
  });

  it('are told apart from boxes beside them that are not ticked', () => {
    expect(
      ticked(
        '<form><label><input type="checkbox" name="extra" checked> 出行意外险 30 元</label><label><input type="checkbox" name="agree"> 我已阅读并同意</label></form>',
      ),
    ).toEqual(['出行意外险 30 元']);
    expect(ticked('<input type=checkbox checked>保险<input type=checkbox>会员')).toEqual(['保险']);
    expect(ticked('<label><input type=checkbox> 意外险 30 元</label><input value="checked">')).toEqual([]);
  });

  it('may be drawn with other elements, and hidden ones do not count', () => {
    expect(ticked('<span role="checkbox" aria-checked="true"></span>碎屏险 39元<br>')).toEqual([
      '碎屏险 39元',
    ]);
    expect(ticked('<span role="checkbox" aria-checked="false"></span>碎屏险 39元<br>')).toEqual([]);
    expect(ticked('<div hidden><input type=checkbox checked>保险</div>')).toEqual([]);
    expect(ticked('<input type=radio name=i checked>购买保险<input type=radio name=i>不购买')).toEqual([
      '购买保险',
    ]);
  });
});
