import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiskFile } from '@wangjian/evidence/warc/append-file.ts';
import { readWarcRecord } from '@wangjian/evidence/warc/warc-reader.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { type RunOptions, runPatrol } from './run-patrol.ts';
import { parseSeedList } from './seed-list.ts';
import { type ReadPage, readAnswer } from './site-page.ts';
import { type LoopbackSite, loopbackSite, shopPage } from './testing/loopback-site.ts';

let folder: string;
let sites: LoopbackSite[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patrol-'));
});
afterEach(async () => {
  await Promise.all(sites.map((site) => site.close()));
  sites = [];
  await rm(folder, { recursive: true, force: true });
});

async function market(hosts: number, pages: number): Promise<LoopbackSite[]> {
  const links = Array.from({ length: pages - 1 }, (_, i) => `/goods/${i + 1}.html`);
  sites = await Promise.all(
    Array.from({ length: hosts }, () =>
      loopbackSite({
        '/': shopPage('首页', links),
        '*': (req, res) =>
          void res.writeHead(200, { 'content-type': 'text/html' }).end(shopPage(`商品${req.url}`, ['/'])),
      }),
    ),
  );
  return sites;
}

interface Line {
  url: string;
  text?: number;
  site?: string;
  pages?: number;
  warc: { file: string; offset: number; length: number };
}

function options(out: string, extra: Partial<RunOptions<ReadPage>> = {}): RunOptions<ReadPage> {
  return {
    folder: out,
    files: ['pages.jsonl', 'sites.jsonl'],
    allowPrivate: ['127.0.0.0/8'],
    delayMs: 0,
    concurrency: 4,
    consumer: (seed) => {
      let pages = 0;
      return {
        read: (request, answer) => readAnswer(request, answer, DEFAULT_LIMITS),
        page: (page) => {
          pages += page.content ? 1 : 0;
          const line = { url: page.url, text: page.content?.text.length, warc: page.warc };
          return [{ file: 'pages.jsonl', text: `${JSON.stringify(line)}\n` }];
        },
        finish: () => [{ file: 'sites.jsonl', text: `${JSON.stringify({ site: seed.site, pages })}\n` }],
      };
    },
    ...extra,
  };
}

async function lines(out: string, name: string): Promise<Line[]> {
  const text = await readFile(join(out, name), 'utf8');
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

async function expectWhole(out: string, hosts: readonly LoopbackSite[], pages: number): Promise<void> {
  const found = await lines(out, 'pages.jsonl');
  const urls = found.map((line) => line.url);
  expect(new Set(urls).size).toBe(urls.length);
  expect(urls).toHaveLength(hosts.length * pages);
  for (const line of found) {
    const record = await readWarcRecord(out, line.warc);
    expect(record.headers.get('warc-type')).toBe('response');
    expect(record.headers.get('warc-target-uri')).toBe(line.url);
  }
  const done = await lines(out, 'sites.jsonl');
  expect(done.map((line) => line.site).sort()).toEqual(hosts.map((host) => host.host).sort());
  for (const line of done) expect(line.pages).toBe(pages);
}

describe('runPatrol', () => {
  test('writes every page once, each with its response record', async () => {
    const hosts = await market(5, 8);
    const { seeds } = parseSeedList(hosts.map((host) => host.host).join('\n'));
    const reports = await runPatrol(seeds, options(folder));
    expect(reports).toHaveLength(5);
    await expectWhole(folder, hosts, 8);
    const asked = hosts.flatMap((host) => host.asked).length;
    await runPatrol(seeds, options(folder));
    expect(hosts.flatMap((host) => host.asked)).toHaveLength(asked);
    await expectWhole(folder, hosts, 8);
  });

  test('killed with kill -9 and begun again: no page lost, none twice', async () => {
    const hosts = await market(4, 60);
    const list = hosts.map((host) => host.host).join('\n');
    const script = `
      import { runPatrol } from ${JSON.stringify(new URL('./run-patrol.ts', import.meta.url).href)};
      import { DEFAULT_LIMITS } from ${JSON.stringify(new URL('./limits.ts', import.meta.url).href)};
      import { parseSeedList } from ${JSON.stringify(new URL('./seed-list.ts', import.meta.url).href)};
      import { readAnswer } from ${JSON.stringify(new URL('./site-page.ts', import.meta.url).href)};
      const line = (file, json) => ({ file, text: JSON.stringify(json) + '\\n' });
      await runPatrol(parseSeedList(process.argv[2]).seeds, {
        folder: process.argv[1], files: ['pages.jsonl', 'sites.jsonl'], allowPrivate: ['127.0.0.0/8'], delayMs: 0, concurrency: 3,
        consumer: (seed) => { let pages = 0; return {
          read: (request, answer) => readAnswer(request, answer, DEFAULT_LIMITS),
          page: (page) => { pages += page.content ? 1 : 0; return [line('pages.jsonl', { url: page.url, text: page.content?.text.length, warc: page.warc })]; },
          finish: () => [line('sites.jsonl', { site: seed.site, pages })] }; },
      });`;
    let asked = 0;
    for (const stopAfter of [25, 60, 130]) {
      const child: ChildProcess = spawn(process.execPath, [
        '--input-type=module',
        '-e',
        script,
        folder,
        list,
      ]);
      const ended = once(child, 'close');
      // Killed in the middle of its work, at a count of requests and not of time.
      const count = () => hosts.reduce((sum, host) => sum + host.asked.length, 0);
      const until = asked + stopAfter;
      const watch = setInterval(() => count() >= until && child.kill('SIGKILL'), 1);
      await ended;
      clearInterval(watch);
      expect(child.signalCode).toBe('SIGKILL');
      asked = count();
    }
    await runPatrol(parseSeedList(list).seeds, options(folder));
    await expectWhole(folder, hosts, 60);
    const refetched = hosts.flatMap((host) => host.asked).length - 4 * 60;
    expect(refetched).toBeLessThan(4 * 60);
  });

  test('a result file with a torn line, or lines that the journal does not know, is mended', async () => {
    const hosts = await market(2, 6);
    const { seeds } = parseSeedList(hosts.map((host) => host.host).join('\n'));
    await runPatrol(seeds, options(folder));
    const path = join(folder, 'pages.jsonl');
    const whole = await readFile(path, 'utf8');
    await writeFile(path, `${whole}{"url":"http://x/`);
    await runPatrol(seeds, options(folder));
    expect(await readFile(path, 'utf8')).toBe(whole);
    await writeFile(path, whole.slice(0, whole.length / 2));
    await runPatrol(seeds, options(folder));
    await expectWhole(folder, hosts, 6);
  });

  test('runs side by side with folders of their own do not touch each other; one folder takes one run', async () => {
    const hosts = await market(3, 6);
    const { seeds } = parseSeedList(hosts.map((host) => host.host).join('\n'));
    const outs = ['a', 'b', 'c'].map((name) => join(folder, name));
    await Promise.all(outs.map((out) => runPatrol(seeds, options(out))));
    for (const out of outs) await expectWhole(out, hosts, 6);
    // Whichever of the two takes the folder first, the other is refused.
    const both = await Promise.allSettled([1, 2].map(() => runPatrol(seeds, options(join(folder, 'd')))));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  test('a lock that a dead process left is taken over, our own number in it too', async () => {
    for (const pid of [process.pid, 4_194_301]) {
      await writeFile(join(folder, 'running.lock'), `${pid}\n`);
      expect(await runPatrol([], options(folder))).toEqual([]);
    }
  });

  test('a folder with results of something else is not touched', async () => {
    await writeFile(join(folder, 'pages.jsonl'), '{"mine":1}\n');
    await expect(runPatrol([], options(folder))).rejects.toMatchObject({ code: 'conflict' });
    expect(await readFile(join(folder, 'pages.jsonl'), 'utf8')).toBe('{"mine":1}\n');
  });

  test('a full disk ends the run with a clear message, nothing half-written, and it goes on later', async () => {
    const hosts = await market(3, 10);
    const { seeds } = parseSeedList(hosts.map((host) => host.host).join('\n'));
    const { openDisk, makeRoom } = smallDisk(9_000);
    const failure = await runPatrol(seeds, options(folder, { openDisk })).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'storage_full', message: expect.stringContaining('磁盘空间不足') });
    for (const line of await lines(folder, 'pages.jsonl')) await readWarcRecord(folder, line.warc);
    makeRoom();
    await runPatrol(seeds, options(folder, { openDisk }));
    await expectWhole(folder, hosts, 10);
  });

  test('an aborted run rejects and goes on when it is begun again', async () => {
    const hosts = await market(2, 20);
    const { seeds } = parseSeedList(hosts.map((host) => host.host).join('\n'));
    const stop = new AbortController();
    const normal = options(folder);
    const consumer: RunOptions<ReadPage>['consumer'] = (seed) => {
      const inner = normal.consumer(seed);
      let pages = 0;
      return {
        ...inner,
        page: (page, earlier) => {
          pages += 1;
          if (pages === 5) stop.abort(new Error('stopped by test'));
          return inner.page(page, earlier);
        },
      };
    };
    await expect(runPatrol(seeds, { ...normal, consumer, signal: stop.signal })).rejects.toThrow(
      'stopped by test',
    );
    await runPatrol(seeds, normal);
    await expectWhole(folder, hosts, 20);
  });
});

/** Real files on a disk that is full after so many bytes in all. */
function smallDisk(bytes: number) {
  let room = bytes;
  const openDisk = async (path: string): Promise<DiskFile> => {
    const { open } = await import('node:fs/promises');
    const file = await open(path, 'r+').catch(() => open(path, 'wx+'));
    return {
      stat: () => file.stat(),
      truncate: (length) => file.truncate(length),
      datasync: () => file.datasync(),
      close: () => file.close(),
      writev: async (buffers, position) => {
        const all = Buffer.concat(buffers).subarray(0, room);
        if (all.length === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        room -= all.length;
        return file.write(all, 0, all.length, position);
      },
    };
  };
  const makeRoom = () => {
    room = Number.MAX_SAFE_INTEGER;
  };
  return { openDisk, makeRoom };
}
