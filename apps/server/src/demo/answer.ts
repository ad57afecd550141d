import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { encodePage } from './charset.ts';
import { lineOf } from './content/lines.ts';
import { charsetOf, type Market } from './market.ts';
import type { SiteModel } from './model.ts';
import { productPicture } from './render/pictures.ts';
import { styleSheet } from './render/styles.ts';

const SLOW_MS = 1200;
const CHUNK_BYTES = 3000;

/** Answers one request to one demo site, with the charset, transfer and faults that its row of the table says. */
export async function answer(
  market: Market,
  site: SiteModel,
  urlOf: (siteId: string) => string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://demo').pathname;
  response.setHeader('server', 'nginx/1.24.0');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    plainText(response, 405, 'method not allowed');
    return;
  }
  if (path === '/robots.txt') {
    robots(site, response);
    return;
  }
  if (path.startsWith('/static/') || path.startsWith('/img/')) {
    asset(site, path, response);
    return;
  }
  if (site.spec.behaviour === 'redirect') {
    response.writeHead(path === '/' ? 301 : 302, { location: urlOf('suotang') }).end();
    return;
  }
  if (site.spec.behaviour === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  const html = market.render(site.spec.id, path);
  const status = html === undefined ? 404 : 200;
  sendPage(site, request, response, status, html ?? notFoundPage(site));
}

function sendPage(
  site: SiteModel,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  html: string,
): void {
  const { spec } = site;
  const bytes = encodePage(html, charsetOf(spec));
  response.statusCode = status;
  response.setHeader('content-type', contentType(spec.charset));
  if (spec.transfer === 'gzip' && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    const packed = gzipSync(bytes);
    response.setHeader('content-encoding', 'gzip').setHeader('content-length', packed.length);
    response.end(packed);
  } else if (spec.transfer === 'chunked') {
    // No length is set, so Node sends chunks; cuts fall in the middle of characters, as they do in life.
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES)
      response.write(bytes.subarray(from, from + CHUNK_BYTES));
    response.end();
  } else {
    response.setHeader('content-length', bytes.length);
    response.end(bytes);
  }
}

function contentType(charset: SiteModel['spec']['charset']): string {
  switch (charset) {
    case 'utf-8':
      return 'text/html; charset=utf-8';
    case 'gbk-header':
      return 'text/html; charset=GBK';
    case 'lying':
      return 'text/html; charset=iso-8859-1';
    default:
      return 'text/html';
  }
}

function notFoundPage(site: SiteModel): string {
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="${charsetOf(site.spec)}"><title>页面不存在</title></head><body><h1>404</h1><p>您访问的宝贝已下架或者页面不存在。<a href="/">返回首页</a></p></body></html>`;
}

const ROBOTS: Readonly<Record<Exclude<SiteModel['spec']['robots'], 'none'>, string>> = {
  open: 'User-agent: *\nAllow: /\n',
  some: 'User-agent: *\nDisallow: /private/\nDisallow: /search\n',
  all: 'User-agent: *\nDisallow: /\n',
};

function robots(site: SiteModel, response: ServerResponse): void {
  if (site.spec.robots === 'none') plainText(response, 404, 'not found');
  else plainText(response, 200, ROBOTS[site.spec.robots]);
}

const LICENCE_MARK =
  '<svg xmlns="http://www.w3.org/2000/svg" width="110" height="40"><rect width="110" height="40" rx="4" fill="#b5121b"/><text x="55" y="18" font-size="13" fill="#fff" text-anchor="middle">电子营业执照</text><text x="55" y="33" font-size="11" fill="#fbd" text-anchor="middle">亮照标识</text></svg>';

function asset(site: SiteModel, path: string, response: ServerResponse): void {
  const id = Number(/^\/img\/(\d+)\.svg$/.exec(path)?.[1]);
  const product = [site, ...site.innerShops].flatMap((front) => front.products).find((one) => one.id === id);
  if (path === '/static/site.css') {
    send(response, 'text/css; charset=utf-8', styleSheet(site.spec.look));
  } else if (path === '/static/licence-mark.svg') {
    send(response, 'image/svg+xml', LICENCE_MARK);
  } else if (product) {
    const { hue } = lineOf(product.line);
    send(
      response,
      'image/svg+xml',
      productPicture(product.line, product.bareName, hue, `${site.spec.id}/${id}`),
    );
  } else {
    plainText(response, 404, 'not found');
  }
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600' }).end(text);
}

function plainText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}
