import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@wangjian/core/clock.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildApp } from './build-app.ts';
import { startPatrol } from './modules/patrols/service.ts';
import { systemActor } from './platform/actor.ts';
import { registerBureau } from './platform/bureaus.ts';
import { readConfig } from './platform/config.ts';
import { withClient } from './platform/db/connections.ts';
import { openDatabase } from './platform/db/database.ts';
import { createLog } from './platform/log.ts';
import { runUseCase } from './platform/run-use-case.ts';

const WRAPPER = join(import.meta.dirname, '..', 'bin', 'wangjian.mjs');
const SITES = 3;
const PAGES = 12;
const BUREAU = '640500';

let scratch: string;
const servers: Server[] = [];
const running = new Set<ChildProcess>();
/** How many pages the sites have answered, and who waits for a number of them. */
let answered = 0;
const waiting = new Set<() => void>();

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wangjian-killed-'));
  for (let n = 0; n < SITES; n += 1) {
    const links = Array.from({ length: PAGES - 1 }, (_, i) => `<a href="/p${i}">货${i}</a>`).join(' ');
    const server = createServer((request, response) => {
      if (request.url === '/robots.txt') return void response.writeHead(404).end();
      // Slow enough that a kill meets every site in the middle.
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.end(
          `<title>慢店${n} ${request.url}</title><h1>慢店${n} ${request.url}</h1>${links}<p>￥58 <button>加入购物车</button></p><p>本店活动最终解释权归本店所有。</p>`,
        );
        answered += 1;
        for (const look of waiting) look();
      }, 60);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
  }
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  for (const server of servers) server.close();
  await rm(scratch, { recursive: true, force: true });
});

const urls = () => servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

const pagesAnswered = (wanted: number): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (answered < wanted) return;
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
    look();
  });

/** The real `serve` process, once it says that it has started. */
async function serve(dataDir: string): Promise<ChildProcess> {
  const port = createServer().listen(0, '127.0.0.1');
  await once(port, 'listening');
  const free = (port.address() as AddressInfo).port;
  port.close();
  await once(port, 'close');
  const child = spawn(
    process.execPath,
    [WRAPPER, 'serve', '--empty', '--data', dataDir, '--port', String(free)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        WANGJIAN_NO_INSTALL: '1',
        WANGJIAN_ALLOW_PRIVATE: '127.0.0.0/8',
        WANGJIAN_PATROL_DELAY_MS: '0',
      },
    },
  );
  running.add(child);
  child.once('close', () => running.delete(child));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('网鉴已启动')) resolve();
    };
    child.stdout!.on('data', take);
    child.stderr!.on('data', take);
    child.once('close', () => reject(new Error(output)));
  });
  return child;
}

test('a worker killed in the middle of a patrol and started again: nothing lost, nothing twice, the patrol ends', async () => {
  const dataDir = join(scratch, 'data');
  const first = await serve(dataDir);
  const { urls: databaseUrls } = await openDatabase({ dataDir, whenRunning: 'share' });
  const app = await buildApp({
    urls: databaseUrls,
    config: readConfig({}, { filesFolder: join(dataDir, 'files') }),
    clock: systemClock,
    log: createLog('silent'),
  });
  await app.kernel.app.transaction().execute((tx) => registerBureau(tx, { code: BUREAU, name: '中卫市' }));
  const { id } = await runUseCase(app.kernel, startPatrol, systemActor('test', [BUREAU]), {
    name: '会被打断的监测',
    region: BUREAU,
    seeds: urls().join('\n'),
  });
  await app.close();

  await pagesAnswered(SITES * 3);
  first.kill('SIGKILL');
  await once(first, 'close');

  const second = await serve(dataDir);
  const { urls: again } = await openDatabase({ dataDir, whenRunning: 'share' });
  await withClient(again.owner, async (client) => {
    const read = async (text: string) => (await client.query(text, [id])).rows;
    for (;;) {
      const [patrol] = await read('SELECT status FROM patrols WHERE id = $1');
      if (z.object({ status: z.string() }).parse(patrol).status === 'finished') break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await read('SELECT status, pages, problem FROM patrol_sites WHERE patrol_id = $1')).toEqual(
      Array.from({ length: SITES }, () => ({ status: 'done', pages: PAGES, problem: null })),
    );
    // No page twice, and every page in the archive that its row names.
    expect(
      await read(
        `SELECT count(*)::int AS rows, count(DISTINCT p.url)::int AS urls, count(p.warc_blob)::int AS kept
           FROM pages p JOIN patrol_sites s ON s.id = p.patrol_site_id WHERE s.patrol_id = $1`,
      ),
    ).toEqual([{ rows: SITES * PAGES, urls: SITES * PAGES, kept: SITES * PAGES }]);
    // One site is one record, one text one finding, one shop one lead.
    expect(
      await read(
        `SELECT (SELECT count(*)::int FROM sites WHERE $1 <> '') AS sites,
                (SELECT count(*)::int FROM findings WHERE violation = 'unfair-term-final-interpretation') AS findings,
                (SELECT count(*)::int FROM leads) AS leads`,
      ),
    ).toEqual([{ sites: SITES, findings: SITES, leads: SITES }]);
  });
  second.kill('SIGTERM');
  await once(second, 'close');
}, 180_000);
