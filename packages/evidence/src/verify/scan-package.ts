import type { ByteSource } from '../zip/byte-source.ts';
import { ContentError, entryContent } from '../zip/entry-content.ts';
import type { ZipEntry, ZipFile } from '../zip/zip-reader.ts';
import { type HashFactory, hex, type RunningHash } from './hashes.ts';
import type { Problem } from './problem.ts';
import { WarcScanner } from './warc-scanner.ts';

/** What one pass over a package leaves: digests of every file, the WARC records, and the small files themselves. */
export interface PackageScan {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** By path, then by algorithm; raw bytes. */
  readonly digests: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;
  readonly warcs: readonly WarcScanner[];
  /** Contents of indexes, page lists and JSON files, up to a limit each. */
  readonly kept: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly Problem[];
}

const KEPT = /^(indexes\/|pages\/|datapackage(-digest)?\.json$|evidence\/(record\.json|screenshot\.png)$)/;
/** A WARC file that inflates to more than this many times its size, and to more than 1 GiB, is taken for a bomb. */
const MAX_RATIO = 200;
const ALWAYS_INFLATED = 1024 * 1024 * 1024;
const MAX_KEPT = 128 * 1024 * 1024;

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Reads one small file of a package; undefined when it is not there, too large or damaged (the scan says which). */
export async function readSmall(
  source: ByteSource,
  zip: ZipFile,
  path: string,
): Promise<Uint8Array | undefined> {
  const entry = zip.entries.find((one) => one.path === path);
  if (!entry || entry.bytes > MAX_KEPT) return undefined;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of entryContent(source, entry)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
  return joined(chunks);
}

/**
 * Reads every file of a package once, in the order in which they lie, in chunks: CRC and length, the digests that are
 * asked for, the WARC records. Memory does not grow with the size of the archive.
 */
export async function scanPackage(
  source: ByteSource,
  zip: ZipFile,
  algorithmsOf: (path: string) => Iterable<string>,
  hashes: HashFactory,
): Promise<PackageScan> {
  const entries = new Map<string, ZipEntry>();
  const digests = new Map<string, Map<string, Uint8Array>>();
  const warcs: WarcScanner[] = [];
  const kept = new Map<string, Uint8Array>();
  const problems: Problem[] = [];
  for (const entry of zip.entries) {
    const { path } = entry;
    entries.set(path, entry);
    const running = new Map<string, RunningHash>();
    for (const algorithm of algorithmsOf(path)) {
      const hash = hashes(algorithm);
      if (hash) running.set(algorithm, hash);
    }
    const warc = /^archive\/.*\.warc(\.gz)?$/i.test(path)
      ? new WarcScanner(path, hashes, Math.max(ALWAYS_INFLATED, entry.bytes * MAX_RATIO))
      : undefined;
    const chunks: Uint8Array[] | undefined = KEPT.test(path) && entry.bytes <= MAX_KEPT ? [] : undefined;
    try {
      for await (const chunk of entryContent(source, entry)) {
        for (const hash of running.values()) hash.update(chunk);
        warc?.push(chunk);
        chunks?.push(chunk);
      }
      warc?.finish();
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push({ severity: 'altered', detail: `${path}：${error.message}` });
    }
    digests.set(path, new Map([...running].map(([algorithm, hash]) => [algorithm, hash.digest()])));
    if (warc) warcs.push(warc);
    if (chunks) kept.set(path, joined(chunks));
  }
  return { entries, digests, warcs, kept, problems };
}

/** Hex digest of a scanned file, empty when it was not computed. */
export function digestOf(scan: PackageScan, path: string, algorithm: string): string {
  const raw = scan.digests.get(path)?.get(algorithm);
  return raw ? hex(raw) : '';
}
