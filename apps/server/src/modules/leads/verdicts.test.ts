import type { Finding } from '@wangjian/core/finding.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { useCase } from '../../platform/use-case.ts';
import { recordFindings } from '../findings/service.ts';

let t: TestApp;
let city: TestUser;
let other: TestUser;
let leadId: string;
const units = { city: '', other: '' };

const FINDING: Finding = {
  rule: 'test/false-advertising',
  version: '1',
  violation: 'false-advertising',
  level: 'violation',
  start: 0,
  end: 4,
  term: '包治百病',
  quote: '包治百病',
  articles: [],
  why: '测试',
};

beforeAll(async () => {
  t = await testApp();
  units.city = await t.unit({ name: '市局', level: 'city', region: '640500' });
  units.other = await t.unit({ name: '县局', level: 'county', region: '640521', parentId: units.city });
  city = await t.officer({ role: 'dispatcher', region: '640500', orgId: units.city });
  other = await t.officer({ role: 'inspector', region: '640521', orgId: units.other });
  const site = await city.call('POST', '/api/registry/sites', {
    name: '某店',
    url: 'shop.example',
    kind: 'independent',
    region: '640502',
  });
  const page = {
    url: 'https://shop.example/',
    title: '页',
    text: FINDING.quote,
    charset: 'utf-8',
    warc: null,
  };
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
          siteId: site.json.id,
          patrolId: null,
          pages: [{ ...page, fetchedAt: t.clock.now(), findings: [FINDING] }],
        }),
        audit: 'machine work',
      }),
    }),
    undefined,
  );
  leadId = (await city.call('GET', '/api/leads')).json.items[0].id;
});
afterAll(() => t.close());

const act = async (user: TestUser, path: string, body: object = {}) => {
  const { version } = (await user.call('GET', `/api/leads/${leadId}`)).json;
  const answer = await user.call('POST', `/api/leads/${path}`, { leads: [{ id: leadId, version }], ...body });
  expect(answer.json.message).toBeUndefined();
};
/** How often the rule was right and wrong, as its finding shows it. */
const precision = async () => {
  const [found] = (await city.call('GET', '/api/findings?status=confirmed')).json.items;
  return (await city.call('GET', `/api/findings/${found.id}`)).json.rulePrecision;
};

it('what became of a lead reaches the rule that made it, also where the rule opened the lead by itself', async () => {
  expect(await precision()).toEqual({ confirmed: 0, rejected: 0, newest: false });
  await act(city, 'dismiss', { reason: 'not-a-violation', opinion: '用语属于引用' });
  expect(await precision()).toEqual({ confirmed: 0, rejected: 1, newest: false });
  await act(city, 'reopen', { reason: '重新核对' });
  expect(await precision()).toEqual({ confirmed: 0, rejected: 0, newest: false });
});

it('whoever handles a lead in another region than the site’s sees its findings, and its return is told to the rule', async () => {
  await act(city, 'accept');
  await act(city, 'dispatch', {
    to: [{ id: leadId, orgId: units.other, overrideReason: '实际经营地在中宁' }],
    dueOn: '2026-10-20',
  });
  const seen = (await other.call('GET', `/api/findings?leadId=${leadId}`)).json;
  expect(seen.items).toMatchObject([{ quote: '包治百病' }]);
  await act(other, 'return', { reason: 'not-enough', opinion: '没有交易记录' });
  expect(await precision()).toEqual({ confirmed: 0, rejected: 1, newest: false });
});
