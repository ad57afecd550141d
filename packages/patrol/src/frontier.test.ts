import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Frontier } from './frontier.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const ORIGIN = 'http://a.example';

function drain(frontier: Frontier, most = 10_000): string[] {
  const urls: string[] = [];
  for (let visit = frontier.next(); visit && urls.length < most; visit = frontier.next())
    urls.push(visit.url);
  return urls;
}

function links(paths: readonly string[], text = '') {
  return paths.map((path) => ({ url: `${ORIGIN}${path}`, text }));
}

describe('Frontier', () => {
  test('gives every address of the site once, however often and in whatever spelling it is added', () => {
    const path = fc.constantFrom(
      '/a',
      '/a?x=1&y=2',
      '/a?y=2&x=1',
      '/b',
      '/b#top',
      '/b?utm_source=q',
      '/c/1',
      '//c/1',
      '/d;jsessionid=1',
    );
    fc.assert(
      fc.property(fc.array(path), (paths) => {
        const frontier = new Frontier('a.example', DEFAULT_LIMITS);
        for (const each of paths) frontier.addLinks(links([each]), 1);
        const given = drain(frontier);
        expect(new Set(given).size).toBe(given.length);
        expect(given.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  test('addresses of other sites are not taken until the site has moved there', () => {
    const frontier = new Frontier('a.example', DEFAULT_LIMITS);
    frontier.addLinks(
      [
        { url: 'http://b.example/x', text: '' },
        { url: 'https://www.a.example/y', text: '' },
      ],
      1,
    );
    expect(drain(frontier)).toEqual(['https://www.a.example/y']);
    frontier.adopt(new URL('http://b.example/'));
    frontier.addLinks([{ url: 'http://b.example/z', text: '' }], 1);
    expect(drain(frontier)).toEqual(['http://b.example/z']);
  });

  test('who runs the site comes first, and a thousand pages of one template do not hide the others', () => {
    const frontier = new Frontier('a.example', DEFAULT_LIMITS);
    frontier.addLinks(links(Array.from({ length: 1000 }, (_, i) => `/news/${i}.html`)), 1);
    frontier.addLinks(links(['/goods/1', '/goods/2', '/special', '/about']), 1);
    expect(frontier.addLinks(links(['/page/88'], '营业执照'), 1)).toEqual([`${ORIGIN}/page/88`]);
    const first = drain(frontier, 12).map((url) => url.slice(ORIGIN.length));
    expect(new Set(first.slice(0, 2))).toEqual(new Set(['/about', '/page/88']));
    expect(first).toEqual(expect.arrayContaining(['/goods/1', '/goods/2', '/special']));
  });

  test('the queue, the depth and the links of one page are capped', () => {
    const limits = { ...DEFAULT_LIMITS, queue: 50, linksPerPage: 30, depth: 2 };
    const frontier = new Frontier('a.example', limits);
    frontier.addLinks(links(Array.from({ length: 100 }, (_, i) => `/x/${i}`)), 1);
    frontier.addLinks(links(Array.from({ length: 100 }, (_, i) => `/y/${i}`)), 2);
    frontier.addLinks(links(['/deep']), 3);
    const given = drain(frontier);
    expect(given.filter((url) => url.includes('/x/'))).toHaveLength(30);
    expect(given).toHaveLength(50);
    expect(given).not.toContain(`${ORIGIN}/deep`);
  });
});
