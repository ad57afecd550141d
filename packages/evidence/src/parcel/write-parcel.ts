import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AppError } from '@wangjian/core/errors.ts';
import {
  centralHeader,
  endRecord,
  localHeader,
  MAX_SEALED_BYTES,
  type SealedEntry,
} from '../zip/sealed-layout.ts';
import { PARCEL_FORMAT, PARCEL_MANIFEST, type ParcelFile, type ParcelManifest } from './parcel.ts';

/** A file that goes into a parcel; it is read twice. */
export interface ParcelSource {
  readonly file: Omit<ParcelFile, 'bytes' | 'sha256'>;
  /** What its record says; a content that is not that is refused. */
  readonly sha256?: string;
  open(): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;
}

interface Measured extends ParcelFile {
  readonly crc32: number;
}

async function measure({ file, sha256: expected, open }: ParcelSource): Promise<Measured> {
  const hash = createHash('sha256');
  let crc = 0;
  let bytes = 0;
  for await (const chunk of await open()) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
    bytes += chunk.length;
  }
  const sha256 = hash.digest('hex');
  if (expected !== undefined && expected !== sha256)
    throw new AppError(
      'conflict',
      `“${file.path}”的内容与登记的校验值不符，不能移送：请联系系统管理员检查文件存储`,
    );
  return { ...file, bytes, sha256, crc32: crc };
}

/**
 * The bytes of a parcel: the files in their order, stored one behind the other, the manifest last. Throws AppError
 * `conflict` for a content that is not what its record says, `too_large` past 4 GiB.
 */
export async function* parcelChunks(
  about: Omit<ParcelManifest, 'format' | 'files'>,
  sources: readonly ParcelSource[],
): AsyncGenerator<Uint8Array> {
  const measured: Measured[] = [];
  for (const source of sources) measured.push(await measure(source));
  const files = measured.map(({ crc32: _, ...file }) => file);
  const manifest: ParcelManifest = { format: PARCEL_FORMAT, ...about, files };
  const words = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const entries: (SealedEntry & { open: ParcelSource['open'] })[] = [
    ...measured.map((one, index) => ({
      path: one.path,
      bytes: one.bytes,
      crc32: one.crc32,
      open: sources[index]!.open,
    })),
    {
      path: PARCEL_MANIFEST,
      bytes: words.length,
      crc32: crc32(words),
      open: async function* () {
        yield words;
      },
    },
  ];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const header = localHeader(entry);
    if (at + header.length + entry.bytes > MAX_SEALED_BYTES)
      throw new AppError('too_large', '材料包超过 4 GB：请分成几次移送，或者刻盘移交');
    directory.push(centralHeader(entry, at));
    yield header;
    for await (const chunk of await entry.open()) yield chunk;
    at += header.length + entry.bytes;
  }
  yield* directory;
  yield endRecord(
    entries.length,
    directory.reduce((sum, record) => sum + record.length, 0),
    at,
  );
}
