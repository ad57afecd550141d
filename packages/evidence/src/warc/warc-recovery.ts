import { type FileHandle, open } from 'node:fs/promises';
import { MEMBER_HEADER_BYTES, memberLength, readMember } from './gzip-member.ts';

/** State of a WARC file after a crash. */
export interface WarcCheck {
  readonly size: number;
  /** Bytes from the start that are whole records; anything behind is a torn tail. */
  readonly wholeBytes: number;
  readonly records: number;
  /** True when the file begins with records that this writer did not make: it must not be appended to. */
  readonly foreign: boolean;
}

/**
 * Walks a WARC file by the lengths in its gzip headers and reads the last record whole (CRC), which is the one
 * that a killed process can have left in pieces.
 */
export async function checkWarcTail(path: string): Promise<WarcCheck> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { starts, end, foreign } = await walk(file, size);
    let wholeBytes = end;
    while (starts.length > 0 && !(await isWhole(file, starts.at(-1)!, wholeBytes)))
      wholeBytes = starts.pop()!;
    return { size, wholeBytes, records: starts.length, foreign };
  } finally {
    await file.close();
  }
}

async function walk(file: FileHandle, size: number) {
  const header = Buffer.alloc(MEMBER_HEADER_BYTES);
  const starts: number[] = [];
  let end = 0;
  while (end < size) {
    const { bytesRead } = await file.read(header, 0, MEMBER_HEADER_BYTES, end);
    const length = memberLength(header.subarray(0, bytesRead));
    if (length === undefined || end + length > size) break;
    starts.push(end);
    end += length;
  }
  const foreign = starts.length === 0 && size > MEMBER_HEADER_BYTES && memberLength(header) === undefined;
  return { starts, end, foreign: foreign && header[0] === 0x1f };
}

async function isWhole(file: FileHandle, start: number, end: number): Promise<boolean> {
  const member = Buffer.alloc(end - start);
  await file.read(member, 0, member.length, start);
  return readMember(member).then(
    () => true,
    () => false,
  );
}
