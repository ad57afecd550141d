import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestUser, testApp } from '../../../platform/test/test-app.ts';
import { useCase } from '../../../platform/use-case.ts';
import { pagesRead } from '../../patrols/events.ts';
import { inspectionTools } from '../test-tools.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'dispatcher', region: '640500' });
});
afterAll(() => t.close());

const url = 'https://prices.example.cn/goods/1';

async function read(siteId: string, at: string, now: number[], compared: number[] = []) {
  const emit = useCase({
    action: 'test.emit',
    title: '测试',
    permission: 'session',
    input: z.undefined(),
    async run({ events }) {
      await events.emit(pagesRead, {
        bureau: '640500',
        region: '640502',
        patrolId: 'patrol_640500_01K700000000000000000000AA',
        siteId,
        pages: [
          {
            url,
            finalUrl: url,
            title: '中宁枸杞 500g',
            status: 200,
            problem: null,
            fetchedAt: new Date(at),
            charset: 'utf-8',
            warc: { blob: 'a'.repeat(64), offset: 0, length: 1 },
            prices: { now, compared, from: 'data' },
            violations: [],
          },
        ],
      });
      return { result: null, audit: 'machine work' };
    },
  });
  await t.system('640500').run(emit, undefined);
}

it('keeps the lowest and the highest price of a page for each day, and hints at an invented original price', async () => {
  const { json: site } = await officer.call('POST', '/api/registry/sites', {
    name: '枸杞店',
    url: 'https://prices.example.cn/',
    kind: 'independent',
    region: '640502',
  });
  await read(site.id, '2026-10-08T02:00:00Z', [9900, 10900]);
  await read(site.id, '2026-10-08T09:00:00Z', [8800]);
  // Half past midnight in China is the next day.
  await read(site.id, '2026-10-11T16:30:00Z', [7900], [12800]);
  const { json } = await officer.call('GET', `/api/inspection-prices?siteId=${site.id}`);
  expect(json.pages).toEqual([
    {
      url,
      title: '中宁枸杞 500g',
      days: [
        { day: '2026-10-08', lowest: 8800, highest: 10900, compared: null },
        { day: '2026-10-12', lowest: 7900, highest: 7900, compared: 12800 },
      ],
      hints: [expect.stringContaining('128.00元 高于前七日网页最低价 88.00元')],
    },
  ]);
  const one = await inspectionTools(t, officer).create({ siteId: site.id, sides: ['online'] });
  expect(one.cells.find(({ key }) => key === 'price-conduct.online')).toMatchObject({
    result: null,
    words: expect.stringContaining('前七日'),
  });
  const far = await t.officer({ role: 'inspector', region: '640521' });
  expect((await far.call('GET', `/api/inspection-prices?siteId=${site.id}`)).status).toBe(404);
});
