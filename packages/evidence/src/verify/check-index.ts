import { GzipMembers } from './gzip-members.ts';
import { algorithmOf, digestIs, type HashFactory } from './hashes.ts';
import { parseObject, textOf } from './manifest.ts';
import type { Problem } from './problem.ts';
import type { PackageScan } from './scan-package.ts';
import { type ScannedRecord, WarcFormatError } from './warc-parser.ts';

const altered = (detail: string): Problem => ({ severity: 'altered', detail });
const missing = (detail: string): Problem => ({ severity: 'missing', detail });
/** Characters of one inflated index; past this it is a bomb. */
const MAX_INDEX = 400 * 1024 * 1024;

/** What checking the indexes found: problems, and how many lines were compared. */
export interface IndexCheck {
  readonly problems: Problem[];
  readonly lines: number;
}

interface Line {
  readonly timestamp: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function parseLine(line: string): Line | undefined {
  const brace = line.indexOf('{');
  const fields = brace < 0 ? undefined : parseObject(new TextEncoder().encode(line.slice(brace)));
  const head = line.slice(0, Math.max(0, brace)).trim().split(' ');
  return fields && { timestamp: head.at(-1) ?? '', fields };
}

function gunzipped(bytes: Uint8Array): string | undefined {
  const decoder = new TextDecoder();
  const gzip = new GzipMembers();
  let text = '';
  try {
    for (const event of gzip.push(bytes)) {
      if ('data' in event) text += decoder.decode(event.data, { stream: true });
      if (text.length > MAX_INDEX) return undefined;
    }
    gzip.finish();
  } catch (error) {
    if (error instanceof WarcFormatError) return undefined;
    throw error;
  }
  return text + decoder.decode();
}

/** The text of an index, inflated where it is compressed; undefined when it is damaged. */
function indexText(path: string, bytes: Uint8Array): string | undefined {
  return path.endsWith('.gz') ? gunzipped(bytes) : new TextDecoder().decode(bytes);
}

function sameDigest(line: string, record: ScannedRecord): boolean {
  const bare = (digest: string) => digest.slice(digest.indexOf(':') + 1).toLowerCase();
  const comparable =
    algorithmOf(line) === algorithmOf(record.payloadDigest) &&
    bare(line).length === bare(record.payloadDigest).length;
  return !comparable || bare(line) === bare(record.payloadDigest);
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '');
}

function compare(
  line: Line,
  records: ReadonlyMap<number, ScannedRecord>,
  plain: boolean,
): string | undefined {
  const [offset, length] = [Number(line.fields.offset), Number(line.fields.length)];
  const url = textOf(line.fields, 'url');
  const record = records.get(offset);
  if (!record) return `第 ${offset} 字节处没有记录（${url}）`;
  // In an uncompressed file the two line ends behind a record may or may not be counted.
  const fits = record.length === length || (plain && record.length - 4 === length) || Number.isNaN(length);
  if (!fits) return `${url} 的长度与记录不符`;
  if (url !== '' && withoutFragment(url) !== withoutFragment(record.url))
    return `${url} 指向另一条记录（${record.url}）`;
  const status = Number(line.fields.status);
  if (status > 0 && record.status > 0 && status !== record.status) return `${url} 的状态码与记录不符`;
  const digest = textOf(line.fields, 'digest');
  if (digest !== '' && record.payloadDigest !== '' && !sameDigest(digest, record))
    return `${url} 的摘要与记录不符`;
  const stamp = record.date.replace(/\D/g, '').slice(0, 14);
  if (/^\d{14}$/.test(line.timestamp) && stamp.length === 14 && stamp !== line.timestamp)
    return `${url} 的时间与记录不符`;
  return undefined;
}

/** The secondary index of a compressed one (`index.idx`): each block where it says, with the hash that it says. */
function checkBlocks(scan: PackageScan, path: string, text: string, hashes: HashFactory): Problem[] {
  const problems: Problem[] = [];
  for (const line of linesOf(text)) {
    const parsed = parseLine(line);
    if (line.startsWith('!meta')) continue;
    const name = parsed && `indexes/${textOf(parsed.fields, 'filename')}`;
    const file = name && scan.kept.get(name);
    if (!parsed) problems.push(altered(`${path} 有一行读不懂`));
    else if (!file) problems.push(missing(`${path} 所指的索引 ${name} 不在`));
    else if (!blockFits(parsed, file, hashes)) problems.push(altered(`${path} 所记的索引段不存在或哈希不符`));
  }
  return problems;
}

function blockFits(line: Line, file: Uint8Array, hashes: HashFactory): boolean {
  const [offset, length] = [Number(line.fields.offset), Number(line.fields.length)];
  const block = file.subarray(offset, offset + length);
  if (block.length !== length) return false;
  const digest = textOf(line.fields, 'digest');
  const hash = digest ? hashes(algorithmOf(digest)) : undefined;
  hash?.update(block);
  return !hash || digestIs(digest, hash.digest());
}

/** The records of each WARC file by the byte at which they lie. */
function recordsByFile(scan: PackageScan): Map<string, Map<number, ScannedRecord>> {
  const files = new Map<string, Map<number, ScannedRecord>>();
  for (const warc of scan.warcs) {
    const addressable = warc.records.filter((record) => record.offset >= 0);
    files.set(
      warc.path.slice('archive/'.length),
      new Map(addressable.map((record) => [record.offset, record])),
    );
  }
  return files;
}

/**
 * Every line of every CDXJ index against the records that were found in the WARC files: place, address, status, time,
 * digest. With `complete` (our own files) each response must also have its line.
 */
export function checkIndexes(scan: PackageScan, hashes: HashFactory, complete: boolean): IndexCheck {
  const problems: Problem[] = [];
  const files = recordsByFile(scan);
  const seen = new Set<ScannedRecord>();
  let lines = 0;
  const checkLine = (path: string, line: string): Problem | undefined => {
    const parsed = parseLine(line);
    if (!parsed) return altered(`${path} 有一行读不懂`);
    const filename = textOf(parsed.fields, 'filename').replace(/^archive\//, '');
    const records = files.get(filename);
    if (!records) return missing(`索引所指的 WARC 文件“${filename}”不在`);
    lines += 1;
    const problem = compare(parsed, records, !filename.endsWith('.gz'));
    if (problem) return altered(problem);
    seen.add(records.get(Number(parsed.fields.offset))!);
    return undefined;
  };
  const indexes = [...scan.kept].filter(([path]) => /^indexes\/.*\.(cdxj?|cdxj?\.gz|idx)$/i.test(path));
  for (const [path, bytes] of indexes) {
    const text = indexText(path, bytes);
    if (text === undefined) problems.push(altered(`${path} 损坏，无法解压`));
    else if (path.endsWith('.idx')) problems.push(...checkBlocks(scan, path, text, hashes));
    else {
      for (const line of linesOf(text)) {
        const problem = line.startsWith('!') ? undefined : checkLine(path, line);
        if (problem) problems.push(problem);
      }
    }
  }
  if (complete && indexes.length > 0) {
    const responses = scan.warcs.flatMap((warc) => warc.records).filter(({ type }) => type === 'response');
    for (const record of responses) {
      if (!seen.has(record)) problems.push(altered(`索引中没有与 ${record.url} 相符的一行`));
    }
  }
  return { problems, lines };
}
