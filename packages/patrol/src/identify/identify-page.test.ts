import type { SiteKind } from '@wangjian/core/site.ts';
import { usccCheckCharacter } from '@wangjian/core/uscc.ts';
import { describe, expect, it } from 'vitest';
import { readPage } from '../extract/read-page.ts';
import { identifyPage } from './identify-page.ts';

const USCC = `91640502MA76A1B2C${usccCheckCharacter('91640502MA76A1B2C')}`;
const identify = (html: string, kind: SiteKind = 'non-trading', url = 'https://www.example.cn/') =>
  identifyPage(readPage(html, url), kind);
const byRole = (html: string, kind: SiteKind = 'non-trading') => {
  const { operators } = identify(html, kind);
  const of = (role: string) => operators.filter((party) => party.role === role).map((party) => party.name);
  return { operator: of('operator'), maker: of('site-maker'), mentioned: of('mentioned') };
};

describe('roles of names', () => {
  it('reads a table footer of 2005 with spread labels', () => {
    const html =
      '<table><tr><td>与陕西兴合纸业有限公司建立了合作关系</td></tr></table><table><tr><td>版 权 所 有：中卫市宏图机械有限责任公司<br>地 址：工业园区　电 话：0955-7654321　传 真：0955-7654322<br>技 术 支 持：中卫在线网络科技有限公司</td></tr></table>';
    expect(byRole(html)).toEqual({
      operator: ['中卫市宏图机械有限责任公司'],
      maker: ['中卫在线网络科技有限公司'],
      mentioned: ['陕西兴合纸业有限公司'],
    });
    expect(identify(html).phones).toEqual(['0955-7654321']);
  });

  it.each([
    ['商城运营：宁夏甲贸易有限公司 版权所有 银川乙网络科技有限公司提供技术支持'],
    ['<p>Copyright © 2020 宁夏甲贸易有限公司</p><p>网站建设：银川乙网络科技有限公司</p>'],
    ['设计制作：银川乙网络科技有限公司 版权所有：宁夏甲贸易有限公司 备案号：宁ICP备16001234号'],
    ['<dl><dt>公司名称</dt><dd>宁夏甲贸易有限公司</dd></dl><p>Powered by 银川乙网络科技有限公司</p>'],
    ['<footer>宁夏甲贸易有限公司 | 宁ICP备16001234号 | 银川乙网络科技有限公司 制作</footer>'],
  ])('tells the operator from the site maker in %s', (html) => {
    expect(byRole(html)).toMatchObject({
      operator: ['宁夏甲贸易有限公司'],
      maker: ['银川乙网络科技有限公司'],
    });
  });

  it('takes the shop for the operator on a page of a platform', () => {
    const html = `<h1>茶坊旗舰店</h1><p>企业名称：厦门甲茶业有限公司 统一社会信用代码：${USCC}</p><footer>浙江乙网络有限公司 版权所有 浙ICP备10000001号</footer>`;
    expect(byRole(html, 'shop')).toMatchObject({
      operator: ['厦门甲茶业有限公司'],
      mentioned: ['浙江乙网络有限公司'],
    });
    expect(
      byRole('<p>本商品由 广州市甲皮具商行 销售并提供售后</p><p>© 北京乙电商有限公司</p>', 'shop').operator,
    ).toEqual(['广州市甲皮具商行']);
  });

  it('knows individual traders, institutions and persons who need not register', () => {
    expect(
      byRole(`<p>名称：中宁县甲土特产经营部</p><p>统一社会信用代码：${USCC}</p><p>经营者：马某</p>`).operator,
    ).toEqual(['中宁县甲土特产经营部']);
    expect(byRole('<p>主办单位：甲县市场监督管理局　承办单位：甲县信息中心</p>').operator).toEqual([
      '甲县市场监督管理局',
    ]);
    expect(byRole('<p>©2018 花间 版权归中卫市甲花店所有</p>').operator).toEqual(['中卫市甲花店']);
    expect(
      byRole('<p>个人销售自产农副产品，依法不需要办理市场主体登记</p><p>经营者：田某兰</p>').operator,
    ).toEqual(['田某兰']);
  });

  it('does not take the subject of news, a list or a penalty for the operator', () => {
    const news =
      '<title>宁夏甲食品有限公司发布新品 - 新闻网</title><p>近日，宁夏甲食品有限公司在银川发布新品。</p><div>宁夏乙传媒有限公司主办 宁ICP备10000222号</div>';
    expect(byRole(news)).toMatchObject({
      operator: ['宁夏乙传媒有限公司'],
      mentioned: ['宁夏甲食品有限公司'],
    });
    const penalty = `<title>行政处罚公示</title><table><tr><td>企业名称</td><td>宁夏甲食品有限公司</td></tr><tr><td>统一社会信用代码</td><td>${USCC}</td></tr></table><p>主办：丙县市场监督管理局</p>`;
    expect(byRole(penalty).operator).toEqual(['丙县市场监督管理局']);
    const list = ['甲', '乙', '丙', '丁'].map((n) => `<p>企业名称：宁夏${n}化工有限公司</p>`).join('');
    expect(byRole(`${list}<p>版权所有：宁夏戊行业协会</p>`).operator).toEqual(['宁夏戊行业协会']);
  });

  it('takes the name at the head of an address block, or that speaks of itself, without a label', () => {
    expect(byRole('<p>联系我们</p><p>中宁县甲肉食店</p><p>电话：0955-3025154</p>', 'shop').operator).toEqual([
      '中宁县甲肉食店',
    ]);
    expect(
      byRole('<h2>关于我们</h2><p>银川市兴庆区甲烟具店成立于2011年，在银川市经营烟具。</p>').operator,
    ).toEqual(['银川市兴庆区甲烟具店']);
    expect(byRole('<p>友情链接：</p><p>中宁县甲医院</p><p>中卫市乙小学</p>').operator).toEqual([]);
  });

  it('gives way to the new operator after a change', () => {
    const html =
      '<p>自7月1日起，商城的经营主体由北京甲商贸有限公司变更为天津乙电子商务有限公司。</p><p>© 天津乙电子商务有限公司</p>';
    expect(byRole(html)).toMatchObject({
      operator: ['天津乙电子商务有限公司'],
      mentioned: ['北京甲商贸有限公司'],
    });
  });

  it('reads JSON-LD, and a copyright line in English', () => {
    const ld =
      '<script type="application/ld+json">{"@type":"Organization","legalName":"杭州甲文化有限公司"}</script><p>首页</p>';
    expect(byRole(ld).operator).toEqual(['杭州甲文化有限公司']);
    expect(
      byRole('<p>Copyright © 2020 Example Goji Foods Co., Ltd. All Rights Reserved.</p>').operator,
    ).toEqual(['Example Goji Foods Co., Ltd.']);
    expect(byRole('<p>Powered by Discuz! © 2001 Example Forum Inc.</p>').operator).toEqual([]);
  });

  it('is not misled by a placeholder or a hidden name', () => {
    expect(
      byRole(
        '<p>Copyright XX有限公司</p><p>某某有限公司成立于</p><div style="display:none">宁夏甲有限公司 版权所有</div>',
      ),
    ).toEqual({ operator: [], maker: [], mentioned: [] });
  });
});

describe('codes and marks', () => {
  it('reads them across tags and layouts', () => {
    const html = `<dl><dt>统一社会信用代码</dt><dd>${USCC.slice(0, 6)}<span>${USCC.slice(6)}</span></dd></dl><a href="tel:13800001234">电话</a><a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=64050202000123"><img src="g.png">公安备案</a><p>宁ICP备<b>16001234</b>号</p>`;
    expect(identify(html)).toMatchObject({
      uscc: [USCC],
      phones: ['13800001234'],
      police: ['宁公网安备64050202000123号'],
      icp: ['宁ICP备16001234号'],
    });
  });

  it('reads the foot of a page of megabytes', () => {
    const html = `${'<p>宁夏甲商贸有限公司，13800001234</p>'.repeat(100_000)}<p>版权所有：宁夏乙商贸有限公司 宁ICP备16001234号</p>`;
    const found = identify(html);
    expect(found.operators[0]).toEqual({ name: '宁夏乙商贸有限公司', role: 'operator' });
    expect(found.icp).toEqual(['宁ICP备16001234号']);
  });

  it('finds licence marks by host, words and pictures, and not other badges', () => {
    const html =
      '<a href="https://zzlz.gsxt.gov.cn/businessCheck/verifKey.do?id=1"><img src="lz.png"></a><a href="/license.html">营业执照</a><img src="/img/yyzz.jpg" alt="">' +
      '<a href="http://www.beian.gov.cn/x?recordcode=1">网警</a><a href="https://www.12377.cn/">举报中心</a><a href="/news/1.html">如何申领电子营业执照</a><a href="https://www.gsxt.gov.cn/">公示系统</a><a href="https://beian.miit.gov.cn/">备案</a>';
    expect(identify(html).marks).toEqual([
      'https://zzlz.gsxt.gov.cn/businessCheck/verifKey.do?id=1',
      'https://www.example.cn/license.html',
      'https://www.example.cn/img/yyzz.jpg',
    ]);
  });
});
