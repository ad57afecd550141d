import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { DEMO_BUREAU, DEMO_OFFICERS, DEMO_ORG_UNITS, DEMO_PASSWORD } from './demo/bureau.ts';
import { leadsByYear } from './demo/history/history.ts';
import { beginJournal, HistoryJournal, isHistoryOpen } from './demo/history/journal.ts';
import { writeHistory } from './demo-history.ts';
import { setNumbersAside } from './modules/leads/service.ts';
import { officerActors } from './modules/officers/officer-actors.ts';
import { seedBureau } from './modules/officers/seed.ts';
import { registerSite } from './modules/registry/service.ts';
import { verifyChain } from './platform/audit/verify.ts';
import { type TestApp, testApp } from './platform/test/test-app.ts';
import { useCase } from './platform/use-case.ts';

const whole = process.env.WANGJIAN_TEST_FULL === '1';
// Some hundred (whole: some thousand) calls of the API.
vi.setConfig({ testTimeout: 1_800_000 });

/** A demo bureau with sites, before its past is written. */
async function demoBureau(): Promise<TestApp> {
  const t = await testApp();
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
  return t;
}

/** Writes its past, or goes on with it; `steps` ends the process after so many. */
async function write(t: TestApp, journal: string, oneIn: number, steps = Number.POSITIVE_INFINITY) {
  const { config, log } = t.app.kernel;
  let left = steps;
  const signal = {
    get aborted() {
      left -= 1;
      return left < 0;
    },
  };
  return await writeHistory({ urls: t.database.urls, config, log }, journal, signal, { oneIn });
}

let t: TestApp;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wangjian-history-'));
  t = await demoBureau();
});
afterAll(async () => {
  await t.close();
  await rm(folder, { recursive: true, force: true });
});

it('writes a past year of which the server refuses nothing, and an audit chain that holds', async () => {
  const journal = join(folder, 'past.jsonl');
  beginJournal(journal, t.clock.now());
  const [year, today] = [2026, '今天的登记人'];
  const count = leadsByYear(t.clock.now(), new HistoryJournal(journal).seed).get(year)!;
  const setAside = useCase({
    action: 'test.numbers',
    title: '测试',
    permission: 'lead.register',
    input: z.undefined(),
    async run(context) {
      await setNumbersAside(context, DEMO_BUREAU, { year, count });
      return { result: undefined, audit: { on: null } };
    },
  });
  await t.system(DEMO_BUREAU).run(setAside, undefined);
  const enter = async () => {
    const officer = await t.officer({ role: 'dispatcher', region: DEMO_BUREAU, name: today });
    const lead = {
      title: '今天登记的线索',
      source: 'search',
      region: DEMO_BUREAU,
      foundOn: '2026-10-12',
      content: '内容',
    };
    return (await officer.call('POST', '/api/leads', lead)).json.number;
  };
  // What is registered today stands behind what the past will hold.
  expect(await enter()).toBe(`卫市监网源〔${year}〕${String(count + 1).padStart(5, '0')}号`);
  const written = await write(t, journal, whole ? 1 : 24);
  expect(written.failures).toEqual([]);
  expect(written.steps).toBeGreaterThan(written.courses);
  expect(isHistoryOpen(journal)).toBe(false);
  const bureau = t.system(DEMO_BUREAU);
  expect(await bureau.read((tx) => verifyChain(tx, DEMO_BUREAU))).toMatchObject({ ok: true, pending: 0 });
  const { rows } = await t.app.kernel.owner.query<{ months: number; numbers: number; leads: number }>(`
    SELECT count(DISTINCT to_char(registered_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM'))::int AS months,
           count(DISTINCT number)::int AS numbers, count(*)::int AS leads FROM leads`);
  const [{ months, numbers, leads }] = rows as [{ months: number; numbers: number; leads: number }];
  expect(numbers).toBe(leads);
  const { rows: past } = await t.app.kernel.owner.query<{ highest: string; leads: number }>(
    `
    SELECT max(substring(number FROM '[0-9]{5}')) AS highest, count(*)::int AS leads FROM leads
     WHERE number LIKE '%2026%' AND registered_by_name <> $1`,
    [today],
  );
  expect(Number(past[0]!.highest)).toBe(past[0]!.leads);
  if (whole) expect(past[0]!.leads).toBe(count);
  expect(await enter()).toBe(`卫市监网源〔${year}〕${String(count + 2).padStart(5, '0')}号`);
  expect(months).toBeGreaterThanOrEqual(whole ? 13 : 6);
});

/** How many rows each table of the officers' work has, and what was done how often. */
async function rowsOf({ app }: TestApp): Promise<unknown> {
  const { rows } = await app.kernel.owner.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname ~ '^(leads?|cases?|documents?|guidances?|inspections?|transfers?|joint|campaigns?|draws?|deadlines?)(_|$)'
     ORDER BY relname`);
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await app.kernel.owner.query<{ rows: number }>(
      `SELECT count(*)::int AS rows FROM ${name}`,
    );
    counts[name] = counted[0]!.rows;
  }
  const { rows: acts } = await app.kernel.owner.query(
    'SELECT action, count(*)::int AS times FROM lead_events GROUP BY action ORDER BY action',
  );
  return { counts, acts };
}

it('goes on with a past that was killed in the middle of a call, and doubles nothing', async () => {
  const oneIn = whole ? 9 : 300;
  const [one, two] = [await demoBureau(), await demoBureau()];
  try {
    const [straight, killed] = [join(folder, 'straight.jsonl'), join(folder, 'killed.jsonl')];
    for (const journal of [straight, killed]) beginJournal(journal, t.clock.now());
    const uninterrupted = await write(one, straight, oneIn);
    for (const steps of [5, 22, 47, 76]) {
      await write(two, killed, oneIn, steps);
      expect(isHistoryOpen(killed)).toBe(true);
      // Of the last call there is no answer, or half of one.
      const lines = (await readFile(killed, 'utf8')).split('\n').slice(0, -1);
      await writeFile(
        killed,
        `${lines.slice(0, -1).join('\n')}\n${steps % 2 ? '' : lines.at(-1)!.slice(0, 20)}`,
      );
    }
    const rest = await write(two, killed, oneIn);
    expect(rest).toEqual(uninterrupted);
    expect(rest.failures).toEqual([]);
    expect(await rowsOf(two)).toEqual(await rowsOf(one));
  } finally {
    await one.close();
    await two.close();
  }
});

it.runIf(whole)('leaves something to do on every desk: lamps, cases and leads of every stage', async () => {
  const actors = await officerActors(t.app.kernel, DEMO_BUREAU);
  const { rows: open } = await t.app.kernel.owner.query<{ org_id: string; late: boolean; title: string }>(
    'SELECT org_id, title, due_at < $1 AS late FROM deadlines WHERE ended_at IS NULL',
    [t.clock.now()],
  );
  // A bureau that works well is late with little, but not with nothing.
  const late = open.filter((row) => row.late).map(({ title }) => title);
  expect(late.length, late.join()).toBeGreaterThanOrEqual(3);
  expect(late.length, late.join()).toBeLessThanOrEqual(9);
  const busy = new Set(open.map((row) => row.org_id));
  for (const { login, roles } of DEMO_OFFICERS) {
    if (!roles.includes('inspector')) continue;
    const { actor, officeId } = actors.get(login)!;
    expect({ login, busy: busy.has(actor.orgId) || busy.has(officeId) }).toEqual({ login, busy: true });
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
