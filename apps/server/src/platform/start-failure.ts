import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { databaseError } from './db/errors.ts';

/** PostgreSQL grows its log by segments of 16 MB; where less than two are free, that is why it stopped. */
const TOO_LITTLE_BYTES = 32 * 2 ** 20;

/**
 * What kept the platform from starting, in words: an AppError as it is, a disk without space (PostgreSQL only breaks the
 * connection then), an absent database; any other error is a fault of ours and is given back unchanged.
 */
export async function startFailure(error: unknown, dataDir: string): Promise<unknown> {
  if (error instanceof AppError) return error;
  const free = await freeBytes(dataDir);
  if (free !== undefined && free < TOO_LITTLE_BYTES) {
    return new AppError(
      'storage_full',
      `磁盘空间不足（数据文件夹 ${resolve(dataDir)} 所在的磁盘只剩 ${Math.floor(free / 2 ** 20)} MB），网鉴没有启动：请清理磁盘后重新启动，已有数据没有丢失。`,
      { cause: error },
    );
  }
  return databaseError(error) ?? error;
}

async function freeBytes(folder: string): Promise<number | undefined> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: undefined, bsize: 0 }));
  return bavail === undefined ? undefined : bavail * bsize;
}
