import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { sealFromRecord } from '../seal/seal-from-record.ts';
import { SEALED_PATHS } from '../seal/sealed-record.ts';
import { unpackSealed } from '../testing/forge.ts';
import { verifyWacz } from '../verify/verify-wacz.ts';
import { WarcWriter } from '../warc/warc-writer.ts';
import { captureStored, type StoredSource } from './capture-stored.ts';

// 国家级 in GBK
const GBK = Buffer.from('b9fabcd2bcb6', 'hex');
let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'wangjian-stored-'));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function store(
  body: Uint8Array,
  headers: string,
  type: 'response' | 'request' = 'response',
): Promise<StoredSource> {
  const writer = await WarcWriter.open({ folder });
  const date = new Date('2026-11-20T01:00:00Z');
  const head = Buffer.from(`HTTP/1.1 200 OK\r\n${headers}\r\n`);
  const other = {
    type: 'response',
    date,
    targetUri: 'http://other.example/',
    head,
    payload: Buffer.from('x'),
  } as const;
  const locations = await writer.append([
    other,
    { type, date, targetUri: 'http://shop.example/a?b=1', head, payload: body, ip: '203.0.113.9' },
  ]);
  await writer.close();
  return { folder, location: locations[1]! };
}

describe('captureStored', () => {
  it('takes the stored record over byte for byte and renders exactly that', async () => {
    const html = '<title>店</title><p>本品是国家级名牌</p><script>document.body.textContent="改过"</script>';
    const source = await store(
      gzipSync(html),
      'Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n',
    );
    const file = join(folder, 'stored.wacz');
    await sealFromRecord(source, file, { browser, mark: { term: '国家级' } });
    expect(await verifyWacz(file)).toMatchObject({ verdict: 'intact' });
    const files = unpackSealed(await readFile(file));
    const body = (path: string) => files.find((one) => one.path === path)!.body;
    const stored = (await readFile(join(folder, source.location.file))).subarray(
      source.location.offset,
      source.location.offset + source.location.length,
    );
    expect(body(SEALED_PATHS.warc).includes(stored)).toBe(true);
    expect(body(SEALED_PATHS.text).toString()).toBe('本品是国家级名牌');
    expect(JSON.parse(body(SEALED_PATHS.record).toString())).toMatchObject({
      source: 'stored',
      url: 'http://shop.example/a?b=1',
      started: '2026-11-20T01:00:00.000Z',
      serverAddress: '203.0.113.9',
      mark: { found: true },
    });
    expect(files.map((one) => one.path)).toContain(SEALED_PATHS.marked);
  });

  it('reads the charset from the page, as a reader of that day would have', async () => {
    const page = Buffer.concat([Buffer.from('<meta charset=gbk><p>'), GBK, Buffer.from('</p>')]);
    const capture = await captureStored(await store(page, 'Content-Type: text/html\r\n'), { browser });
    expect(capture.text).toBe('国家级');
  });

  it('touches no network: neither parts, nor a refresh, nor a frame', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('x');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const html =
      `<meta http-equiv=refresh content="0;url=${origin}/refresh"><link rel=stylesheet href=${origin}/s.css>` +
      `<img src=${origin}/i.png><iframe src=${origin}/f></iframe><p>原文仍在</p>`;
    try {
      const capture = await captureStored(
        await store(Buffer.from(html), 'Content-Type: text/html; charset=utf-8\r\n'),
        {
          browser,
        },
      );
      expect(capture.text).toContain('原文仍在');
      expect(asked).toEqual([]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('dresses the page where it may: style sheets and pictures, recorded, and nothing that could change its words', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', request.url === '/s.css' ? 'text/css' : 'image/svg+xml');
      response.end(
        request.url === '/s.css' ? 'p { color: red }' : '<svg xmlns="http://www.w3.org/2000/svg"/>',
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const html = `<link rel=stylesheet href=${origin}/s.css><img src=${origin}/i.svg><iframe src=${origin}/f></iframe><script src=${origin}/x.js></script><p>原文仍在</p>`;
    const source = await store(Buffer.from(html), 'Content-Type: text/html; charset=utf-8\r\n');
    try {
      const capture = await captureStored(source, { browser, dress: { permits: () => true } });
      expect(asked.toSorted()).toEqual(['/i.svg', '/s.css']);
      expect(capture.warc.flatMap(({ indexed }) => indexed?.url ?? []).toSorted()).toEqual([
        `${origin}/i.svg`,
        `${origin}/s.css`,
        'http://shop.example/a?b=1',
      ]);
      const guarded = await captureStored(source, { browser, dress: { permits: () => false } });
      expect(guarded.text).toContain('原文仍在');
      expect(asked).toHaveLength(2);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('shows a page under the charset in which it was read when the server named a wrong one', async () => {
    const source = await store(
      Buffer.from('<p>国家级</p>'),
      'Content-Type: text/html; charset=iso-8859-1\r\n',
    );
    const capture = await captureStored(source, { browser, charset: 'utf-8' });
    expect(capture.text).toBe('国家级');
    expect(capture.steps.some(({ what }) => what.includes('iso-8859-1'))).toBe(true);
  });

  it('shows what no browser shows in its window as text, and a cut-off compressed body as far as it goes', async () => {
    const odd = await store(Buffer.from('纯文本'), 'Content-Type: application/x-shop; charset=utf-8\r\n');
    expect((await captureStored(odd, { browser })).screenshot.png.length).toBeGreaterThan(500);
    const whole = gzipSync(`<meta charset=utf-8><p>开头</p>${'<p>后面</p>'.repeat(5000)}`);
    const cut = await store(
      whole.subarray(0, whole.length - 20),
      'Content-Type: text/html\r\nContent-Encoding: gzip\r\n',
    );
    expect((await captureStored(cut, { browser })).text).toContain('开头');
  });

  it('refuses a record that is no response, and a place where none is', async () => {
    const request = await store(Buffer.alloc(0), 'Host: a\r\n', 'request');
    await expect(captureStored(request, { browser })).rejects.toMatchObject({ code: 'invalid_input' });
    const nowhere = { folder, location: { ...request.location, offset: request.location.offset + 3 } };
    await expect(captureStored(nowhere, { browser })).rejects.toMatchObject({ code: 'not_found' });
  });
});
