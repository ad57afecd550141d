import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '@wangjian/core/errors.ts';
import type { ByteSource } from '../zip/byte-source.ts';

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

/** A file on disk for as long as `use` runs. Throws AppError `invalid_input` when it cannot be opened. */
export async function withFileSource<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
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
    return await use(sourceOf(file, path, info.size));
  } finally {
    await file.close();
  }
}
