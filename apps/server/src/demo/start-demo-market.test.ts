import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { AppError } from '@wangjian/core/errors.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoRegistryRows } from './registry.ts';
import { type DemoMarket, startDemoMarket } from './start-demo-market.ts';

let market: DemoMarket;
beforeAll(async () => {
  market = await startDemoMarket();
});
afterAll(() => market.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    call.on('error', reject);
    call.end();
  });
}

const host = (siteId: string) => {
  const found = market.hosts.find((one) => one.siteId === siteId);
  if (!found) throw new Error(siteId);
  return found;
};

describe('startDemoMarket', () => {
  it('gives every site an address of its own on loopback', () => {
    expect(new Set(market.hosts.map((one) => one.host)).size).toBe(market.hosts.length);
    for (const one of market.hosts) expect(new URL(one.url).hostname).toMatch(/^127\./);
  });

  it('serves every page with status 200 in the charset that the truth names', async () => {
    const slow = new Set(['odd-slow']);
    for (const page of market.truth().pages.filter((one) => !slow.has(one.site))) {
      const answer = await get(page.url);
      expect(answer.status, page.url).toBe(200);
      const text = new TextDecoder(page.charset, { fatal: true }).decode(answer.body);
      expect(text, page.url).toContain('</html>');
      const declared = /charset=([\w-]+)/.exec(String(answer.headers['content-type']))?.[1];
      const meta = /charset="?([\w-]+)/.exec(answer.body.toString('latin1').slice(0, 300))?.[1];
      const truthful =
        new TextDecoder(declared ?? meta ?? 'utf-8').encoding === new TextDecoder(page.charset).encoding;
      expect(truthful || (page.charset === 'gbk' && /gb/i.test(meta ?? '')), page.url).toBe(
        page.site !== 'odd-lying',
      );
    }
  });

  it('packs with gzip only for those who accept it, and sends chunks without a length', async () => {
    const url = host('shop-meiyan').url;
    const packed = await get(url, { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.body).toString()).toBe((await get(url)).body.toString());
    expect((await get(host('saishang').url)).headers['transfer-encoding']).toBe('chunked');
  });

  it('has a host that is down, one that redirects, one with dead links and one that forbids robots', async () => {
    await expect(get(host('odd-down').url)).rejects.toThrow(/ECONNREFUSED/);
    const moved = await get(host('odd-redirect').url);
    expect([moved.status, moved.headers.location]).toEqual([301, host('suotang').url]);
    const front = (await get(host('odd-404').url)).body.toString();
    const links = [...front.matchAll(/href="(\/item\/\d+\.html)"/g)].map((match) => match[1]);
    const states = await Promise.all(
      [...new Set(links)].map(async (path) => (await get(host('odd-404').url + path?.slice(1))).status),
    );
    expect(states).toContain(404);
    expect(states).toContain(200);
    expect((await get(`${host('odd-robots').url}robots.txt`)).body.toString()).toContain('Disallow: /');
  });

  it('says in Chinese that its port is taken', async () => {
    const port = Number(new URL(host('shapo-mall').url).port);
    await expect(startDemoMarket({ port })).rejects.toThrow(AppError);
    await expect(startDemoMarket({ port })).rejects.toThrow(/端口/);
  });

  it('takes one port each on 127.0.0.1 where other loopback addresses cannot be bound', async () => {
    const plain = await startDemoMarket({ addresses: 'one-port-each' });
    try {
      expect(new Set(plain.hosts.map((one) => new URL(one.url).hostname))).toEqual(new Set(['127.0.0.1']));
      expect(new Set(plain.hosts.map((one) => one.host)).size).toBe(plain.hosts.length);
      expect((await get(plain.hosts[1]?.url ?? '')).status).toBe(200);
    } finally {
      await plain.close();
    }
  });

  it('opens a small market with the same truth of those that are in it', async () => {
    const small = await startDemoMarket({ small: true });
    try {
      const ids = new Set(small.hosts.map(({ siteId }) => siteId));
      expect(small.hosts.length).toBeLessThan(market.hosts.length / 2);
      expect(small.sites.map(({ registeredUscc }) => registeredUscc)).toEqual(
        market.sites.filter(({ id }) => ids.has(id)).map(({ registeredUscc }) => registeredUscc),
      );
      expect(new Set(small.truth().pages.map(({ site }) => site))).toEqual(
        new Set([...ids].filter((id) => id !== 'odd-down')),
      );
      expect((await get(small.hosts[0]!.url)).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  it('offers its sites and inner shops as rows of a register', () => {
    const rows = demoRegistryRows(market);
    const shops = market.sites.reduce((sum, site) => sum + site.shops.length, 0);
    expect(rows).toHaveLength(market.sites.length + shops);
    for (const row of rows) expect(new URL(row.url).hostname).toMatch(/^127\./);
    expect(rows.some((row) => row.kind === 'unknown')).toBe(true);
  });
});
