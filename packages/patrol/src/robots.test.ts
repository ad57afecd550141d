import { describe, expect, test } from 'vitest';
import { type RobotsAnswer, RobotsCache } from './robots.ts';
import { softError } from './soft-error.ts';

async function rules(answer: RobotsAnswer, path = '/x') {
  const cache = new RobotsCache(async () => answer, 10_000);
  const found = await cache.rulesFor(new URL('http://a.example/'));
  return { allowed: found.allows(new URL(path, 'http://a.example')), delayMs: found.delayMs };
}

describe('RobotsCache', () => {
  test.each<[string, RobotsAnswer, boolean, number]>([
    ['disallowed for all', { status: 200, text: 'User-agent: *\nDisallow: /x' }, false, 0],
    ['disallowed for others', { status: 200, text: 'User-agent: Baiduspider\nDisallow: /' }, true, 0],
    ['disallowed for us', { status: 200, text: 'User-agent: WangjianPatrol\nDisallow: /' }, false, 0],
    ['a pause', { status: 200, text: 'User-agent: *\nCrawl-delay: 2' }, true, 2_000],
    ['a pause of a day', { status: 200, text: 'User-agent: *\nCrawl-delay: 86400' }, true, 10_000],
    ['a pause that is no number', { status: 200, text: 'User-agent: *\nCrawl-delay: soon' }, true, 0],
    ['none', { status: 404, text: '' }, true, 0],
    ['forbidden to read', { status: 403, text: '' }, true, 0],
    ['an error of the server (RFC 9309, 2.3.1.4)', { status: 503, text: '' }, false, 0],
    ['a page in its place', { status: 200, text: '<html>Disallow everything</html>' }, true, 0],
    ['unreachable', { error: softError('refused') }, true, 0],
  ])('%s', async (_, answer, allowed, delayMs) => {
    expect(await rules(answer)).toEqual({ allowed, delayMs });
  });

  test('a server in trouble is told from a site that forbids', async () => {
    const closed = (status: number, text: string) =>
      new RobotsCache(async () => ({ status, text }), 0).rulesFor(new URL('http://a.example/'));
    expect((await closed(500, '')).closedBecause).toMatch(/读不到 robots\.txt.*500/);
    expect((await closed(200, 'User-agent: *\nDisallow: /')).closedBecause).toBeUndefined();
  });

  test('asks each origin once, and again after an abort', async () => {
    const asked: string[] = [];
    let fails = true;
    const cache = new RobotsCache(async (url) => {
      asked.push(url.href);
      if (fails) throw new Error('aborted');
      return { status: 404, text: '' };
    }, 0);
    await expect(cache.rulesFor(new URL('http://a.example/1'))).rejects.toThrow('aborted');
    fails = false;
    await Promise.all(['/1', '/2'].map((path) => cache.rulesFor(new URL(path, 'http://a.example'))));
    await cache.rulesFor(new URL('https://a.example/'));
    const [http, https] = ['http://a.example/robots.txt', 'https://a.example/robots.txt'];
    expect(asked).toEqual([http, http, https]);
  });
});
