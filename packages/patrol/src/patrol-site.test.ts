import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { systemClock } from '@wangjian/core/clock.ts';
import type { WarcRecord } from '@wangjian/evidence/warc/warc-record.ts';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, test } from 'vitest';
import { AddressGuard } from './address-guard.ts';
import { HostPace, type PaceClock } from './host-pace.ts';
import { DEFAULT_LIMITS, type PatrolLimits } from './limits.ts';
import { PageFetcher } from './page-fetcher.ts';
import { patrolSite, type ReadPages, type SiteReport } from './patrol-site.ts';
import { parseSeed, type Seed } from './seed-list.ts';
import { type ReadPage, readAnswer } from './site-page.ts';
import {
  type Answer,
  closeServer,
  type LoopbackSite,
  listen,
  loopbackSite,
  shopPage,
} from './testing/loopback-site.ts';

const toClose: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

async function site(pages: Readonly<Record<string, Answer>>): Promise<LoopbackSite> {
  const started = await loopbackSite(pages);
  toClose.push(started.close);
  return started;
}

interface Settings {
  limits?: Partial<PatrolLimits>;
  guard?: AddressGuard;
  delayMs?: number;
  paceClock?: PaceClock;
  signal?: AbortSignal;
}

interface Result {
  report: SiteReport;
  pages: ReadPage[];
  records: WarcRecord[];
  kinds: string[];
}

async function patrol(seed: string | Seed, settings: Settings = {}): Promise<Result> {
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const fetcher = new PageFetcher({
    guard: settings.guard ?? new AddressGuard(['127.0.0.0/8']),
    limits,
    pace: new HostPace(settings.paceClock),
    clock: systemClock,
    delayMs: settings.delayMs ?? 0,
    maxCrawlDelayMs: 10_000,
  });
  toClose.push(() => fetcher.close());
  const pages: ReadPage[] = [];
  const records: WarcRecord[] = [];
  const keeper = {
    append: async (added: readonly WarcRecord[]) => {
      records.push(...added);
      return added.map((_, i) => ({ file: 'test', offset: records.length - added.length + i, length: 1 }));
    },
  };
  const target = typeof seed === 'string' ? parseSeed(seed)! : seed;
  const read: ReadPages<ReadPage> = (request, answer) => readAnswer(request, answer, limits);
  const options = { read, fetcher, limits, keeper, ...(settings.signal ? { signal: settings.signal } : {}) };
  const report = await patrolSite(target, options, { onPage: (page) => void pages.push(page) });
  return { report, pages, records, kinds: report.errors.map((error) => error.kind) };
}

const html = { 'content-type': 'text/html; charset=utf-8' };

describe('a patrol of one site', () => {
  test('reads the front page, then who runs the site, then the goods, each once', async () => {
    const shop = await site({
      '/': shopPage('首页', [
        '/goods/1.html',
        '/goods/2.html?utm_source=x',
        '/news/9',
        '/about.html',
        '/contact',
        '/#top',
        '/index.html?sid=9',
      ]),
      '*': shopPage('内页', [
        '/',
        '/goods/2.html',
        '/about.html#map',
        '/pic.jpg',
        '/cart?add=1',
        'http://elsewhere.example/',
      ]),
    });
    const { report, pages } = await patrol(`网址：${shop.host}`);
    expect(shop.asked.slice(0, 3)).toEqual(['/', '/about.html', '/contact']);
    expect([...shop.asked].sort()).toEqual([
      '/',
      '/about.html',
      '/contact',
      '/goods/1.html',
      '/goods/2.html',
      '/index.html',
      '/news/9',
    ]);
    expect(report).toMatchObject({
      host: shop.host,
      homeUrl: `${shop.origin}/`,
      homeComplete: true,
      ended: 'done',
      errors: [],
    });
    expect(pages[0]).toMatchObject({
      url: `${shop.origin}/`,
      status: 200,
      title: '首页',
      charset: 'utf-8',
      charsetFrom: 'header',
    });
    expect(shop.mostOpen()).toBe(1);
  });

  test('an unreachable host, and a name that does not exist', async () => {
    const closed = await site({});
    await closed.close();
    const refused = await patrol(closed.origin);
    expect(refused.kinds).toEqual(['refused']);
    expect(refused.report).toMatchObject({ ended: 'unreachable', fetched: 0 });
    expect(refused.report.errors[0]!.messageZh).toContain('拒绝连接');
    const unknown = await patrol('http://no-such-name.invalid/');
    expect(unknown.kinds).toEqual(['dns']);
  });

  test('a TLS error', async () => {
    const plain = createTcpServer((socket) => socket.end('this is no TLS\r\n', () => socket.destroy()));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    toClose.push(() => new Promise((resolve) => plain.close(resolve)));
    const { port } = plain.address() as { port: number };
    expect((await patrol(`https://127.0.0.1:${port}/`)).kinds).toEqual(['tls']);
    const bare = createTlsServer({ key: undefined, cert: undefined });
    const tlsPort = await listen(bare as never);
    toClose.push(() => closeServer(bare as never));
    expect((await patrol(`https://127.0.0.1:${tlsPort}/`)).kinds).toEqual(['tls']);
  });

  test('a redirect loop, and one that never ends', async () => {
    const loop = await site({
      '/': (_, res) => res.writeHead(302, { location: '/a' }).end(),
      '/a': (_, res) => res.writeHead(302, { location: '/' }).end(),
    });
    expect((await patrol(loop.origin)).kinds).toEqual(['redirect-loop']);
    const endless = await site({ '*': (req, res) => res.writeHead(302, { location: `${req.url}x` }).end() });
    const { kinds, records } = await patrol(endless.origin);
    expect(kinds).toEqual(['redirect-loop']);
    expect(records.filter((record) => record.type === 'response')).toHaveLength(DEFAULT_LIMITS.redirects + 1);
  });

  test('a page that sets a cookie and calls itself again is no loop', async () => {
    const shop = await site({
      '/': (req, res) =>
        req.headers.cookie === 'seen=1'
          ? res.writeHead(200, html).end(shopPage('首页'))
          : res.writeHead(302, { location: '/', 'set-cookie': 'seen=1; path=/' }).end(),
    });
    expect((await patrol(shop.origin)).pages[0]).toMatchObject({ title: '首页', status: 200 });
  });

  test('a 50 MB page is cut at the cap, read as far as it goes, and said to be cut', async () => {
    const block = Buffer.from(`<p>${'宁夏枸杞'.repeat(20_000)}</p>`);
    const shop = await site({
      '/': (_, res) => {
        res.writeHead(200, html);
        res.write('<title>大页面</title>');
        let sent = 0;
        const more = (): void => {
          while (sent < 50e6 && !res.destroyed) {
            sent += block.length;
            if (!res.write(block)) return void res.once('drain', more);
          }
          res.end();
        };
        more();
      },
    });
    const { pages, kinds, records } = await patrol(shop.origin, { limits: { bodyBytes: 1_000_000 } });
    expect(pages[0]).toMatchObject({ title: '大页面', truncated: true, bytes: 1_000_000, charset: 'utf-8' });
    expect(pages[0]!.content).toBeDefined();
    expect(kinds).toEqual(['too-large']);
    expect(records[0]).toMatchObject({ type: 'response', truncated: 'length' });
  });

  test('a gzip bomb, and a broken gzip', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000));
    const headers = { ...html, 'content-encoding': 'gzip' };
    const shop = await site({
      '/': shopPage('首页', ['/bomb', '/broken', '/twice']),
      '/bomb': (_, res) => res.writeHead(200, headers).end(bomb),
      '/broken': (_, res) =>
        res.writeHead(200, headers).end(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])),
      '/twice': (_, res) =>
        res.writeHead(200, { ...html, 'content-encoding': 'gzip, br' }).end(brotliCompressSync(bomb)),
    });
    const { kinds, pages } = await patrol(shop.origin);
    expect(kinds.sort()).toEqual(['bad-encoding', 'inflate-bomb', 'inflate-bomb']);
    expect(pages).toHaveLength(4);
    expect(pages.filter((page) => page.content)).toHaveLength(1);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['gzip', (data: Buffer) => data],
  ])('a page in %s is read and kept as it came', async (coding, compress) => {
    const body = compress(Buffer.from(shopPage('压缩页')));
    const shop = await site({
      '/': (_, res) => res.writeHead(200, { ...html, 'content-encoding': coding }).end(body),
    });
    const { pages, records } = await patrol(shop.origin);
    expect(pages[0]).toMatchObject({ title: '压缩页', bytes: body.length, error: undefined });
    expect(Buffer.from((records[0] as { payload: Uint8Array }).payload).equals(body)).toBe(true);
  });

  test('a body that never ends and one that comes by drops are left after the time cap', async () => {
    const drip: Answer = (_, res) => {
      res.writeHead(200, html);
      res.write(shopPage('慢速页'));
      const timer = setInterval(() => res.write('<br>'), 20);
      res.on('close', () => clearInterval(timer));
    };
    const shop = await site({
      '/': shopPage('首页', ['/drip', '/silent', '/headers']),
      '/drip': drip,
      '/silent': (_, res) => void res.writeHead(200, html).flushHeaders(),
      '/headers': () => undefined,
    });
    const { pages, report } = await patrol(shop.origin, { limits: { totalMs: 1_200 } });
    const byUrl = new Map(report.errors.map((error) => [new URL(error.url).pathname, error.kind]));
    expect(Object.fromEntries(byUrl)).toEqual({
      '/drip': 'timeout',
      '/silent': 'timeout',
      '/headers': 'timeout',
    });
    expect(pages.find((page) => page.url.endsWith('/drip'))).toMatchObject({
      title: '慢速页',
      truncated: true,
    });
  });

  test('a connection that breaks off in the middle keeps what came', async () => {
    const shop = await site({
      '/': (_, res) => {
        res.writeHead(200, { ...html, 'content-length': '999999' });
        res.write(shopPage('半页'), () => res.destroy());
      },
    });
    const { pages, kinds } = await patrol(shop.origin);
    expect(pages[0]).toMatchObject({ title: '半页', truncated: true });
    expect(kinds).toEqual(['network']);
  });

  test('pictures are left, a binary that calls itself HTML is kept and not read', async () => {
    const png = Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      Buffer.alloc(5000, 7),
    ]);
    const shop = await site({
      '/': shopPage('首页', ['/fake', '/picture']),
      '/fake': (_, res) => res.writeHead(200, html).end(png),
      '/picture': (_, res) => res.writeHead(200, { 'content-type': 'image/png' }).end(png),
    });
    const { pages, kinds } = await patrol(shop.origin);
    expect(kinds).toEqual(['not-html', 'not-html']);
    expect(pages.slice(1).map((page) => [page.title, page.content, page.warc !== undefined])).toEqual([
      ['', undefined, true],
      ['', undefined, true],
    ]);
  });

  test('a lying charset is seen through', async () => {
    const gbk = iconv.encode(shopPage('中宁枸杞专卖'), 'gbk');
    const shop = await site({ '/': (_, res) => res.writeHead(200, html).end(gbk) });
    const { pages } = await patrol(shop.origin);
    expect(pages[0]).toMatchObject({ title: '中宁枸杞专卖', charset: 'gbk', charsetFrom: 'detected' });
  });

  test('100,000 links on a page: the caps hold and the patrol ends', async () => {
    const links = Array.from({ length: 100_000 }, (_, i) => `/p/${i}.html`);
    const shop = await site({ '/': shopPage('首页', links), '*': shopPage('商品') });
    const { report } = await patrol(shop.origin, { limits: { pagesPerSite: 30 } });
    expect(report).toMatchObject({ fetched: 30, ended: 'page-limit' });
  });

  test('a calendar, a path that climbs into itself and session numbers are no endless site', async () => {
    const shop = await site({
      '*': (req, res) => {
        const depth = req.url!.length;
        const links = [
          `/calendar?date=20${10 + (depth % 80)}-01-01`,
          `${req.url}/a/b`,
          `/list?sid=${depth}`,
          `/x?a=${depth}&b=1&c=2&d=3&e=4&f=5&g=6&h=7&i=8`,
        ];
        res.writeHead(200, html).end(shopPage(`第${depth}页`, links));
      },
    });
    const { report } = await patrol(shop.origin);
    expect(report.ended).toBe('done');
    expect(shop.asked.length).toBeLessThan(12);
  });

  test('redirects to private addresses and names that resolve to loopback are refused on every hop', async () => {
    const inner = await site({ '/': shopPage('内部系统') });
    const shop = await site({
      '/': (_, res) => res.writeHead(302, { location: inner.origin.replace('127.0.0.1', '127.0.0.2') }).end(),
    });
    const own = new AddressGuard(['127.0.0.1']);
    expect((await patrol(shop.origin, { guard: own })).kinds).toEqual(['blocked-address']);
    expect((await patrol(shop.origin, { guard: new AddressGuard() })).kinds).toEqual(['blocked-address']);
    expect((await patrol(`http://localhost:${inner.port}/`, { guard: new AddressGuard() })).kinds).toEqual([
      'blocked-address',
    ]);
    const rebinding = new AddressGuard([], (_, __, done) =>
      done(null, [{ address: '127.0.0.1', family: 4 }]),
    );
    expect((await patrol(`http://shop.example:${inner.port}/`, { guard: rebinding })).kinds).toEqual([
      'blocked-address',
    ]);
    const mixed = new AddressGuard([], (_, __, done) =>
      done(null, [
        { address: '203.0.114.1', family: 4 },
        { address: '::ffff:127.0.0.1', family: 6 },
      ]),
    );
    expect((await patrol(`http://shop.example:${inner.port}/`, { guard: mixed })).kinds).toEqual([
      'blocked-address',
    ]);
    expect(inner.asked).toEqual([]);
  });

  test('robots.txt is obeyed, asked for once, and its pause is kept up to the cap', async () => {
    const waits: number[] = [];
    const paceClock: PaceClock = { now: () => 0, sleep: async (ms) => void waits.push(ms) };
    let asked = 0;
    const shop = await site({
      '/robots.txt': (_, res) => {
        asked += 1;
        res
          .writeHead(200, { 'content-type': 'text/plain' })
          .end('User-agent: *\nDisallow: /private\nCrawl-delay: 99\n');
      },
      '/': shopPage('首页', ['/private/a', '/open']),
      '*': shopPage('内页'),
    });
    const { kinds } = await patrol(shop.origin, { paceClock });
    expect(shop.asked).toEqual(['/', '/open']);
    expect(kinds).toEqual(['robots']);
    expect(asked).toBe(1);
    expect(waits).toEqual([10_000]);
  });

  test('a challenge is marked and not taken for content; an error page neither', async () => {
    const shop = await site({
      '/': shopPage('首页', ['/goods/1', '/goods/2', '/gone']),
      '/goods/1': (_, res) => res.writeHead(403, html).end('<title>访问验证</title>请完成滑块验证后继续'),
      '/goods/2': '<title>安全验证</title><body>请拖动滑块完成验证<a href="/trap">x</a></body>',
    });
    const { kinds, pages } = await patrol(shop.origin);
    expect(kinds.sort()).toEqual(['blocked-page', 'blocked-page', 'http-status']);
    expect(pages.filter((page) => page.content).map((page) => page.title)).toEqual(['首页']);
    expect(shop.asked).not.toContain('/trap');
  });

  test('a front page that moved to another host takes the site with it', async () => {
    const home = await site({ '/': shopPage('新首页', ['/about']), '*': shopPage('关于我们') });
    const old = await site({ '/': (_, res) => res.writeHead(301, { location: `${home.origin}/` }).end() });
    const { report, records } = await patrol(old.origin);
    expect(report).toMatchObject({
      host: home.host,
      homeUrl: `${home.origin}/`,
      read: 2,
      homeComplete: true,
    });
    expect(records.map((record) => 'targetUri' in record && record.targetUri).slice(0, 3)).toEqual([
      `${old.origin}/`,
      `${old.origin}/`,
      `${home.origin}/`,
    ]);
  });

  test('a front page that only sends its visitors on is not the front page', async () => {
    const shop = await site({
      '/': '<meta http-equiv="refresh" content="0;url=/shop/index.html">',
      '/shop/index.html': shopPage('真首页', ['/shop/contact.html']),
      '/shop/contact.html': shopPage('联系我们'),
    });
    const { report } = await patrol(shop.origin);
    expect(report).toMatchObject({ homeUrl: `${shop.origin}/shop/index.html`, homeComplete: true, read: 3 });
  });

  test('an identity page that cannot be read makes the front page incomplete', async () => {
    const shop = await site({
      '/': shopPage('首页', ['/about.html', '/goods/1']),
      '/goods/1': shopPage('商品'),
    });
    expect((await patrol(shop.origin)).report.homeComplete).toBe(false);
  });

  test('a seed without a scheme is tried at https when http does not answer', async () => {
    const seed = parseSeed('127.0.0.1:1')!;
    expect(seed).toMatchObject({ schemeGuessed: true, urls: ['http://127.0.0.1:1/'] });
    const { kinds } = await patrol(seed);
    expect(kinds).toEqual(['refused']);
  });

  test('an aborted patrol ends at once', async () => {
    const stop = new AbortController();
    const shop = await site({ '/': () => stop.abort(new Error('stopped by test')) });
    await expect(patrol(shop.origin, { signal: stop.signal })).rejects.toThrow('stopped by test');
  });
});
