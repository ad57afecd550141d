import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from './read-page.ts';

const read = (body: string, url = 'https://www.example.cn/dir/page.html') => readPage(body, url);

describe('visible text', () => {
  it('keeps lines for blocks, tabs for cells and joins inline elements', () => {
    const page = read(
      '<h1>枸杞</h1><p>特<b>级</b><span>货</span> 500&nbsp;克</p><table><tr><td>名称<td>宁夏枸杞</tr><tr><th>产地</th><td>中宁</td></tr></table>甲<br>乙',
    );
    expect(page.text).toBe('枸杞\n特级货 500 克\n名称\t宁夏枸杞\n产地\t中宁\n甲\n乙');
  });

  it('leaves out what a consumer does not see', () => {
    const page = read(
      '<style>.a{}</style><script>var x="有限公司"</script><noscript>请开启脚本</noscript><template><p>模板</p></template>' +
        '<div hidden>藏一</div><div style="color:red;DISPLAY : none">藏<p>二</p></div><p style="visibility:hidden">藏三</p>' +
        '<!-- 注释 --><p aria-hidden="true">看得见</p><svg><title>图</title><text>字</text></svg><p>完</p>',
    );
    expect(page.text).toBe('看得见\n完');
  });

  it('ends a hidden element where the browser does, though its end tag is missing', () => {
    expect(read('<ul><li hidden>藏<li>显</ul><p hidden>藏<div>显二</div>').text).toBe('显\n显二');
  });

  it('keeps the lines of pre, and words on buttons', () => {
    const page = read(
      '<pre>一\n  二</pre><form><input type="submit" value="提交订单"><button>加入购物车</button></form>',
    );
    expect(page.text).toBe('一\n二\n提交订单\n加入购物车');
    expect(page.buttons).toEqual(['提交订单', '加入购物车']);
  });

  it('parts neighbouring links, and decodes entities', () => {
    expect(read('<a href="/a">首页</a><a href="/b">关于&amp;我们</a>版权&#169;').text).toBe(
      '首页 关于&我们版权©',
    );
  });

  it('never throws and never shows script text, whatever the input', () => {
    const piece = fc.constantFrom(
      '<div>',
      '</div>',
      '<script>秘密</script>',
      '<td>',
      '<p hidden>',
      '<a href="//x">',
      '字',
      '&#x',
      '<',
      '</',
      '<!--',
      '-->',
      '"',
      '<title>',
      '</p>',
      '<form>',
      '<svg/>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const page = read(pieces.join(''));
        expect(page.text).toBe(page.text.trim());
      }),
    );
  });

  it('reads a page of a hundred thousand nested elements in bounded work', () => {
    const page = read(`<p>头</p>${'<div>深'.repeat(100_000)}${'</span>'.repeat(100_000)}`);
    expect(page.text.startsWith('头\n深')).toBe(true);
  });
});

describe('head, links and forms', () => {
  it('reads title, meta and the canonical address', () => {
    const page = read(
      '<title> 中宁枸杞 \n商城 </title><meta name="Description" content="好枸杞"><META NAME=robots CONTENT="NOINDEX,nofollow">' +
        '<link rel=canonical href="/index.html"><meta http-equiv="Refresh" content="3; URL=\'next.html\'"><title>second</title>',
    );
    expect(page.title).toBe('中宁枸杞 商城');
    expect(page.description).toBe('好枸杞');
    expect(page.robots).toEqual(['noindex', 'nofollow']);
    expect(page.canonical).toBe('https://www.example.cn/index.html');
    expect(page.refresh).toEqual({ seconds: 3, url: 'https://www.example.cn/dir/next.html' });
    expect(page.text).toBe('');
  });

  it('resolves links and drops what is not http', () => {
    const page = read(
      '<a href="/p/1.html#top">一</a><a href="../二.html">二</a><a href="//img.example.cn/x">三</a><a href="javascript:;">四</a>' +
        '<a href="mailto:a@b.cn">五</a><a href="#x">六</a><a href="http://[bad">七</a><a href="tel:0955-7654321">打电话</a><iframe src="f.html"></iframe>',
    );
    expect(page.links.map((link) => link.url)).toEqual([
      'https://www.example.cn/p/1.html',
      'https://www.example.cn/%E4%BA%8C.html',
      'https://img.example.cn/x',
      'https://www.example.cn/dir/f.html',
    ]);
    expect(page.links[0]?.text).toBe('一');
    expect(page.telephoneLinks).toEqual(['0955-7654321']);
  });

  it('follows <base>, and keeps the words of images in a link', () => {
    const page = read(
      '<base href="https://cdn.example.com/m/"><a href="zz" title="亮照"><img src=a.png alt="电子营业执照"></a>',
    );
    expect(page.links).toEqual([
      { url: 'https://cdn.example.com/m/zz', text: '', alt: '亮照 电子营业执照', nofollow: false, at: 0 },
    ]);
    expect(page.images).toEqual([{ src: 'a.png', text: '电子营业执照' }]);
  });

  it('caps the links', () => {
    const page = read('<a href="/x">链</a>'.repeat(6000));
    expect(page.links).toHaveLength(5000);
    expect(page.linksTruncated).toBe(true);
  });

  it('finds the footer by element, id or class', () => {
    expect(read('<div>文</div><footer>版权所有</footer>').footer).toBe('版权所有');
    expect(read('<div class="wrap">文</div><div class="g-foot mt10"><p>甲公司</p>乙</div>').footer).toBe(
      '甲公司\n乙',
    );
    expect(read('<div id="bottomless">文</div>').footer).toBe('');
  });

  it('reads forms and JSON-LD', () => {
    const page = read(
      '<form action="/login"><input name=user><input type=password name=pw></form>' +
        '<script type="application/ld+json">{"@type":"Product","offers":{"price":"9.9","seller":{"@type":"Organization","name":"甲商行"}}}</script>' +
        '<script type="application/ld+json">{broken</script>',
    );
    expect(page.forms).toEqual([{ action: '/login', fields: ['user', 'pw'], hasPassword: true }]);
    expect(page.organisations).toMatchObject([{ name: '甲商行', relation: 'seller' }]);
    expect(page.offersMarkedUp).toBe(true);
  });

  it('takes a location in a script of an empty page for a redirect', () => {
    expect(read('<script>window.location.href="/home/";</script>').refresh?.url).toBe(
      'https://www.example.cn/home/',
    );
    expect(read(`<p>${'字'.repeat(200)}</p><script>location="/x"</script>`).refresh).toBeUndefined();
  });
});
