import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { DEMO_BUREAU, DEMO_OFFICERS, DEMO_ORG_UNITS, DEMO_PASSWORD } from './demo/bureau.ts';
import { writeHistory } from './demo-history.ts';
import { officerActors } from './modules/officers/officer-actors.ts';
import { seedBureau } from './modules/officers/seed.ts';
import { registerSite } from './modules/registry/service.ts';
import { verifyChain } from './platform/audit/verify.ts';
import { type TestApp, testApp } from './platform/test/test-app.ts';
import { useCase } from './platform/use-case.ts';

const whole = process.env.WANGJIAN_TEST_FULL === '1';
// Some hundred (whole: some thousand) calls of the API.
vi.setConfig({ testTimeout: 1_800_000 });

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await seedBureau(t.app.kernel, {
    bureau: DEMO_BUREAU,
    units: DEMO_ORG_UNITS,
    officers: DEMO_OFFICERS.map((officer) => ({ ...officer, password: DEMO_PASSWORD, mustChange: false })),
  });
  const enter = useCase({
    action: 'test.sites',
    title: '测试',
    permission: 'registry.import',
    input: z.undefined(),
    async run(context) {
      for (let place = 0; place < 40; place += 1)
        await registerSite(context, DEMO_BUREAU, {
          name: `网店${place}`,
          address: `https://shop${place}.example.com/`,
          kind: 'shop',
          forms: [],
          region: DEMO_BUREAU,
          foundBy: 'search',
        });
      return { result: undefined, audit: { on: null } };
    },
  });
  await t.system(DEMO_BUREAU).run(enter, undefined);
});
afterAll(() => t.close());

it('writes a past year of which the server refuses nothing, and an audit chain that holds', async () => {
  const { config, log } = t.app.kernel;
  const written = await writeHistory(
    { urls: t.database.urls, config, clock: t.clock, log },
    new AbortController().signal,
    { oneIn: whole ? 1 : 14 },
  );
  expect(written.failures).toEqual([]);
  expect(written.steps).toBeGreaterThan(written.courses);
  const bureau = t.system(DEMO_BUREAU);
  expect(await bureau.read((tx) => verifyChain(tx, DEMO_BUREAU))).toMatchObject({ ok: true, pending: 0 });
  const { rows } = await t.app.kernel.owner.query<{ months: number; numbers: number; leads: number }>(`
    SELECT count(DISTINCT to_char(registered_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM'))::int AS months,
           count(DISTINCT number)::int AS numbers, count(*)::int AS leads FROM leads`);
  const [{ months, numbers, leads }] = rows as [{ months: number; numbers: number; leads: number }];
  expect(numbers).toBe(leads);
  expect(months).toBeGreaterThanOrEqual(whole ? 13 : 6);
});

it.runIf(whole)('leaves something to do on every desk: lamps, cases and leads of every stage', async () => {
  const actors = await officerActors(t.app.kernel, DEMO_BUREAU);
  const { rows: due } = await t.app.kernel.owner.query<{ org_id: string }>(
    'SELECT DISTINCT org_id FROM deadlines WHERE ended_at IS NULL AND due_at < $1',
    [t.clock.now()],
  );
  const late = new Set(due.map((row) => row.org_id));
  for (const { login, roles } of DEMO_OFFICERS) {
    if (!roles.includes('inspector')) continue;
    const { actor, officeId } = actors.get(login)!;
    expect({ login, late: late.has(actor.orgId) || late.has(officeId) }).toEqual({ login, late: true });
  }
  const statesOf = async (table: string, column: string) =>
    (
      await t.app.kernel.owner.query<{ state: string }>(`SELECT DISTINCT ${column} AS state FROM ${table}`)
    ).rows
      .map(({ state }) => state)
      .toSorted();
  expect(await statesOf('leads', 'status')).toEqual(
    expect.arrayContaining([
      'accepted',
      'archived',
      'checking',
      'closed',
      'dispatched',
      'dismissed',
      'returned',
      'reviewed',
      'reviewing',
      'sorting',
    ]),
  );
  expect(await statesOf('cases', 'state')).toEqual(
    expect.arrayContaining([
      'archived',
      'closed',
      'deciding',
      'drafting',
      'executing',
      'investigating',
      'not-filed',
      'notifying',
      'reviewing',
      'serving',
      'stating',
    ]),
  );
});
