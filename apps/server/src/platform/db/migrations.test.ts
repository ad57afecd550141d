import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withClient } from './connections.ts';
import { findMigrations, type Migration, migrate } from './migrations.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let scratch: string;
let database: TestDatabase;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wangjian-migrations-'));
});
beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  return database.drop;
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

async function tree(name: string, files: Record<string, string>): Promise<Migration[]> {
  const folder = join(scratch, name);
  for (const [file, sql] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), sql);
  }
  return await findMigrations(folder, ['officers', 'findings', 'leads']);
}

const tables = async (): Promise<string[]> =>
  await withClient(database.urls.owner, async (client) => {
    const { rows } = await client.query<{ tablename: string }>(
      'SELECT tablename FROM pg_tables WHERE schemaname = \'public\' ORDER BY tablename COLLATE "C"',
    );
    return rows.map(({ tablename }) => tablename);
  });

test('the platform comes first, then the modules in their total order, then the files by name', async () => {
  const found = await tree('order', {
    'modules/leads/migrations/0001_a.sql': '',
    'modules/findings/migrations/0002_b.sql': '',
    'modules/findings/migrations/0001_c.sql': '',
    'modules/officers/migrations/0001_d.sql': '',
    'modules/officers/fixtures/0001_not_one.sql': '',
    'platform/jobs/migrations/0001_e.sql': '',
    'platform/audit/migrations/0001_f.sql': '',
  });
  expect(found.map(({ name }) => name)).toEqual([
    'platform/audit/migrations/0001_f.sql',
    'platform/jobs/migrations/0001_e.sql',
    'modules/officers/migrations/0001_d.sql',
    'modules/findings/migrations/0001_c.sql',
    'modules/findings/migrations/0002_b.sql',
    'modules/leads/migrations/0001_a.sql',
  ]);
  await expect(tree('stranger', { 'modules/stranger/migrations/0001.sql': '' })).rejects.toThrow(/stranger/);
});

test('each is applied once, also when several processes start together', async () => {
  const found = await tree('once', {
    'platform/a/migrations/0001.sql': 'CREATE TABLE one (n int); SELECT pg_sleep(0.05);',
    'modules/leads/migrations/0001.sql': 'CREATE TABLE two (n int);',
  });
  const starts = await Promise.all([1, 2, 3].map(() => migrate(database.urls.owner, found)));
  expect(starts.flat().toSorted()).toEqual(found.map(({ name }) => name).toSorted());
  expect(await tables()).toEqual(['one', 'two']);
});

test('a migration that fails is undone as a whole, says where, and can be tried again', async () => {
  const files = {
    'platform/a/migrations/0001.sql': 'CREATE TABLE one (n int);',
    'platform/a/migrations/0002.sql': 'CREATE TABLE two (n int);\n\nSELECT * FROM nothing_there;',
    'platform/a/migrations/0003.sql': 'CREATE TABLE three (n int);',
  };
  const broken = await tree('broken', files);
  await expect(migrate(database.urls.owner, broken)).rejects.toThrow(
    /a\/migrations\/0002\.sql.*nothing_there.*第 3 行/,
  );
  expect(await tables()).toEqual(['one']);
  const mended = await tree('broken', {
    ...files,
    'platform/a/migrations/0002.sql': 'CREATE TABLE two (n int);',
  });
  expect(await migrate(database.urls.owner, mended)).toHaveLength(2);
  expect(await tables()).toEqual(['one', 'three', 'two']);
});

test('a file changed after it was applied is refused; other line ends are no change', async () => {
  await migrate(
    database.urls.owner,
    await tree('changed', { 'platform/a/migrations/0001.sql': 'SELECT 1;\nSELECT 2;\n' }),
  );
  const crlf = await tree('changed', { 'platform/a/migrations/0001.sql': 'SELECT 1;\r\nSELECT 2;\r\n' });
  expect(await migrate(database.urls.owner, crlf)).toEqual([]);
  const changed = await tree('changed', { 'platform/a/migrations/0001.sql': 'SELECT 1;\nSELECT 3;\n' });
  await expect(migrate(database.urls.owner, changed)).rejects.toThrow(/0001\.sql.*改动过.*新增/);
});

test('a database of a newer version is refused before anything is changed', async () => {
  const newer = await tree('newer', {
    'platform/a/migrations/0009_future.sql': 'CREATE TABLE future (n int);',
  });
  await migrate(database.urls.owner, newer);
  const ours = await tree('ours', { 'platform/b/migrations/0001.sql': 'CREATE TABLE ours (n int);' });
  await expect(migrate(database.urls.owner, ours)).rejects.toThrow(/更新版本的网鉴.*0009_future.*请升级/);
  expect(await tables()).toEqual(['future']);
});
