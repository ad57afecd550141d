import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '@wangjian/core/errors.ts';

/** What an append-only file needs of the disk; a test puts a full disk behind it. */
export interface DiskFile {
  writev(buffers: readonly Uint8Array[], position: number): Promise<{ bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
  stat(): Promise<{ size: number }>;
}

export type OpenDiskFile = (path: string) => Promise<DiskFile>;

const FULL_DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** An append-only file: what could not be written whole is cut off again, so it never holds half of a piece. */
export class AppendFile {
  readonly path: string;
  private readonly disk: DiskFile;
  private end: number;

  private constructor(path: string, disk: DiskFile, end: number) {
    this.path = path;
    this.disk = disk;
    this.end = end;
  }

  /** Opens or creates `path` for appending at its present end. */
  static async open(path: string, openDisk: OpenDiskFile = openForAppend): Promise<AppendFile> {
    try {
      const disk = await openDisk(path);
      return new AppendFile(path, disk, (await disk.stat()).size);
    } catch (error) {
      throw writeFailure(path, error);
    }
  }

  /** Bytes that are known to be written whole. */
  get length(): number {
    return this.end;
  }

  /**
   * Writes the chunks at the end, all or nothing, and returns the offset of the first byte.
   * Calls must not overlap. Throws AppError `storage_full` on a full disk, with the file as it was before.
   */
  async append(chunks: readonly Uint8Array[]): Promise<number> {
    const start = this.end;
    let rest = chunks.filter((chunk) => chunk.length > 0);
    let position = start;
    try {
      while (rest.length > 0) {
        const batch = rest.slice(0, 512); // IOV_MAX is 1,024 on Linux
        const { bytesWritten } = await this.disk.writev(batch, position);
        if (bytesWritten === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' });
        position += bytesWritten;
        rest = skipBytes(rest, bytesWritten);
      }
    } catch (error) {
      // A piece of a record would make every later reader stumble. If even the cut fails, the next open does it.
      await this.disk.truncate(start).catch((cause: unknown) => {
        throw writeFailure(this.path, cause);
      });
      throw writeFailure(this.path, error);
    }
    this.end = position;
    return start;
  }

  /** Cuts the file to `length` bytes (a torn tail). */
  async cut(length: number): Promise<void> {
    await this.disk.truncate(length);
    this.end = length;
  }

  /** Asks the disk to keep what was written even if the power fails now. */
  async sync(): Promise<void> {
    try {
      await this.disk.datasync();
    } catch (error) {
      throw writeFailure(this.path, error);
    }
  }

  async close(): Promise<void> {
    await this.disk.close();
  }
}

async function openForAppend(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return open(path, 'wx+');
  }
}

function skipBytes(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  let left = count;
  const rest: Uint8Array[] = [];
  for (const chunk of chunks) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      rest.push(left > 0 ? chunk.subarray(left) : chunk);
      left = 0;
    }
  }
  return rest;
}

function writeFailure(path: string, error: unknown): AppError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code && FULL_DISK.has(code)) {
    return new AppError(
      'storage_full',
      `磁盘空间不足，文件 ${path} 没有写入；已写好的内容完好。请清理磁盘后再次运行，会从停下的地方继续`,
      { cause: error },
    );
  }
  return new AppError('unavailable', `无法写入文件 ${path}（${code ?? message}）；请检查文件夹的权限和磁盘`, {
    cause: error,
  });
}
