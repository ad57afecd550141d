import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '@wangjian/core/errors.ts';

/** A stored content: its SHA-256 (hex) is its name. */
export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Contents by their SHA-256. There is no list and no address of its own: a file is reached through the record that
 * names its hash, and the record's scope is the file's scope. A folder by default; an S3-compatible store has the
 * same four operations.
 */
export interface FileStore {
  /** Stores a content; the same content twice is one file. Throws `storage_full` and leaves nothing half-written. */
  put(content: Uint8Array | Readable | string): Promise<StoredFile>;
  /** A stream of the content, or of `range` (both ends inclusive); `not_found` when it is missing. */
  read(sha256: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>;
  /** Size in bytes, or undefined when the store has no such content. */
  size(sha256: string): Promise<number | undefined>;
  /** Removes a content that no record names any more. */
  remove(sha256: string): Promise<void>;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** The store in a folder: `ab/cd/abcd…`, written to a temporary name, synced, then renamed into place. */
export function folderFileStore(root: string): FileStore {
  const pathOf = (sha256: string) => {
    if (!SHA256.test(sha256)) throw new Error(`not a SHA-256: ${sha256}`);
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    async put(content) {
      const drafts = join(root, 'incoming');
      const draft = join(drafts, randomBytes(12).toString('hex'));
      try {
        await mkdir(drafts, { recursive: true });
        const stored = await writeDraft(draft, content);
        const path = pathOf(stored.sha256);
        await mkdir(dirname(path), { recursive: true });
        await rename(draft, path);
        await syncFolder(dirname(path));
        return stored;
      } catch (error) {
        await rm(draft, { force: true });
        throw asAppError(error, root);
      }
    },
    async read(sha256, range) {
      const path = pathOf(sha256);
      const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? missing(sha256, error) : error;
      });
      return createReadStream(path, { fd: handle, ...range });
    },
    async size(sha256) {
      try {
        return (await stat(pathOf(sha256))).size;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async remove(sha256) {
      await unlink(pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    },
  };
}

async function writeDraft(draft: string, content: Uint8Array | Readable | string): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const handle = await open(draft, 'wx');
  try {
    const chunks = content instanceof Readable ? content : [content];
    for await (const chunk of chunks as AsyncIterable<Uint8Array | string>) {
      const piece = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
      hash.update(piece);
      bytes += piece.byteLength;
      await handle.writeFile(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** The rename itself must survive a power cut; folders cannot be synced on Windows. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function missing(sha256: string, cause: unknown): AppError {
  return new AppError('not_found', `文件内容缺失（SHA-256 ${sha256}）：请联系系统管理员从备份恢复`, {
    cause,
  });
}

function asAppError(error: unknown, root: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('storage_full', undefined, { cause: error });
  if (code === 'EACCES' || code === 'EROFS') {
    return new AppError('unavailable', `文件存储目录 ${root} 无法写入（${code}）：请系统管理员检查权限`, {
      cause: error,
    });
  }
  return error;
}
