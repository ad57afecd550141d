import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { BLOCK, header, paxHeader } from './tar-header.ts';

/** Writes a POSIX tar to an open file, entry by entry; each `add…` resolves with the SHA-256 (hex) of the content. */
export interface TarWriter {
  addBytes(name: string, bytes: Uint8Array): Promise<string>;
  /** The first `size` bytes of a file, which may grow meanwhile. */
  addFile(name: string, path: string, size: number): Promise<string>;
  /** Writes the end mark; the caller closes the file. */
  finish(): Promise<void>;
}

/** A writer at the start of `file`. Modified times are `when`, so that the same content gives the same bytes. */
export function tarWriter(file: FileHandle, when: Date): TarWriter {
  const pad = async (size: number) => {
    const rest = size % BLOCK;
    if (rest > 0) await writeAll(file, Buffer.alloc(BLOCK - rest));
  };
  const head = async (name: string, size: number) => {
    const extra = paxHeader(name, size, when);
    if (extra) await writeAll(file, extra);
    await writeAll(file, header(name, size, when));
  };
  return {
    addBytes: async (name, bytes) => {
      await head(name, bytes.length);
      await writeAll(file, bytes);
      await pad(bytes.length);
      return createHash('sha256').update(bytes).digest('hex');
    },
    addFile: async (name, path, size) => {
      await head(name, size);
      const hash = createHash('sha256');
      let left = size;
      if (size > 0) {
        for await (const chunk of createReadStream(path, { end: size - 1, highWaterMark: 1 << 18 })) {
          hash.update(chunk as Buffer);
          left -= (chunk as Buffer).length;
          await writeAll(file, chunk as Buffer);
        }
      }
      if (left > 0) throw new Error(`${path} became shorter while it was read`);
      await pad(size);
      return hash.digest('hex');
    },
    finish: async () => writeAll(file, Buffer.alloc(BLOCK * 2)),
  };
}

/** A write may take a part only (a disk that fills up); the next one then fails with the reason. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
    at += bytesWritten;
  }
}
