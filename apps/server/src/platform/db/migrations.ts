import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import type { Client } from 'pg';
import { withClient } from './connections.ts';

/** One `.sql` file; `name` is its path from the source folder, e.g. `modules/leads/migrations/0001_leads.sql`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/** Any two starts on one database wait for each other here ("wangjian" as a number). */
const ADVISORY_LOCK = 7_794_110;

/**
 * Finds all migrations below the source folder, in the order in which they run: `platform/**` first (folders by name,
 * files by name), then `modules/*` in the given total order. A module that the order does not name is refused.
 */
export async function findMigrations(
  sourceFolder: string,
  moduleOrder: readonly string[],
): Promise<Migration[]> {
  const platform = await sqlFiles(join(sourceFolder, 'platform'));
  const modules = await sqlFiles(join(sourceFolder, 'modules'));
  const moduleOf = (file: string) => relative(join(sourceFolder, 'modules'), file).split(sep)[0] ?? '';
  const unknown = modules.map(moduleOf).find((name) => !moduleOrder.includes(name));
  if (unknown !== undefined) throw new Error(`module ${unknown} is missing in module-order.json`);
  const ordered = [
    ...platform,
    ...modules.toSorted((a, b) => moduleOrder.indexOf(moduleOf(a)) - moduleOrder.indexOf(moduleOf(b))),
  ];
  return await Promise.all(
    ordered.map(async (file) => {
      // A checkout with other line ends is the same migration.
      const sql = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
      const name = relative(sourceFolder, file).split(sep).join('/');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function sqlFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.endsWith('.sql') && basename(dirname(join(folder, entry))) === 'migrations')
    .map((entry) => join(folder, entry))
    .toSorted();
}

/**
 * Runs what is not applied yet, each file in a transaction of its own, and returns the names applied. Refuses, before
 * it changes anything, a database that holds migrations unknown to this version (it is newer) and a file that was
 * changed after it was applied.
 *
 * A migration runs as the owner role. Tables belong to schema `public`; grant each one by name to `wangjian_app` and
 * `wangjian_auditor` (nothing is granted by default), and FORCE ROW LEVEL SECURITY on domain tables.
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return await withClient(ownerUrl, async (client) => {
    // Held until the connection ends: unlocking by hand would hide what went wrong when the server is gone.
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(`
        CREATE SCHEMA IF NOT EXISTS wangjian_meta;
        CREATE TABLE IF NOT EXISTS wangjian_meta.migrations (
          name text PRIMARY KEY,
          hash text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE TABLE IF NOT EXISTS wangjian_meta.setup (
          only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
          kind text NOT NULL CHECK (kind IN ('demo', 'empty')),
          done_at timestamptz
        )`);
    const todo = await pending(client, migrations);
    for (const migration of todo) await apply(client, migration);
    return todo.map(({ name }) => name);
  });
}

async function pending(client: Client, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'SELECT name, hash FROM wangjian_meta.migrations',
  );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, hash } of rows) {
    const migration = known.get(name);
    if (!migration) {
      throw new AppError(
        'conflict',
        `数据库是由更新版本的网鉴建立的（其中的迁移 ${name} 本版本没有）：请升级网鉴后再启动，数据没有改动。`,
      );
    }
    if (migration.hash !== hash) {
      throw new AppError(
        'conflict',
        `迁移文件 ${name} 在执行之后被改动过：请恢复原来的文件，要修改表结构请新增一个迁移文件。`,
      );
    }
  }
  const applied = new Set(rows.map(({ name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO wangjian_meta.migrations (name, hash) VALUES ($1, $2)', [
      migration.name,
      migration.hash,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new AppError(
      'internal',
      `迁移 ${migration.name} 执行失败，已整体撤销：${sqlProblem(cause, migration.sql)}`,
      {
        cause,
      },
    );
  }
}

/** PostgreSQL's message with the line of the file that it points at. */
function sqlProblem(cause: unknown, sql: string): string {
  const { message, position } = cause as { message: string; position?: string };
  if (position === undefined) return message;
  return `${message}（第 ${sql.slice(0, Number(position)).split('\n').length} 行）`;
}
