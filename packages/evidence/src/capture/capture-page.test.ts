import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { sealCapture } from '../seal/seal-capture.ts';
import { selfSigned } from '../testing/self-signed.ts';
import { verifyWacz } from '../verify/verify-wacz.ts';
import type { Capture } from './capture.ts';
import { type CaptureOptions, capturePage } from './capture-page.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const loopbackOnly = { permits: (address: string) => address === '127.0.0.1' };

const shop: RequestListener = (request, response) => {
  const html = (body: string) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(body);
  };
  switch (request.url) {
    case '/old':
      response.writeHead(302, { location: '/goods' }).end();
      break;
    case '/goods':
      html(
        '<!doctype html><title>枸杞原浆</title><link rel=stylesheet href=/style.css><h1>枸杞原浆</h1>' +
          '<p>其他商品：国家级</p><p>本品是<b>国</b>家级名牌， 全网最佳！</p><img src=/a.png>' +
          '<img src=http://10.1.2.3/secret.png><div style="height:2400px"></div><img loading=lazy src=/late.png>' +
          '<div id=live></div><script>fetch("/price.json").then(r=>r.json()).then(p=>live.textContent="价格"+p.price)</script>',
      );
      break;
    case '/style.css':
      response.writeHead(200, { 'content-type': 'text/css', 'content-encoding': 'gzip' });
      response.end(gzipSync('h1{color:#c00}'));
      break;
    case '/price.json':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"price":128}');
      break;
    case '/a.png':
    case '/late.png':
      response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
      break;
    case '/never-ends':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write('<title>慢</title><p>已经到达的内容</p><img src=/silent>');
      break;
    case '/busy':
      html('<title>忙</title><script>onload=()=>setTimeout(()=>{for(;;);},0)</script>');
      break;
    case '/leads-on':
      html('<title>甲</title><p>请稍候</p><script>setTimeout(()=>location.replace("/goods"),50)</script>');
      break;
    case '/to-private':
      response.writeHead(302, { location: 'http://192.168.7.7/' }).end();
      break;
    case '/silent':
      break;
    default:
      response
        .writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
        .end('<title>没有</title><p>页面不存在</p>');
  }
};

let browser: Browser;
let server: Server;
let base: string;
let folder: string;
const fix = (path: string, more: Partial<CaptureOptions> = {}): Promise<Capture> =>
  capturePage(`${base}${path}`, { browser, policy: loopbackOnly, ...more });

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'wangjian-capture-'));
  server = createServer(shop).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

function recordOf(capture: Capture, path: string): string {
  const member = capture.warc.find((one) => one.indexed?.url === `${base}${path}`);
  return member ? gunzipSync(member.bytes).toString('utf8') : '';
}

describe('capturePage', () => {
  it('keeps the page, its redirect, its parts and what scripts fetched; the seal of it is intact', async () => {
    const capture = await fix('/old#part', { mark: { term: '国家级', quote: '本品是国家级名牌，全网最佳' } });
    expect(capture).toMatchObject({
      url: `${base}/old#part`,
      finalUrl: `${base}/goods`,
      status: 200,
      title: '枸杞原浆',
      serverAddress: '127.0.0.1',
      redirects: [{ status: 302 }],
    });
    expect(capture.text).toContain('价格128');
    expect(capture.html).toContain('价格128');
    expect(capture.screenshot.height).toBeGreaterThan(2400);
    expect(recordOf(capture, '/old')).toContain('HTTP/1.1 302');
    expect(recordOf(capture, '/goods')).toContain('WARC-IP-Address: 127.0.0.1');
    expect(recordOf(capture, '/goods')).not.toContain('价格128');
    expect(recordOf(capture, '/price.json')).toContain('{"price":128}');
    expect(recordOf(capture, '/late.png')).toContain('image/png');
    const style = recordOf(capture, '/style.css');
    expect(style).toMatch(/X-Orig-content-encoding: gzip/i);
    expect(style).toMatch(/Content-Length: 14\r\n\r\nh1\{color:#c00\}/);
    const file = join(folder, 'page.wacz');
    await sealCapture(capture, file);
    const result = await verifyWacz(file);
    expect(result.checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('marks the term where the sentence stands, in a picture of its own', async () => {
    const capture = await fix('/goods', { mark: { term: '国家级', quote: '本品是国家级名牌，全网最佳' } });
    expect(capture.mark).toMatchObject({ found: true });
    const other = await fix('/goods', { mark: { term: '国家级' } });
    expect(capture.mark!.boxes[0]!.y).toBeGreaterThan(other.mark!.boxes[0]!.y);
    expect(capture.mark!.png!.length).toBeGreaterThan(1_000);
    expect((await fix('/goods', { mark: { term: '不存在的词' } })).mark).toMatchObject({
      found: false,
      boxes: [],
    });
  });

  it('does not let a page reach a private address, and says what it tried', async () => {
    const capture = await fix('/goods');
    expect(capture.connections).toContainEqual({
      host: '10.1.2.3',
      port: 80,
      address: '10.1.2.3',
      outcome: 'refused-by-guard',
    });
    expect(capture.requests.failed).toBe(1);
  });

  it('refuses a private address as the page, also behind a redirect or a name', async () => {
    await expect(fix('/to-private')).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('192.168.7.7'),
    });
    const nothing = { browser, policy: { permits: () => false } };
    await expect(capturePage(base, nothing)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(capturePage(base.replace('127.0.0.1', 'localhost'), nothing)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('takes a page that never finishes as far as it came', async () => {
    const capture = await fix('/never-ends', { timeout: 1_500 });
    expect(capture.text).toContain('已经到达的内容');
    expect(capture.steps.map((step) => step.what).join()).toContain('没有全部载入');
  });

  it('gives a page up whose script never yields', async () => {
    await expect(fix('/busy', { timeout: 3_000, workTime: 2_000 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('脚本'),
    });
  });

  it('follows a page that leads on by script, and takes a page that is not there as what it is', async () => {
    expect(await fix('/leads-on')).toMatchObject({ finalUrl: `${base}/goods`, title: '枸杞原浆' });
    expect(await fix('/missing')).toMatchObject({ status: 404, title: '没有' });
  });

  it('fixes a page with a bad certificate and writes the defect and the fingerprint down', async () => {
    const tls = createTlsServer(selfSigned(), shop).listen(0, '127.0.0.1');
    await once(tls, 'listening');
    try {
      const url = `https://127.0.0.1:${(tls.address() as { port: number }).port}/missing`;
      const capture = await capturePage(url, { browser, policy: loopbackOnly });
      expect(capture.tls).toMatchObject({
        problem: 'ERR_CERT_AUTHORITY_INVALID',
        protocol: 'TLS 1.3',
        subject: 'shop.example',
      });
      expect(capture.tls?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    } finally {
      tls.closeAllConnections();
      tls.close();
    }
  });

  it('says in Chinese why a page cannot be opened', async () => {
    await expect(capturePage('ftp://a.example/', { browser, policy: loopbackOnly })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(
      capturePage('http://no-such-host.invalid/', { browser, policy: loopbackOnly }),
    ).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('域名无法解析'),
    });
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { port: number };
    closed.close();
    await once(closed, 'close');
    await expect(
      capturePage(`http://127.0.0.1:${port}/`, { browser, policy: loopbackOnly }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('拒绝连接'),
    });
  });
});
