import type { SealedRecord } from '../seal/sealed-record.ts';
import { SEALED_PATHS } from '../seal/sealed-record.ts';
import type { ByteSource } from '../zip/byte-source.ts';
import { centralHeader, endRecord, localHeader } from '../zip/sealed-layout.ts';
import type { ZipFile } from '../zip/zip-reader.ts';
import type { Problem } from './problem.ts';

async function same(source: ByteSource, offset: number, wanted: Uint8Array): Promise<boolean> {
  if (offset + wanted.length > source.size) return false;
  const found = await source.read(offset, wanted.length);
  return wanted.every((byte, i) => found[i] === byte);
}

/**
 * The container of one of our own files, byte by byte: it is rebuilt from the entries by the one layout that we write
 * and compared. A difference that no other check explains means that another program wrote the file anew.
 */
export async function checkContainer(
  source: ByteSource,
  zip: ZipFile,
  record: SealedRecord | undefined,
): Promise<Problem[]> {
  const repacked = (detail: string): Problem[] => [{ severity: 'repacked', detail }];
  if (!zip.directory) return [];
  let at = zip.directory.offset;
  for (const entry of zip.entries) {
    if (!(await same(source, entry.offset, localHeader(entry))))
      return repacked(`${entry.path} 的文件头不是封存时的样子`);
    const central = centralHeader(entry, entry.offset);
    if (!(await same(source, at, central))) return repacked(`${entry.path} 的目录记录不是封存时的样子`);
    at += central.length;
  }
  const end = endRecord(zip.entries.length, at - zip.directory.offset, zip.directory.offset);
  if (at + end.length !== source.size || !(await same(source, at, end)))
    return repacked('压缩包的结尾不是封存时的样子');
  const order = [
    ...(record?.files.map((file) => file.path) ?? []),
    SEALED_PATHS.record,
    SEALED_PATHS.datapackage,
    SEALED_PATHS.digest,
  ];
  const found = zip.entries.map((entry) => entry.path);
  // A file that is missing or too many is reported as such; here only the order counts.
  const known = found.filter((path) => order.includes(path as never));
  const wanted = order.filter((path) => found.includes(path));
  return record && known.some((path, i) => path !== wanted[i])
    ? repacked('文件的先后次序不是封存时的样子')
    : [];
}
