import { escapeHtml as e } from '../obfuscate.ts';
import { licenceBlock, type Shown } from './identity-blocks.ts';
import type { PageWriter } from './page-writer.ts';

/** What a page hands to its frame. */
export interface Framed {
  readonly title: string;
  readonly body: string;
  /** The front page carries the whole licence block; other pages link to it. */
  readonly front?: boolean;
  readonly head?: string;
  readonly description?: string;
  /** Replaces the site's own identity (a shop under a platform's path). */
  readonly shown?: Shown;
  readonly licencePath?: string;
  readonly band?: string;
}

const META_CHARSET: Readonly<Record<string, string>> = {
  'utf-8': '<meta charset="utf-8">',
  'utf-8-meta': '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
  'gbk-header': '',
  'gbk-meta': '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
  gb18030: '<meta charset="gb18030">',
  lying: '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
};

/** Whole HTML document: head, top bar, masthead, navigation, body, footer. */
export function frame(w: PageWriter, page: Framed): string {
  const { spec } = w.site;
  const jsonLd = page.front && spec.jsonLd ? organisationLd(w) : '';
  return `<!DOCTYPE html>
<html lang="zh-CN"><head>${META_CHARSET[spec.charset] ?? ''}
<title>${page.title}${page.front ? '' : ` - ${e(spec.name)}`}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="keywords" content="${e(keywords(w))}">
${page.description ? `<meta name="description" content="${e(page.description)}">` : ''}<link rel="stylesheet" href="/static/site.css">${jsonLd}${page.head ?? ''}</head>
<body>${header(w)}${page.band ?? ''}
<div class="wrap">${page.body}</div>
${footer(w, page)}
<script>document.addEventListener('click',function(ev){var b=ev.target.closest('[data-tip]');if(b){ev.preventDefault();alert(b.getAttribute('data-tip'))}})</script>
</body></html>`;
}

function keywords(w: PageWriter): string {
  const { spec, mainLine } = w.site;
  return [spec.name, mainLine?.label ?? '资讯', w.site.place.short].join(',');
}

function header(w: PageWriter): string {
  const { spec } = w.site;
  const trading = ['platform', 'independent', 'shop'].includes(spec.kind);
  const home = spec.platform ? w.urlOf(spec.platform) : '';
  const platformBar = spec.platform
    ? `<div class="shopbar"><div class="wrap"><b>${e(spec.name)}</b><span class="score">描述相符 4.8 服务态度 4.8 物流服务 4.7</span><a href="${home}" class="meta">返回${e(platformName(spec.platform))}首页</a><a href="#" data-tip="已关注">关注店铺</a><a href="#" data-tip="客服忙，请稍候">联系卖家</a></div></div>`
    : '';
  const search = trading
    ? `<form class="search" action="/search" onsubmit="return false"><input placeholder="搜本店宝贝"><button>搜索</button></form><a class="cart" href="#" data-tip="购物车是空的">购物车 0</a>`
    : '';
  const slogan = spec.platform ? `${e(platformName(spec.platform))} · 入驻店铺` : e(w.site.place.short);
  return `<div class="topbar"><div class="wrap"><span>您好，欢迎来到${e(spec.name)}</span><span>${trading ? '<a href="#" data-tip="请先登录">登录</a><a href="#" data-tip="请先注册">免费注册</a><a href="#" data-tip="请先登录">我的订单</a>' : '<a href="#" data-tip="按 Ctrl+D 收藏">收藏本站</a>'}</span></div></div>${platformBar}
<div class="masthead"><div class="wrap"><a class="logo" href="/">${e(spec.name)}<small>${slogan}</small></a>${search}</div></div>
<div class="nav"><div class="wrap">${navigation(w)}</div></div>`;
}

const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  'shapo-mall': '沙坡优选商城',
  gouxiang: '枸乡云集',
  saishang: '塞上惠民购',
};

/** Name of a demo platform by its site id. */
export function platformName(id: string): string {
  return PLATFORM_NAMES[id] ?? id;
}

function navigation(w: PageWriter): string {
  const { spec } = w.site;
  const items: (readonly [string, string])[] = [['/', '首页']];
  if (spec.kind === 'platform') {
    items.push(['/shops.html', '全部店铺'], ['/join.html', '商家入驻']);
    if (spec.licence !== 'missing') items.push(['/rules.html', '平台规则']);
    items.push(['/about.html', '关于我们']);
  } else if (spec.editorial === 'company') {
    items.push(
      ['/about.html', '公司简介'],
      ['/products.html', '产品展示'],
      ['/news.html', '新闻动态'],
      ['/contact.html', '联系我们'],
    );
  } else if (spec.editorial) {
    items.push(
      ['/archive.html', spec.editorial === 'forum' ? '全部帖子' : '全部文章'],
      ['/about.html', '关于本站'],
    );
  } else {
    items.push(
      ['/list/1.html', '全部宝贝'],
      ['/returns.html', '退换货'],
      ['/agreement.html', '用户协议'],
      ['/about.html', '关于我们'],
      ['/contact.html', '联系我们'],
    );
  }
  return items.map(([path, label]) => `<a href="${path}">${label}</a>`).join('');
}

function footer(w: PageWriter, page: Framed): string {
  const { spec, identity: id } = w.site;
  const trading = ['platform', 'independent', 'shop'].includes(spec.kind);
  const shown: Shown = page.shown ?? {
    identity: id,
    licence: spec.licence,
    permitShown: spec.permitShown,
    tradeName: spec.name,
  };
  const licencePath = page.licencePath ?? '/licence.html';
  const hasLicence = ['full', 'mark', 'bad-digit'].includes(shown.licence);
  const licence =
    !trading && !page.shown
      ? ''
      : page.front
        ? licenceBlock(shown, licencePath)
        : hasLicence
          ? `<p><a href="${licencePath}">营业执照</a></p>`
          : '';
  const owner = spec.operator ?? spec.name;
  const named = spec.licence === 'missing' && trading ? spec.name : owner;
  const contact =
    w.random.chance(0.75) || page.front
      ? `<p>${w.random.pick(['客服电话', '联系电话', '服务热线'])}:${id.phones.join(' / ')}${page.front && !['missing', 'exempt-missing'].includes(spec.licence) ? ` 地址：${e(id.address)}` : ''}</p>`
      : '';
  const icp = id.icp ? `<a href="https://beian.miit.gov.cn/">${id.icp}</a>` : '';
  const police = id.police
    ? `<a href="https://beian.mps.gov.cn/#/query/webSearch?code=${/\d+/.exec(id.police)?.[0]}">${id.police}</a>`
    : '';
  const maker = spec.siteMaker ? ` 技术支持：${e(spec.siteMaker)}` : '';
  return `<footer><div class="wrap"><p>${trading ? '<a href="/returns.html">七天退换说明</a><a href="/agreement.html">用户协议</a>' : ''}<a href="/about.html">关于我们</a>${spec.editorial && spec.editorial !== 'company' ? '' : '<a href="/contact.html">联系我们</a>'}${spec.robots === 'some' ? '<a href="/private/members.html">会员内部页</a>' : ''}</p>${contact}${licence}<p>版权所有 © 2019-2026 ${e(named)}${maker}</p><p>${icp}${police}</p></div></footer>`;
}

function organisationLd(w: PageWriter): string {
  const { spec, identity: id } = w.site;
  const data = {
    '@context': 'https://schema.org',
    '@type': spec.kind === 'shop' ? 'Store' : 'Organization',
    name: spec.operator ?? spec.name,
    alternateName: spec.name,
    telephone: id.phones[0],
    address: { '@type': 'PostalAddress', streetAddress: id.address, addressCountry: 'CN' },
    ...(id.usccPrinted ? { taxID: id.usccPrinted } : {}),
  };
  return `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
}
