import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type HashBytes, hashTreeRoot } from '../seal/hash-tree.ts';
import { SEALED_PATHS } from '../seal/sealed-record.ts';
import { centralHeader, endRecord, localHeader } from '../zip/sealed-layout.ts';

/** One file of a package under attack. */
export interface ForgedFile {
  path: string;
  body: Buffer;
}

const hashBytes =
  (algorithm: string): HashBytes =>
  (...chunks) =>
    createHash(algorithm).update(Buffer.concat(chunks)).digest();

/** The files of a sealed package, read naively. */
export function unpackSealed(bytes: Buffer): ForgedFile[] {
  const files: ForgedFile[] = [];
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const size = bytes.readUInt32LE(at + 18);
    const start = at + 30 + bytes.readUInt16LE(at + 26);
    files.push({
      path: bytes.toString('utf8', at + 30, start),
      body: Buffer.from(bytes.subarray(start, start + size)),
    });
    at = start + size;
  }
  return files;
}

/** Writes files the way a seal does, with right CRCs: what a forger who knows the layout would do. */
export function repackSealed(files: readonly ForgedFile[]): Buffer {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, body } of files) {
    const entry = { path, bytes: body.length, crc32: crc32(body) };
    const header = localHeader(entry);
    directory.push(centralHeader(entry, offset));
    parts.push(header, body);
    offset += header.length + body.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  return Buffer.concat([...parts, ...directory, endRecord(files.length, size, offset)]);
}

function fileOf(files: readonly ForgedFile[], path: string): ForgedFile {
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`no ${path}`);
  return file;
}

/** Rewrites a JSON file inside a package. */
export function editJson<T>(files: readonly ForgedFile[], path: string, edit: (json: T) => void): void {
  const file = fileOf(files, path);
  const json = JSON.parse(file.body.toString('utf8')) as T;
  edit(json);
  file.body = Buffer.from(`${JSON.stringify(json, null, 2)}\n`);
}

interface RecordJson {
  files: { path: string; bytes: number; sha256: string; sm3: string }[];
  tree: { sha256: string; sm3: string };
}
interface ManifestJson {
  resources: { name: string; path: string; hash: string; bytes: number }[];
}

/** Makes the record (files and roots) agree with the files again. */
export function fixRecord(files: readonly ForgedFile[]): void {
  editJson<RecordJson>(files, SEALED_PATHS.record, (record) => {
    record.files = record.files.filter((one) => files.some((file) => file.path === one.path));
    for (const one of record.files) {
      const { body } = fileOf(files, one.path);
      one.bytes = body.length;
      one.sha256 = createHash('sha256').update(body).digest('hex');
      one.sm3 = createHash('sm3').update(body).digest('hex');
    }
    for (const algorithm of ['sha256', 'sm3'] as const) {
      const leaves = record.files.map((one) => ({ ...one, digest: Buffer.from(one[algorithm], 'hex') }));
      record.tree[algorithm] = Buffer.from(hashTreeRoot(hashBytes(algorithm), leaves)).toString('hex');
    }
  });
}

/** Makes datapackage.json agree with the files again. */
export function fixManifest(files: readonly ForgedFile[]): void {
  editJson<ManifestJson>(files, SEALED_PATHS.datapackage, (manifest) => {
    manifest.resources = manifest.resources.filter((one) => files.some((file) => file.path === one.path));
    for (const one of manifest.resources) {
      const { body } = fileOf(files, one.path);
      one.bytes = body.length;
      one.hash = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    }
  });
}

/** Makes datapackage-digest.json agree with datapackage.json again. */
export function fixDigest(files: readonly ForgedFile[]): void {
  const { body } = fileOf(files, SEALED_PATHS.datapackage);
  editJson<{ hash: string; sm3: string }>(files, SEALED_PATHS.digest, (digest) => {
    digest.hash = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    digest.sm3 = `sm3:${createHash('sm3').update(body).digest('hex')}`;
  });
}
