import { COMPANY_INTRODUCTION } from '../content/standing-texts.ts';
import type { Article } from '../model.ts';
import { escapeHtml as e } from '../obfuscate.ts';
import { frame } from './layout.ts';
import type { PageWriter } from './page-writer.ts';
import { fillStanding, productGrid } from './trade-pages.ts';

const GAMBLING_LINKS = [
  '澳门新葡京娱乐场',
  '六合彩开奖直播',
  '真人百家乐注册送彩金',
  '时时彩计划群',
  '棋牌游戏上下分',
] as const;

function articlePath(w: PageWriter, article: Article): string {
  return w.site.spec.editorial === 'company' ? `/news/${article.id}.html` : `/a/${article.id}.html`;
}

function listOf(w: PageWriter, articles: readonly Article[]): string {
  return `<ul class="list">${articles.map((article) => `<li><a href="${articlePath(w, article)}">${e(article.title)}</a><span class="d">${article.date}</span></li>`).join('')}</ul>`;
}

/** Front page of a company's own site: pictures of its goods, no price and no order. */
export function companyHome(w: PageWriter): string {
  const front = w.site;
  const banner = front.banners[0];
  return frame(w, {
    title: e(front.spec.operator ?? front.spec.name),
    front: true,
    description: `${front.spec.operator}官方网站`,
    body: `<div class="hero"><div class="words"><h1>${banner ? w.say(banner) : `${e(front.brand)} · ${e(front.mainLine?.label ?? '')}`}</h1><p>${e(front.firm)}</p></div>${front.products[0] ? `<img src="/img/${front.products[0].id}.svg" alt="">` : ''}</div><h2 class="bar">产品展示<a href="/products.html">更多</a></h2>${productGrid(w, front.products.slice(0, 4), '/product/')}<h2 class="bar">新闻动态<a href="/news.html">更多</a></h2>${listOf(w, front.articles.slice(0, 5))}`,
  });
}

/** Products or news of a company, all on one page. */
export function companyList(w: PageWriter, kind: 'products' | 'news'): string {
  const front = w.site;
  const body = kind === 'products' ? productGrid(w, front.products, '/product/') : listOf(w, front.articles);
  const title = kind === 'products' ? '产品展示' : '新闻动态';
  return frame(w, { title, body: `<h2 class="bar">${title}</h2>${body}` });
}

/** 公司简介 and 联系我们. */
export function companyStanding(w: PageWriter, kind: 'about' | 'contact'): string {
  const front = w.site;
  const id = front.identity;
  if (kind === 'contact') {
    return frame(w, {
      title: '联系我们',
      body: `<div class="long"><h2 class="bar">联系我们</h2><p>${e(front.firm)}</p><p>业务部电话：${id.phones.join('、')}</p><p>地址：${e(id.address)}</p><p>邮编：755000</p></div>`,
    });
  }
  const values = {
    capital: id.capital,
    label: front.mainLine?.label ?? '',
    staff: String(w.random.int(12, 180)),
    tech: String(w.random.int(3, 20)),
    area: String(w.random.int(2000, 60000)),
  };
  return frame(w, {
    title: '公司简介',
    body: `<div class="long"><h2 class="bar">公司简介</h2>${COMPANY_INTRODUCTION.map((text) => `<p>${e(fillStanding(text, front, values))}</p>`).join('')}${id.usccPrinted ? `<p>统一社会信用代码：${id.usccPrinted}</p>` : ''}</div>`,
  });
}

/** Front page of news, blog, forum, school or agency. */
export function editorialHome(w: PageWriter): string {
  const front = w.site;
  const lead = front.articles[0];
  const leadText = lead?.paragraphs.find(
    (piece) => piece.breaks.length === 0 && piece.resembles.length === 0,
  );
  const hidden = front.spec.behaviour === 'tampered' ? tampering(w) : '';
  return frame(w, {
    title: e(front.spec.name),
    front: true,
    body: `<div class="columns"><div><div class="panel">${lead ? `<h1><a href="${articlePath(w, lead)}">${e(lead.title)}</a></h1><p>${leadText ? w.say(leadText) : ''}</p>` : ''}</div><div class="panel"><h3>${front.spec.editorial === 'forum' ? '最新主题' : '最新发布'}</h3>${listOf(w, front.articles)}</div></div><div><div class="panel"><h3>关于</h3><p>${e(front.spec.name)},${e(front.place.short)}。</p></div><div class="panel"><h3>常用链接</h3>${listOf(w, front.articles.slice(0, 3))}</div></div></div>${hidden}`,
  });
}

// What is found on hijacked sites of small offices: a block of links that visitors do not see and search engines do.
function tampering(w: PageWriter): string {
  w.note('prohibited-content-ad', GAMBLING_LINKS.join(' '));
  w.arguable.add('prohibited-goods-generic');
  w.arguable.add('misleading-click-ad');
  return `<div style="position:absolute;left:-9999px;top:0">${GAMBLING_LINKS.map((text, i) => `<a href="/zt/${i + 1}.html">${text}</a>`).join(' ')}</div>`;
}

/** One of the pages that intruders left on a hijacked site. */
export function tamperedPage(w: PageWriter, number: number): string {
  const name = GAMBLING_LINKS[(number - 1) % GAMBLING_LINKS.length] ?? '';
  w.note('prohibited-content-ad', name);
  w.arguable.add('prohibited-goods-generic');
  w.arguable.add('illegal-prize-sale');
  return frame(w, {
    title: `${name}-官方入口`,
    body: `<div class="panel"><h1>${name}</h1><p>${name}官方网站，注册即送 88 元彩金，首存翻倍，大额无忧，二十四小时提款到账。</p><p>真人视讯、电子游艺、体育投注、彩票下注一站搞定，加客服领取内部网址。</p></div>`,
  });
}

/** All articles or threads. */
export function archivePage(w: PageWriter): string {
  return frame(w, {
    title: '全部文章',
    body: `<div class="panel"><h3>全部</h3>${listOf(w, w.site.articles)}</div>`,
  });
}

/** 关于本站 of a site that does not trade. */
export function editorialAbout(w: PageWriter): string {
  const front = w.site;
  const id = front.identity;
  const owner = front.spec.operator
    ? `本站由${front.spec.operator}主办。`
    : '这是一个人写着玩的地方，不卖东西，也不接广告位。';
  return frame(w, {
    title: '关于本站',
    body: `<div class="panel"><h1>关于本站</h1><p>${e(owner)}</p>${front.spec.operator ? `<p>地址：${e(id.address)}</p><p>电话：${id.phones.join('、')}</p>` : ''}<p>转载请注明出处，发现错误请告诉我们。</p></div>`,
  });
}

/** An article, or a thread where every paragraph is a post of its own. */
export function articlePage(w: PageWriter, article: Article): string {
  const forum = w.site.spec.editorial === 'forum';
  const writers = ['黄河边的石头', '宁夏小辣椒', '西街老王', '阿芳', '赶路人', '楼主', '沙枣花', '清风'];
  const body = forum
    ? article.paragraphs
        .map(
          (piece, i) =>
            `<div class="post"><div class="who">${i === 0 ? '楼主' : w.random.pick(writers)}<br><span class="meta">${i + 1} 楼</span></div><div>${w.say(piece)}</div></div>`,
        )
        .join('')
    : `<div class="article">${article.paragraphs.map((piece) => `<p>${w.say(piece)}</p>`).join('')}</div>`;
  const others = w.site.articles.filter((other) => other.id !== article.id).slice(0, 6);
  return frame(w, {
    title: e(article.title),
    body: `<div class="columns"><div class="panel"><h1>${e(article.title)}</h1><div class="meta">${article.date} 来源：${e(w.site.spec.name)}</div>${body}</div><div><div class="panel"><h3>相关阅读</h3>${listOf(w, others)}</div></div></div>`,
  });
}
