import { toHalfWidth } from '@wangjian/core/half-width.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOrganisationNames } from './organisation-names.ts';

const names = (text: string) => findOrganisationNames(toHalfWidth(text)).map((found) => found.name);

describe('exact ends of names', () => {
  it.each([
    ['版权所有 © 2010-2024 宁夏塞上红枸杞有限公司 宁ICP备', ['宁夏塞上红枸杞有限公司']],
    ['Copyright2024宁夏塞上红枸杞有限公司版权所有', ['宁夏塞上红枸杞有限公司']],
    ['本站由北京云图网络科技有限公司提供技术支持', ['北京云图网络科技有限公司']],
    ['宁夏甲商贸有限公司和银川乙食品有限公司', ['宁夏甲商贸有限公司', '银川乙食品有限公司']],
    ['中粮杞（北京）食品有限公司中卫分公司', ['中粮杞(北京)食品有限公司中卫分公司']],
    ['商城(宁夏甲商贸有限公司)', ['宁夏甲商贸有限公司']],
    ['欢迎光临宁夏甲商贸有限公司官方网站', ['宁夏甲商贸有限公司']],
    ['运营主体为宁夏甲商贸有限公司', ['宁夏甲商贸有限公司']],
    ['向宁夏和瑞商贸有限公司购买', ['宁夏和瑞商贸有限公司']],
    ['在宁夏等地设立银川康宁医药有限公司', ['银川康宁医药有限公司']],
    ['我们是宁夏杞乡枸杞有限责任公司的经销商', ['宁夏杞乡枸杞有限责任公司']],
    ['中宁县红宝枸杞专业合作社', ['中宁县红宝枸杞专业合作社']],
    ['沙坡头区老马羊肉店(个体工商户)', ['沙坡头区老马羊肉店(个体工商户)']],
    ['银川甲股权投资合伙企业（有限合伙）', ['银川甲股权投资合伙企业(有限合伙)']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    '美的集团股份有限公司',
    '前程在线网络科技有限公司',
    '自由行旅游有限公司',
    '安徽于氏食品有限公司',
    '宁夏建设投资集团有限公司',
    'TCX科技集团股份有限公司',
    '360度安全科技有限公司',
    '北京等等科技有限公司',
  ])('keeps the whole of %s', (name) => {
    expect(names(`公司名称：${name}，地址`)).toEqual([name]);
  });

  it.each([
    '类型：有限责任公司(自然人投资或控股)',
    '其他有限责任公司',
    '股份有限公司(上市)',
    '某某有限公司',
    'XX有限公司',
    '农民专业合作社',
  ])('no name in %s', (text) => {
    expect(names(text)).toEqual([]);
  });

  it('finds a name of any core between labels, with its place in the text', () => {
    const core = fc.stringMatching(/^[\u5b8f\u745e\u8fbe\u6cf0\u4e30\u76db\u5eb7\u9686\u660c\u5174]{2,6}$/);
    const lead = fc.constantFrom(
      '版权所有：',
      '主办单位:',
      '©2024 ',
      '由',
      '欢迎访问',
      '技术支持：',
      '（',
      '\n',
      '与',
      '联系',
    );
    fc.assert(
      fc.property(
        core,
        lead,
        fc.constantFrom('有限公司', '股份有限公司', '有限责任公司', '专业合作社'),
        (middle, before, ending) => {
          const name = `宁夏${middle}商贸${ending}`;
          const text = toHalfWidth(`${before}${name} 版权所有`);
          const [found] = findOrganisationNames(text);
          expect(found?.name).toBe(name);
          expect(text.slice(found!.start, found!.end)).toBe(name);
        },
      ),
    );
  });
});
