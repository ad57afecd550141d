import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { seedBureau } from '../officers/seed.ts';
import type { DrawDetail } from './contract.ts';
import { draw } from './random-draw.ts';
import type { DrawTables } from './tables.ts';

let t: TestApp;
let head: TestUser;
const officers: TestUser[] = [];
beforeAll(async () => {
  t = await testApp();
  await seedBureau(t.app.kernel, {
    bureau: '640500',
    units: [{ id: 'city', parentId: null, name: '市局', level: 'city', region: '640500' }],
    officers: [],
  });
  head = await t.officer({ role: 'dispatcher', region: '640500', name: '组织人' });
  const orgId = (await head.call('GET', '/api/org-units')).json.items[0].id;
  for (const name of ['甲', '乙', '丙'])
    officers.push(await t.officer({ role: 'inspector', region: '640500', name, orgId }));
  for (let index = 0; index < 20; index += 1)
    await head.call('POST', '/api/registry/sites', {
      name: `商家${index}`,
      url: `https://shop${index}.example.cn/`,
      kind: 'independent',
      region: '640502',
    });
});
afterAll(() => t.close());

const body = (more: object = {}) => ({
  name: '四季度抽查',
  region: '640502',
  rates: { A: 10, B: 200, C: 500, D: 1000 },
  officerIds: officers.map(({ actor }) => actor.id),
  sides: ['online'],
  key: randomUUID(),
  ...more,
});
const make = async (more: object = {}) => await head.call('POST', '/api/draws', body(more));

describe('双随机', () => {
  it('draws by the shares of the risk classes; where no class is known it is B, and it says so', async () => {
    const { json } = await make();
    expect(json).toMatchObject({ objects: 20, ungraded: 20, drawn: 4, status: 'drawn', allowed: ['assign'] });
    expect(json.seed).toMatch(/^[0-9a-f]{64}$/);
    for (const { officers: two, graded } of (json as DrawDetail).results) {
      expect(new Set(two).size).toBe(2);
      expect(graded).toBe(false);
    }
  });

  it('can be replayed by the platform, and tells when the record was touched', async () => {
    const { json } = await make({ publicSeed: '双色球 2026120 期 03 07 12', seedNote: '10月11日开奖' });
    const replay = async () => (await head.call('POST', `/api/draws/${json.id}/replay`)).json;
    expect(await replay()).toEqual({ same: true, drawn: 4 });
    await head.write(async (tx) => {
      await tx
        .withTables<DrawTables>()
        .updateTable('inspection_draws')
        .set({ seed: 'changed' })
        .where('id', '=', json.id)
        .execute();
    });
    expect((await replay()).same).toBe(false);
  });

  it('is made once for two presses, and gives the same for the same public seed', async () => {
    const key = randomUUID();
    const [one, two] = [await make({ key, publicSeed: 'abcd' }), await make({ key, publicSeed: 'abcd' })];
    expect(two.json.id).toBe(one.json.id);
    const other = await make({ publicSeed: 'abcd' });
    expect(other.json.results.map((row: { siteId: string }) => row.siteId)).toEqual(
      one.json.results.map((row: { siteId: string }) => row.siteId),
    );
  });

  it('sends nobody where he is recused, and refuses when no two are left', async () => {
    const all = await make({ rates: { A: 0, B: 1000, C: 0, D: 0 }, publicSeed: 'abcd' });
    const [first] = (all.json as DrawDetail).results;
    const recusals = officers
      .slice(0, 2)
      .map(({ actor }) => ({ officerId: actor.id, siteId: first!.siteId }));
    const refused = await make({ rates: { A: 0, B: 1000, C: 0, D: 0 }, recusals });
    expect(refused).toMatchObject({ status: 400, json: { message: expect.stringContaining(first!.name) } });
    const drawn = await make({
      rates: { A: 0, B: 1000, C: 0, D: 0 },
      recusals: recusals.slice(0, 1),
      publicSeed: 'abcd',
    });
    expect(
      (drawn.json as DrawDetail).results.find(({ siteId }) => siteId === first!.siteId)?.officers,
    ).not.toContain('甲');
  });

  it('becomes inspections of the two officers, and is published when all have ended', async () => {
    const { json } = await make({ rates: { A: 0, B: 50, C: 0, D: 0 } });
    const assign = () => head.call('POST', `/api/draws/${json.id}/assign`, { version: json.version });
    const assigned = await assign();
    expect(assigned).toMatchObject({ status: 200, json: { status: 'assigned', allowed: ['publish'] } });
    expect((await assign()).status).toBe(409);
    const [only] = (assigned.json as DrawDetail).results;
    const { json: inspection } = await head.call('GET', `/api/inspections/${only!.inspectionId}`);
    expect(inspection).toMatchObject({
      source: 'draw',
      officer: only!.officers[0],
      secondOfficer: only!.officers[1],
    });
    const publish = () =>
      head.call('POST', `/api/draws/${json.id}/publish`, { version: assigned.json.version });
    expect((await publish()).json.message).toContain('没有办结');
    await head.call('POST', `/api/inspections/${inspection.id}/void`, {
      reason: '停业',
      version: inspection.version,
    });
    expect((await publish()).json).toMatchObject({ status: 'published', publishedOn: '2026-10-12' });
  });

  it('sends nobody to an object outside the regions in which they work', async () => {
    const orgId = officers[0]!.actor.kind === 'officer' ? officers[0]!.actor.orgId : '';
    const far = await t.officer({ role: 'inspector', region: '640521', name: '外县', orgId });
    const ids = [far, ...officers.slice(0, 2)].map(({ actor }) => actor.id);
    const { json } = await make({ officerIds: ids, rates: { A: 0, B: 1000, C: 0, D: 0 } });
    expect(json.officers[0]).toMatchObject({ name: '外县', recused: 20 });
    for (const { officers: two } of (json as DrawDetail).results)
      expect(two.toSorted()).toEqual(['乙', '甲']);
  });

  it('is open only to those who may draw, in their own regions', async () => {
    const inspector = officers[0]!;
    expect((await inspector.call('POST', '/api/draws', body())).status).toBe(403);
    const { json } = await make();
    expect((await inspector.call('POST', `/api/draws/${json.id}/assign`, { version: 1 })).status).toBe(403);
    const far = await t.officer({ role: 'dispatcher', region: '640521' });
    expect((await far.call('GET', `/api/draws/${json.id}`)).status).toBe(404);
  });

  it('the pure procedure and the record are the same thing', () => {
    const objects = ['a', 'b', 'c'].map((id) => ({ id, name: id, grade: 'B' as const, graded: true }));
    const two = ['x', 'y'].map((id) => ({ id, name: id, recused: [] }));
    // Worked out by hand with sha256sum of `seed|object|a` and so on: the order of the three hashes.
    const [first] = draw({ seed: 'seed', rates: { A: 0, B: 1, C: 0, D: 0 }, objects, officers: two });
    expect(first!.objectId).toBe('b');
  });
});
