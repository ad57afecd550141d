import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@wangjian/core/errors.ts';
import type { Client } from 'pg';
import { withClient } from '../db/connections.ts';
import { removeDataFolder } from '../db/data-folder.ts';
import type { Migration } from '../db/migrations.ts';
import type { BackupSummary } from './backup.ts';
import {
  BACKUP_FORMAT,
  type BackupTable,
  MANIFEST_ENTRY,
  MANIFEST_HASH_ENTRY,
  Manifest,
} from './manifest.ts';
import { qualified, quoted, readTables } from './schema-facts.ts';
import { COPY_SETTINGS, copyIn, fingerprintOf } from './table-copy.ts';
import { hashEntry, indexTar, readEntry, streamEntry, type TarEntry } from './tar-index.ts';

/** A backup whose every byte was checked against its manifest. */
export interface VerifiedBackup {
  readonly path: string;
  readonly bytes: number;
  readonly manifest: Manifest;
  readonly entries: ReadonlyMap<string, TarEntry>;
}

/** Checks a backup file as a whole; throws `invalid_input` (Chinese) on any damage, cut or unknown format. */
export async function verifyBackup(path: string): Promise<VerifiedBackup> {
  const full = resolve(path);
  const file = await open(full, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('invalid_input', `无法打开备份文件 ${full}（${cause.code}）：请检查路径。`, { cause });
  });
  try {
    const { size } = await file.stat();
    const entries = await indexTar(file).catch((cause: Error) => {
      throw damaged(full, '文件不完整或不是备份文件', cause);
    });
    const manifestEntry = entries.get(MANIFEST_ENTRY);
    const hashOfManifest = entries.get(MANIFEST_HASH_ENTRY);
    if (!manifestEntry || !hashOfManifest) throw damaged(full, '缺少清单');
    const stated = (await readEntry(file, hashOfManifest)).toString('latin1');
    if ((await hashEntry(full, manifestEntry)) !== stated) throw damaged(full, '清单被改动过');
    const raw: unknown = JSON.parse((await readEntry(file, manifestEntry)).toString('utf8'));
    refuseNewerFormat(full, raw);
    const parsed = Manifest.safeParse(raw);
    if (!parsed.success) throw damaged(full, '清单内容有误', parsed.error);
    await checkEntries(full, parsed.data, entries);
    return { path: full, bytes: size, manifest: parsed.data, entries };
  } finally {
    await file.close();
  }
}

function refuseNewerFormat(path: string, raw: unknown): void {
  const format = (raw as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > BACKUP_FORMAT) {
    throw new AppError('invalid_input', `备份文件 ${path} 由更新版本的网鉴生成：请用同样新的版本恢复。`);
  }
}

async function checkEntries(
  path: string,
  manifest: Manifest,
  entries: ReadonlyMap<string, TarEntry>,
): Promise<void> {
  for (const [name, hash] of Object.entries(manifest.sha256)) {
    const entry = entries.get(name);
    if (!entry) throw damaged(path, `缺少 ${name}`);
    if ((await hashEntry(path, entry)) !== hash) throw damaged(path, `${name} 的内容与清单不符`);
  }
  const needed = [
    ...manifest.files.map(({ entry }) => entry),
    ...manifest.tables.flatMap((table) => partNames(table)),
  ];
  const missing = needed.find((name) => manifest.sha256[name] === undefined);
  if (missing !== undefined) throw damaged(path, `清单没有 ${missing} 的校验值`);
}

function damaged(path: string, what: string, cause?: Error): AppError {
  return new AppError(
    'invalid_input',
    `备份文件 ${path} 已损坏（${what}），没有恢复任何内容：请换用另一份备份。`,
    {
      ...(cause ? { cause } : {}),
    },
  );
}

/** The migrations that the backed-up database had, as files of this version; refused when this version lacks one. */
export function migrationsOf(backup: VerifiedBackup, known: readonly Migration[]): readonly Migration[] {
  const had = new Map(backup.manifest.migrations.map(({ name, hash }) => [name, hash]));
  for (const [name, hash] of had) {
    const migration = known.find((one) => one.name === name);
    if (!migration || migration.hash !== hash) {
      throw new AppError(
        'invalid_input',
        `备份文件与本版本不一致（数据库迁移 ${name} ${migration ? '内容不同' : '本版本没有'}）：请用备份时或更新的版本恢复。`,
      );
    }
  }
  return known.filter(({ name }) => had.has(name));
}

/**
 * Loads the rows of a backup into a freshly migrated database (as the owner role), in one transaction: foreign keys
 * are set aside and checked again at the end, every table is read back and compared with the backup.
 */
export async function restoreDatabase(
  ownerUrl: string,
  backup: VerifiedBackup,
  progress: (text: string) => void = () => undefined,
): Promise<void> {
  const { tables, sequences } = backup.manifest;
  await withClient(ownerUrl, async (client) => {
    await client.query(COPY_SETTINGS);
    await client.query('BEGIN');
    await makePartitions(client, tables);
    await refuseOtherColumns(client, tables);
    const keys = await setForeignKeysAside(client);
    if (tables.length > 0) await client.query(`TRUNCATE ${tables.map(qualified).join(', ')}`);
    const file = await open(backup.path, 'r');
    try {
      for (const [index, table] of tables.entries()) {
        progress(`正在恢复数据表 ${index + 1}/${tables.length}：${table.name}`);
        await copyIn(client, table, partsOf(file, backup, table));
        const { rows, fingerprint } = await fingerprintOf(client, table);
        if (rows !== table.rows || fingerprint !== table.fingerprint) {
          throw new AppError(
            'internal',
            `数据表 ${table.name} 恢复后与备份不符（${rows} 行，应为 ${table.rows} 行），已全部撤销。`,
          );
        }
      }
    } finally {
      await file.close();
    }
    for (const key of keys) await client.query(key);
    for (const { schema, name, last, called } of sequences) {
      await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
        qualified({ schema, name }),
        last,
        called,
      ]);
    }
    await unlockJobs(client);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  });
}

async function* partsOf(
  file: Awaited<ReturnType<typeof open>>,
  backup: VerifiedBackup,
  table: BackupTable,
): AsyncGenerator<Buffer> {
  for (const name of partNames(table)) yield await readEntry(file, backup.entries.get(name)!);
}

function partNames(table: BackupTable): string[] {
  return Array.from(
    { length: table.parts },
    (_, part) => `${table.folder}/${String(part).padStart(6, '0')}.gz`,
  );
}

/** Partitions are made month by month while the platform runs; a fresh database has only the first. */
async function makePartitions(client: Client, tables: readonly BackupTable[]): Promise<void> {
  const present = new Set((await readTables(client)).map(qualified));
  for (const table of tables) {
    if (!table.partition || present.has(qualified(table))) continue;
    const { parent, bound } = table.partition;
    await client.query(`CREATE TABLE ${qualified(table)} PARTITION OF ${parent} ${bound}`);
    if (table.rowSecurity) await client.query(`ALTER TABLE ${qualified(table)} ENABLE ROW LEVEL SECURITY`);
    if (table.forceRowSecurity)
      await client.query(`ALTER TABLE ${qualified(table)} FORCE ROW LEVEL SECURITY`);
    for (const { grantee, privilege } of table.grants) {
      const who = grantee === 'PUBLIC' ? grantee : quoted(grantee.replaceAll('"', ''));
      await client.query(`GRANT ${privilege} ON ${qualified(table)} TO ${who}`);
    }
  }
}

async function refuseOtherColumns(client: Client, tables: readonly BackupTable[]): Promise<void> {
  const shape = (table: Pick<BackupTable, 'columns'>) =>
    table.columns
      .map(({ name, type }) => `${name} ${type}`)
      .toSorted()
      .join(', ');
  const present = new Map((await readTables(client)).map((table) => [qualified(table), shape(table)]));
  for (const table of tables) {
    if (present.get(qualified(table)) === shape(table)) continue;
    throw new AppError(
      'invalid_input',
      `备份中的数据表 ${table.name} 与本版本的表结构不同：请用备份时的版本恢复，再升级。`,
    );
  }
}

/** Drops all foreign keys and returns the statements that bring them back (and check every row). */
async function setForeignKeysAside(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT k.conrelid::regclass::text AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
      FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
     WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`);
  for (const { table, name } of rows)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
  return rows.map(
    ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`,
  );
}

/** Jobs that ran while the backup was made belong to workers that are no more; they start anew. */
async function unlockJobs(client: Client): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(
    "SELECT to_regprocedure('graphile_worker.force_unlock_workers(text[])') IS NOT NULL AS present",
  );
  if (!rows[0]!.present) return;
  await client.query(`
    SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by))
      FROM (SELECT locked_by FROM graphile_worker._private_jobs
             UNION SELECT locked_by FROM graphile_worker._private_job_queues) l
     WHERE locked_by IS NOT NULL HAVING count(*) > 0`);
}

/** Writes the files of a backup: `data/…` into the data folder, `store/…` into the file store. */
export async function restoreFiles(
  backup: VerifiedBackup,
  to: { readonly dataDir: string; readonly filesFolder: string },
  progress: (text: string) => void = () => undefined,
): Promise<void> {
  for (const [index, { path, entry }] of backup.manifest.files.entries()) {
    if (index % 100 === 0) progress(`正在恢复文件 ${index + 1}/${backup.manifest.files.length}`);
    const [top, ...rest] = path.split('/');
    const base = resolve(top === 'store' ? to.filesFolder : to.dataDir);
    const target = resolve(base, ...rest);
    // A path that leads out of the folder cannot come from our own writer.
    if (!target.startsWith(base + sep)) throw damaged(backup.path, `文件名 ${path} 有误`);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(
      streamEntry(backup.path, backup.entries.get(entry)!),
      createWriteStream(target, { mode: 0o600 }),
    );
  }
}

/** What a verified backup holds, in numbers. */
export function summaryOf(backup: VerifiedBackup): BackupSummary {
  const { tables, files } = backup.manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { file: backup.path, bytes: backup.bytes, tables: tables.length, rows, files: files.length };
}

/**
 * Lets `fill` make a data folder beside the wanted one and moves it into place when it is whole; nothing is left when
 * it fails. Refuses a wanted folder that is not absent or empty.
 */
export async function inFreshFolder(wanted: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const target = resolve(wanted);
  const present = await stat(target).catch(() => undefined);
  if (present && (!present.isDirectory() || (await readdir(target)).length > 0)) {
    throw new AppError(
      'invalid_input',
      `文件夹 ${target} 不是空的，恢复只写入空的数据文件夹：请用 --data 指明一个新的文件夹。`,
    );
  }
  await mkdir(dirname(target), { recursive: true });
  const draft = await mkdtemp(join(dirname(target), '.wangjian-restore-'));
  try {
    await fill(draft);
    if (present) await rmdir(target);
    await rename(draft, target);
  } catch (error) {
    await removeDataFolder(draft);
    throw error;
  }
}
