import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '@wangjian/core/errors.ts';
import type { ByteSource } from '../zip/byte-source.ts';
import { nodeHashes } from './node-hashes.ts';
import { type Verification, verifyPackage } from './verify-package.ts';

function sourceOf(file: FileHandle, path: string, size: number): ByteSource {
  return {
    size,
    async read(offset, length) {
      const bytes = Buffer.alloc(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0)
          throw new AppError('unavailable', `文件 ${path} 在核验时变短了，请在没有其他程序写它时再核验`);
        done += bytesRead;
      }
      return bytes;
    },
  };
}

/**
 * Verifies a WACZ file on disk, offline; memory stays small whatever its size. Throws AppError `invalid_input` when the
 * file cannot be opened; whatever is wrong inside it is in the answer.
 */
export async function verifyWacz(path: string): Promise<Verification> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? '文件不存在' : '文件打不开，请检查权限';
    throw new AppError('invalid_input', `无法核验 ${path}：${reason}`, { cause: error });
  }
  try {
    const info = await file.stat();
    if (!info.isFile()) throw new AppError('invalid_input', `无法核验 ${path}：它不是文件`);
    return await verifyPackage(sourceOf(file, path, info.size), path, nodeHashes);
  } finally {
    await file.close();
  }
}
