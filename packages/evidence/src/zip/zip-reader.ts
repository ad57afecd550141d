import type { Problem } from '../verify/problem.ts';
import type { ByteSource } from './byte-source.ts';
import { findDirectory } from './zip-directory.ts';
import { extrasAgree, readExtra, resolveZip64 } from './zip-extra.ts';

/** One entry as the central directory has it, and where its content lies. */
export interface ZipEntry {
  readonly path: string;
  readonly method: 0 | 8;
  readonly crc32: number;
  readonly compressed: number;
  readonly bytes: number;
  /** Of the local header, and of the content behind it. */
  readonly offset: number;
  readonly start: number;
}

/** A ZIP file's entries in the order in which they lie, with everything that is wrong with the container. */
export interface ZipFile {
  readonly entries: readonly ZipEntry[];
  readonly problems: readonly Problem[];
  /** Where the central directory begins and ends. */
  readonly directory?: { readonly offset: number; readonly size: number };
}

interface Central extends Omit<ZipEntry, 'start' | 'method'> {
  readonly method: number;
  readonly flags: number;
  readonly time: number;
  readonly name: Uint8Array;
  readonly extra: ReadonlyMap<number, Uint8Array>;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const DESCRIPTOR = 0x08074b50;
const MAX_DIRECTORY = 256 * 1024 * 1024;
const VERSIONS = new Set([10, 20, 45]);
/** Flags that a web archive may carry: deflate's speed hints, data descriptor, UTF-8 names. */
const KNOWN_FLAGS = 0x0006 | 0x0008 | 0x0800;
const STREAMED = 0x0008;

const altered = (detail: string): Problem => ({ severity: 'altered', detail });

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A path that stays inside the folder it is unpacked into, in plain UTF-8, the same on every system. */
function safePath(name: Uint8Array): string | undefined {
  let path: string;
  try {
    path = new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return undefined;
  }
  const parts = path.split('/');
  const bad =
    path === '' || /[\0-\x1f\x7f\\:]/.test(path) || parts.some((part) => part === '..' || part === '.');
  return bad || parts.slice(0, -1).includes('') ? undefined : path;
}

/** Type and permissions of a file made on Unix, or DOS attributes: anything else is nothing a ZIP maker writes. */
function plausibleAttributes(attributes: number): boolean {
  const type = attributes >>> 28;
  return [0, 4, 8].includes(type) && (attributes & 0xffff) <= 0x3f;
}

/**
 * Reads the structure of a ZIP file and holds it to one reading: every byte belongs to one entry, to the directory or
 * to its end, local and central headers say the same, no name twice, none that leaves the folder. Never throws on
 * strange input; what is wrong is listed.
 */
export async function readZip(source: ByteSource): Promise<ZipFile> {
  const problems: Problem[] = [];
  const place = await findDirectory(source, problems);
  if (!place) return { entries: [], problems };
  if (place.size > MAX_DIRECTORY) {
    problems.push(altered('压缩包目录大得不合常理，停止检查'));
    return { entries: [], problems };
  }
  const central = readCentral(await source.read(place.offset, place.size), place.count, problems);
  central.sort((a, b) => a.offset - b.offset);
  const entries: ZipEntry[] = [];
  let end = 0;
  for (const [i, entry] of central.entries()) {
    const limit = Math.min(central[i + 1]?.offset ?? place.offset, place.offset);
    if (entry.offset !== end) {
      problems.push(
        altered(`${entry.path} 之前${entry.offset > end ? '夹有不属于任何文件的数据' : '的文件与它重叠'}`),
      );
    }
    const read = await readLocal(source, entry, limit, problems);
    if (read) entries.push(read.entry);
    end = read?.end ?? limit;
  }
  if (end !== place.offset) problems.push(altered('最后一个文件与目录之间夹有数据'));
  return { entries, problems, directory: { offset: place.offset, size: place.size } };
}

function readCentral(bytes: Uint8Array, count: number, problems: Problem[]): Central[] {
  const view = viewOf(bytes);
  const found: Central[] = [];
  const paths = new Set<string>();
  const hosts = new Set<number>();
  let at = 0;
  while (at + 46 <= bytes.length && view.getUint32(at, true) === CENTRAL) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((k) => view.getUint16(at + k, true));
    const next = at + 46 + nameLength! + extraLength! + commentLength!;
    if (next > bytes.length) break;
    const name = bytes.subarray(at + 46, at + 46 + nameLength!);
    const path = safePath(name);
    const extra = readExtra(bytes.subarray(at + 46 + nameLength!, next - commentLength!));
    const sizes =
      extra &&
      resolveZip64(
        extra,
        [24, 20, 42].map((k) => view.getUint32(at + k, true)),
      );
    hosts.add(view.getUint8(at + 5));
    const sound =
      VERSIONS.has(view.getUint16(at + 6, true)) &&
      view.getUint8(at + 4) <= 63 &&
      commentLength === 0 &&
      view.getUint16(at + 34, true) === 0 &&
      view.getUint16(at + 36, true) <= 1 &&
      plausibleAttributes(view.getUint32(at + 38, true));
    if (!sound || !sizes) problems.push(altered(`目录中 ${path ?? '某个文件'} 的记录有误`));
    if (path === undefined) problems.push(altered('有文件名越出目录或含有非法字符'));
    else if (paths.has(path.toLowerCase())) problems.push(altered(`文件 ${path} 出现两次`));
    if (path !== undefined && sizes) {
      paths.add(path.toLowerCase());
      const [size, compressed, offset] = sizes as [number, number, number];
      found.push({
        path,
        name,
        extra,
        offset,
        compressed,
        bytes: size,
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        time: view.getUint32(at + 12, true),
        crc32: view.getUint32(at + 16, true),
      });
    }
    at = next;
  }
  if (at !== bytes.length || found.length !== count) problems.push(altered('压缩包目录与其记载的文件数不符'));
  if (hosts.size > 1) problems.push(altered('目录中的文件出自不同的程序'));
  return found;
}

async function readLocal(
  source: ByteSource,
  central: Central,
  limit: number,
  problems: Problem[],
): Promise<{ entry: ZipEntry; end: number } | undefined> {
  const { path, offset } = central;
  const bad = (detail: string) => {
    problems.push(altered(`${path}：${detail}`));
    return undefined;
  };
  if (offset + 30 > limit) return bad('位置有误');
  const head = viewOf(await source.read(offset, 30));
  if (head.getUint32(0, true) !== LOCAL) return bad('文件头被改动');
  const nameLength = head.getUint16(26, true);
  const start = offset + 30 + nameLength + head.getUint16(28, true);
  if (start + central.compressed > limit) return bad('内容长度与目录不符');
  const rest = await source.read(offset + 30, start - offset - 30);
  const extra = readExtra(rest.subarray(nameLength));
  const sizes = extra && resolveZip64(extra, [head.getUint32(22, true), head.getUint32(18, true)]);
  const streamed = (central.flags & STREAMED) !== 0;
  const same =
    sameBytes(rest.subarray(0, nameLength), central.name) &&
    VERSIONS.has(head.getUint16(4, true)) &&
    head.getUint16(6, true) === central.flags &&
    head.getUint16(8, true) === central.method &&
    head.getUint32(10, true) === central.time &&
    agrees(head.getUint32(14, true), central.crc32, streamed) &&
    sizes !== undefined &&
    agrees(sizes[0]!, central.bytes, streamed) &&
    agrees(sizes[1]!, central.compressed, streamed) &&
    extrasAgree(extra!, central.extra);
  if (!same) problems.push(altered(`${path}：文件头与目录不一致`));
  if ((central.flags & ~KNOWN_FLAGS) !== 0) return bad('使用了加密或不支持的特性');
  if (central.method !== 0 && central.method !== 8) return bad('压缩方式不受支持');
  if (central.method === 0 && central.compressed !== central.bytes) return bad('长度记载自相矛盾');
  const content = start + central.compressed;
  const end = streamed ? await readDescriptor(source, central, content, limit) : content;
  if (end === undefined) return bad('内容之后的校验记录与目录不一致');
  return { entry: { ...pick(central), method: central.method, start }, end };
}

function pick({ path, crc32, compressed, bytes, offset }: Central): Omit<ZipEntry, 'start' | 'method'> {
  return { path, crc32, compressed, bytes, offset };
}

/** A streamed entry's local header may leave CRC and sizes zero; the descriptor behind the content has them. */
function agrees(local: number, central: number, streamed: boolean): boolean {
  return local === central || (streamed && (local === 0 || local === 0xffff_ffff));
}

/** End of the data descriptor (APPNOTE 4.3.9) with or without signature, 4- or 8-byte sizes; undefined when wrong. */
async function readDescriptor(
  source: ByteSource,
  central: Central,
  at: number,
  limit: number,
): Promise<number | undefined> {
  const bytes = viewOf(await source.read(at, Math.min(24, limit - at)));
  for (const signed of [true, false]) {
    for (const wide of [false, true]) {
      const crcAt = signed ? 4 : 0;
      const length = crcAt + 4 + (wide ? 16 : 8);
      // Entries lie one behind the other, so only the form that ends where the next thing begins can be meant.
      if (length !== limit - at || (signed && bytes.getUint32(0, true) !== DESCRIPTOR)) continue;
      const size = (k: number) =>
        wide ? Number(bytes.getBigUint64(crcAt + 4 + k * 8, true)) : bytes.getUint32(crcAt + 4 + k * 4, true);
      if (
        bytes.getUint32(crcAt, true) === central.crc32 &&
        size(0) === central.compressed &&
        size(1) === central.bytes
      ) {
        return at + length;
      }
    }
  }
  return undefined;
}
