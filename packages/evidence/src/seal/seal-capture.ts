import { createHash, randomUUID } from 'node:crypto';
import type { Capture, WarcMember } from '../capture/capture.ts';
import { SOFTWARE_VERSION } from '../capture/environment.ts';
import type { OpenDiskFile } from '../warc/append-file.ts';
import { encodeWarcRecord } from '../warc/warc-record.ts';
import { cdxjIndex } from './cdxj.ts';
import { type HashBytes, hashTreeRoot } from './hash-tree.ts';
import { digestFile, type PackageFile, writePackage } from './package-writer.ts';
import { RECORD_FORMAT, SEALED_PATHS, type SealedFile, TREE_RULE } from './sealed-record.ts';

/** What a seal answers: enough to store beside a lead and to print. */
export interface Seal {
  readonly id: string;
  readonly file: string;
  /** SHA-256 of datapackage.json, which covers everything else; lower-case hex. */
  readonly datapackageSha256: string;
  /** Roots of the hash tree, lower-case hex. */
  readonly tree: { readonly sha256: string; readonly sm3: string };
  readonly files: readonly SealedFile[];
}

const text = (content: string): Uint8Array[] => [Buffer.from(content, 'utf8')];
const json = (value: unknown): Uint8Array[] => text(`${JSON.stringify(value, null, 2)}\n`);
const jsonLines = (values: readonly unknown[]): Uint8Array[] =>
  text(values.map((one) => `${JSON.stringify(one)}\n`).join(''));

function hasher(algorithm: 'sha256' | 'sm3'): HashBytes {
  return (...chunks) => {
    const hash = createHash(algorithm);
    for (const chunk of chunks) hash.update(chunk);
    return hash.digest();
  };
}

function treeOf(files: readonly SealedFile[]): { rule: string; sha256: string; sm3: string } {
  const root = (algorithm: 'sha256' | 'sm3') => {
    const leaves = files.map((file) => ({ ...file, digest: Buffer.from(file[algorithm], 'hex') }));
    return Buffer.from(hashTreeRoot(hasher(algorithm), leaves)).toString('hex');
  };
  return { rule: TREE_RULE, sha256: root('sha256'), sm3: root('sm3') };
}

async function warcinfo(capture: Capture): Promise<WarcMember> {
  const fields = {
    software: `Wangjian ${SOFTWARE_VERSION}`,
    format: 'WARC File Format 1.1',
    conformsTo: 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
  };
  return {
    bytes: await encodeWarcRecord({
      type: 'warcinfo',
      date: capture.started,
      filename: 'data.warc.gz',
      fields,
    }),
  };
}

function pageLines(capture: Capture): unknown[] {
  const shown = capture.warc.findLast((member) => member.indexed?.url === capture.finalUrl)?.indexed;
  const page = {
    id: '1',
    url: capture.finalUrl,
    ts: (shown?.date ?? capture.started).toISOString(),
    title: capture.title || capture.finalUrl,
    text: capture.text,
  };
  return [{ format: 'json-pages-1.0', id: 'pages', title: 'All Pages', hasText: true }, page];
}

function evidenceFiles(capture: Capture): PackageFile[] {
  const files: PackageFile[] = [
    { path: SEALED_PATHS.screenshot, chunks: [capture.screenshot.png] },
    { path: SEALED_PATHS.html, chunks: text(capture.html) },
    { path: SEALED_PATHS.text, chunks: text(capture.text) },
  ];
  if (capture.mark?.png) files.push({ path: SEALED_PATHS.marked, chunks: [capture.mark.png] });
  return files;
}

/** The facts of the capture, in the words of the record (程序规定 26: method, time and maker of the copy). */
function recordFacts(capture: Capture): Record<string, unknown> {
  const { screenshot, mark } = capture;
  return {
    source: capture.source,
    url: capture.url,
    finalUrl: capture.finalUrl,
    shownUrl: capture.shownUrl,
    title: capture.title,
    status: capture.status,
    started: capture.started.toISOString(),
    finished: capture.finished.toISOString(),
    circumstances: capture.circumstances,
    redirects: capture.redirects,
    serverAddress: capture.serverAddress,
    connections: capture.connections,
    tls: capture.tls,
    requests: capture.requests,
    screenshot: { width: screenshot.width, height: screenshot.height, fullHeight: screenshot.fullHeight },
    mark: mark && { term: mark.term, quote: mark.quote, found: mark.found, boxes: mark.boxes },
    environment: capture.environment,
  };
}

/**
 * Seals a capture as a WACZ 1.1.1 file: WARC, CDXJ index, pages, pictures, log, and the capture record with the SHA-256
 * and SM3 of every file and the roots of their hash tree; datapackage.json covers all of it, and its digest covers that.
 * The file appears whole or not at all. Throws AppError `storage_full` on a full disk.
 */
export async function sealCapture(capture: Capture, file: string, openDisk?: OpenDiskFile): Promise<Seal> {
  const members = [await warcinfo(capture), ...capture.warc];
  const content: PackageFile[] = [
    { path: SEALED_PATHS.warc, chunks: members.map((member) => member.bytes) },
    { path: SEALED_PATHS.index, chunks: text(cdxjIndex(members, 'data.warc.gz')) },
    { path: SEALED_PATHS.pages, chunks: jsonLines(pageLines(capture)) },
    ...evidenceFiles(capture),
    {
      path: SEALED_PATHS.log,
      chunks: jsonLines(capture.steps.map((step) => ({ at: step.at.toISOString(), what: step.what }))),
    },
  ];
  const files = content.map(digestFile);
  const id = `urn:uuid:${randomUUID()}`;
  const tree = treeOf(files);
  const record: PackageFile = {
    path: SEALED_PATHS.record,
    chunks: json({ format: RECORD_FORMAT, id, ...recordFacts(capture), files, tree }),
  };
  content.push(record);
  const resources = [...files, digestFile(record)];
  const datapackage: PackageFile = {
    path: SEALED_PATHS.datapackage,
    chunks: json(describe(capture, resources)),
  };
  const { sha256, sm3 } = digestFile(datapackage);
  const digest = json({ path: SEALED_PATHS.datapackage, hash: `sha256:${sha256}`, sm3: `sm3:${sm3}` });
  await writePackage(
    file,
    [...content, datapackage, { path: SEALED_PATHS.digest, chunks: digest }],
    openDisk,
  );
  return { id, file, datapackageSha256: sha256, tree: { sha256: tree.sha256, sm3: tree.sm3 }, files };
}

function describe(capture: Capture, resources: readonly SealedFile[]): Record<string, unknown> {
  return {
    profile: 'data-package',
    wacz_version: '1.1.1',
    title: capture.title || capture.finalUrl,
    description: `网页取证：${capture.finalUrl}`,
    created: capture.finished.toISOString(),
    software: `Wangjian ${SOFTWARE_VERSION}`,
    mainPageUrl: capture.finalUrl,
    mainPageDate: capture.started.toISOString(),
    resources: resources.map(({ path, bytes, sha256 }) => ({
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      hash: `sha256:${sha256}`,
      bytes,
    })),
  };
}
