import { hashTreeRoot } from '../seal/hash-tree.ts';
import { RECORD_FORMAT, SEALED_PATHS, type SealedFile, type SealedRecord } from '../seal/sealed-record.ts';
import { type HashFactory, hex } from './hashes.ts';
import { parseObject } from './manifest.ts';
import type { Problem } from './problem.ts';
import { digestOf, type PackageScan } from './scan-package.ts';

const altered = (detail: string): Problem => ({ severity: 'altered', detail });

function isFile(value: unknown): value is SealedFile {
  const file = value as Partial<Record<keyof SealedFile, unknown>> | null;
  return (
    typeof file === 'object' &&
    file !== null &&
    typeof file.path === 'string' &&
    Number.isSafeInteger(file.bytes) &&
    /^[0-9a-f]{64}$/.test(String(file.sha256)) &&
    /^[0-9a-f]{64}$/.test(String(file.sm3))
  );
}

/** The capture record of one of our files; undefined with a problem when there is none or it cannot be used. */
export function readSealedRecord(
  bytes: Uint8Array | undefined,
  problems: Problem[],
): (SealedRecord & Readonly<Record<string, unknown>>) | undefined {
  if (!bytes) {
    problems.push({ severity: 'missing', detail: `缺少取证记录 ${SEALED_PATHS.record}` });
    return undefined;
  }
  const json = parseObject(bytes);
  const tree = json?.tree as SealedRecord['tree'] | undefined;
  const sound =
    json?.format === RECORD_FORMAT &&
    Array.isArray(json.files) &&
    json.files.every(isFile) &&
    typeof tree?.sha256 === 'string' &&
    typeof tree.sm3 === 'string';
  if (!sound) {
    problems.push(altered('取证记录的格式不对'));
    return undefined;
  }
  return json as unknown as SealedRecord & Readonly<Record<string, unknown>>;
}

/** Every file against both digests of the record; no file may be outside the record. */
export function checkRecordFiles(scan: PackageScan, record: SealedRecord): Problem[] {
  const problems: Problem[] = [];
  const outside = new Set<string>([SEALED_PATHS.record, SEALED_PATHS.datapackage, SEALED_PATHS.digest]);
  const listed = new Set(record.files.map((file) => file.path));
  for (const { path, bytes, sha256, sm3 } of record.files) {
    const entry = scan.entries.get(path);
    if (!entry) problems.push({ severity: 'missing', detail: `缺少取证记录所列的 ${path}` });
    else if (entry.bytes !== bytes) problems.push(altered(`${path} 的长度与取证记录不符`));
    else if (digestOf(scan, path, 'sha256') !== sha256)
      problems.push(altered(`${path} 的 SHA-256 与取证记录不符`));
    else if (digestOf(scan, path, 'sm3') !== sm3) problems.push(altered(`${path} 的 SM3 与取证记录不符`));
  }
  for (const path of scan.entries.keys()) {
    if (!listed.has(path) && !outside.has(path)) problems.push(altered(`${path} 不在取证记录中`));
  }
  if (listed.size !== record.files.length) problems.push(altered('取证记录中有文件列了两次'));
  return problems;
}

/** The roots of the hash tree, rebuilt from the files as they are now. */
export function checkTree(scan: PackageScan, record: SealedRecord, hashes: HashFactory): Problem[] {
  const gone = record.files.filter((file) => !scan.entries.has(file.path));
  if (gone.length > 0) return [{ severity: 'missing', detail: `缺少 ${gone.length} 个文件，无法重建哈希树` }];
  const problems: Problem[] = [];
  for (const algorithm of ['sha256', 'sm3'] as const) {
    const leaves = record.files.map(({ path }) => ({
      path,
      bytes: scan.entries.get(path)?.bytes ?? 0,
      digest: scan.digests.get(path)?.get(algorithm) ?? new Uint8Array(0),
    }));
    const root = hashTreeRoot((...chunks) => {
      const hash = hashes(algorithm)!;
      for (const chunk of chunks) hash.update(chunk);
      return hash.digest();
    }, leaves);
    if (hex(root) !== record.tree[algorithm])
      problems.push(altered(`哈希树的 ${algorithm.toUpperCase()} 根不符`));
  }
  return problems;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The screenshot: a PNG of the size that the record says, with the digest that the record says. */
export function checkScreenshot(
  scan: PackageScan,
  record: SealedRecord & Readonly<Record<string, unknown>>,
): Problem[] {
  const png = scan.kept.get(SEALED_PATHS.screenshot);
  if (!png) return [{ severity: 'missing', detail: '缺少整页截图' }];
  const listed = record.files.find((file) => file.path === SEALED_PATHS.screenshot);
  if (listed?.sha256 !== digestOf(scan, SEALED_PATHS.screenshot, 'sha256'))
    return [altered('截图的哈希与取证记录不符')];
  if (png.length < 24 || PNG.some((byte, i) => png[i] !== byte)) return [altered('截图不是 PNG 图像')];
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const size = record.screenshot as { width?: number; height?: number } | undefined;
  const same = view.getUint32(16) === size?.width && view.getUint32(20) === size.height;
  return same ? [] : [altered('截图的尺寸与取证记录不符')];
}
