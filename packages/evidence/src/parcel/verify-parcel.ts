import { createHash } from 'node:crypto';
import { checkContainer } from '../verify/check-container.ts';
import { withFileSource } from '../verify/file-source.ts';
import { nodeHashes } from '../verify/node-hashes.ts';
import { Findings, type Problem } from '../verify/problem.ts';
import { readSmall } from '../verify/scan-package.ts';
import { type Verification, verifyPackage } from '../verify/verify-package.ts';
import type { ByteSource } from '../zip/byte-source.ts';
import { ContentError, entryContent } from '../zip/entry-content.ts';
import { readZip, type ZipEntry } from '../zip/zip-reader.ts';
import { chainIntact } from './custody-hash.ts';
import { PARCEL_MANIFEST, type ParcelManifest, readParcelManifest } from './parcel.ts';

const altered = (detail: string): Problem => ({ severity: 'altered', detail });
const missing = (detail: string): Problem => ({ severity: 'missing', detail });

async function digestOf(source: ByteSource, entry: ZipEntry): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of entryContent(source, entry)) hash.update(chunk);
  } catch (error) {
    if (error instanceof ContentError) return undefined;
    throw error;
  }
  return hash.digest('hex');
}

async function checkFiles(
  source: ByteSource,
  entries: readonly ZipEntry[],
  manifest: ParcelManifest,
): Promise<Problem[]> {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const problems: Problem[] = [];
  for (const { path, bytes, sha256 } of manifest.files) {
    const entry = byPath.get(path);
    if (!entry) problems.push(missing(`缺少 ${path}`));
    else if (entry.bytes !== bytes || (await digestOf(source, entry)) !== sha256)
      problems.push(altered(`${path} 与清单的长度、校验值不符`));
  }
  return problems;
}

/** A file inside the parcel as a file of its own: stored without compression, it lies there byte for byte. */
function inside(source: ByteSource, entry: ZipEntry): ByteSource {
  return { size: entry.bytes, read: (offset, length) => source.read(entry.start + offset, length) };
}

/**
 * Verifies a parcel (移送材料包) on disk, offline: its structure, every file by SHA-256, the chain of custody, and each
 * sealed page in it as `verifyWacz` does. Undefined for a file that is no parcel.
 */
export async function verifyParcel(path: string): Promise<Verification | undefined> {
  return await withFileSource(path, async (source) => {
    const zip = await readZip(source);
    const bytes = await readSmall(source, zip, PARCEL_MANIFEST);
    const listed = zip.entries.some((entry) => entry.path === PARCEL_MANIFEST);
    const manifest = bytes && readParcelManifest(bytes);
    if (!manifest && !(listed && zip.entries.some(({ path: name }) => name === '目录.html')))
      return undefined;
    const findings = new Findings();
    findings.add('压缩包结构', zip.problems, `${zip.entries.length} 个文件，首尾相接，目录与文件头一致`);
    findings.add(
      '清单',
      manifest ? [] : [altered('清单 manifest.json 损坏，读不出来')],
      `列有 ${manifest?.files.length ?? 0} 个文件`,
    );
    findings.add('封装', await checkContainer(source, zip, undefined), '与封装时逐字节相符');
    if (manifest) {
      findings.add(
        '清单所列文件',
        await checkFiles(source, zip.entries, manifest),
        '全部在位，长度和 SHA-256 相符',
      );
      const known = new Set([PARCEL_MANIFEST, ...manifest.files.map((file) => file.path)]);
      const extra = zip.entries.filter((entry) => !known.has(entry.path));
      findings.add(
        '多余文件',
        extra.map((entry) => altered(`清单没有列出 ${entry.path}`)),
        '没有',
      );
      findings.add(
        '交接链',
        chainIntact(manifest.custody) ? [] : [altered('交接链的记录被改动，或者前后不相连')],
        `${manifest.custody.length} 个环节，前后相连`,
      );
      for (const entry of zip.entries.filter((one) => one.path.endsWith('.wacz') && one.method === 0)) {
        const { verdict, checks } = await verifyPackage(inside(source, entry), entry.path, nodeHashes);
        const wrong = checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}：${detail}`);
        const severity = verdict === 'incomplete' ? 'missing' : 'altered';
        findings.add(
          entry.path,
          verdict === 'intact' ? [] : [{ severity, detail: wrong.join('；') }],
          '网页证据完整',
        );
      }
    }
    return {
      file: path,
      verdict: findings.verdict(),
      checks: findings.checks,
      stamps: [],
      signatures: [],
      custody: manifest?.custody ?? [],
    };
  });
}
