import { lineOf } from '../content/lines.ts';
import { plain } from '../content/piece.ts';
import { CLEAN_BANNERS, PLATFORM_RULES, RETURN_CLAUSES } from '../content/standing-texts.ts';
import type { InnerShop, Product } from '../model.ts';
import { escapeHtml as e } from '../obfuscate.ts';
import { licencePageBody } from './identity-blocks.ts';
import { frame } from './layout.ts';
import type { PageWriter } from './page-writer.ts';
import { fillStanding, productPage, storefrontBody } from './trade-pages.ts';

/** Front page of a platform: banner, categories, shops, picks of many sellers. */
export function platformHome(
  w: PageWriter,
  neighbours: readonly (readonly [url: string, name: string])[],
): string {
  const front = w.site;
  const clean = plain(fillStanding(w.random.pick(CLEAN_BANNERS), front, { product: '家乡好货' }));
  const banners = front.banners.length > 0 ? front.banners : [clean];
  const rules =
    front.spec.licence === 'missing'
      ? ''
      : '<div class="notice">平台公示：<a href="/rules.html">交易规则</a> <a href="/agreement.html">服务协议</a> <a href="/rules.html#history">历史版本</a> <a href="/licence.html">平台证照</a></div>';
  const picks = front.innerShops.flatMap((shop) =>
    shop.products.slice(0, 1).map((product) => ({ shop, product })),
  );
  const cards = picks
    .slice(0, 12)
    .map(({ shop, product }) => {
      const extra = product.titleExtra ? ` ${w.say(product.titleExtra)}` : '';
      return `<div class="card"><a href="/shop/${shop.id}/${product.id}.html"><img src="/img/${product.id}.svg" alt=""></a><div class="in"><div class="t"><a href="/shop/${shop.id}/${product.id}.html">${e(product.name)}${extra}</a></div><div class="price"><small>¥</small>${product.price}</div><div class="meta"><a href="/shop/${shop.id}/">${e(shop.shopName)}</a></div></div></div>`;
    })
    .join('');
  const own = neighbours
    .map(
      ([url, name]) => `<a href="${url}"><b>${e(name)}</b><span class="meta">旗舰店 · 已登记商户</span></a>`,
    )
    .join('');
  return frame(w, {
    title: `${e(front.spec.name)} - 本地好货网上集市`,
    front: true,
    description: `${front.spec.name}，汇集${front.lines.map((line) => lineOf(line).label).join('、')}等商家`,
    body: `<div class="hero"><div class="words"><h1>${w.say(banners[0] ?? clean)}</h1>${banners
      .slice(1)
      .map((piece) => `<p>${w.say(piece)}</p>`)
      .join(
        '',
      )}<a class="btn" href="/shops.html">逛店铺</a></div>${picks[0] ? `<img src="/img/${picks[0].product.id}.svg" alt="">` : ''}</div>${rules}${front.notices
      .map((piece) => `<div class="notice">平台公告：${w.say(piece)}</div>`)
      .join(
        '',
      )}<h2 class="bar">今日推荐<a href="/shops.html">全部店铺</a></h2><div class="grid">${cards}</div><h2 class="bar">入驻店铺</h2><div class="shops">${own}${front.innerShops.map((shop) => shopTile(shop)).join('')}</div>`,
  });
}

function shopTile(shop: InnerShop): string {
  return `<a href="/shop/${shop.id}/"><b>${e(shop.shopName)}</b><span class="meta">${e(shop.place.short)} · ${e(shop.lines.map((line) => lineOf(line).label).join(' '))} · 已登记商户</span></a>`;
}

/** All shops of the platform. */
export function shopsPage(w: PageWriter): string {
  return frame(w, {
    title: '全部店铺',
    body: `<h2 class="bar">全部店铺</h2><div class="shops">${w.site.innerShops.map(shopTile).join('')}</div>`,
  });
}

/** Front page of a shop under the platform's path. */
export function innerShopHome(w: PageWriter, shop: InnerShop): string {
  if (shop.licence === 'missing')
    w.note('licence-info-not-displayed', `${shop.shopName} 店铺首页没有主体信息`);
  if (shop.licence === 'bad-digit') w.note('display-info-false-or-stale', shop.identity.usccPrinted ?? '');
  if (needsPermit(shop) && !shop.permitShown)
    w.note('permit-info-not-displayed', `${shop.shopName} 没有许可信息`);
  return frame(w, {
    title: e(shop.shopName),
    front: true,
    band: band(shop),
    ...identityOf(shop),
    body: storefrontBody(w, shop, `/shop/${shop.id}/`),
  });
}

/** A product of such a shop. */
export function innerProductPage(w: PageWriter, shop: InnerShop, product: Product): string {
  return productPage(w, shop, product, `/shop/${shop.id}/`, { band: band(shop), ...identityOf(shop) });
}

/** 购物须知: the terms and return rules that the shop sets itself. */
export function innerTermsPage(w: PageWriter, shop: InnerShop): string {
  const own = [...shop.terms, ...shop.returns];
  const model = w.random
    .shuffle(RETURN_CLAUSES)
    .slice(0, own.some((piece) => piece.breaks.length > 0) ? 2 : 4);
  const pieces = w.random.shuffle([...model.map(plain), ...own]);
  return frame(w, {
    title: `${e(shop.shopName)} 购物须知`,
    band: band(shop),
    ...identityOf(shop),
    body: `<div class="long"><h2 class="bar">购物须知</h2>${pieces.map((piece, i) => `<p>${i + 1}. ${w.say(piece)}</p>`).join('')}</div>`,
  });
}

/** The shop's licence page. */
export function innerLicencePage(w: PageWriter, shop: InnerShop): string {
  if (shop.licence === 'bad-digit') w.note('display-info-false-or-stale', shop.identity.usccPrinted ?? '');
  return frame(w, { title: `${e(shop.shopName)} 营业执照`, body: licencePageBody(identityOf(shop).shown) });
}

/** True when the shop's trade needs a permit that must be shown. */
export function needsPermit(shop: InnerShop): boolean {
  return shop.identity.permits.length > 0;
}

function identityOf(shop: InnerShop) {
  return {
    shown: {
      identity: shop.identity,
      licence: shop.licence,
      permitShown: shop.permitShown,
      tradeName: shop.shopName,
    },
    licencePath: `/shop/${shop.id}/licence.html`,
  };
}

function band(shop: InnerShop): string {
  return `<div class="shopbar"><div class="wrap"><b><a href="/shop/${shop.id}/">${e(shop.shopName)}</a></b><span class="score">描述 4.9 服务 4.8 物流 4.8</span><span class="meta">${e(shop.place.short)}</span><a href="/shop/${shop.id}/terms.html">购物须知</a><a href="#" data-tip="已关注">关注店铺</a></div></div>`;
}

/** Rules, entry of merchants: what 电子商务法 wants a platform to show. */
export function platformStanding(w: PageWriter, kind: 'rules' | 'join'): string {
  const front = w.site;
  if (kind === 'join') {
    return frame(w, {
      title: '商家入驻',
      body: `<div class="long"><h2 class="bar">商家入驻</h2><p>准备营业执照、经营者身份证、从事食品等经营的许可证，在线提交，一般两个工作日审核完成。</p><p>技术服务费按成交额的 2% 收取，保证金 1000 元，退店三十日内全额退还。</p><p>招商电话：${front.phone}</p></div>`,
    });
  }
  return frame(w, {
    title: '平台交易规则',
    body: `<div class="long"><h2 class="bar">平台交易规则</h2>${PLATFORM_RULES.map((text) => `<p>${e(text)}</p>`).join('')}<h2 class="bar" id="history">历史版本</h2><p>2026-03-01 版、2025-06-18 版、2024-01-10 版，可联系客服索取全文。</p></div>`,
  });
}
