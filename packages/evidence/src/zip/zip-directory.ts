import type { Problem } from '../verify/problem.ts';
import type { ByteSource } from './byte-source.ts';

/** Where the central directory lies and how many entries it has. */
export interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;

const altered = (detail: string): Problem => ({ severity: 'altered', detail });
const missing = (detail: string): Problem => ({ severity: 'missing', detail });

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** True when the last 22 bytes are an end record in all but its signature: then it was altered, not cut off. */
function looksLikeEnd(view: DataView, at: number, fileOffset: number): boolean {
  const count = view.getUint16(at + 8, true);
  const size = view.getUint32(at + 12, true);
  return (
    count > 0 &&
    count === view.getUint16(at + 10, true) &&
    view.getUint32(at + 16, true) + size === fileOffset
  );
}

/**
 * Finds the end record of a ZIP (APPNOTE 4.3.16) and, where there is one, its ZIP64 counterpart. Nothing may follow it
 * and it may carry no comment: both are places to hide data.
 */
export async function findDirectory(
  source: ByteSource,
  problems: Problem[],
): Promise<DirectoryPlace | undefined> {
  const length = Math.min(source.size, END_BYTES + MAX_COMMENT);
  const start = source.size - length;
  const tail = viewOf(await source.read(start, length));
  let at = length - END_BYTES;
  while (at >= 0 && tail.getUint32(at, true) !== END) at -= 1;
  if (at < 0) {
    const last = length - END_BYTES;
    if (last >= 0 && looksLikeEnd(tail, last, start + last)) problems.push(altered('压缩包的结尾标志被改动'));
    else problems.push(missing(await describeHeadless(source)));
    return undefined;
  }
  const comment = tail.getUint16(at + 20, true);
  const behind = length - at - END_BYTES;
  if (comment > behind && behind > 0) problems.push(missing('压缩包的结尾不完整'));
  else if (comment !== behind)
    problems.push(altered(behind > 0 ? '压缩包结尾之后附有其他数据' : '压缩包的结尾记录被改动'));
  else if (comment > 0) problems.push(altered('压缩包结尾附有注释，可能夹带数据'));
  return readEnd(source, tail, at, start, problems);
}

async function describeHeadless(source: ByteSource): Promise<string> {
  if (source.size === 0) return '文件是空的';
  const head = source.size >= 4 ? viewOf(await source.read(0, 4)).getUint32(0, true) : 0;
  return head === 0x04034b50 ? '文件被截断：压缩包没有结尾' : '不是证据文件：没有压缩包的结构';
}

async function readEnd(
  source: ByteSource,
  tail: DataView,
  at: number,
  start: number,
  problems: Problem[],
): Promise<DirectoryPlace | undefined> {
  const disks = tail.getUint32(at + 4, true);
  let place = {
    count: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
  };
  if (disks !== 0 || place.count !== tail.getUint16(at + 8, true))
    problems.push(altered('压缩包的结尾记录自相矛盾'));
  let end = start + at;
  const locatorAt = end - 20;
  const locator = locatorAt >= 0 ? viewOf(await source.read(locatorAt, 20)) : undefined;
  if (locator?.getUint32(0, true) === LOCATOR64) {
    const place64 = await readEnd64(source, locator, locatorAt);
    if (!place64) {
      problems.push(altered('压缩包的 ZIP64 结尾记录被改动'));
      return undefined;
    }
    const agrees = (short: number, full: number, limit: number) => short === full || short === limit;
    if (
      !agrees(place.count, place64.count, 0xffff) ||
      !agrees(place.size, place64.size, 0xffff_ffff) ||
      !agrees(place.offset, place64.offset, 0xffff_ffff)
    ) {
      problems.push(altered('压缩包的两份结尾记录不一致'));
    }
    place = place64;
    end = place64.end;
  }
  if (place.offset + place.size !== end) {
    problems.push(altered('压缩包目录的位置与结尾记录不符，中间有数据被增删'));
    if (place.offset + place.size > end) return undefined;
  }
  return place;
}

async function readEnd64(
  source: ByteSource,
  locator: DataView,
  locatorAt: number,
): Promise<(DirectoryPlace & { end: number }) | undefined> {
  const end = Number(locator.getBigUint64(8, true));
  if (locator.getUint32(4, true) !== 0 || locator.getUint32(16, true) !== 1 || end + 56 > locatorAt)
    return undefined;
  const view = viewOf(await source.read(end, 56));
  const sound =
    view.getUint32(0, true) === END64 &&
    end + 12 + Number(view.getBigUint64(4, true)) === locatorAt &&
    view.getBigUint64(16, true) === 0n &&
    view.getBigUint64(24, true) === view.getBigUint64(32, true);
  if (!sound) return undefined;
  const [count, size, offset] = [32, 40, 48].map((at) => Number(view.getBigUint64(at, true)));
  return { count: count!, size: size!, offset: offset!, end };
}
