import type { SiteModel } from './model.ts';
import {
  archivePage,
  articlePage,
  companyHome,
  companyList,
  companyStanding,
  editorialAbout,
  editorialHome,
  tamperedPage,
} from './render/editorial-pages.ts';
import { licencePageBody } from './render/identity-blocks.ts';
import { frame } from './render/layout.ts';
import type { PageWriter } from './render/page-writer.ts';
import {
  innerLicencePage,
  innerProductPage,
  innerShopHome,
  innerTermsPage,
  platformHome,
  platformStanding,
  shopsPage,
} from './render/platform-pages.ts';
import { listPages, productPage, standingPage, tradeHome, tradeList } from './render/trade-pages.ts';

/** Writes one page; called only when the page is asked for. */
export type PageBody = (writer: PageWriter) => string;

const TAMPERED_PAGES = 5;

/**
 * The pages of a site by path. `neighbours` are the shops of a platform that have hosts of their own
 * (address and name); empty for other sites.
 */
export function pagesOf(
  site: SiteModel,
  neighbours: () => readonly (readonly [url: string, name: string])[],
): ReadonlyMap<string, PageBody> {
  const pages = new Map<string, PageBody>();
  if (site.spec.kind === 'platform') addPlatform(pages, site, neighbours);
  else if (site.spec.editorial === 'company') addCompany(pages, site);
  else if (site.spec.editorial) addEditorial(pages, site);
  else addTrade(pages, site);
  if (site.spec.robots === 'some') {
    pages.set('/private/members.html', (w) =>
      frame(w, {
        title: '会员内部页',
        body: '<div class="long"><p>本页供会员登录后查看，谢绝抓取。</p></div>',
      }),
    );
  }
  return pages;
}

function addTrade(pages: Map<string, PageBody>, site: SiteModel): void {
  pages.set('/', tradeHome);
  for (let n = 1; n <= listPages(site); n += 1) pages.set(`/list/${n}.html`, (w) => tradeList(w, n));
  for (const product of site.products.filter((one) => !one.gone)) {
    pages.set(`/item/${product.id}.html`, (w) => productPage(w, site, product, '/item/'));
  }
  addStanding(pages, site);
}

function addStanding(pages: Map<string, PageBody>, site: SiteModel): void {
  for (const kind of ['about', 'contact', 'agreement', 'returns'] as const) {
    pages.set(`/${kind}.html`, (w) => standingPage(w, kind));
  }
  const { licence } = site.spec;
  if (licence === 'full' || licence === 'mark' || licence === 'bad-digit') {
    pages.set('/licence.html', (w) =>
      frame(w, {
        title: '营业执照',
        body: licencePageBody({
          identity: site.identity,
          licence,
          permitShown: site.spec.permitShown,
          tradeName: site.spec.name,
        }),
      }),
    );
  }
}

function addPlatform(
  pages: Map<string, PageBody>,
  site: SiteModel,
  neighbours: () => readonly (readonly [string, string])[],
): void {
  pages.set('/', (w) => platformHome(w, neighbours()));
  pages.set('/shops.html', shopsPage);
  pages.set('/join.html', (w) => platformStanding(w, 'join'));
  if (site.spec.licence !== 'missing') pages.set('/rules.html', (w) => platformStanding(w, 'rules'));
  addStanding(pages, site);
  for (const shop of site.innerShops) {
    pages.set(`/shop/${shop.id}/`, (w) => innerShopHome(w, shop));
    for (const product of shop.products) {
      pages.set(`/shop/${shop.id}/${product.id}.html`, (w) => innerProductPage(w, shop, product));
    }
    pages.set(`/shop/${shop.id}/terms.html`, (w) => innerTermsPage(w, shop));
    if (shop.licence !== 'missing')
      pages.set(`/shop/${shop.id}/licence.html`, (w) => innerLicencePage(w, shop));
  }
}

function addCompany(pages: Map<string, PageBody>, site: SiteModel): void {
  pages.set('/', companyHome);
  pages.set('/products.html', (w) => companyList(w, 'products'));
  pages.set('/news.html', (w) => companyList(w, 'news'));
  pages.set('/about.html', (w) => companyStanding(w, 'about'));
  pages.set('/contact.html', (w) => companyStanding(w, 'contact'));
  for (const product of site.products) {
    pages.set(`/product/${product.id}.html`, (w) => productPage(w, site, product, '/product/'));
  }
  for (const article of site.articles) pages.set(`/news/${article.id}.html`, (w) => articlePage(w, article));
}

function addEditorial(pages: Map<string, PageBody>, site: SiteModel): void {
  pages.set('/', editorialHome);
  pages.set('/archive.html', archivePage);
  pages.set('/about.html', editorialAbout);
  for (const article of site.articles) pages.set(`/a/${article.id}.html`, (w) => articlePage(w, article));
  if (site.spec.behaviour === 'tampered') {
    for (let n = 1; n <= TAMPERED_PAGES; n += 1) pages.set(`/zt/${n}.html`, (w) => tamperedPage(w, n));
  }
}
