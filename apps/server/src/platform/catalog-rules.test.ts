import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogBreaches, REFERENCE_TABLES } from './catalog-rules.ts';
import { createTestDatabase, type TestDatabase } from './db/test-database.ts';

let database: TestDatabase;
let owner: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client(database.urls.owner);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

describe('the rules of keys and distribution', () => {
  it('hold for every table of every module', async () => {
    expect(await catalogBreaches(owner)).toEqual([]);
  });

  it('name reference tables that exist', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    );
    const names = rows.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(REFERENCE_TABLES)));
  });

  // Each planted table breaks one rule; a check that misses it checks nothing.
  const good = 'bureau text NOT NULL, region text NOT NULL, id text NOT NULL';
  const planted: readonly (readonly [what: string, sql: string, breach: RegExp])[] = [
    ['no row-level security', `CREATE TABLE planted (${good}, PRIMARY KEY (bureau, id))`, /not forced/],
    [
      'not forced',
      `CREATE TABLE planted (${good}, PRIMARY KEY (bureau, id)); SELECT protect_table('planted'); ALTER TABLE planted NO FORCE ROW LEVEL SECURITY`,
      /not forced/,
    ],
    [
      'no policy',
      `CREATE TABLE planted (${good}, PRIMARY KEY (bureau, id)); ALTER TABLE planted ENABLE ROW LEVEL SECURITY; ALTER TABLE planted FORCE ROW LEVEL SECURITY`,
      /no policy/,
    ],
    [
      'a key without bureau first',
      `CREATE TABLE planted (${good}, PRIMARY KEY (id, bureau)); SELECT protect_table('planted')`,
      /unique index planted_pkey/,
    ],
    [
      'a unique index without bureau first',
      `CREATE TABLE planted (${good}, PRIMARY KEY (bureau, id), UNIQUE (id)); SELECT protect_table('planted')`,
      /unique index planted_id_key/,
    ],
    ['no primary key', `CREATE TABLE planted (${good}); SELECT protect_table('planted')`, /no primary key/],
    [
      'a foreign key without bureau first',
      `CREATE TABLE planted (${good}, PRIMARY KEY (bureau, id), seq bigint, FOREIGN KEY (seq, bureau) REFERENCES audit_links (seq, bureau)); SELECT protect_table('planted')`,
      /foreign key/,
    ],
    [
      'a trigger',
      `CREATE TABLE planted (${good}, PRIMARY KEY (bureau, id)); SELECT protect_table('planted');
       CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
       CREATE TRIGGER t BEFORE INSERT ON planted FOR EACH ROW EXECUTE FUNCTION f()`,
      /has trigger t/,
    ],
    [
      'a policy that lets too much through',
      `CREATE TABLE planted (${good}, PRIMARY KEY (bureau, id)); SELECT protect_table('planted'); ALTER POLICY scope ON planted USING (true)`,
      /not protect_table's/,
    ],
    [
      'a partition that is granted',
      'GRANT SELECT ON audit_entries_other TO wangjian_app',
      /partition is granted/,
    ],
  ];
  it.each(planted)('are seen to be broken by %s', async (_, sql, breach) => {
    await owner.query('BEGIN');
    try {
      // Its key is (bureau, seq); the planted foreign key needs one the other way round.
      await owner.query('ALTER TABLE audit_links ADD CONSTRAINT turned UNIQUE (seq, bureau)');
      await owner.query(sql);
      expect((await catalogBreaches(owner)).join('\n')).toMatch(breach);
    } finally {
      await owner.query('ROLLBACK');
    }
  });
});
