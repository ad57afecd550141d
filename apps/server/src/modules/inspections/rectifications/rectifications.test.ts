import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestUser, testApp } from '../../../platform/test/test-app.ts';
import { useCase } from '../../../platform/use-case.ts';
import { finishSealing } from '../../evidence/sealing.ts';
import { recordFindings } from '../../findings/service.ts';
import { type PageRead, pagesRead, siteRead } from '../../patrols/events.ts';
import { annex1 } from '../annex1.ts';
import type { InspectionDetail, Rectification } from '../contract.ts';
import { recheckOverdue } from '../jobs.ts';
import { type InspectionOf, inspectionTools } from '../test-tools.ts';

let t: TestApp;
let officer: TestUser;
let system: TestUser;
let on: InspectionOf;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
  system = t.system('640500');
  on = inspectionTools(t, officer);
});
afterAll(() => t.close());

const BLOB = 'a'.repeat(64);
let offset = 0;
const warc = () => {
  offset += 1000;
  return { blob: BLOB, offset, length: 500 };
};

/** A site on whose page a patrol has found something. */
async function siteWithFinding(host: string) {
  const url = `https://${host}/goods/1`;
  const { json: site } = await officer.call('POST', '/api/registry/sites', {
    name: host,
    url: `https://${host}/`,
    kind: 'independent',
    region: '640502',
  });
  const record = useCase({
    action: 'test.record',
    title: '测试',
    permission: 'session',
    input: z.undefined(),
    async run(context) {
      const text = '本店枸杞全国第一';
      await recordFindings(context, {
        bureau: '640500',
        region: '640502',
        siteId: site.id,
        patrolId: null,
        pages: [
          {
            url,
            title: '枸杞',
            text,
            charset: 'utf-8',
            fetchedAt: context.clock.now(),
            warc: warc(),
            findings: [
              {
                rule: 'ads/absolute-terms',
                version: '1.0.0',
                violation: 'absolute-terms-ad',
                level: 'violation',
                start: 4,
                end: 8,
                term: '全国第一',
                quote: text,
                articles: [],
                why: '使用绝对化用语',
              },
            ],
          },
        ],
      });
      return { result: null, audit: 'machine work' };
    },
  });
  await system.run(record, undefined);
  return { siteId: site.id as string, url };
}

/** An inspection of such a site that ended with an order to correct. */
async function ordered(host: string): Promise<{ one: InspectionDetail; siteId: string; url: string }> {
  const { siteId, url } = await siteWithFinding(host);
  const one = await on.create({ sides: ['online'], siteId });
  expect(one.cells.find(({ key }) => key === 'illegal-ads.online')).toMatchObject({ result: 'problem' });
  await on.fillAll(one.id, 'online', { 'illegal-ads': 'problem' });
  expect((await on.record(one.id, 'online')).status).toBe(200);
  await officer.call('POST', `/api/inspections/${one.id}/waive`, {
    side: 'on-site',
    reason: '只有网店',
    version: (await on.read(one.id)).version,
  });
  const done = await officer.call('POST', `/api/inspections/${one.id}/finish`, {
    outcome: 'ordered-to-correct',
    correctBy: '2026-10-20',
    version: (await on.read(one.id)).version,
    key: randomUUID(),
  });
  expect(done).toMatchObject({ status: 200, json: { status: 'rectifying' } });
  return { one: done.json, siteId, url };
}

async function seal(evidenceId: string) {
  await system.run(finishSealing, {
    evidenceId,
    fileBlob: BLOB,
    screenshotBlob: BLOB,
    bytes: 1,
    sha256: BLOB,
    sm3: BLOB,
    title: '枸杞',
    environment: {},
  });
}

async function tell(page: Partial<PageRead> & { url: string }, siteId: string, patrolId: string) {
  const read: PageRead = {
    finalUrl: page.url,
    title: '枸杞',
    status: 200,
    problem: null,
    fetchedAt: t.clock.now(),
    charset: 'utf-8',
    warc: warc(),
    prices: null,
    violations: [],
    ...page,
  };
  const emit = useCase({
    action: 'test.emit',
    title: '测试',
    permission: 'session',
    input: z.undefined(),
    async run({ events }) {
      const place = { bureau: '640500', region: '640502', patrolId, siteId };
      await events.emit(pagesRead, { ...place, pages: [read] });
      await events.emit(siteRead, {
        ...place,
        onlyPage: true,
        seed: page.url,
        status: 'done',
        problem: null,
        complete: false,
        violations: [],
        front: null,
      });
      return { result: null, audit: 'machine work' };
    },
  });
  await system.run(emit, undefined);
}

async function recheck(id: string): Promise<Rectification> {
  const { json } = await officer.call('POST', `/api/inspections/${id}/recheck`, { key: randomUUID() });
  return json.rectifications[0];
}

describe('rectification (线上整改到位)', () => {
  it('closes itself when the page was read again, is clean, and both evidence files are sealed', async () => {
    const { one, siteId, url } = await ordered('clean.example.cn');
    expect(one.rectifications).toMatchObject([{ kind: 'page', status: 'open', url, dueOn: '2026-10-20' }]);
    const sent = await recheck(one.id);
    expect(sent).toMatchObject({ status: 'checking', checks: 1 });
    // Another page of the site was read first: this one still waits for its turn.
    await tell({ url: 'http://clean.example.cn/another' }, siteId, sent.patrolId!);
    expect((await on.read(one.id)).rectifications[0]!.status).toBe('checking');
    await tell({ url }, siteId, sent.patrolId!);
    let [item] = (await on.read(one.id)).rectifications;
    expect(item).toMatchObject({ status: 'sealing', lastResult: expect.stringContaining('未再发现') });
    await seal(item!.afterEvidenceId!);
    // The page of before is not sealed yet: without it nothing is closed.
    [item] = (await on.read(one.id)).rectifications;
    expect(item!.status).toBe('sealing');
    await seal(item!.beforeEvidenceId!);
    const done = await on.read(one.id);
    expect(done.rectifications).toMatchObject([{ status: 'corrected', closedBy: '复查自动办结' }]);
    expect(done.status).toBe('finished');
  });

  it('waits on when the breach is still there, or the page could not be read', async () => {
    const { one, siteId, url } = await ordered('again.example.cn');
    let sent = await recheck(one.id);
    await tell({ url, violations: ['absolute-terms-ad'] }, siteId, sent.patrolId!);
    expect((await on.read(one.id)).rectifications).toMatchObject([
      { status: 'open', lastResult: expect.stringContaining('仍有该问题'), afterEvidenceId: null },
    ]);
    sent = await recheck(one.id);
    await tell({ url, status: 403, problem: '网站要求验证' }, siteId, sent.patrolId!);
    expect((await on.read(one.id)).rectifications).toMatchObject([
      { status: 'open', lastResult: expect.stringContaining('没有读到网页'), afterEvidenceId: null },
    ]);
    expect((await on.read(one.id)).status).toBe('rectifying');
  });

  it('takes a page that was taken down for put right', async () => {
    const { one, siteId, url } = await ordered('gone.example.cn');
    const sent = await recheck(one.id);
    await tell({ url, status: 404, problem: 'HTTP 404' }, siteId, sent.patrolId!);
    expect((await on.read(one.id)).rectifications).toMatchObject([
      { status: 'sealing', lastResult: expect.stringContaining('已删除') },
    ]);
  });

  it('another patrol that no longer finds it helps as well; a page of another site says nothing', async () => {
    const { one, url, siteId } = await ordered('other.example.cn');
    const foreign = await siteWithFinding('foreign.example.cn');
    await tell({ url: foreign.url }, foreign.siteId, 'patrol_640500_01K700000000000000000000AA');
    expect((await on.read(one.id)).rectifications).toMatchObject([{ status: 'open', lastResult: null }]);
    await tell({ url }, siteId, 'patrol_640500_01K700000000000000000000AB');
    expect((await on.read(one.id)).rectifications).toMatchObject([{ status: 'sealing' }]);
  });

  it('is re-checked by itself once its day is over, once a day', async () => {
    const { one } = await ordered('late.example.cn');
    const due = async () => {
      await system.run(recheckOverdue, { bureau: '640500' });
      return (await on.read(one.id)).rectifications[0]!;
    };
    expect((await due()).status).toBe('open');
    t.clock.set('2026-10-21T01:00:00Z');
    expect(await due()).toMatchObject({ status: 'checking', checks: 1, overdue: true });
    t.clock.set('2026-10-12T01:00:00Z');
  });

  it('on site needs a photo of before and another of after', async () => {
    const one = await on.create({ sides: ['on-site'] });
    await on.fillAll(one.id, 'on-site', { 'price-conduct': 'problem' });
    await on.attach(one.id, { kind: 'photo', key: 'price-conduct.on-site' });
    await on.record(one.id, 'on-site');
    await officer.call('POST', `/api/inspections/${one.id}/waive`, {
      side: 'online',
      reason: '没有网店',
      version: (await on.read(one.id)).version,
    });
    await on.sign(one.id);
    const finish = async (correctBy: string | null) =>
      officer.call('POST', `/api/inspections/${one.id}/finish`, {
        outcome: 'ordered-to-correct',
        correctBy,
        version: (await on.read(one.id)).version,
        key: randomUUID(),
      });
    expect((await finish(null)).json.problems).toMatchObject([{ path: 'correctBy' }]);
    const done = (await finish('2026-10-20')).json as InspectionDetail;
    const [item] = done.rectifications;
    expect(item).toMatchObject({ kind: 'on-site', status: 'open' });
    const confirm = (attachmentId: string) =>
      officer.call('POST', `/api/rectifications/${item!.id}/confirm`, {
        attachmentId,
        words: '已按要求改正',
        version: item!.version,
      });
    expect((await confirm(item!.beforeAttachmentId!)).json.message).toContain('整改前的照片');
    const after = await on.attach(done.id, { kind: 'photo', note: '整改后' });
    expect((await confirm(after.json.id)).json).toMatchObject({
      status: 'finished',
      rectifications: [{ status: 'corrected' }],
    });
    expect((await confirm(after.json.id)).status).toBe(409);
  });

  it('is open to nobody without the permission or from another county', async () => {
    const { one } = await ordered('closed.example.cn');
    const [item] = one.rectifications;
    const reader = await t.officer({ role: 'supervisor', region: '640500' });
    const far = await t.officer({ role: 'inspector', region: '640521' });
    const body = { reason: '撤销', version: item!.version };
    expect((await reader.call('POST', `/api/rectifications/${item!.id}/drop`, body)).status).toBe(403);
    expect((await far.call('POST', `/api/rectifications/${item!.id}/drop`, body)).status).toBe(404);
    expect((await far.call('POST', `/api/inspections/${one.id}/recheck`, { key: randomUUID() })).status).toBe(
      404,
    );
    expect((await on.read(one.id)).rectifications).toEqual(one.rectifications);
  });
});

it('what checks keep of their boxes for the sums of Annex 1 is what the boxes and rectifications say', async () => {
  const { rows } = await t.app.kernel.owner.query<Record<'kept' | 'said', number[]>>(
    `SELECT ARRAY[c.rows_checked, c.rows_problem, c.rows_rectified] AS kept, ARRAY[
        coalesce(sum(1 << w.place) FILTER (WHERE b.result IN ('none', 'problem')), 0),
        coalesce(sum(1 << w.place) FILTER (WHERE b.result = 'problem'), 0),
        coalesce(sum(1 << w.place) FILTER (WHERE b.result = 'problem'
          AND EXISTS (SELECT FROM rectifications r WHERE r.inspection_id = c.inspection_id AND r.key = b.key AND r.status = 'corrected')
          AND NOT EXISTS (SELECT FROM rectifications r WHERE r.inspection_id = c.inspection_id AND r.key = b.key
            AND r.status NOT IN ('corrected', 'dropped'))), 0)]::int[] AS said
       FROM inspection_checks c CROSS JOIN jsonb_to_recordset($1) AS w(row text, place int)
       LEFT JOIN inspection_cells b ON b.inspection_id = c.inspection_id AND b.key = w.row || '.' || c.kind
      GROUP BY c.bureau, c.id, c.rows_checked, c.rows_problem, c.rows_rectified`,
    [JSON.stringify(annex1().rows.map(({ id: row }, place) => ({ row, place })))],
  );
  for (const { kept, said } of rows) expect(kept).toEqual(said);
  for (const column of [0, 1, 2]) expect(rows.some(({ kept }) => kept[column]! > 0)).toBe(true);
});
