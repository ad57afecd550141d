import { SEALED_PATHS } from '../seal/sealed-record.ts';
import type { ByteSource } from '../zip/byte-source.ts';
import { readZip } from '../zip/zip-reader.ts';
import { checkContainer } from './check-container.ts';
import { checkIndexes } from './check-index.ts';
import { checkManifestDigest, checkParts, checkResources, checkUnlisted } from './check-manifest.ts';
import { checkPages } from './check-pages.ts';
import { checkRecordFiles, checkScreenshot, checkTree, readSealedRecord } from './check-record.ts';
import { checkSignature, type ManifestSignature, type SignatureCheck } from './check-signature.ts';
import { algorithmOf, type HashFactory } from './hashes.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { type Check, Findings, type Problem, type Verdict } from './problem.ts';
import { type PackageScan, readSmall, scanPackage } from './scan-package.ts';

/** The answer about one file, with the fields of `wangjian verify --json`. */
export interface Verification {
  readonly file: string;
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** Time-stamps, signatures and hand-overs that the file carries. */
  readonly stamps: SignatureCheck['stamps'];
  readonly signatures: readonly ManifestSignature[];
  readonly custody: readonly unknown[];
}

/** The algorithms by which each file is to be digested: SHA-256 always, what the manifest names, SM3 for our own. */
function algorithms(manifest: Manifest | undefined, sealed: boolean): (path: string) => Set<string> {
  const named = new Map(manifest?.resources.map(({ path, hash }) => [path, algorithmOf(hash)]));
  return (path) =>
    new Set(['sha256', ...(named.get(path) ? [named.get(path)!] : []), ...(sealed ? ['sm3'] : [])]);
}

/**
 * Verifies a WACZ file: container, manifest, every hash, WARC records, indexes, pages, and of our own files the capture
 * record, its hash tree and each byte of the container. Needs neither network nor database nor Node. A file made by
 * another tool is held to WACZ 1.1.1. Never throws for what is in the file.
 */
export async function verifyPackage(
  source: ByteSource,
  name: string,
  hashes: HashFactory,
): Promise<Verification> {
  const findings = new Findings();
  const answer = (signed?: SignatureCheck): Verification => ({
    file: name,
    verdict: findings.verdict(),
    checks: findings.checks,
    stamps: signed?.stamps ?? [],
    signatures: signed?.signatures ?? [],
    custody: [],
  });
  const zip = await readZip(source);
  findings.add('压缩包结构', zip.problems, `${zip.entries.length} 个文件，首尾相接，目录与文件头一致`);
  if (zip.entries.length === 0) return answer();

  const problems: Problem[] = [];
  const manifestBytes = await readSmall(source, zip, SEALED_PATHS.datapackage);
  const manifest = manifestBytes ? readManifest(manifestBytes, problems) : undefined;
  const listed = zip.entries.some((entry) => entry.path === SEALED_PATHS.datapackage);
  if (!listed) problems.push({ severity: 'missing', detail: '缺少清单 datapackage.json' });
  else if (!manifestBytes)
    problems.push({ severity: 'altered', detail: '清单 datapackage.json 损坏，读不出来' });
  findings.add('清单', problems, `列有 ${manifest?.resources.length ?? 0} 个文件`);
  const hasRecord = zip.entries.some((entry) => entry.path === SEALED_PATHS.record);
  // Other tools may well pack a WARC file of ours: only the manifest's own word or a capture record make it our file.
  const sealed = /^wangjian\b/i.test(manifest?.software ?? '') || hasRecord;
  const scan = await scanPackage(source, zip, algorithms(manifest, sealed), hashes);

  findings.add('文件内容', scan.problems, '长度和 CRC-32 全部相符');
  findings.add('清单摘要', checkManifestDigest(scan, sealed), '清单与 datapackage-digest.json 相符');
  if (manifest) {
    findings.add('清单所列文件', checkResources(scan, manifest), '全部在位，长度和哈希相符');
    findings.add('多余文件', checkUnlisted(scan, manifest), '没有');
  }
  findings.add('网页存档格式', checkParts(scan), '组成完整，按规范存放');
  checkArchive(findings, scan, hashes, sealed);
  if (sealed) await checkSealed(findings, scan, hashes, (record) => checkContainer(source, zip, record));
  const signed = await checkSignature(scan.kept.get(SEALED_PATHS.digest), manifest?.created ?? '');
  if (signed.signatures.length > 0 || signed.problems.length > 0) {
    const unknown = signed.signatures[0]?.valid === undefined;
    findings.add(
      '签名',
      signed.problems,
      unknown ? '签名种类未知，未核对' : '签名与公钥相符（未判断公钥属于谁）',
    );
  }
  return answer(signed);
}

function checkArchive(findings: Findings, scan: PackageScan, hashes: HashFactory, sealed: boolean): void {
  const records = scan.warcs.reduce((sum, warc) => sum + warc.records.length, 0);
  const digests = scan.warcs.reduce((sum, warc) => sum + warc.digests, 0);
  const problems = scan.warcs.flatMap((warc) => warc.problems);
  findings.add('WARC 记录', problems, `${records} 条记录，${digests} 个摘要相符`);
  const index = checkIndexes(scan, hashes, sealed);
  findings.add('索引', index.problems, `${index.lines} 行与记录相符`);
  const pages = checkPages(scan, sealed);
  findings.add(
    '页面清单',
    pages.problems,
    pages.pages > 0 ? `${pages.pages} 个网页都有记录` : '没有页面清单',
  );
}

async function checkSealed(
  findings: Findings,
  scan: PackageScan,
  hashes: HashFactory,
  container: (record: ReturnType<typeof readSealedRecord>) => Promise<Problem[]>,
): Promise<void> {
  const problems: Problem[] = [];
  const record = readSealedRecord(scan.kept.get(SEALED_PATHS.record), problems);
  if (record) problems.push(...checkRecordFiles(scan, record));
  findings.add('取证记录', problems, `${record?.files.length ?? 0} 个文件的 SHA-256 和 SM3 相符`);
  if (record) {
    findings.add('哈希树', checkTree(scan, record, hashes), 'SHA-256 与 SM3 两个根都相符');
    findings.add('截图', checkScreenshot(scan, record), '哈希和尺寸与取证记录相符');
  }
  findings.add('封装', await container(record), '每个字节都与封存时的写法一致');
}
