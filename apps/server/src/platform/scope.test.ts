import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRegions } from './regions/region-catalog.ts';
import { inScope, scopeOfRegions, scopeStatements } from './scope.ts';
import { type TestApp, testApp } from './test/test-app.ts';

const tree = loadRegions();
const ningxia = tree.all.filter(({ code }) => code.startsWith('64')).map(({ code }) => code);
const codes = fc.constantFrom(...ningxia, '110101', '110000', '310100');

let t: TestApp;
let app: Client;
beforeAll(async () => {
  t = await testApp();
  const owner = new Client(t.database.urls.owner);
  await owner.connect();
  await owner.query(`CREATE TABLE places (bureau text NOT NULL, region text NOT NULL, id text NOT NULL, PRIMARY KEY (bureau, id));
    SELECT protect_table('places');
    INSERT INTO places SELECT bureau, code, code FROM regions WHERE code LIKE '64%' OR code LIKE '11%' OR code = '310100'`);
  await owner.end();
  app = new Client(t.database.urls.app);
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await t.close();
});
async function visible(statements: string): Promise<Set<string>> {
  await app.query(`BEGIN; ${statements}`);
  const { rows } = await app.query<{ id: string }>('SELECT id FROM places');
  await app.query('ROLLBACK');
  return new Set(rows.map(({ id }) => id));
}

describe('the scope of a transaction', () => {
  it('shows what lies within the granted regions, in SQL as in TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(codes, { maxLength: 4 }), async (granted) => {
        const scope = scopeOfRegions(granted, tree);
        const seen = await visible(scopeStatements(scope, 'test'));
        for (const { code } of tree.all.filter(({ code: c }) => /^(64|11)/.test(c) || c === '310100')) {
          const expected = granted.some((outer) => tree.contains(outer, code));
          expect(seen.has(code), `${granted} → ${code}`).toBe(expected);
          expect(inScope(scope, { bureau: tree.bureauOf(code), region: code })).toBe(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing when nothing is set', async () => {
    expect(await visible('SELECT 1')).toEqual(new Set());
    expect(await visible(scopeStatements({ bureaus: [], wholeBureaus: [], regions: [] }, 'test'))).toEqual(
      new Set(),
    );
    expect(await visible(`SET LOCAL wangjian.bureaus = '640500'`)).toEqual(new Set());
    expect(await visible(`SET LOCAL wangjian.whole_bureaus = '640500'`)).toEqual(new Set());
  });

  it('refuses to write anything but codes into SQL', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        fc.pre(!/^(\d{6}|\d{9})$/.test(text));
        expect(() => scopeStatements({ bureaus: [text], wholeBureaus: [], regions: [] }, 'test')).toThrow();
        fc.pre(!/^[a-z_0-9A-Z.-]{1,80}$/.test(text));
        expect(() => scopeStatements({ bureaus: [], wholeBureaus: [], regions: [] }, text)).toThrow();
      }),
    );
  });

  it('is read once a query and leaves the index usable', async () => {
    const { bureaus, wholeBureaus, regions } = scopeOfRegions(['640521'], tree);
    await app.query(
      `BEGIN; ${scopeStatements({ bureaus, wholeBureaus, regions }, 'test')}; SET LOCAL enable_seqscan = off`,
    );
    const { rows } = await app.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT * FROM places WHERE bureau = '640500' AND id = '640521'`,
    );
    await app.query('ROLLBACK');
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index (Only )?Scan using places_pkey/);
    expect(plan).toContain('InitPlan');
    expect(plan).toMatch(/Index Cond: .*\(bureau = '640500'::text\) AND \(id = '640521'::text\)\)/);
  });
});
