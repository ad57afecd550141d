import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool } from './connections.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.owner);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const one = async (sql: string): Promise<unknown> =>
  (await pool.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];

test('a legal day stays the day it is, alone and in arrays', async () => {
  expect(await one("SELECT date '2026-01-31'")).toBe('2026-01-31');
  expect(await one("SELECT ARRAY[date '2026-01-31', NULL]")).toEqual(['2026-01-31', null]);
});

test('int8 arrives as a number while it is exact and is refused beyond', async () => {
  expect(await one('SELECT 9007199254740991::int8')).toBe(9007199254740991);
  expect(await one('SELECT ARRAY[1, NULL, -5]::int8[]')).toEqual([1, null, -5]);
  await expect(one('SELECT 9007199254740993::int8')).rejects.toThrow(/9007199254740993/);
  expect(await one('SELECT 1')).toBe(1);
});

test('an instant arrives as a Date', async () => {
  expect(await one("SELECT timestamptz '2026-01-31 08:00+08'")).toEqual(new Date('2026-01-31T00:00:00Z'));
});

test('the database collates Chinese by pinyin and speaks UTF-8', async () => {
  expect(await one("SELECT array_agg(w ORDER BY w) FROM unnest(ARRAY['张','阿','李']) w")).toEqual([
    '阿',
    '李',
    '张',
  ]);
  expect(await one('SHOW server_encoding')).toBe('UTF8');
});
