import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { readMember } from './gzip-member.ts';
import type { WarcLocation } from './warc-writer.ts';

/** One record read back. `http` is there for request, response and revisit records. */
export interface StoredRecord {
  readonly headers: ReadonlyMap<string, string>;
  readonly block: Buffer;
  readonly http?: {
    readonly startLine: string;
    /** Names in lower case. */
    readonly headers: ReadonlyMap<string, string>;
    readonly payload: Buffer;
  };
}

/** Reads the record at a location of the folder; AppError `not_found` when the bytes there are no whole record. */
export async function readWarcRecord(folder: string, location: WarcLocation): Promise<StoredRecord> {
  const path = join(folder, location.file);
  const where = `${path} 第 ${location.offset} 字节`;
  try {
    const file = await open(path, 'r');
    try {
      const member = Buffer.alloc(location.length);
      await file.read(member, 0, member.length, location.offset);
      return parse(await readMember(member));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new AppError('not_found', `网页存档读不出来（${where}）；文件可能已被移动或损坏`, { cause: error });
  }
}

function parse(data: Buffer): StoredRecord {
  const headEnd = data.indexOf('\r\n\r\n');
  const headers = parseHeaders(data.toString('utf8', 0, headEnd).split('\r\n').slice(1));
  const block = data.subarray(headEnd + 4, headEnd + 4 + Number(headers.get('content-length') ?? 0));
  if (!headers.get('content-type')?.startsWith('application/http')) return { headers, block };
  const httpEnd = block.indexOf('\r\n\r\n');
  const [startLine = '', ...lines] = block.toString('latin1', 0, httpEnd).split('\r\n');
  return {
    headers,
    block,
    http: { startLine, headers: parseHeaders(lines), payload: block.subarray(httpEnd + 4) },
  };
}

function parseHeaders(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}
