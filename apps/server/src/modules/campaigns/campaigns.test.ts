import { dayInChina } from '@wangjian/core/plain-date.ts';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { type CampaignDesk, campaignDesk, enterWork, png, send, sign } from './test-tools.ts';

// Whole journeys through HTTP: many requests each.
vi.setConfig({ testTimeout: 180_000 });

let t: TestApp;
let desk: CampaignDesk;
beforeAll(async () => {
  t = await testApp();
  desk = await campaignDesk(t);
});
afterAll(() => t.close());

const get = async (user: TestUser, path: string) => (await user.call('GET', `/api/campaigns/${path}`)).json;
const inbox = async (user: TestUser): Promise<string[]> =>
  (await user.call('GET', '/api/inbox?pageSize=200')).json.items.map(({ title }: { title: string }) => title);

describe('a plan', () => {
  it('is drawn up once, read by its own bureau only after it was issued, and handed down as tasks', async () => {
    const body = desk.plan();
    const [first, again] = [
      await desk.owner.call('POST', '/api/campaigns', body),
      await desk.owner.call('POST', '/api/campaigns', body),
    ];
    expect(first.status, first.text).toBe(200);
    expect(again.json.id).toBe(first.json.id);
    const { id, version } = first.json;
    expect((await desk.unit.call('GET', `/api/campaigns/${id}`)).status).toBe(404);
    const issued = await desk.owner.call('POST', `/api/campaigns/${id}/issue`, { version });
    expect(issued.json, issued.text).toMatchObject({ status: 'issued', issuedOn: '2026-09-21' });
    expect(issued.json.units).toHaveLength(2);
    expect((await get(desk.unit, id)).name).toBe('2026网络市场监管专项行动');
    const stranger = await t.officer({ role: 'dispatcher', region: '110105' });
    expect((await stranger.call('GET', `/api/campaigns/${id}`)).status).toBe(404);
    const tasks = (await get(desk.unit, `${id}/tasks`)).items;
    expect(tasks.map(({ title, status }: { title: string; status: string }) => [title, status])).toEqual([
      ['整治互联网违法广告', 'assigned'],
      ['推进信用监管', 'assigned'],
    ]);
    await t.runJobs();
    expect(await inbox(desk.unit)).toContain('专项行动方案已印发，请签收：2026网络市场监管专项行动');
    const deadlines = (await desk.unit.call('GET', '/api/deadlines?pageSize=100')).json.items;
    expect(deadlines.map(({ title }: { title: string }) => title)).toEqual(
      expect.arrayContaining(['报送中期工作总结', '报送全面工作总结', '任务完成']),
    );
  });

  it('is refused with the place of every mistake, and needs a unit before it is issued', async () => {
    const wrong = await desk.owner.call('POST', '/api/campaigns', {
      ...desk.plan({ endsOn: '2026-01-01', midtermOn: '2026-12-01' }),
    });
    expect(wrong.status).toBe(400);
    expect(wrong.json.problems.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['endsOn', 'midtermOn']),
    );
    const { id, version } = (await desk.owner.call('POST', '/api/campaigns', desk.plan({ items: [] }))).json;
    expect((await desk.owner.call('POST', `/api/campaigns/${id}/issue`, { version })).status).toBe(400);
  });

  it('revised, takes tasks back and hands new ones down; what a unit did stays', async () => {
    const id = await desk.campaign('issued');
    await desk.unit.call('POST', `/api/campaigns/${id}/receive`, { orgId: desk.county });
    const [task] = (await get(desk.unit, `${id}/tasks`)).items;
    const told = await desk.unit.call('POST', `/api/campaigns/${id}/tasks/${task.id}/progress`, {
      version: task.version,
      words: '已检查广告 30 条',
    });
    expect(told.status, told.text).toBe(200);
    const { plan, version } = await get(desk.owner, id);
    const revised = { ...plan, items: [{ ...plan.items[0], title: '整治违法广告', orgIds: [desk.county] }] };
    expect((await desk.owner.call('PUT', `/api/campaigns/${id}`, { ...revised, version })).status).toBe(400);
    const answer = await desk.owner.call('PUT', `/api/campaigns/${id}`, {
      ...revised,
      version,
      reason: '任务调整',
    });
    expect(answer.status, answer.text).toBe(200);
    const tasks = (await get(desk.owner, `${id}/tasks`)).items;
    expect(
      tasks.map(({ title, status, progress }: Record<string, string>) => [title, status, progress]).sort(),
    ).toEqual([
      ['推进信用监管', 'withdrawn', null],
      ['整治互联网违法广告', 'withdrawn', null],
      ['整治违法广告', 'working', '已检查广告 30 条'],
    ]);
    expect(answer.json.units).toHaveLength(1);
  });
});

describe('the board', () => {
  it('counts what each unit did in the days and the scope, and every number opens exactly its records', async () => {
    await enterWork(t, { org: desk.county, region: '640521', day: '2026-07-10', words: '枸杞网店' });
    await enterWork(t, { org: desk.other, region: '640522', day: '2026-07-11', words: '茶叶网店' });
    await enterWork(t, { org: desk.city, region: '640500', day: '2026-07-12', words: '枸杞商城' });
    await enterWork(t, { org: desk.county, region: '640521', day: '2026-05-31', words: '枸杞网店' });
    const id = await desk.campaign('running');
    const board = await get(desk.owner, `${id}/board`);
    const rows = board.rows.map((row: { name: string; values: Record<string, number> }) => [
      row.name,
      row.values['online-checks'],
      row.values.leads,
      row.values.cases,
      row.values.fines,
    ]);
    expect(rows).toEqual([
      ['中宁县市场监督管理局', 1, 1, 1, 1_000_000],
      ['海原县市场监督管理局', 1, 1, 1, 1_000_000],
      ['未分派或方案以外', 1, 1, 1, 1_000_000],
    ]);
    for (const row of board.rows)
      for (const [measure, value] of Object.entries(row.values)) {
        const records = await get(
          desk.owner,
          `${id}/records?measure=${measure}&org=${row.orgId ?? 'others'}`,
        );
        const sum = records.items.reduce(
          (all: number, one: { pieces: number; fen: number }) =>
            all + (measure === 'fines' ? one.fen : one.pieces),
          0,
        );
        expect([row.name, measure, sum]).toEqual([row.name, measure, value]);
      }
    const county = await get(desk.unit, `${id}/board`);
    expect(county.rows.map(({ name }: { name: string }) => name)).toEqual(['中宁县市场监督管理局']);
    expect(county.totals.cases).toBe(1);

    const scoped = await desk.campaign('running', {
      scope: {
        kinds: [],
        forms: [],
        regions: ['640521', '640522'],
        violations: [],
        products: ['goji'],
        keywords: [],
      },
    });
    const goji = await get(desk.owner, `${scoped}/board`);
    expect(goji.totals).toMatchObject({ 'online-checks': 1, leads: 1, cases: 1, fines: 1_000_000 });
    expect((await get(desk.owner, scoped)).goals).toEqual([
      { measure: 'online-checks', target: 100, value: 1 },
    ]);
  });

  it('shows what each unit lacks, and tells it', async () => {
    const id = await desk.campaign('running');
    const [row] = (await get(desk.owner, `${id}/board`)).rows;
    const kinds = row.missing.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['receive', 'check', 'midterm', 'cases']));
    expect((await desk.owner.call('POST', `/api/campaigns/${id}/urge`, { key: 'urge-1' })).json).toEqual({
      units: 2,
    });
    await t.runJobs();
    expect((await inbox(desk.unit)).some((title) => title.includes('项没有办理'))).toBe(true);
  });
});

describe('supervision', () => {
  it('visits a unit, demands a correction with a term, and takes the answer or asks again', async () => {
    const id = await desk.campaign('running');
    const at = `/api/campaigns/${id}`;
    const group = { name: '第一督查组', leader: '张某', members: ['李某'], orgIds: [desk.county], key: 'g1' };
    const { groups } = (await desk.owner.call('POST', `${at}/groups`, group)).json;
    const visit = {
      groupId: groups[0].id,
      orgId: desk.county,
      visitedOn: '2026-09-20',
      members: '张某、李某',
      findings: '台账不全',
      corrections: '补齐台账',
      dueOn: '2026-10-10',
    };
    expect(
      (await desk.supervisor.call('POST', `${at}/visits`, { ...visit, dueOn: null, key: 'v0' })).status,
    ).toBe(400);
    const recorded = await desk.supervisor.call('POST', `${at}/visits`, { ...visit, key: 'v1' });
    expect(recorded.status, recorded.text).toBe(200);
    const [{ id: visitId, version }] = recorded.json.visits;
    const path = `${at}/visits/${visitId}`;
    expect((await desk.stranger.call('GET', `${at}/supervision`)).json.visits).toEqual([]);
    expect((await desk.stranger.call('POST', `${path}/answer`, { version, words: '代答' })).status).toBe(404);
    const answered = await desk.unit.call('POST', `${path}/answer`, { version, words: '已补齐' });
    expect(answered.json.visits[0]).toMatchObject({ status: 'answered', answer: '已补齐' });
    const next = answered.json.visits[0].version;
    // A unit does not judge its own correction.
    expect((await desk.unit.call('POST', `${path}/close`, { version: next, words: '同意' })).status).toBe(
      404,
    );
    const again = await desk.supervisor.call('POST', `${path}/demand`, {
      version: next,
      words: '还缺两户',
      dueOn: '2026-10-20',
    });
    expect(again.json.visits[0]).toMatchObject({ status: 'open', dueOn: '2026-10-20' });
    const last = (
      await desk.unit.call('POST', `${path}/answer`, {
        version: again.json.visits[0].version,
        words: '已全部补齐',
      })
    ).json.visits[0];
    const closed = await desk.supervisor.call('POST', `${path}/close`, {
      version: last.version,
      words: '整改到位',
    });
    expect(closed.json.visits[0]).toMatchObject({ status: 'closed', conclusion: '整改到位' });
  });
});

describe('a report', () => {
  it('is filled from the records, carries cases masked and real pictures, and goes up for a receipt', async () => {
    const { caseId } = await enterWork(t, {
      org: desk.county,
      region: '640521',
      day: '2026-08-08',
      words: '某枸杞店',
    });
    const decision = await desk.unit.call('POST', '/api/documents', {
      form: 'penalty-decision',
      region: '640521',
      values: { party: '李小明' },
    });
    await t.app.kernel.owner.query(
      `UPDATE cases SET decision_document = $2, decision_number = $3 WHERE id = $1`,
      [caseId, decision.json.id, '卫市监处罚〔2026〕8号'],
    );
    const id = await desk.campaign('running');
    const at = `/api/campaigns/${id}`;
    const org = desk.county;
    const found = (await desk.unit.call('GET', `${at}/case-candidates?orgId=${org}`)).json.items;
    expect(found.map((one: { id: string }) => one.id)).toEqual([caseId]);
    const chosen = await desk.unit.call('POST', `${at}/typical-cases`, { orgId: org, caseId, key: 'case-1' });
    expect(chosen.status, chosen.text).toBe(200);
    expect(chosen.json.cases[0].summary).not.toMatch(/李小明|13812345678/);
    expect(chosen.json.cases[0].summary).toContain('李某');
    expect(chosen.json.cases[0].summary).not.toMatch(/\d{4}-\d\d-\d\d/);

    const refused = await send(desk.unit, `${at}/pictures?orgId=${org}`, 'a.png', Buffer.from('no picture'));
    expect(refused.status).toBe(400);
    const page = Buffer.from(`<html><script>alert(1)</script>${' '.repeat(80)}`);
    expect((await send(desk.unit, `${at}/pictures?orgId=${org}`, '页面.mp4', page)).status).toBe(400);
    const video = Buffer.concat([Buffer.from('\0\0\0\x20ftypisom', 'latin1'), Buffer.alloc(200_000, 7)]);
    const filmed = await send(desk.unit, `${at}/pictures?orgId=${org}`, '检查<b>.mp4', video);
    expect(filmed.json.pictures, filmed.text).toMatchObject([{ video: true, bytes: video.length }]);
    const [film] = filmed.json.pictures;
    const saved = await desk.owner.inject({ method: 'GET', url: `${at}/pictures/${film.id}` });
    expect(saved.headers['content-type']).toBe('video/mp4');
    expect(saved.headers['content-disposition']).toMatch(/^attachment;/);
    const told = { version: film.version, caption: '检查现场录像' };
    expect((await desk.unit.call('PUT', `${at}/pictures/${film.id}`, told)).status).toBe(200);
    const sent = await send(desk.unit, `${at}/pictures?orgId=${org}`, '联合检查.png', png());
    expect(sent.status, sent.text).toBe(200);
    const picture = sent.json.pictures.at(-1);
    expect(sent.json.own[0].missing.map(({ kind }: { kind: string }) => kind)).toContain('captions');
    await desk.unit.call('PUT', `${at}/pictures/${picture.id}`, {
      version: picture.version,
      caption: '执法人员联合检查',
    });

    const body = { orgId: org, kind: 'midterm', key: 'report-1' };
    const drafted = await desk.unit.call('POST', `${at}/reports`, body);
    expect(drafted.status, drafted.text).toBe(200);
    expect((await desk.unit.call('POST', `${at}/reports`, body)).json.reports).toHaveLength(1);
    const [report] = drafted.json.reports;
    const submit = () =>
      desk.unit.call('POST', `${at}/reports/${report.id}/submit`, { version: report.version });
    expect((await submit()).status).toBe(409);
    const number = await sign(desk.unit, desk.unitApprovers, report.documentId);
    const docx = await desk.unit.run((await import('../documents/service.ts')).readDocx, {
      id: report.documentId,
      copy: 'original',
    });
    const zip = new PizZip((docx as { content: Buffer }).content);
    const words = zip.file('word/document.xml')!.asText();
    expect(words.replaceAll(/<[^>]+>/g, '')).toMatch(/网上检查网站、网店 \d+ 个次/);
    expect(words).toContain('卫市监处罚〔2026〕8号');
    expect(words).not.toMatch(/李小明/);
    expect(words).toContain('<w:drawing>');
    expect(words).toContain('执法人员联合检查');
    expect(zip.file('word/media/picture1.png')!.asUint8Array()).toEqual(new Uint8Array(png()));
    expect(zip.file('word/_rels/document.xml.rels')!.asText()).toContain('media/picture1.png');
    const { attachments } = (await desk.unit.call('GET', `/api/documents/${report.documentId}`)).json;
    expect(attachments.map(({ name }: { name: string }) => name)).toContain(
      '处罚决定书（卫市监处罚〔2026〕8号）公开副本.docx',
    );

    const state = async () => (await get(desk.owner, `${id}/reporting`)).reports[0];
    const step = async (user: TestUser, action: string, more: object = {}) =>
      await user.call('POST', `${at}/reports/${report.id}/${action}`, {
        version: (await state()).version,
        ...more,
      });
    expect(await state()).toMatchObject({ status: 'signed', number });
    expect((await step(desk.unit, 'submit')).json.reports[0]).toMatchObject({ status: 'submitted' });
    expect((await step(desk.unit, 'receive')).status).toBe(403);
    expect((await step(desk.owner, 'return')).status).toBe(400);
    await step(desk.owner, 'return', { words: '请补充做法', dueOn: '2026-10-08' });
    expect(await state()).toMatchObject({ status: 'returned', returnReason: '请补充做法' });
    const anew = (await step(desk.unit, 'redraft')).json.reports[0];
    expect(anew.documentId).not.toBe(report.documentId);
    const { values } = (await desk.unit.call('GET', `/api/documents/${anew.documentId}`)).json;
    expect(values.experience).toBe('加强组织领导。');
    expect(values.opening).toMatch(/^按照自治区市场监督管理厅关于网络市场监管的要求，/);
    await sign(desk.unit, desk.unitApprovers, anew.documentId);
    await step(desk.unit, 'submit');
    expect((await step(desk.owner, 'receive')).json.reports[0]).toMatchObject({
      status: 'received',
      receipt: '中卫市市场监督管理局于2026-09-21签收',
    });
    await t.runJobs();
    expect(await inbox(desk.unit)).toContain('2026网络市场监管专项行动：中期工作总结已签收');
  });

  it("on the whole takes what the owner adopted; another unit's picture opens to nobody outside its region", async () => {
    const id = await desk.campaign('running');
    const at = `/api/campaigns/${id}`;
    const [picture] = (await send(desk.unit, `${at}/pictures?orgId=${desk.county}`, 'b.png', png(9, 9))).json
      .pictures;
    const captioned = (
      await desk.unit.call('PUT', `${at}/pictures/${picture.id}`, {
        version: picture.version,
        caption: '宣传',
      })
    ).json.pictures[0];
    expect((await desk.stranger.call('GET', `${at}/pictures/${picture.id}`)).status).toBe(404);
    expect((await desk.owner.call('GET', `${at}/pictures/${picture.id}`)).status).toBe(200);
    const adopted = await desk.owner.call('POST', `${at}/adopt`, {
      entryId: picture.id,
      adopted: true,
      version: captioned.version,
    });
    expect(adopted.status, adopted.text).toBe(200);
    const told = await desk.owner.call('POST', '/api/affairs/publicity', {
      kind: 'material',
      title: '防骗手册',
      day: dayInChina(t.clock.now()),
      pieces: 200,
    });
    await desk.owner.call('POST', `/api/affairs/publicity/${told.json.id}/publish`, { version: 1 });
    const drafted = await desk.owner.call('POST', `${at}/reports`, {
      orgId: desk.city,
      kind: 'final',
      key: 'whole',
    });
    expect(drafted.status, drafted.text).toBe(200);
    const { values } = (await desk.owner.call('GET', `/api/documents/${drafted.json.reports[0].documentId}`))
      .json;
    expect(values.pictures).toEqual([{ caption: '宣传', picture: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(values.to).toBe('自治区市场监督管理厅');
    expect(values.results).toContain('开展宣传：宣传材料 200 份。');
    const words = await desk.owner.call('GET', `/api/documents/${drafted.json.reports[0].documentId}/docx`);
    expect(words.status).toBe(200);
  });
});

describe('the daily care', () => {
  it('patrols the scope by the plan once a month, and tells units once a week', async () => {
    await t.app.kernel.owner.query(
      `INSERT INTO sites (bureau, id, region, name, url, host, site_key, kind, confidence, reasons, forms, icp, police, phones, found_by, found_at)
       VALUES ('640500', 'site_640500_01J00000000000000000000001', '640521', '枸杞店', 'http://127.0.0.1:9/', '127.0.0.1', '127.0.0.1:9', 'shop', 1, '{}', '{retail}', '{}', '{}', '{}', 'manual', now())`,
    );
    const id = await desk.campaign('running', { patrolEvery: 'month' });
    const { careForCampaigns } = await import('./remind.ts');
    const care = async () => {
      await careForCampaigns.run(
        {
          run: (useCase: never, input: never, { bureau }: { bureau: string }) =>
            t.system(bureau).run(useCase, input),
          bureaus: async () => ['640500'],
          log: { error: (problem: { err: Error }) => Promise.reject(problem.err) },
        } as never,
        {},
      );
    };
    await care();
    await care();
    const { runs, sites } = await get(desk.owner, id);
    expect(sites).toBe(1);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ kind: 'patrol', objects: 1 });
  });
});
