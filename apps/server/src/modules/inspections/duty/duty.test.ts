import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../../platform/test/test-app.ts';
import { seedBureau } from '../../officers/seed.ts';
import { inspectionTools } from '../test-tools.ts';

let t: TestApp;
let head: TestUser;
const units = new Map<string, string>();
beforeAll(async () => {
  t = await testApp();
  const unit = (
    id: string,
    parentId: string | null,
    name: string,
    level: 'city' | 'county' | 'section' | 'township',
    region: string,
  ) => ({ id, parentId, name, level, region });
  await seedBureau(t.app.kernel, {
    bureau: '640500',
    units: [
      unit('city', null, '市局', 'city', '640500'),
      unit('network', 'city', '网监科', 'section', '640500'),
      unit('spt', 'city', '沙坡头区局', 'county', '640502'),
      unit('spt-network', 'spt', '网监股', 'section', '640502'),
      unit('binhe', 'spt', '滨河镇所', 'township', '640502100'),
      unit('zhongning', 'city', '中宁县局', 'county', '640521'),
    ],
    officers: [],
  });
  head = await t.officer({ role: 'dispatcher', region: '640500' });
  const { json } = await head.call('GET', '/api/org-units');
  for (const { id, name } of json.items as { id: string; name: string }[]) units.set(name, id);
});
afterAll(() => t.close());

async function check(unit: string, region: string, on: string) {
  const officer = await t.officer({ role: 'inspector', region, orgId: units.get(unit)! });
  const tools = inspectionTools(t, officer);
  const one = await tools.create({ sides: ['online'], region });
  await tools.fillAll(one.id, 'online');
  expect((await tools.record(one.id, 'online', on)).status).toBe(200);
}

it('each bound unit has its month; a township counts for its county, other months for none (W-19)', async () => {
  await check('滨河镇所', '640502100', '2026-10-10');
  await check('网监科', '640500', '2026-09-30');
  const { json } = await head.call('GET', '/api/inspection-duty?month=2026-10');
  expect(json.over).toBe(false);
  const rows = (json.items as { name: string; online: number; done: boolean; last: string | null }[]).map(
    ({ name, online, done, last }) => [name.split(' ').at(-1), online, done, last],
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      ['网监科', 0, false, null],
      ['沙坡头区局', 1, true, '2026-10-10'],
      ['中宁县局', 0, false, null],
    ]),
  );
  expect(rows).toHaveLength(3);
});

it('the circular names who did not, once for the same month and units', async () => {
  const draft = () => head.call('POST', '/api/inspection-duty/notice', { month: '2026-10' });
  const [one, two] = [await draft(), await draft()];
  expect(one).toMatchObject({ status: 200, json: { units: 2 } });
  expect(two.json.documentId).toBe(one.json.documentId);
  const { json } = await head.call('GET', `/api/documents/${one.json.documentId}`);
  expect(JSON.stringify(json.values)).toContain('中宁县局');
  expect(JSON.stringify(json.values)).not.toContain('沙坡头区局');
});

it('a county sees itself only, and not the others as if they had done nothing', async () => {
  const county = await t.officer({ role: 'inspector', region: '640521' });
  const { json } = await county.call('GET', '/api/inspection-duty?month=2026-10');
  expect(json.items.map(({ name }: { name: string }) => name)).toEqual(['中宁县局']);
  expect(json.mayNotify).toBe(false);
  const dispatcher = await t.officer({ role: 'dispatcher', region: '640521' });
  const refused = await dispatcher.call('POST', '/api/inspection-duty/notice', { month: '2026-10' });
  expect(refused.status).toBe(403);
});

it('a province sees the units of the bureaux below it, and is not bound itself', async () => {
  const hall = await t.officer({ role: 'supervisor', region: '640000' });
  const { json } = await hall.call('GET', '/api/inspection-duty?month=2026-10');
  expect(json.items.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['沙坡头区局', '中宁县局']),
  );
  expect(json.mayNotify).toBe(true);
});

it('Annex 1 becomes a document with its nineteen rows, once for the same content', async () => {
  const tools = inspectionTools(t, head);
  const one = await tools.create({ sides: ['online'] });
  await tools.fill(one.id, [
    { key: 'complaints.online', base: 0, result: 'problem', words: '投诉没有答复' },
    { key: 'handling', base: 0, words: '当场告诫' },
  ]);
  const draft = () => head.call('POST', `/api/inspections/${one.id}/document`);
  const [first, second] = [await draft(), await draft()];
  expect(first.status).toBe(200);
  expect(second.json.documentId).toBe(first.json.documentId);
  const { json } = await head.call('GET', `/api/documents/${first.json.documentId}`);
  expect(json.values).toMatchObject({
    unit: '中卫测试商行',
    complaintsOnline: '发现问题\n投诉没有答复',
    result: '当场告诫',
  });
});
