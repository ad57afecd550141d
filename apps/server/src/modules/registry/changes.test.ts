import { usccCheckCharacter } from '@wangjian/core/uscc.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { useCase } from '../../platform/use-case.ts';
import { learnFromPatrol } from './service.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(() => t.close());

const create = async (url: string, more: object = {}) =>
  (
    await officer.call('POST', '/api/registry/sites', {
      name: '试店',
      url,
      kind: 'independent',
      region: '640502',
      ...more,
    })
  ).json;
const change = (site: { id: string; version: number }, fields: object) =>
  officer.call('PATCH', `/api/registry/sites/${site.id}`, { ...fields, version: site.version });
const BODY = '91640500MA7565656';
const uscc = BODY + usccCheckCharacter(BODY);

const NOTHING = {
  operators: [],
  uscc: [],
  icp: [],
  police: [],
  phones: [],
  licences: [],
  marks: [],
  confidence: 0.8,
  forms: [],
  homeText: '',
  homeUrl: '',
  allText: '',
  homeComplete: true,
  tickedBoxes: [],
  lowerListings: [],
  wrongCodes: [],
} as const;

/** As a browser would send it; a lone surrogate cannot be encoded. */
const safe = (q: string) => encodeURIComponent(q.toWellFormed());

describe('a change of a site', () => {
  it('leaves alone what was not sent', async () => {
    const site = await create('keep.example', { forms: ['rural', 'retail'], foundBy: 'phone' });
    const { json } = await change(site, { name: '新名' });
    expect(json).toMatchObject({ name: '新名', forms: ['rural', 'retail'], foundBy: 'phone' });
  });

  it('cannot move a site to another bureau, nor to a region that does not exist', async () => {
    const site = await create('move.example');
    for (const region of ['110101', '999999']) {
      const answer = await change(site, { region });
      expect(answer).toMatchObject({ status: 400, json: { problems: [{ path: 'region' }] } });
    }
    expect((await change(site, { region: '640521' })).json.region).toBe('640521');
  });

  it('cannot make a site its own platform; the platform can be taken away again', async () => {
    const mall = await create('mall.example', { kind: 'platform' });
    const shop = await create('mall.example/shop/1/', { kind: 'shop', platformId: mall.id });
    expect(shop.platformName).toBe('试店');
    expect((await change(mall, { platformId: mall.id })).status).toBe(400);
    expect((await change(shop, { platformId: null })).json.platformId).toBeNull();
  });

  it('keeps a code that is sent without a name, until the name is known', async () => {
    const site = await create('code.example', { uscc });
    expect(site).toMatchObject({ uscc, operatorName: uscc });
    const named = await create('named.example', { uscc, operatorName: '中卫市某某商贸有限公司' });
    expect(named.operatorId).toBe(site.operatorId);
    const again = (await officer.call('GET', `/api/registry/sites/${site.id}`)).json;
    expect(again.operatorName).toBe('中卫市某某商贸有限公司');
  });
});

describe('lists', () => {
  it.each(['/api/registry/sites', '/api/findings', '/api/leads', '/api/patrols'])(
    '%s refuses a field that it cannot sort by, naming those that it can, and takes any words and 500 rows',
    async (path) => {
      for (const sort of ['nothing', 'constructor', '-__proto__', "name'; DROP TABLE sites"]) {
        const answer = await officer.call('GET', `${path}?sort=${encodeURIComponent(sort)}`);
        expect(answer).toMatchObject({ status: 400, json: { problems: [{ path: 'sort' }] } });
      }
      for (const q of ['%', '_', '100%_\\', '🛒', "' OR 1=1 --", '<script>', '\u0000', '\ud83d'])
        expect((await officer.call('GET', `${path}?q=${safe(q)}`)).status).toBeLessThan(500);
      expect((await officer.call('GET', `${path}?q=%25`)).json.items).toEqual([]);
      expect((await officer.call('GET', `${path}?pageSize=500`)).status).toBe(200);
      expect((await officer.call('GET', `${path}?pageSize=501`)).status).toBe(400);
    },
  );

  it.each(['/api/registry/sites', '/api/findings', '/api/leads', '/api/workbench'])(
    '%s answers a region that does not exist with what is wrong',
    async (path) => {
      const answer = await officer.call('GET', `${path}?region=999999`);
      expect(answer).toMatchObject({ status: 400 });
      expect(answer.json.message).toContain('没有区划代码“999999”');
    },
  );

  it('searches by letters, digits and characters: signs between them do not count, signs alone find nothing', async () => {
    await create('percent.example', { name: '100%好店🛒' });
    const hits = async (q: string) =>
      (await officer.call('GET', `/api/registry/sites?q=${encodeURIComponent(q)}`)).json.total;
    expect([await hits('100%好'), await hits('100_好店'), await hits('100好'), await hits('🛒')]).toEqual([
      1, 1, 0, 0,
    ]);
  });
});

describe('ids', () => {
  it.each(['registry/sites', 'registry/imports', 'findings', 'leads', 'patrols', 'evidence'])(
    'of %s that are none, of another kind or of another bureau are 400 or 404',
    async (path) => {
      const ulid = '01J9ZZZZZZZZZZZZZZZZZZZZZZ';
      for (const id of [
        'x',
        '..%2f..%2fetc',
        `site_640500_${'Z'.repeat(26)}`,
        `site_640500_${ulid}`,
        `lead_110100_${ulid}`,
        `lead_999999_${ulid}`,
      ])
        expect([400, 404]).toContain((await officer.call('GET', `/api/${path}/${id}`)).status);
    },
  );
});

describe('a site that is patrolled while an officer has it open', () => {
  it('can still be saved: what the patrol learns is no decision', async () => {
    const site = await create('learn.example', { kind: 'unknown' });
    const learn = useCase({
      action: 'test.learn',
      title: '测试',
      permission: 'patrol.run',
      input: z.undefined(),
      async run(context) {
        await learnFromPatrol(context, site.id, {
          facts: { ...NOTHING, host: 'learn.example', siteKind: 'independent', pages: 3 },
          title: '学到的标题',
          reasons: ['标有价格'],
          pages: 3,
        });
        return { result: null, audit: { on: site.id } };
      },
    });
    await t.system('640500').run(learn, undefined);
    expect((await change(site, { name: '官员改的' })).json).toMatchObject({
      name: '官员改的',
      kind: 'independent',
      pages: 3,
    });
  });
});
