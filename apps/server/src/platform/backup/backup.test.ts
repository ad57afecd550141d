import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../db/connections.ts';
import { type Migration, migrate } from '../db/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts';
import { writeBackup } from './backup.ts';
import {
  inFreshFolder,
  migrationsOf,
  restoreDatabase,
  restoreFiles,
  summaryOf,
  verifyBackup,
} from './restore.ts';
import { qualified, readSequences, readTables } from './schema-facts.ts';

/** A schema with all that makes a restore hard: circles of keys, partitions, generated columns, forced row security. */
const SCHEMA = `
  CREATE TABLE regions (code text PRIMARY KEY, parent text REFERENCES regions (code));
  CREATE TABLE hens (id int PRIMARY KEY, egg int NOT NULL);
  CREATE TABLE eggs (id int PRIMARY KEY, hen int NOT NULL REFERENCES hens (id) DEFERRABLE INITIALLY DEFERRED);
  ALTER TABLE hens ADD FOREIGN KEY (egg) REFERENCES eggs (id) DEFERRABLE INITIALLY DEFERRED;
  CREATE TABLE texts (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text, bytes bytea, doc jsonb, tags text[], amount numeric,
    at timestamptz, day date, "Odd ""name""" float8, length int GENERATED ALWAYS AS (char_length(body)) STORED
  );
  CREATE TABLE pages (bureau text, month int, id text, PRIMARY KEY (bureau, month, id)) PARTITION BY RANGE (month);
  CREATE TABLE pages_202601 PARTITION OF pages FOR VALUES FROM (202601) TO (202602);
  CREATE TABLE secret_rows (bureau text, note text);
  ALTER TABLE secret_rows ENABLE ROW LEVEL SECURITY;
  ALTER TABLE secret_rows FORCE ROW LEVEL SECURITY;
  CREATE POLICY scope ON secret_rows TO wangjian_app USING (bureau = current_setting('app.bureau', true));
  GRANT SELECT ON secret_rows TO wangjian_app;
  CREATE SEQUENCE document_numbers START 7;
  CREATE TABLE empty_one (n int);`;
const MIGRATIONS: readonly Migration[] = [
  { name: 'platform/test/migrations/0001.sql', sql: SCHEMA, hash: 'h1' },
];

async function fill(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO regions VALUES ('640500', NULL), ('640521', '640500'), ('640522', '640500');
    BEGIN; INSERT INTO hens VALUES (1, 1); INSERT INTO eggs VALUES (1, 1); COMMIT;
    INSERT INTO texts (body, bytes, doc, tags, amount, at, day, "Odd ""name""")
      VALUES (E'国家级\\n\\t\\\\.最佳\\r', '\\x00ff0a', '{"款": [1, null]}', ARRAY['a,b', NULL, '"'], 12345678901234567890.000001,
              '2026-01-31 08:00+08', '2026-01-31', 0.1::float8 + 0.2), (NULL, NULL, NULL, NULL, NULL, 'infinity', NULL, 'NaN'), ('', '', 'null', '{}', 0, NULL, NULL, NULL);
    INSERT INTO texts (body) SELECT repeat('网', n % 300) || n FROM generate_series(1, 30000) n;
    CREATE TABLE pages_202602 PARTITION OF pages FOR VALUES FROM (202602) TO (202603);
    ALTER TABLE pages_202602 ENABLE ROW LEVEL SECURITY;
    ALTER TABLE pages_202602 FORCE ROW LEVEL SECURITY;
    GRANT SELECT, INSERT ON pages_202602 TO wangjian_app;
    INSERT INTO pages VALUES ('640500', 202601, 'a'), ('640500', 202602, 'b');
    INSERT INTO secret_rows VALUES ('640500', 'ours'), ('640400', 'theirs');
    SELECT nextval('document_numbers'), nextval('document_numbers');
    SELECT graphile_worker.add_job('patrol-site', json_build_object('host', 'a.example'), queue_name => 'a.example');
    UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'worker-of-yesterday'`);
}

let scratch: string;
let source: TestDatabase;
let dataDir: string;
let good: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wangjian-backup-'));
  dataDir = join(scratch, 'data');
  source = await emptyDatabase();
  await withClient(source.urls.owner, fill);
  await mkdir(join(dataDir, 'files', 'incoming'), { recursive: true });
  await mkdir(join(dataDir, 'files', 'ab'), { recursive: true });
  await mkdir(join(dataDir, 'postgres'), { recursive: true });
  await mkdir(join(dataDir, 'keys'), { recursive: true });
  await writeFile(join(dataDir, 'files', 'ab', 'abcd'), Buffer.alloc(3_000_001, 7));
  await writeFile(join(dataDir, 'files', 'ab', 'empty'), '');
  await writeFile(join(dataDir, 'files', 'incoming', 'draft'), 'half');
  await writeFile(join(dataDir, 'keys', `${'很长的文件名'.repeat(12)}.pem`), 'key');
  await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18');
  await writeFile(join(dataDir, 'secrets.json'), '{}');
  good = join(scratch, 'good.tar');
  await writeBackup(sources(), good);
});
afterAll(async () => {
  await source.drop();
  await rm(scratch, { recursive: true, force: true });
});

const sources = () => ({ ownerUrl: source.urls.owner, dataDir, filesFolder: join(dataDir, 'files') });

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({ migrated: false });
  await runMigrations({ connectionString: database.urls.owner });
  await migrate(database.urls.owner, MIGRATIONS);
  return database;
}

/** Everything that a restore must bring back, as one comparable value. */
async function contents(url: string): Promise<unknown> {
  return await withClient(url, async (client) => {
    const tables = await readTables(client);
    const rows: Record<string, unknown> = {};
    for (const table of tables) {
      // Jobs are unlocked on purpose; the rest of their row must be the same.
      const row =
        table.schema === 'graphile_worker'
          ? "to_jsonb(t) - ARRAY['locked_at', 'locked_by', 'is_available']"
          : 't';
      const found = await client.query(`SELECT (${row})::text AS line FROM ${qualified(table)} t ORDER BY 1`);
      rows[qualified(table)] = found.rows;
    }
    const policies = await client.query(
      'SELECT * FROM pg_policies ORDER BY schemaname, tablename, policyname',
    );
    const keys = await client.query(
      'SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint ORDER BY 1, 2',
    );
    return { tables, rows, sequences: await readSequences(client), policies: policies.rows, keys: keys.rows };
  });
}

describe('a backup restored into a fresh database', () => {
  let target: TestDatabase;
  beforeAll(async () => {
    target = await emptyDatabase();
    const backup = await verifyBackup(good);
    expect(migrationsOf(backup, MIGRATIONS)).toEqual(MIGRATIONS);
    await restoreDatabase(target.urls.owner, backup);
  });
  afterAll(async () => target.drop());

  test('holds the same rows, sequences, partitions, grants, policies and keys', async () => {
    const restored = await contents(target.urls.owner);
    expect(restored).toEqual(await contents(source.urls.owner));
    expect((restored as { rows: Record<string, unknown[]> }).rows['"public"."texts"']).toHaveLength(30_003);
  });

  test('keeps row-level security for the app, and goes on counting where the other stopped', async () => {
    await withClient(target.urls.app, async (client) => {
      expect((await client.query('SELECT * FROM secret_rows')).rows).toEqual([]);
      await client.query("SET app.bureau = '640500'");
      expect((await client.query('SELECT note FROM secret_rows')).rows).toEqual([{ note: 'ours' }]);
    });
    await withClient(target.urls.owner, async (client) => {
      const { rows } = await client.query(`SELECT nextval('document_numbers') AS number,
        (SELECT count(*) FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL) AS locked`);
      expect(rows).toEqual([{ number: 9, locked: 0 }]);
    });
  });

  test('brings the files back, without drafts and without what belongs to the machine', async () => {
    const backup = await verifyBackup(good);
    const to = { dataDir: join(scratch, 'restored'), filesFolder: join(scratch, 'restored', 'files') };
    await restoreFiles(backup, to);
    const hash = async (path: string) =>
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
    for (const { path } of backup.manifest.files) {
      const inner = path.replace(/^data\//, '').replace(/^store\//, 'files/');
      expect(await hash(join(to.dataDir, inner))).toBe(await hash(join(dataDir, inner)));
    }
    const names = (await readdir(to.dataDir, { recursive: true })).toSorted();
    expect(names).toEqual([
      'files',
      'files/ab',
      'files/ab/abcd',
      'files/ab/empty',
      'keys',
      `keys/${'很长的文件名'.repeat(12)}.pem`,
    ]);
    expect(summaryOf(backup)).toMatchObject({ files: 3, bytes: (await stat(good)).size });
  });
});

test('a backup is of one moment, whatever is written meanwhile', async () => {
  const out = join(scratch, 'moment.tar');
  let wrote = false;
  const busy = async () => {
    wrote = true;
    await withClient(source.urls.owner, async (client) => {
      await client.query("INSERT INTO texts (body) VALUES ('too late'); INSERT INTO empty_one VALUES (1)");
    });
  };
  let pending: Promise<void> | undefined;
  await writeBackup(sources(), out, () => {
    pending ??= busy();
  });
  await pending;
  expect(wrote).toBe(true);
  const { manifest } = await verifyBackup(out);
  const rowsOf = (name: string) => manifest.tables.find((table) => table.name === name)?.rows;
  expect([rowsOf('texts'), rowsOf('empty_one')]).toEqual([30_003, 0]);
  await withClient(source.urls.owner, async (client) => {
    await client.query("DELETE FROM texts WHERE body = 'too late'; DELETE FROM empty_one");
  });
});

test('a backup that fails leaves nothing, and none is written over', async () => {
  await expect(writeBackup(sources(), good)).rejects.toThrow(/已存在/);
  const folder = join(scratch, 'nothing-left');
  await mkdir(folder);
  const dead = { ...sources(), ownerUrl: source.urls.owner.replace(/\/test_\w+$/, '/not_there') };
  await expect(writeBackup(dead, join(folder, 'a.tar'))).rejects.toThrow(/not_there/);
  const stopped = new Error('stopped in the middle');
  const stop = (text: string) => {
    if (text.includes('texts')) throw stopped;
  };
  await expect(writeBackup(sources(), join(folder, 'b.tar'), stop)).rejects.toBe(stopped);
  expect(await readdir(folder)).toEqual([]);
  await expect(writeBackup(sources(), join(scratch, 'no', 'folder', 'c.tar'))).rejects.toThrow(
    /无法写入.*ENOENT/,
  );
});

describe('a damaged backup is refused before anything is restored', () => {
  const damaged = async (name: string, change: (path: string, size: number) => Promise<void>) => {
    const path = join(scratch, name);
    await copyFile(good, path);
    await change(path, (await stat(path)).size);
    return path;
  };
  const flip = async (path: string, at: number) => {
    const file = await open(path, 'r+');
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, at);
    byte[0]! ^= 1;
    await file.write(byte, 0, 1, at);
    await file.close();
  };

  test('one bit anywhere in a content, a header or the manifest', async () => {
    const { entries } = await verifyBackup(good);
    const places = [...entries.values()].filter(({ size }) => size > 0);
    for (const [index, { offset, size }] of places.entries()) {
      const path = await damaged('bit.tar', (file) => flip(file, offset + ((index * 7919) % size)));
      await expect(verifyBackup(path)).rejects.toThrow(/已损坏/);
    }
    const head = await damaged('head.tar', (file) => flip(file, places[0]!.offset - 512 + 10));
    await expect(verifyBackup(head)).rejects.toThrow(/已损坏/);
  });

  test('cut short, empty, not a backup, not there', async () => {
    for (const share of [0.3, 0.9, 0.999]) {
      const path = await damaged('cut.tar', async (file, size) => {
        const handle = await open(file, 'r+');
        await handle.truncate(Math.floor(size * share));
        await handle.close();
      });
      await expect(verifyBackup(path)).rejects.toThrow(/已损坏/);
    }
    const other = join(scratch, 'other.tar');
    for (const text of ['', 'not a tar at all', 'x'.repeat(2000)]) {
      await writeFile(other, text);
      await expect(verifyBackup(other)).rejects.toThrow(/已损坏/);
    }
    await expect(verifyBackup(join(scratch, 'none.tar'))).rejects.toThrow(/无法打开/);
  });
});

test('a backup of a newer version is refused by name', async () => {
  const backup = await verifyBackup(good);
  expect(() => migrationsOf(backup, [])).toThrow(/0001\.sql.*本版本没有/);
  expect(() => migrationsOf(backup, [{ ...MIGRATIONS[0]!, hash: 'h2' }])).toThrow(/0001\.sql.*内容不同/);
});

test('a restore goes into an empty folder only, and leaves nothing when it fails', async () => {
  const parent = join(scratch, 'fresh');
  await mkdir(join(parent, 'used'), { recursive: true });
  await writeFile(join(parent, 'used', 'file'), '');
  await expect(inFreshFolder(join(parent, 'used'), async () => undefined)).rejects.toThrow(/不是空的/);
  const failing = inFreshFolder(join(parent, 'new'), async (draft) => {
    await writeFile(join(draft, 'half'), '');
    throw new Error('in the middle');
  });
  await expect(failing).rejects.toThrow('in the middle');
  await inFreshFolder(join(parent, 'whole'), async (draft) => writeFile(join(draft, 'file'), 'x'));
  expect((await readdir(parent, { recursive: true })).toSorted()).toEqual([
    'used',
    'used/file',
    'whole',
    'whole/file',
  ]);
});
