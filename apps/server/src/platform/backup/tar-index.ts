import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { BLOCK, readHeader, readPax } from './tar-header.ts';

/** Where an entry's content lies in the tar. */
export interface TarEntry {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** Reads the headers of a tar; throws when it is cut short or broken. `end` is false when the end mark is missing. */
export async function indexTar(file: FileHandle): Promise<ReadonlyMap<string, TarEntry>> {
  const { size: total } = await file.stat();
  const entries = new Map<string, TarEntry>();
  let pax: ReadonlyMap<string, string> = new Map();
  for (let at = 0; ; ) {
    const head = readHeader(await readAt(file, at, BLOCK));
    if (!head) return entries;
    const size = Number(pax.get('size') ?? head.size);
    const offset = at + BLOCK;
    if (!Number.isSafeInteger(size) || offset + size > total) throw new Error('the tar is cut short');
    if (head.type === 'x') pax = readPax(await readAt(file, offset, size));
    else {
      const name = pax.get('path') ?? head.name;
      entries.set(name, { name, offset, size });
      pax = new Map();
    }
    at = offset + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** The content of a small entry. */
export async function readEntry(file: FileHandle, entry: TarEntry): Promise<Buffer> {
  return await readAt(file, entry.offset, entry.size);
}

/** The content of an entry of any size, in chunks. */
export async function* streamEntry(path: string, entry: TarEntry): AsyncGenerator<Buffer> {
  if (entry.size === 0) return;
  const range = { start: entry.offset, end: entry.offset + entry.size - 1, highWaterMark: 1 << 18 };
  for await (const chunk of createReadStream(path, range)) yield chunk as Buffer;
}

/** SHA-256 (hex) of an entry's content. */
export async function hashEntry(path: string, entry: TarEntry): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of streamEntry(path, entry)) hash.update(chunk);
  return hash.digest('hex');
}

async function readAt(file: FileHandle, offset: number, size: number): Promise<Buffer> {
  const buffer = Buffer.alloc(size);
  const { bytesRead } = await file.read(buffer, 0, size, offset);
  if (bytesRead < size) throw new Error('the tar is cut short');
  return buffer;
}
