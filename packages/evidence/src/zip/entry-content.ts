import type { ByteSource } from './byte-source.ts';
import { crc32 } from './crc32.ts';
import { RawInflater } from './raw-inflater.ts';
import type { ZipEntry } from './zip-reader.ts';

const CHUNK = 1024 * 1024;

/** The content of an entry does not agree with what its header says of it. */
export class ContentError extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'ContentError';
  }
}

async function* stored(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < entry.compressed; at += CHUNK) {
    yield await source.read(entry.start + at, Math.min(CHUNK, entry.compressed - at));
  }
}

async function* inflated(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const inflater = new RawInflater();
  let behind = 0;
  try {
    for await (const chunk of stored(source, entry)) {
      if (inflater.finished) behind += chunk.length;
      else behind += (yield* inflater.push(chunk)).length;
    }
  } catch (error) {
    throw error instanceof ContentError ? error : new ContentError('压缩数据损坏');
  }
  if (!inflater.finished || behind > 0) throw new ContentError('压缩数据不完整，或其后夹有数据');
}

/**
 * The content of an entry, chunk by chunk, never more than its header says (a bomb stops there). Throws ContentError
 * when length or CRC-32 do not hold, at the latest after the last chunk.
 */
export async function* entryContent(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let crc = 0;
  for await (const chunk of entry.method === 0 ? stored(source, entry) : inflated(source, entry)) {
    bytes += chunk.length;
    if (bytes > entry.bytes) throw new ContentError('解压后的长度超过记载');
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (bytes !== entry.bytes) throw new ContentError('长度与记载不符');
  if (crc !== entry.crc32) throw new ContentError('CRC-32 校验不符');
}
