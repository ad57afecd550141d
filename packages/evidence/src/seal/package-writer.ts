import { createHash, randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { AppError } from '@wangjian/core/errors.ts';
import { AppendFile, type OpenDiskFile } from '../warc/append-file.ts';
import {
  centralHeader,
  endRecord,
  localHeader,
  MAX_SEALED_BYTES,
  type SealedEntry,
} from '../zip/sealed-layout.ts';
import type { SealedFile } from './sealed-record.ts';

/** A file that goes into the package, as chunks that are not joined. */
export interface PackageFile {
  readonly path: string;
  readonly chunks: readonly Uint8Array[];
}

/** Length and both digests of a file, as the record lists them. */
export function digestFile(file: PackageFile): SealedFile {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let bytes = 0;
  for (const chunk of file.chunks) {
    sha256.update(chunk);
    sm3.update(chunk);
    bytes += chunk.length;
  }
  return { path: file.path, bytes, sha256: sha256.digest('hex'), sm3: sm3.digest('hex') };
}

function entryOf(file: PackageFile): SealedEntry {
  let crc = 0;
  let bytes = 0;
  for (const chunk of file.chunks) {
    crc = crc32(chunk, crc);
    bytes += chunk.length;
  }
  return { path: file.path, bytes, crc32: crc };
}

/**
 * Writes the package beside its name and renames it when it is whole and on the disk: a full disk or a kill leaves no
 * half file under that name. Throws AppError `storage_full`, `unavailable` or, past 4 GiB, `too_large`.
 */
export async function writePackage(
  path: string,
  files: readonly PackageFile[],
  openDisk?: OpenDiskFile,
): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`);
  try {
    const disk = await AppendFile.open(draft, openDisk);
    try {
      const directory: Uint8Array[] = [];
      for (const file of files) {
        const entry = entryOf(file);
        const offset = disk.length;
        if (offset + entry.bytes > MAX_SEALED_BYTES) {
          throw new AppError('too_large', `证据文件超过 4 GB，无法封存：${path}`);
        }
        await disk.append([localHeader(entry), ...file.chunks]);
        directory.push(centralHeader(entry, offset));
      }
      const start = disk.length;
      const size = directory.reduce((sum, record) => sum + record.length, 0);
      await disk.append([...directory, endRecord(files.length, size, start)]);
      await disk.sync();
    } finally {
      await disk.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    if (error instanceof AppError && error.code === 'storage_full') {
      throw new AppError(
        'storage_full',
        `磁盘空间不足，证据文件 ${path} 没有生成，也没有留下半个文件；请清理磁盘后重新取证`,
        {
          cause: error,
        },
      );
    }
    throw error;
  }
}
