import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import type { Client } from 'pg';
import { withClient } from '../db/connections.ts';
import {
  BACKUP_FORMAT,
  type BackupTable,
  MANIFEST_ENTRY,
  MANIFEST_HASH_ENTRY,
  type Manifest,
} from './manifest.ts';
import { readSequences, readTables } from './schema-facts.ts';
import { COPY_SETTINGS, copyOut } from './table-copy.ts';
import { type TarWriter, tarWriter } from './tar-writer.ts';

/** Where the parts of an installation lie. */
export interface BackupSources {
  readonly ownerUrl: string;
  readonly dataDir: string;
  /** The content-addressed files; usually inside the data folder. */
  readonly filesFolder: string;
}

/** What was written, or what a restore brought back. */
export interface BackupSummary {
  readonly file: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

/** Entries of the data folder that belong to this machine or to the running server, not to the data. */
const OF_THE_MACHINE = /^(postgres|logs|cache|tmp|serve\.lock.*|secrets\.json|wangjian\.json|.*\.tmp)$/;
/** Drafts of the file store, not contents yet. */
const DRAFTS = 'incoming';

/**
 * Writes a backup of a running installation into one tar: all tables as of one moment (REPEATABLE READ), sequences,
 * and the files. Contents are stored before the rows that name them, so copying them after the snapshot misses none.
 * The file appears under its name only when it is whole; `progress` is told (Chinese) what is being done.
 */
export async function writeBackup(
  sources: BackupSources,
  out: string,
  progress: (text: string) => void = () => undefined,
): Promise<BackupSummary> {
  const target = resolve(out);
  if (await stat(target).catch(() => undefined)) {
    throw new AppError('invalid_input', `文件 ${target} 已存在，没有覆盖它：请用 --out 指明另一个文件名。`);
  }
  const draft = `${target}.partial`;
  let file: FileHandle | undefined;
  try {
    file = await open(draft, 'w', 0o600);
    const manifest = await fill(tarWriter(file, new Date()), sources, progress);
    await file.sync();
    const { size } = await file.stat();
    await file.close();
    file = undefined;
    await rename(draft, target);
    await syncFolder(dirname(target));
    return {
      file: target,
      bytes: size,
      tables: manifest.tables.length,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.files.length,
    };
  } catch (error) {
    await file?.close();
    await rm(draft, { force: true });
    throw inWords(error as NodeJS.ErrnoException, target);
  }
}

async function fill(
  tar: TarWriter,
  sources: BackupSources,
  progress: (text: string) => void,
): Promise<Manifest> {
  const sha256: Record<string, string> = {};
  const manifest = await withClient(sources.ownerUrl, async (client) => {
    await client.query(COPY_SETTINGS);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables: BackupTable[] = [];
    const facts = await readTables(client);
    for (const [index, table] of facts.entries()) {
      progress(`正在备份数据表 ${index + 1}/${facts.length}：${table.name}`);
      const folder = `tables/${String(index).padStart(4, '0')}-${table.schema}.${table.name}`;
      let parts = 0;
      const counted = await copyOut(client, table, async (part) => {
        const entry = `${folder}/${String(parts).padStart(6, '0')}.gz`;
        sha256[entry] = await tar.addBytes(entry, part);
        parts += 1;
      });
      tables.push({ ...table, folder, parts, ...counted });
    }
    return {
      format: BACKUP_FORMAT,
      created: new Date().toISOString(),
      postgres: await one(client, "SELECT current_setting('server_version') AS value"),
      migrations: await appliedMigrations(client),
      tables,
      // Not bound to the snapshot: read last, a sequence is never behind its rows.
      sequences: await readSequences(client),
    };
  });
  const files: Manifest['files'] = [];
  for (const { path, from } of await filesOf(sources)) {
    const bytes = (await stat(from).catch(gone))?.size;
    if (bytes === undefined) continue;
    if (files.length % 100 === 0) progress(`正在备份文件：已完成 ${files.length} 个`);
    const entry = `files/${path}`;
    sha256[entry] = await tar.addFile(entry, from, bytes);
    files.push({ path, bytes, entry });
  }
  const whole: Manifest = { ...manifest, files, sha256 };
  const hash = await tar.addBytes(MANIFEST_ENTRY, Buffer.from(JSON.stringify(whole)));
  await tar.addBytes(MANIFEST_HASH_ENTRY, Buffer.from(hash));
  await tar.finish();
  return whole;
}

async function appliedMigrations(client: Client): Promise<Manifest['migrations']> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'SELECT name, hash FROM wangjian_meta.migrations ORDER BY name COLLATE "C"',
  );
  return rows;
}

async function one(client: Client, sql: string): Promise<string> {
  const { rows } = await client.query<{ value: string }>(sql);
  return rows[0]!.value;
}

/** All files to keep: `data/…` of the data folder, `store/…` of the file store. */
async function filesOf(sources: BackupSources): Promise<{ readonly path: string; readonly from: string }[]> {
  const dataDir = resolve(sources.dataDir);
  const store = resolve(sources.filesFolder);
  const list = async (top: string, prefix: string, wanted: (path: string) => boolean) => {
    const entries = await readdir(top, { recursive: true, withFileTypes: true }).catch(
      (error) => gone(error) ?? [],
    );
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((from) => wanted(from))
      .map((from) => ({ path: `${prefix}/${relative(top, from).split(sep).join('/')}`, from }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  };
  const inStore = (from: string) => from.startsWith(store + sep);
  const kept = [];
  for (const name of (await readdir(dataDir)).filter((entry) => !OF_THE_MACHINE.test(entry)).toSorted()) {
    const top = join(dataDir, name);
    if (top === store) continue;
    if ((await stat(top)).isFile()) kept.push({ path: `data/${name}`, from: top });
    else kept.push(...(await list(top, `data/${name}`, (from) => !inStore(from))));
  }
  kept.push(...(await list(store, 'store', (from) => !relative(store, from).startsWith(DRAFTS + sep))));
  return kept;
}

/** A file may vanish between the listing and the reading (a draft that got its name); anything else is thrown. */
function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function inWords(error: NodeJS.ErrnoException, target: string): Error {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new AppError(
      'storage_full',
      `磁盘空间不足，备份没有完成，${basename(target)} 没有留下：请清理磁盘或用 --out 指向另一块磁盘。`,
      { cause: error },
    );
  }
  if (error.code === 'EACCES' || error.code === 'ENOENT' || error.code === 'EROFS') {
    return new AppError(
      'invalid_input',
      `无法写入 ${target}（${error.code}）：请检查文件夹是否存在、是否有写权限。`,
      { cause: error },
    );
  }
  // 42501: row-level security would leave rows out, and the owner may not look past it.
  if (error.code === '42501') {
    return new AppError(
      'invalid_input',
      `数据库用户无权读取全部数据，备份没有完成：请由数据库管理员执行 ALTER ROLE <DATABASE_URL 的用户> BYPASSRLS 后重试（${error.message}）。`,
      { cause: error },
    );
  }
  return error;
}
