import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { closeBrowsers } from '../evidence/jobs.ts';

const FOOTER = '本店活动最终解释权归本店所有。';
const page = (title: string, body: string) =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><body><h1>${title}</h1>${body}<p>价格：￥58.00 <button>加入购物车</button> <a href="/buy">立即购买</a></p><footer><p>${FOOTER}</p></footer>`;
const PAGES: Record<string, string> = {
  '/': page('宁杞小铺', '<p>欢迎光临</p><a href="/a">一</a> <a href="/b">二</a> <a href="/c">三</a>'),
  '/a': page('枸杞一号', '<p>本品可以治疗糖尿病，根治高血压。</p>'),
  '/b': page('枸杞二号', '<p>产地直发，七日无理由退货。</p>'),
  '/c': page(
    '枸杞三号',
    '<p>冷链配送。</p><form><label><input type="checkbox" checked> 运输意外险 9.9 元</label></form>',
  ),
};

let t: TestApp;
let shop: Server;
let url: string;
let officer: TestUser;

beforeAll(async () => {
  shop = createServer((request, response) => {
    const body = PAGES[request.url ?? '/'];
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body ?? '没有');
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`;
  t = await testApp({ config: { patrolAllowPrivate: ['127.0.0.0/8'], patrolDelayMs: 0 } });
  officer = await t.officer({ role: 'dispatcher', region: '640500', name: '马调度' });
});
afterAll(async () => {
  await closeBrowsers();
  await t.close();
  shop.close();
});

describe('from an address to a lead with evidence', () => {
  let patrolId: string;

  it('patrols the site, finds what breaks the law and opens one lead for it', async () => {
    const started = await officer.call('POST', '/api/patrols', {
      name: '首次监测',
      seeds: `${url}\n这不是网址`,
      maxPages: 20,
    });
    expect(started.status).toBe(200);
    patrolId = started.json.id;
    await t.runJobs();
    const patrol = (await officer.call('GET', `/api/patrols/${patrolId}`)).json;
    expect(patrol).toMatchObject({
      status: 'finished',
      sites: 1,
      sitesDone: 1,
      sitesFailed: 0,
      pages: 4,
      leads: 1,
    });

    const findings = (await officer.call('GET', `/api/findings?patrolId=${patrolId}`)).json;
    const terms = findings.items.filter(
      (one: { violation: string }) => one.violation === 'unfair-term-final-interpretation',
    );
    expect(terms).toHaveLength(1); // Four pages carry the footer: one text on one site is one finding.
    expect(terms[0]).toMatchObject({ occurrences: 4, level: 'violation', status: 'confirmed' });

    const [ticked] = findings.items.filter((one: { rule: string }) => one.rule === 'consumer/ticked-extra');
    expect(ticked).toMatchObject({ url: `${url}c`, level: 'violation', quote: '运输意外险 9.9 元' });

    const leads = (await officer.call('GET', '/api/leads')).json;
    expect(leads.total).toBe(1);
    expect(leads.items[0].number).toMatch(/^卫市监网源〔2026〕00001号$/);
    expect(leads.items[0].violations.map((one: { id: string }) => one.id)).toContain(
      'unfair-term-final-interpretation',
    );
  });

  it('fixes the page as evidence that verifies, with a picture', async () => {
    const [lead] = (await officer.call('GET', '/api/leads')).json.items;
    const evidence = (await officer.call('GET', `/api/evidence?leadId=${lead.id}`)).json.items;
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.map((one: { status: string }) => one.status)).toEqual(evidence.map(() => 'sealed'));
    const verdict = (await officer.call('POST', `/api/evidence/${evidence[0].id}/verify`)).json;
    expect(verdict.verdict).toBe('intact');
    const picture = await officer.call('GET', `/api/evidence/${evidence[0].id}/screenshot.png`);
    expect(picture.headers['content-type']).toBe('image/png');
    const file = await officer.call('GET', `/api/evidence/${evidence[0].id}/file`);
    expect(file.headers['content-disposition']).toContain('attachment');
  });

  it('knows the site in the register', async () => {
    const sites = (await officer.call('GET', '/api/registry/sites')).json;
    expect(sites.items[0]).toMatchObject({ url, foundBy: 'patrol', kind: 'independent', pages: 4 });
  });

  it('adds nothing new when the same site is patrolled again', async () => {
    const before = (await officer.call('GET', '/api/findings')).json.total;
    await officer.call('POST', '/api/patrols', { name: '再次监测', seeds: url });
    await t.runJobs();
    expect((await officer.call('GET', '/api/findings')).json.total).toBe(before);
    expect((await officer.call('GET', '/api/leads')).json.total).toBe(1);
  });

  it('takes a finding back: the lead loses it, and its rule remembers the reason', async () => {
    const list = (await officer.call('GET', '/api/findings?violation=unfair-term-final-interpretation')).json
      .items;
    const [{ id, version }] = list;
    const rejected = await officer.call('POST', '/api/findings/reject', {
      findings: [{ id, version }],
      reason: 'exempt',
      note: '试一试',
    });
    expect(rejected.json.done).toHaveLength(1);
    const [lead] = (await officer.call('GET', '/api/leads')).json.items;
    expect(lead.violations.map((one: { id: string }) => one.id)).not.toContain(
      'unfair-term-final-interpretation',
    );
    const rule = (await officer.call('GET', '/api/rules')).json.items.find(
      (one: { rejected: number }) => one.rejected > 0,
    );
    expect(rule.rejectReasons).toEqual({ exempt: 1 });
    const again = await officer.call('POST', '/api/findings/reject', {
      findings: [{ id, version }],
      reason: 'other',
      note: '',
    });
    expect(again.status).toBe(409);
    const undone = await officer.call('POST', '/api/findings/reopen', {
      findings: [{ id, version: version + 1 }],
      reason: '按错了',
    });
    expect(undone.json.done).toHaveLength(1);
  });

  it('sorts the lead: comment, accept, undo; a wrong step names the right ones', async () => {
    const [{ id, version }] = (await officer.call('GET', '/api/leads?status=sorting')).json.items;
    await officer.call('POST', `/api/leads/${id}/comments`, { text: '已电话联系' });
    expect((await officer.call('POST', '/api/leads/accept', { leads: [{ id, version }] })).json.done).toEqual(
      [id],
    );
    const wrong = await officer.call('POST', '/api/leads/accept', {
      leads: [{ id, version: version + 1 }],
    });
    expect(wrong.status).toBe(409);
    expect(wrong.json.allowed).toContain('reopen');
    expect(
      (
        await officer.call('POST', '/api/leads/reopen', {
          leads: [{ id, version: version + 1 }],
          reason: '再看看',
        })
      ).json.done,
    ).toEqual([id]);
    const detail = (await officer.call('GET', `/api/leads/${id}`)).json;
    expect(detail.timeline.map((one: { action: string }) => one.action)).toEqual(
      expect.arrayContaining(['register', 'comment', 'accept', 'reopen']),
    );
  });

  it('shows nothing of it to a county elsewhere', async () => {
    const outside = await t.officer({ role: 'dispatcher', region: '640521' });
    expect((await outside.call('GET', '/api/leads')).json.total).toBe(0);
    expect((await outside.call('GET', `/api/patrols/${patrolId}`)).status).toBe(404);
  });
});
