import { SEALED_PATHS } from '../seal/sealed-record.ts';
import { algorithmOf, digestIs } from './hashes.ts';
import { type Manifest, parseObject, textOf } from './manifest.ts';
import type { Problem } from './problem.ts';
import { digestOf, type PackageScan } from './scan-package.ts';

const altered = (detail: string): Problem => ({ severity: 'altered', detail });
const missing = (detail: string): Problem => ({ severity: 'missing', detail });

/** datapackage-digest.json against datapackage.json (WACZ 1.1.1, 4.2.5); of our own files every byte of it is known. */
export function checkManifestDigest(scan: PackageScan, sealed: boolean): Problem[] {
  const bytes = scan.kept.get(SEALED_PATHS.digest);
  if (!bytes) return [missing('缺少 datapackage-digest.json，无法确认清单未被改动')];
  if (!scan.entries.has(SEALED_PATHS.datapackage)) return [missing('缺少清单，无法核对它的哈希')];
  const json = parseObject(bytes);
  if (!json) return [altered('datapackage-digest.json 不是有效的 JSON')];
  const problems: Problem[] = [];
  if (textOf(json, 'path') !== SEALED_PATHS.datapackage)
    problems.push(altered('datapackage-digest.json 指向别的文件'));
  const hash = textOf(json, 'hash');
  const raw = scan.digests.get(SEALED_PATHS.datapackage)?.get(algorithmOf(hash));
  if (!raw || !digestIs(hash, raw))
    problems.push(altered('datapackage.json 的哈希与 datapackage-digest.json 所记不符'));
  if (sealed) {
    const sm3 = `sm3:${digestOf(scan, SEALED_PATHS.datapackage, 'sm3')}`;
    const wanted = `${JSON.stringify({ path: SEALED_PATHS.datapackage, hash: hash, sm3 }, null, 2)}\n`;
    const { signedData: _, ...rest } = json;
    const same = 'signedData' in json ? rest.sm3 === sm3 : new TextDecoder().decode(bytes) === wanted;
    if (!same) problems.push(altered('datapackage-digest.json 与封存时不一致'));
  }
  return problems;
}

/** Each file that the manifest lists: there, as long as it says, with the hash that it says. */
export function checkResources(scan: PackageScan, manifest: Manifest): Problem[] {
  const problems: Problem[] = [];
  for (const { path, hash, bytes } of manifest.resources) {
    const entry = scan.entries.get(path);
    if (!entry) {
      problems.push(missing(`缺少文件 ${path}`));
      continue;
    }
    const raw = scan.digests.get(path)?.get(algorithmOf(hash));
    if (bytes !== undefined && bytes !== entry.bytes) problems.push(altered(`${path} 的长度与清单不符`));
    else if (!raw)
      problems.push(missing(`${path} 的哈希算法 ${algorithmOf(hash) || '（未写）'} 不受支持，无法核对`));
    else if (!digestIs(hash, raw)) problems.push(altered(`${path} 的哈希与清单不符`));
  }
  return problems;
}

/** Files that lie in the package and in no list: nobody vouches for them. Empty folders of other tools are let be. */
export function checkUnlisted(scan: PackageScan, manifest: Manifest): Problem[] {
  const listed = new Set<string>([SEALED_PATHS.datapackage, SEALED_PATHS.digest]);
  for (const { path } of manifest.resources) listed.add(path);
  return [...scan.entries.values()]
    .filter((entry) => !listed.has(entry.path) && !(entry.path.endsWith('/') && entry.bytes === 0))
    .map((entry) => altered(`${entry.path} 不在清单中`));
}

/** The parts that a web archive cannot do without, and the rule that compressed parts are stored as they are. */
export function checkParts(scan: PackageScan): Problem[] {
  const problems: Problem[] = [];
  const paths = [...scan.entries.keys()];
  if (scan.warcs.length === 0) problems.push(missing('archive/ 中没有 WARC 文件'));
  if (!paths.some((path) => /^indexes\/.+\.(cdxj?|cdx\.gz|idx)$/i.test(path)))
    problems.push(missing('indexes/ 中没有索引'));
  for (const { path, method } of scan.entries.values()) {
    // WACZ 1.1.1, 5.1: what is compressed already must not be compressed again; a maker that did so repacked it.
    if (method !== 0 && /^(archive|indexes)\/.*\.gz$/i.test(path)) {
      problems.push({ severity: 'repacked', detail: `${path} 被再次压缩，文件经过重新打包` });
    }
  }
  return problems;
}
