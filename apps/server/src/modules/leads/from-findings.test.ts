import type { Finding } from '@wangjian/core/finding.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { useCase } from '../../platform/use-case.ts';
import { recordFindings } from '../findings/service.ts';

let t: TestApp;
let officer: TestUser;
let siteId: string;
let sites = 0;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(() => t.close());
beforeEach(async () => {
  sites += 1;
  const made = await officer.call('POST', '/api/registry/sites', {
    name: `第${sites}店`,
    url: `shop-${sites}.example`,
    kind: 'independent',
    region: '640502',
  });
  siteId = made.json.id;
});

const finding = (violation: string, quote: string, level: Finding['level'] = 'violation'): Finding => ({
  rule: `test/${violation}`,
  version: '1',
  violation,
  level,
  start: 0,
  end: 2,
  term: quote.slice(0, 2),
  quote,
  articles: [],
  why: '测试',
});
/** Writes findings as a patrol does: `pages` pages that each carry all of them. */
const find = async (findings: readonly Finding[], pages = 1) =>
  await t.system('640500').run(
    useCase({
      action: 'test.find',
      title: '测试',
      permission: 'patrol.run',
      input: z.undefined(),
      run: async (context) => ({
        result: await recordFindings(context, {
          bureau: '640500',
          region: '640502',
          siteId,
          patrolId: null,
          pages: Array.from({ length: pages }, (_, i) => ({
            url: `https://shop-${sites}.example/${i}`,
            title: '页',
            text: findings.map(({ quote }) => quote).join('\n'),
            fetchedAt: t.clock.now(),
            charset: 'utf-8',
            warc: null,
            findings,
          })),
        }),
        audit: 'machine work',
      }),
    }),
    undefined,
  );
// biome-ignore lint/suspicious/noExplicitAny: answers of the API.
type Row = any;
const findingsOf = async (status = ''): Promise<Row[]> =>
  (await officer.call('GET', `/api/findings?siteId=${siteId}${status && `&status=${status}`}`)).json.items;
const leadsOf = async (status = ''): Promise<Row[]> =>
  (await officer.call('GET', `/api/leads?siteId=${siteId}${status && `&status=${status}`}`)).json.items;
const lead = async (id: string): Promise<Row> => (await officer.call('GET', `/api/leads/${id}`)).json;
const chosen = (rows: readonly Row[]) => rows.map(({ id, version }) => ({ id, version }));
const decide = (verb: string, findings: readonly Row[], more: object = {}, who = officer) =>
  who.call('POST', `/api/findings/${verb}`, { findings: chosen(findings), ...more });
const [A, B] = ['absolute-terms-ad', 'false-advertising'];

describe('findings and the lead of their site', () => {
  it('one text on a hundred pages is one finding and one lead', async () => {
    expect(await find([finding(A, '本店商品全国第一')], 100)).toBe(1);
    expect(await findingsOf()).toMatchObject([{ occurrences: 100, status: 'confirmed' }]);
    const [only, ...others] = await leadsOf();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ status: 'sorting', findings: 1 });
    expect(
      (await officer.call('GET', `/api/findings/${(await findingsOf())[0].id}`)).json.pages,
    ).toHaveLength(100);
  });

  it('a suspect waits for triage', async () => {
    await find([finding(A, '也许全国第一', 'suspect')]);
    expect(await findingsOf('pending')).toHaveLength(1);
    expect(await leadsOf()).toEqual([]);
  });

  it('a bureau can let violations wait too, and go back', async () => {
    const policy = async (openLeadAtOnce: boolean) => {
      const { version } = (await officer.call('GET', '/api/finding-policy')).json;
      return await officer.call('PUT', '/api/finding-policy', { openLeadAtOnce, version });
    };
    expect((await policy(false)).json.openLeadAtOnce).toBe(false);
    await find([finding(A, '等待甄别的全国第一')]);
    const waiting = await findingsOf('pending');
    expect(waiting).toHaveLength(1);
    expect(await leadsOf()).toEqual([]);
    const [done] = (await decide('confirm', waiting)).json.done;
    expect((await leadsOf()).map(({ id }) => id)).toEqual([done.leadId]);
    expect((await policy(true)).json.openLeadAtOnce).toBe(true);
    const stale = await officer.call('PUT', '/api/finding-policy', { openLeadAtOnce: false, version: 1 });
    expect(stale.status).toBe(409);
  });

  it('two officers triage the same finding: one decides, the other is told', async () => {
    await find([finding(A, '两人同时看全国第一', 'suspect')]);
    const rows = await findingsOf();
    const other = await t.officer({ role: 'inspector', region: '640500' });
    const answers = await Promise.all([
      decide('confirm', rows),
      decide('reject', rows, { reason: 'exempt', note: '' }, other),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.json).toMatchObject({ code: 'stale' });
  });

  it('merged findings follow the one that is kept: under its lead, and out of it', async () => {
    await find([finding(A, '甲句全国第一', 'suspect'), finding(A, '乙句全国第一', 'suspect')]);
    const [kept, merged] = await findingsOf();
    await decide('merge', [merged], { into: kept.id });
    await decide('confirm', [kept]);
    const [{ id }] = await leadsOf();
    expect((await findingsOf()).map(({ leadId }) => leadId)).toEqual([id, id]);
    await decide('reject', await findingsOf('confirmed'), { reason: 'exempt', note: '' });
    expect((await findingsOf()).map(({ leadId }) => leadId)).toEqual([null, null]);
  });

  it('nothing is merged into what was itself merged or rejected', async () => {
    await find([finding(A, '子句全国第一', 'suspect'), finding(A, '丑句全国第一', 'suspect')]);
    const [one, two] = await findingsOf();
    await decide('merge', [two], { into: one.id });
    const circle = await decide('merge', [one], { into: two.id });
    expect(circle).toMatchObject({ status: 409, json: { code: 'conflict' } });
  });

  it('a lead that loses its only finding is closed, one that was accepted stays and says so', async () => {
    await find([finding(A, '撤回的全国第一')]);
    await decide('reject', await findingsOf(), { reason: 'exempt', note: '' });
    expect(await leadsOf()).toMatchObject([{ status: 'dismissed' }]);
    await decide('confirm', await findingsOf());
    const [open] = await leadsOf('sorting');
    await officer.call('POST', '/api/leads/accept', { leads: chosen([open]) });
    await decide('reopen', await findingsOf('confirmed'), { reason: '再看看' });
    expect(await lead(open.id)).toMatchObject({ status: 'accepted' });
    expect((await lead(open.id)).timeline.at(-1).opinion).toContain('撤回 1 条发现');
  });

  it('what an officer added by hand stays when findings leave', async () => {
    await find([finding(A, '手工补充的全国第一')]);
    const [row] = await leadsOf();
    const edited = await officer.call('PATCH', `/api/leads/${row.id}`, {
      violations: [A, B],
      title: '官员改过的标题',
      version: row.version,
    });
    expect(edited.status).toBe(200);
    await find([finding(A, '又见到的全国第一')]);
    expect(await lead(row.id)).toMatchObject({ title: '官员改过的标题' });
    await decide('reject', await findingsOf(), { reason: 'exempt', note: '' });
    const left = await lead(row.id);
    expect(left.violations.map(({ id }: Row) => id)).toEqual([B]);
    expect(left.status).toBe('sorting');
  });

  it('a lead is taken up again only where its site has no other in sorting, which is named', async () => {
    await find([finding(A, '先前的全国第一')]);
    const [first] = await leadsOf();
    await officer.call('POST', '/api/leads/accept', { leads: chosen([first]) });
    await find([finding(A, '后来的全国第一')]);
    const [second] = await leadsOf('sorting');
    expect(second.id).not.toBe(first.id);
    const back = await officer.call('POST', '/api/leads/reopen', {
      leads: [{ id: first.id, version: first.version + 1 }],
      reason: '再梳理',
    });
    expect(back.status).toBe(409);
    expect(back.json.message).toContain(second.number);
    const byHand = await officer.call('POST', '/api/leads', {
      title: '手工登记',
      source: 'patrol',
      region: '640502',
      siteId,
      foundOn: '2026-10-12',
      content: '同一网站',
    });
    expect(byHand).toMatchObject({ status: 409 });
    expect(byHand.json.message).toContain(second.number);
  });

  it('a merge of leads moves the findings, and undoing it gives them back', async () => {
    await find([finding(A, '并案的全国第一')]);
    const [from] = await leadsOf();
    const into = (
      await officer.call('POST', '/api/leads', {
        title: '群众举报同一店',
        source: 'citizen',
        region: '640502',
        siteId,
        foundOn: '2026-10-12',
        content: '举报内容',
      })
    ).json;
    await officer.call('POST', '/api/leads/merge', { into: into.id, leads: chosen([from]) });
    expect((await lead(into.id)).findings).toBe(1);
    const { version } = await lead(from.id);
    await officer.call('POST', '/api/leads/reopen', { leads: [{ id: from.id, version }], reason: '并错了' });
    expect([(await lead(from.id)).findings, (await lead(into.id)).findings]).toEqual([1, 0]);
  });
});

describe('what a reader may do', () => {
  it('is what the answer says: a supervisor reads, and decides nothing', async () => {
    await find([finding(A, '督查看的全国第一')]);
    const supervisor = await t.officer({ role: 'supervisor', region: '640500' });
    const [row] = await findingsOf();
    const [open] = await leadsOf();
    expect((await supervisor.call('GET', `/api/findings/${row.id}`)).json.allowed).toEqual([]);
    expect((await supervisor.call('GET', `/api/leads/${open.id}`)).json.allowed).toEqual(['comment']);
    expect((await lead(open.id)).allowed).toEqual([
      'edit',
      'accept',
      'dismiss',
      'merge',
      'split',
      'link',
      'attach',
      'comment',
    ]);
  });
});

describe('a lead entered by hand', () => {
  const enter = (more: object, who = officer) =>
    who.call('POST', '/api/leads', {
      title: '登记的线索',
      source: 'citizen',
      region: '640502',
      foundOn: '2026-10-12',
      content: '内容',
      ...more,
    });

  it('is refused for a region outside the scope, and for a site that is not in sight', async () => {
    const county = await t.officer({ role: 'inspector', region: '640521' });
    for (const region of ['640502', '110101', '999999']) {
      const answer = await enter({ region }, county);
      expect([400, 404]).toContain(answer.status);
      expect(answer.json.message).toMatch(/区划/);
    }
    const answer = await enter({ region: '640521', siteId }, county);
    expect(answer).toMatchObject({ status: 400, json: { problems: [{ path: 'siteId' }] } });
  });

  it('stays in its bureau, and keeps what a change does not send', async () => {
    const made = (await enter({ violations: [A] })).json;
    const moved = await officer.call('PATCH', `/api/leads/${made.id}`, { region: '110101', version: 1 });
    expect(moved).toMatchObject({ status: 400, json: { problems: [{ path: 'region' }] } });
    const titled = await officer.call('PATCH', `/api/leads/${made.id}`, { title: '换个标题', version: 1 });
    expect(titled.json.violations.map(({ id }: Row) => id)).toEqual([A]);
  });

  it('answers half a character with words, not with a failure', async () => {
    for (const title of ['半个字\ud83d', '空字符\u0000在内'])
      expect((await enter({ title })).status).toBeLessThan(500);
  });
});

describe('exports', () => {
  it('hold all rows of the filters, beyond one page of the list', async () => {
    await find(
      Array.from({ length: 120 }, (_, i) =>
        finding(
          A,
          `第${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'子丑寅卯辰巳午未申酉戌亥'[Math.floor(i / 10)]}句全国第一`,
        ),
      ),
    );
    const rows = async (path: string) =>
      (await officer.inject({ method: 'GET', url: path })).text.trim().split('\r\n').length - 1;
    expect(await rows(`/api/findings/export?format=csv&siteId=${siteId}&pageSize=10`)).toBe(120);
    expect(await rows(`/api/findings/export?format=csv&siteId=${siteId}&status=pending`)).toBe(0);
    expect(await rows(`/api/leads/export?format=csv&siteId=${siteId}`)).toBe(1);
    expect(await rows(`/api/registry/sites/export?format=csv&q=${encodeURIComponent(`第${sites}店`)}`)).toBe(
      1,
    );
  });
});
