import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@wangjian/core/errors.ts';
import { Logger, runOnce } from 'graphile-worker';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FileStore } from '../../platform/files/file-store.ts';
import { releaseJobs } from '../../platform/jobs/release-jobs.ts';
import { taskListOf } from '../../platform/jobs/worker.ts';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { closeBrowsers } from '../evidence/jobs.ts';
import { beginSite, finishSite } from './site-work.ts';

type Answer = string | ((response: ServerResponse) => void);

let t: TestApp;
let officer: TestUser;
const servers: Server[] = [];
beforeAll(async () => {
  t = await testApp({ config: { patrolAllowPrivate: ['127.0.0.0/8'], patrolDelayMs: 0 } });
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(async () => {
  await closeBrowsers();
  await t.close();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function site(pages: Readonly<Record<string, Answer>>): Promise<string> {
  const server = createServer((request, response) => {
    const answer = pages[request.url ?? '/'];
    if (typeof answer === 'function') return answer(response);
    response.writeHead(answer ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
    response.end(answer ?? '没有');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
const page = (title: string, words: string, ...links: string[]) =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><body><h1>${title}</h1><p>${words}</p>${links.map((href) => `<a href="${href}">${href}</a>`).join(' ')}<p>价格：￥58.00 <button>加入购物车</button> <a href="/buy">立即购买</a></p></body>`;
const TERM = '本店活动最终解释权归本店所有。';

// biome-ignore lint/suspicious/noExplicitAny: answers of the API.
type Row = any;
const start = async (seeds: string, more: object = {}): Promise<Row> =>
  (await officer.call('POST', '/api/patrols', { name: '测试监测', seeds, ...more })).json;
const patrol = async (id: string): Promise<Row> => (await officer.call('GET', `/api/patrols/${id}`)).json;
const sitesOf = async (id: string): Promise<Row[]> =>
  (await officer.call('GET', `/api/patrols/${id}/sites?sort=host`)).json.items;
const storedPages = async (patrolSiteId: string): Promise<number> => {
  const { rows } = await t.app.kernel.owner.query(
    'SELECT count(*)::int AS n FROM pages WHERE patrol_site_id = $1',
    [patrolSiteId],
  );
  return rows[0].n;
};

/** The queue goes by the database's clock: what waits there is due now. */
const aMinuteLater = async () => {
  await t.app.kernel.owner.query(
    'UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now()',
  );
};

/** Runs with a store whose disk is full. */
async function withFullDisk(body: () => Promise<void>): Promise<void> {
  const kernel = t.app.kernel as { files: FileStore };
  const { files } = kernel;
  kernel.files = { ...files, put: () => Promise.reject(new AppError('storage_full')) };
  try {
    await body();
  } finally {
    kernel.files = files;
  }
}

describe('a full disk', () => {
  it('puts the site off with a message, writes nothing half, and goes on when there is space', async () => {
    const url = await site({ '/': page('满盘小店', TERM, '/a'), '/a': page('一', '好') });
    t.clock.set(new Date().toISOString());
    const { id } = await start(url);
    await withFullDisk(() => t.runJobs());
    const [waiting] = await sitesOf(id);
    expect(waiting).toMatchObject({ status: 'queued', pages: 0 });
    expect(waiting.problem).toMatch(/存储空间已满.*有空间后自动继续/);
    expect(await patrol(id)).toMatchObject({ status: 'running', sitesDone: 0, pages: 0, findings: 0 });
    expect(await storedPages(waiting.id)).toBe(0);

    await aMinuteLater();
    await t.runJobs();
    expect(await patrol(id)).toMatchObject({ status: 'finished', sitesDone: 1, sitesFailed: 0, pages: 2 });
    expect((await sitesOf(id))[0]).toMatchObject({ status: 'done', problem: null });
    expect(await storedPages(waiting.id)).toBe(2 + (await failedPages(waiting.id)));
  });

  it('puts the sealing of evidence off too, and it is sealed when there is space', async () => {
    const url = await site({ '/': page('证据满盘', TERM) });
    const { id } = await start(url);
    t.clock.set(new Date().toISOString());
    // The first content is the archive of the patrol; the sealed file comes after it.
    const kernel = t.app.kernel as { files: FileStore };
    const { files } = kernel;
    let puts = 0;
    kernel.files = {
      ...files,
      put: async (content) => {
        puts += 1;
        if (puts > 1) throw new AppError('storage_full');
        return await files.put(content);
      },
    };
    try {
      await t.runJobs();
    } finally {
      kernel.files = files;
    }
    const waiting = await evidenceOf(id);
    expect(waiting.length).toBeGreaterThan(0);
    for (const one of waiting) {
      expect(one).toMatchObject({ status: 'queued', sha256: null, bytes: null, hasScreenshot: false });
      expect(one.failure).toMatch(/存储空间已满.*有空间后自动继续/);
    }
    await aMinuteLater();
    await t.runJobs();
    for (const one of await evidenceOf(id)) expect(one).toMatchObject({ status: 'sealed', failure: null });
  });
});

const evidenceOf = async (patrolId: string): Promise<Row[]> => {
  const [{ siteId }] = await sitesOf(patrolId);
  return (await officer.call('GET', `/api/evidence?siteId=${siteId}`)).json.items;
};

describe('a patrol that is stopped in the middle', () => {
  it('leaves the rest unread, and reads each page once when it goes on', async () => {
    let id = '';
    let stopped = 0;
    const links = Array.from({ length: 40 }, (_, i) => `/p${i}`);
    const pages: Record<string, Answer> = { '/': page('停一停', TERM, ...links) };
    for (const [i, path] of links.entries()) pages[path] = page(`第${i}页`, `货品${i}`);
    // The officer stops it while the 30th page is being read.
    pages['/p29'] = (response) => {
      const stop = async () => {
        if (stopped === 0) stopped = (await officer.call('POST', `/api/patrols/${id}/stop`)).status;
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page('第29页', '货品29'));
      };
      void stop();
    };
    const url = await site(pages);
    ({ id } = await start(url, { maxPages: 100 }));
    await t.runJobs();
    expect(stopped).toBe(200);
    expect(await patrol(id)).toMatchObject({ status: 'stopped' });
    const [cut] = await sitesOf(id);
    expect(cut).toMatchObject({ status: 'skipped', problem: '监测已停止，未读完' });
    expect((await officer.call('POST', `/api/patrols/${id}/stop`)).status).toBe(409);

    const before = (await patrol(id)).findings;
    expect((await officer.call('POST', `/api/patrols/${id}/resume`)).json.status).toBe('running');
    await t.runJobs();
    expect(await patrol(id)).toMatchObject({ status: 'finished', pages: 41 });
    expect((await patrol(id)).findings).toBeGreaterThanOrEqual(before);
    expect(await storedPages(cut.id)).toBe((await patrol(id)).pages + (await failedPages(cut.id)));
    expect((await officer.call('POST', `/api/patrols/${id}/resume`)).status).toBe(409);
  });

  it('before it began starts when it is resumed', async () => {
    const url = await site({ '/': page('未开始', '好') });
    const { id } = await start(url);
    expect((await officer.call('POST', `/api/patrols/${id}/stop`)).json.status).toBe('stopped');
    await t.runJobs();
    expect((await sitesOf(id))[0].status).toBe('skipped');
    await officer.call('POST', `/api/patrols/${id}/resume`);
    await t.runJobs();
    const done = await patrol(id);
    expect(done).toMatchObject({ status: 'finished', pages: 1 });
    expect(done.startedAt).not.toBeNull();
  });
});

const failedPages = async (patrolSiteId: string): Promise<number> => {
  const { rows } = await t.app.kernel.owner.query(
    'SELECT count(*)::int AS n FROM pages WHERE patrol_site_id = $1 AND problem IS NOT NULL',
    [patrolSiteId],
  );
  return rows[0].n;
};

describe('a worker that was killed at the last try of a site', () => {
  it('leaves a patrol that ends after the next start', async () => {
    const { id } = await start(await site({ '/': page('又被杀', '好') }));
    const { owner } = t.app.kernel;
    await runOnly('patrol.fan-out');
    const [{ id: patrolSiteId }] = await sitesOf(id);
    await t.system('640500').run(beginSite, { patrolSiteId });
    await owner.query(
      `UPDATE graphile_worker._private_jobs SET attempts = max_attempts, locked_at = now(), locked_by = 'killed'
        WHERE key = $1`,
      [`patrol:${patrolSiteId}`],
    );
    await t.runJobs();
    expect(await patrol(id)).toMatchObject({ status: 'running', sitesDone: 0 });
    await releaseJobs(owner);
    await t.runJobs();
    expect(await patrol(id)).toMatchObject({ status: 'finished', sitesDone: 1, sitesFailed: 0 });
  });
});

/** Runs the jobs of one kind only. */
const runOnly = async (name: string) =>
  await runOnce({
    pgPool: t.app.kernel.owner,
    taskList: taskListOf(
      t.app.kernel,
      t.app.jobs.filter((job) => job.name === name),
      new AbortController().signal,
    ),
    logger: new Logger(() => () => undefined),
    noHandleSignals: true,
  });

describe('the end of a patrol', () => {
  it('is seen when its last two sites end at the same moment', async () => {
    const { id } = await start('http://ends-a.example/\nhttp://ends-b.example/');
    const both = await sitesOf(id);
    const system = t.system('640500');
    for (const { id: patrolSiteId } of both) await system.run(beginSite, { patrolSiteId });
    const end = (patrolSiteId: string) =>
      system.run(finishSite, {
        patrolSiteId,
        facts: null,
        title: '',
        licenceMissing: false,
        front: null,
        shops: [],
        problem: '连不上',
        status: 'failed',
      });
    await Promise.all(both.map((one) => end(one.id)));
    expect(await patrol(id)).toMatchObject({ status: 'finished', sitesDone: 2, sitesFailed: 2 });
  });
});

describe('the sites of a patrol', () => {
  it('are each read once, several shops of one platform among them', async () => {
    const preview = await officer.call('POST', '/api/patrols/preview', {
      text: 'mall-x.example/shop/1/\nmall-x.example/shop/2/\nmall-x.example/shop/2\nmall-x.example',
    });
    expect(preview.json).toMatchObject({ good: 3, duplicates: 1 });
    const { id } = await start('mall-x.example/shop/1/\nmall-x.example/shop/2/\nhttps://www.mall-x.example/');
    expect((await sitesOf(id)).map(({ seed }) => new URL(seed).pathname).toSorted()).toEqual([
      '/',
      '/shop/1/',
      '/shop/2/',
    ]);
    await officer.call('POST', `/api/patrols/${id}/stop`);
  });

  it('come from the register without those that were excluded, and never from elsewhere', async () => {
    const made = async (url: string): Promise<Row> =>
      (
        await officer.call('POST', '/api/registry/sites', {
          name: '选',
          url,
          kind: 'independent',
          forms: ['livestream'],
          region: '640502',
        })
      ).json;
    const [kept, out] = [await made('kept.example'), await made('out.example')];
    await officer.call('POST', `/api/registry/sites/${out.id}/confirm`, {
      method: 'page',
      result: 'excluded',
      kind: 'non-trading',
      forms: ['livestream'],
      version: out.version,
    });
    const select = async (chosen: object, who = officer) =>
      await who.call('POST', '/api/patrols', { name: '选择', select: chosen });
    for (const chosen of [{ siteIds: [kept.id, out.id, kept.id] }, { form: ['livestream'] }]) {
      const started = await select(chosen);
      expect(started.json).toMatchObject({ sites: 1 });
      await officer.call('POST', `/api/patrols/${started.json.id}/stop`);
    }
    expect(await select({ siteIds: [out.id] })).toMatchObject({ status: 400 });
    const county = await t.officer({ role: 'inspector', region: '640521' });
    expect(await select({ siteIds: [kept.id] }, county)).toMatchObject({ status: 404 });
    for (const region of ['640502', '110101', '999999'])
      expect([400, 404]).toContain(
        (await county.call('POST', '/api/patrols', { name: '外', region, seeds: 'a.example' })).status,
      );
  });

  it('with zero characters in their pages are read like others', async () => {
    const url = await site({
      '/': page('零\u0000字符', `好\u0000货${TERM}`, '/a'),
      '/a': page('\ud83d半个', '&#0; &#xD83D; 货'),
    });
    const { id } = await start(url);
    await t.runJobs();
    expect((await sitesOf(id))[0]).toMatchObject({ status: 'done', problem: null, pages: 2 });
  });
});

describe('progress', () => {
  it('comes as events, the last of them the end', async () => {
    const url = await site({ '/': page('看进度', TERM) });
    const { id } = await start(url);
    await t.runJobs();
    const stream = await officer.inject({ method: 'GET', url: `/api/patrols/${id}/events` });
    expect(stream.headers['content-type']).toContain('text/event-stream');
    const events = stream.text
      .split('\n\n')
      .filter((one) => one.includes('data:'))
      .map((one) => ({
        event: /event: (.*)/.exec(one)![1],
        data: JSON.parse(/data: (.*)/.exec(one)![1]!),
      }));
    expect(events.map(({ event }) => event)).toEqual(['patrol', 'end']);
    expect(events.at(-1)!.data).toMatchObject({ id, status: 'finished', pages: 1, sitesDone: 1 });
    const outside = await t.officer({ role: 'inspector', region: '640521' });
    expect((await outside.call('GET', `/api/patrols/${id}/events`)).status).toBe(404);
  });

  it('is in the metrics: sites, pages, findings and leads', async () => {
    const metrics = await t.anonymous().call('GET', '/metrics');
    const of = (name: string) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(metrics.text)?.[1]);
    expect(of('wangjian_sites_total')).toBe((await officer.call('GET', '/api/registry/sites')).json.total);
    expect(of('wangjian_pages_total')).toBeGreaterThan(40);
    expect(of('wangjian_findings_total')).toBe((await officer.call('GET', '/api/findings')).json.total);
    expect(of('wangjian_leads_total')).toBe((await officer.call('GET', '/api/leads')).json.total);
  });
});
