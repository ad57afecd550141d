import { lineOf } from '../content/lines.ts';
import { plain } from '../content/piece.ts';
import {
  ABOUT_PARAGRAPHS,
  AGREEMENT_CLAUSES,
  CLEAN_BANNERS,
  PRIVACY_CLAUSES,
  RETURN_CLAUSES,
} from '../content/standing-texts.ts';
import type { Product, Storefront } from '../model.ts';
import { escapeHtml as e } from '../obfuscate.ts';
import { type Framed, frame } from './layout.ts';
import type { PageWriter } from './page-writer.ts';

/** Fills {shop}, {firm} … of a standing text. */
export function fillStanding(
  text: string,
  front: Storefront,
  values: Readonly<Record<string, string>> = {},
): string {
  const own: Readonly<Record<string, string>> = {
    shop: front.shopName,
    firm: front.firm,
    brand: front.brand,
    place: front.place.short,
    product: front.products[0]?.bareName ?? '好物',
    ...values,
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => own[name] ?? whole);
}

const yuan = (value: number): string => value.toFixed(value % 1 === 0 ? 0 : 2);

/** Cards of products; `base` is the folder of their own pages. */
export function productGrid(w: PageWriter, products: readonly Product[], base: string): string {
  const priced = w.site.spec.kind !== 'non-trading';
  return `<div class="grid">${products
    .map((product) => {
      if (product.frontPrice < product.price) {
        w.note(
          'homepage-price-lower',
          `${product.name} ${yuan(product.frontPrice)} < ${yuan(product.price)}`,
        );
      }
      const extra = product.titleExtra ? ` ${w.say(product.titleExtra)}` : '';
      const price = priced
        ? `<div class="price"><small>¥</small>${yuan(product.frontPrice)}</div><div class="meta">已售 ${product.sold} 件</div>`
        : '';
      return `<div class="card"><a href="${base}${product.id}.html"><img src="/img/${product.id}.svg" alt="${e(product.name)}" loading="lazy"></a><div class="in"><div class="t"><a href="${base}${product.id}.html">${e(product.name)} ${e(product.spec)}${extra}</a></div>${price}</div></div>`;
    })
    .join('')}</div>`;
}

/** Banner, notices and goods of a storefront; used by shops, own sites and shops inside a platform. */
export function storefrontBody(w: PageWriter, front: Storefront, base: string): string {
  const first = front.products[0];
  if (front.lines.some((line) => REVIEWED_LINES.includes(line))) w.arguable.add('unreviewed-special-ad');
  const clean = plain(fillStanding(w.random.pick(CLEAN_BANNERS), front));
  const banners = front.banners.length > 0 ? front.banners : [clean];
  const hero = `<div class="hero"><div class="words"><h1>${w.say(banners[0] ?? clean)}</h1>${banners
    .slice(1)
    .map((piece) => `<p>${w.say(piece)}</p>`)
    .join(
      '',
    )}<a class="btn" href="${first ? `${base}${first.id}.html` : '#'}">去看看</a></div>${first ? `<img src="/img/${first.id}.svg" alt="">` : ''}</div>`;
  const notices = front.notices
    .map((piece) => `<div class="notice">店铺公告：${w.say(piece)}</div>`)
    .join('');
  const half = Math.ceil(front.products.length / 2);
  return `${hero}${notices}<h2 class="bar">本店热卖<a href="${base.endsWith('/item/') ? '/list/1.html' : '#'}">更多</a></h2>${productGrid(w, front.products.slice(0, half), base)}<h2 class="bar">新品到店</h2>${productGrid(w, front.products.slice(half), base)}`;
}

/** Front page of a shop or an independent trading site. */
export function tradeHome(w: PageWriter): string {
  const front = w.site;
  const links = front.spec.editorial ? '' : friendLinks(w);
  return frame(w, {
    title: `${e(front.spec.name)}-${e(front.mainLine?.label ?? '')}网上购买`,
    front: true,
    description: `${front.spec.name}，主营${front.lines.map((line) => lineOf(line).label).join('、')}`,
    body: `${storefrontBody(w, front, '/item/')}${links}`,
  });
}

function friendLinks(w: PageWriter): string {
  const targets = w.random
    .shuffle(['news-weiwang', 'shapo-mall', 'gouxiang', 'bbs-zhongwei', 'blog-laowu'])
    .slice(0, 2);
  const names: Readonly<Record<string, string>> = {
    'news-weiwang': '卫宁新闻网',
    'shapo-mall': '沙坡优选商城',
    gouxiang: '枸乡云集',
    'bbs-zhongwei': '中卫人家论坛',
    'blog-laowu': '老吴的院子',
  };
  return `<p class="meta">友情链接：${targets.map((id) => `<a href="${w.urlOf(id)}">${names[id]}</a>`).join(' ')}</p>`;
}

const PER_LIST = 4;

/** Number of list pages of a storefront. */
export function listPages(front: Storefront): number {
  return Math.max(1, Math.ceil(front.products.length / PER_LIST));
}

/** The n-th page (from 1) of all goods. */
export function tradeList(w: PageWriter, number: number): string {
  const products = w.site.products.slice((number - 1) * PER_LIST, number * PER_LIST);
  const pages = Array.from(
    { length: listPages(w.site) },
    (_, i) => `<a href="/list/${i + 1}.html">${i + 1}</a>`,
  ).join(' ');
  return frame(w, {
    title: `全部宝贝 第${number}页`,
    body: `<div class="crumb"><a href="/">首页</a> › 全部宝贝</div>${productGrid(w, products, '/item/')}<p class="meta">页码 ${pages}</p>`,
  });
}

/** Goods whose advertisements are reviewed before they run (广告法 第四十六条). */
const REVIEWED_LINES: readonly string[] = ['health-food', 'device', 'pharmacy'];

/** A product's own page, with price, options, order form, description and reviews. */
export function productPage(
  w: PageWriter,
  front: Storefront,
  product: Product,
  base: string,
  frameOf: Partial<Framed> = {},
): string {
  // Whether the shop's own page on such goods is an advertisement that needs review is disputed.
  if (REVIEWED_LINES.includes(product.line)) w.arguable.add('unreviewed-special-ad');
  const plainTitle = `${e(product.name)} ${e(product.spec)}${product.titleExtra ? ` ${w.sayPlain(product.titleExtra)}` : ''}`;
  const priced = w.site.spec.kind !== 'non-trading';
  const others = front.products.filter((other) => other.id !== product.id).slice(0, 4);
  const thumbs = others.map((other) => `<img src="/img/${other.id}.svg" alt="">`).join('');
  const heading = `<h1>${e(product.name)} ${e(product.spec)}${product.titleExtra ? ` ${w.say(product.titleExtra)}` : ''}</h1>`;
  const trade = priced
    ? `<div class="pricebox"><span class="meta">价格</span> <span class="price"><small>¥</small>${yuan(product.price)}</span> <span class="meta">${e(product.spec)}</span></div><div class="opt">规格 <b>${e(product.spec)}</b></div><div class="opt">数量 <b>- 1 +</b> 库存 ${w.random.int(4, 900)} 件</div><div class="opt">配送 ${e(front.place.short)} 至 全国 ${w.random.chance(0.6) ? '免运费' : '运费 8 元'}</div>${orderForm(w)}<div class="buy"><a href="#" data-tip="请先登录">加入购物车</a><a class="now" href="#" data-tip="请先登录">立即购买</a></div>`
    : `<div class="opt">规格 <b>${e(product.spec)}</b></div><p class="meta">采购请联系业务部：${front.phone}</p>`;
  const rows = product.properties
    .map((row) => row.split('|'))
    .map(([name = '', value = '']) => `<tr><td>${e(name)}</td><td>${e(value)}</td></tr>`);
  const reviews = priced
    ? `<h2 class="bar">买家评价（${product.reviews.length}）</h2>${product.reviews.map((text) => `<div class="review">${e(text)}<div class="who">${w.random.pick(['马', '王', '李', '杨', '小', '阿', 't', 'q'])}***${w.random.int(1, 9)} 2026-${String(w.random.int(1, 10)).padStart(2, '0')}-${String(w.random.int(1, 28)).padStart(2, '0')}</div></div>`).join('')}`
    : '';
  return frame(w, {
    title: plainTitle,
    head: w.site.spec.jsonLd && priced ? productLd(front, product) : '',
    body: `<div class="crumb"><a href="/">首页</a> › ${e(lineOf(product.line).label)} › ${e(product.bareName)}</div><div class="detail"><div><img class="main" src="/img/${product.id}.svg" alt="${e(product.bareName)}"><div class="thumbs">${thumbs}</div></div><div>${heading}${trade}</div></div><div class="long"><h2 class="bar">宝贝详情</h2><table class="props">${rows.join('')}</table>${product.details.map((piece) => `<p>${w.say(piece)}</p>`).join('')}${reviews}</div><h2 class="bar">看了又看</h2>${productGrid(w, others, base)}`,
    ...frameOf,
  });
}

function orderForm(w: PageWriter): string {
  const { spec, lines } = w.site;
  if (lines.includes('travel') || spec.tickedExtra) {
    const label = lines.includes('travel') ? '出行意外险 30 元' : '尊享会员月卡 9.9 元';
    if (spec.tickedExtra) w.note('default-bundling', label);
    return `<form class="order" onsubmit="return false"><label><input type="checkbox" name="extra"${spec.tickedExtra ? ' checked' : ''}> ${label}</label><label><input type="checkbox" name="agree"> 我已阅读并同意<a href="/agreement.html">《用户协议》</a></label></form>`;
  }
  return '';
}

function productLd(front: Storefront, product: Product): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: product.name,
    brand: front.brand,
    offers: {
      '@type': 'Offer',
      price: product.price,
      priceCurrency: 'CNY',
      seller: { '@type': 'Organization', name: front.firm },
    },
  };
  return `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
}

/** About, contact, agreement and return pages of anyone who trades. */
export function standingPage(w: PageWriter, kind: 'about' | 'contact' | 'agreement' | 'returns'): string {
  const front = w.site;
  const id = front.identity;
  const label = front.mainLine?.label ?? '日用百货';
  if (kind === 'about') {
    const values = {
      year: String(w.random.int(2009, 2022)),
      online: String(w.random.int(2019, 2025)),
      staff: String(w.random.int(3, 48)),
      area: String(w.random.int(60, 2400)),
      label,
    };
    const text = ABOUT_PARAGRAPHS.slice(0, w.random.int(3, 5)).map(
      (one) => `<p>${e(fillStanding(one, front, values))}</p>`,
    );
    return frame(w, {
      title: '关于我们',
      body: `<div class="long"><h2 class="bar">关于我们</h2>${text.join('')}</div>`,
    });
  }
  if (kind === 'contact') {
    const hideAddress = ['missing', 'exempt-missing'].includes(front.spec.licence);
    return frame(w, {
      title: '联系我们',
      body: `<div class="long"><h2 class="bar">联系我们</h2>${front.spec.operator ? `<p>${e(front.spec.operator)}</p>` : ''}<p>电话：${id.phones.join('、')}</p>${hideAddress ? '' : `<p>地址：${e(id.address)}</p>`}<p>工作时间：每天 9:00-21:00，午休不打烊。</p><p>快递合作：中通、邮政。供货商洽谈请发邮件到 office@${front.spec.id.replace(/[^a-z]/g, '')}.example。</p></div>`,
    });
  }
  const planted = kind === 'agreement' ? front.terms : front.returns;
  const base = kind === 'agreement' ? AGREEMENT_CLAUSES : RETURN_CLAUSES;
  // A site with terms of its own leaves out most of the model clauses, which would contradict them.
  const chosen = w.random
    .shuffle(base)
    .slice(0, planted.some((piece) => piece.breaks.length > 0) ? 4 : base.length);
  const pieces = w.random.shuffle([...chosen.map((text) => plain(fillStanding(text, front))), ...planted]);
  const privacy =
    kind === 'agreement'
      ? w.random
          .shuffle(PRIVACY_CLAUSES)
          .slice(0, 3)
          .map((text) => plain(text))
      : [];
  const heading = kind === 'agreement' ? '用户服务协议' : '退换货说明';
  return frame(w, {
    title: heading,
    body: `<div class="long"><h2 class="bar">${heading}</h2>${[...pieces, ...privacy].map((piece, i) => `<p>${i + 1}. ${w.say(piece)}</p>`).join('')}</div>`,
  });
}
