import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { candidateKeys, siteIdentity } from './site-identity.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500', name: '马调度' });
});
afterAll(() => t.close());

const create = (url: string, more: object = {}) =>
  officer.call('POST', '/api/registry/sites', {
    name: '试店',
    url,
    kind: 'unknown',
    region: '640502',
    ...more,
  });

describe('the register', () => {
  it('keeps one record for one site, however its address is written', async () => {
    const first = await create('https://www.one.example/index.html', {
      operatorName: '中卫市某某商贸有限公司',
      phone: '13812345678',
    });
    expect(first.status).toBe(200);
    const second = await create('one.example');
    expect(second.status).toBe(409);
    expect(second.json.message).toContain('已在主体库中');
    expect((await create('这不是网址')).status).toBe(400);
  });

  it('shows phones masked, and whole ones only with a reason that is audited', async () => {
    const [site] = (await officer.call('GET', '/api/registry/sites?q=one.example')).json.items;
    expect(site.phones).toEqual(['138****5678']);
    const whole = await officer.call('POST', `/api/registry/sites/${site.id}/unmask`, {
      reason: '电话核实主体',
    });
    expect(whole.json.phones).toEqual(['13812345678']);
    const supervisor = await t.officer({ role: 'supervisor', region: '640500' });
    expect(
      (await supervisor.call('POST', `/api/registry/sites/${site.id}/unmask`, { reason: '看看' })).status,
    ).toBe(403);
    const auditor = await t.officer({ role: 'audit-administrator', region: '640500' });
    const audit = (await auditor.call('GET', '/api/audit?action=registry.unmask')).json;
    expect(audit.items.map((entry: { why: string }) => entry.why)).toContain('电话核实主体');
  });

  it('shows where a natural person lives only with a reason; a firm is shown in full', async () => {
    const address = '宁夏中卫市沙坡头区鼓楼东街12号3单元501室';
    const person = await create('person.example', { operatorName: '马小花', address });
    expect(person.json.operator.address).toBe('宁夏中卫市沙坡头区****');
    const body = { reason: '上门核实经营地址' };
    const whole = await officer.call('POST', `/api/registry/sites/${person.json.id}/unmask`, body);
    expect(whole.json.address).toBe(address);
    const { id, version } = person.json;
    const kept = await officer.call('PATCH', `/api/registry/sites/${id}`, {
      version,
      address: person.json.operator.address,
    });
    expect(kept.status).toBe(400);
    const firm = await create('firm.example', { operatorName: '中卫市甲乙商贸有限公司', address });
    expect(firm.json.operator.address).toBe(address);
  });

  it('keeps telephone numbers and homes masked in the audit log too', async () => {
    const address = '宁夏中卫市沙坡头区鼓楼东街12号3单元502室';
    const { json } = await create('logged.example', {
      operatorName: '马大花',
      address,
      phone: '13912345678',
    });
    const auditor = await t.officer({ role: 'audit-administrator', region: '640500' });
    const { items } = (await auditor.call('GET', '/api/audit?action=registry.create')).json;
    const text = JSON.stringify(items.find(({ on }: { on: string }) => on === json.id));
    expect(text).toContain('139****5678');
    expect(text).toContain('沙坡头区****');
    expect(text).not.toContain('3单元502室');
    expect(text).not.toContain('13912345678');
  });

  it('is confirmed by hand: by whom, how, with what result', async () => {
    const [site] = (await officer.call('GET', '/api/registry/sites?confirmStatus=pending')).json.items;
    const confirmed = await officer.call('POST', `/api/registry/sites/${site.id}/confirm`, {
      method: 'on-site',
      result: 'confirmed',
      kind: 'independent',
      forms: ['retail'],
      note: '实地查看',
      version: site.version,
    });
    expect(confirmed.json).toMatchObject({
      confirmStatus: 'confirmed',
      kind: 'independent',
      confidence: 1,
      confirmations: [{ by: '马调度', method: 'on-site', note: '实地查看' }],
    });
  });

  it('lets one of two officers save, and tells the other', async () => {
    const { json: site } = await create('two.example');
    const other = await t.officer({ role: 'inspector', region: '640502' });
    const change = (name: string) => ({ name, version: site.version });
    const answers = await Promise.all([
      officer.call('PATCH', `/api/registry/sites/${site.id}`, change('甲')),
      other.call('PATCH', `/api/registry/sites/${site.id}`, change('乙')),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.json).toMatchObject({ code: 'stale' });
  });

  it('is not found from another county, and cannot be entered for one', async () => {
    const { json: site } = await create('three.example');
    const elsewhere = await t.officer({ role: 'dispatcher', region: '640521' });
    expect((await elsewhere.call('GET', `/api/registry/sites/${site.id}`)).status).toBe(404);
    expect(
      (await elsewhere.call('PATCH', `/api/registry/sites/${site.id}`, { name: '改', version: site.version }))
        .status,
    ).toBe(404);
    const outside = await elsewhere.call('POST', '/api/registry/sites', {
      name: '外',
      url: 'four.example',
      kind: 'shop',
      region: '640502',
    });
    expect(outside.status).toBeGreaterThanOrEqual(400);
    expect((await officer.call('GET', '/api/registry/sites?q=four.example')).json.total).toBe(0);
  });

  it('refuses a code with a wrong check digit', async () => {
    const answer = await create('five.example', { operatorName: '某公司', uscc: '91640500MA7ABCDE00' });
    expect(answer.status).toBe(400);
    expect(answer.json.problems[0].path).toBe('uscc');
  });

  it('exports all rows that match, as a spreadsheet', async () => {
    const file = await officer.inject({
      method: 'GET',
      url: '/api/registry/sites/export?format=csv&q=example',
    });
    expect(file.status).toBe(200);
    const { total } = (await officer.call('GET', '/api/registry/sites?q=example&pageSize=1')).json;
    expect(file.text.trim().split('\r\n')).toHaveLength(total + 1);
  });
});

describe('site identity', () => {
  it('keeps a shop on a platform apart from the platform', () => {
    expect(siteIdentity('https://mall.example/shop/12/')?.siteKey).toBe('mall.example/shop/12');
    expect(candidateKeys('https://mall.example/shop/12/goods/3.html')).toEqual([
      'mall.example/shop/12/goods/3.html',
      'mall.example/shop/12/goods',
      'mall.example/shop/12',
      'mall.example/shop',
      'mall.example',
    ]);
  });

  it('ends the candidates of every page with its host', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }), (url) => {
        const keys = candidateKeys(url);
        const host = new URL(url).host.replace(/^www\./, '');
        if (keys.length > 0) expect(keys.at(-1)).toBe(host.replace(/\.$/, ''));
      }),
    );
  });
});
