import { randomBytes } from 'node:crypto';
import {
  chmod,
  link,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

/** Raised when the layout of the data folder changes so that an older Wangjian could not read it. */
const FORMAT = 1;

/** Random passwords of the embedded server's roles, kept in the data folder with mode 0600. */
export interface Secrets {
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
  readonly auditor: string;
}

/** A data folder that is ours and of a version that we can read. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly logs: string;
  readonly secrets: Secrets;
}

interface VersionFile {
  readonly format: number;
  readonly postgres: number;
  readonly created: string;
}

/**
 * Opens a data folder, making it when it is absent or empty. Refuses (Chinese message) a folder with other contents,
 * one of a newer Wangjian and one of another PostgreSQL major version.
 */
export async function openDataFolder(folder: string, postgresMajor: number): Promise<DataFolder> {
  await makeFolder(folder);
  const path = await realpath(folder);
  const versionFile = join(path, 'wangjian.json');
  const version = await readJson<VersionFile>(versionFile);
  if (version) refuseOtherVersion(path, version, postgresMajor);
  else {
    await refuseForeignContents(path);
    const fresh: VersionFile = { format: FORMAT, postgres: postgresMajor, created: new Date().toISOString() };
    await writeWhole(versionFile, `${JSON.stringify(fresh, null, 2)}\n`, 0o644);
  }
  const logs = join(path, 'logs');
  await mkdir(logs, { recursive: true });
  return {
    path,
    postgres: join(path, 'postgres'),
    logs,
    secrets: await keepSecrets(join(path, 'secrets.json')),
  };
}

/** Refuses a folder in which no Wangjian has ever run: a tool reads what is there and must not found a new one. */
export async function requireDataFolder(folder: string): Promise<void> {
  if (await readJson<VersionFile>(join(folder, 'wangjian.json'))) return;
  throw new AppError(
    'invalid_input',
    `${resolve(folder)} 不是网鉴的数据文件夹：请检查路径，或用 --data 指明正在使用的数据文件夹。`,
  );
}

/** Removes a data folder, and PostgreSQL's part where that lies outside behind a link (see run-as.ts). */
export async function removeDataFolder(folder: string): Promise<void> {
  const outside = await realpath(join(folder, 'postgres')).catch(() => undefined);
  if (outside !== undefined) await rm(outside, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    if (!(await stat(folder)).isDirectory()) throw new Error('not a folder');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC') throw new AppError('storage_full', undefined, { cause });
    throw new AppError(
      'invalid_input',
      `无法使用数据文件夹 ${resolve(folder)}（${code ?? (cause as Error).message}）：请检查路径和权限，或用 --data 指明另一个文件夹。`,
      { cause },
    );
  }
}

function refuseOtherVersion(path: string, version: VersionFile, postgresMajor: number): void {
  if (version.format > FORMAT) {
    throw new AppError(
      'invalid_input',
      `数据文件夹 ${path} 是由更新版本的网鉴建立的（数据格式 ${version.format}，本版本只支持到 ${FORMAT}）：请升级网鉴后再启动，数据没有改动。`,
    );
  }
  if (version.postgres > postgresMajor) {
    throw new AppError(
      'invalid_input',
      `数据文件夹 ${path} 是由更新版本的 PostgreSQL（${version.postgres}）建立的，本版本内置的是 ${postgresMajor}：请升级网鉴后再启动，数据没有改动。`,
    );
  }
  if (version.postgres < postgresMajor) {
    throw new AppError(
      'invalid_input',
      `数据文件夹 ${path} 用的是旧版 PostgreSQL ${version.postgres}，本版本内置的是 ${postgresMajor}：请先用原来版本的网鉴执行 backup 备份，再用本版本 restore 恢复到一个新的数据文件夹。`,
    );
  }
}

async function refuseForeignContents(path: string): Promise<void> {
  const entries = (await readdir(path)).filter((name) => !name.startsWith('.') && name !== 'lost+found');
  if (entries.length === 0) return;
  throw new AppError(
    'invalid_input',
    `文件夹 ${path} 里已有其他内容（如 ${entries[0]}），但不是网鉴的数据文件夹：为免混淆没有使用它，请用 --data 指明一个空文件夹。`,
  );
}

async function keepSecrets(file: string): Promise<Secrets> {
  const kept = await readJson<Secrets>(file);
  if (kept) {
    await chmod(file, 0o600).catch(() => undefined); // A read-only look by another user is refused later, by name.
    return kept;
  }
  const word = () => randomBytes(24).toString('base64url');
  const secrets: Secrets = { superuser: word(), owner: word(), app: word(), auditor: word() };
  await writeWhole(file, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
  return secrets;
}

async function readJson<T>(file: string): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new AppError(
      'invalid_input',
      `无法读取 ${file}（${(cause as NodeJS.ErrnoException).code}）：请检查权限。`,
      {
        cause,
      },
    );
  }
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new AppError('invalid_input', `文件 ${file} 已损坏，不是有效的 JSON：请从备份恢复。`, { cause });
  }
}

/** Writes a file so that it is either absent or whole. */
async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, text, { mode, flush: true });
  await rename(draft, file);
}

/** The right to run the embedded server of a data folder; one process at a time holds it. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the lock, or says which living process holds it. A lock whose process is gone (kill -9, power cut) is taken
 * over, also when its pid belongs to another process by now.
 */
export async function lockDataFolder(
  path: string,
): Promise<FolderLock | { readonly heldBy: ProcessIdentity }> {
  const file = join(path, 'serve.lock');
  const self = identify(process.pid) ?? { pid: process.pid, started: '' };
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(self));
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        await link(draft, file);
        return { release: () => rm(file, { force: true }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = await readJson<ProcessIdentity>(file).catch(() => undefined);
      if (holder && isAlive(holder)) return { heldBy: holder };
      await rm(file, { force: true });
    }
    throw new AppError('conflict', `无法锁定数据文件夹 ${path}：请稍后重试。`);
  } finally {
    await rm(draft, { force: true });
  }
}
