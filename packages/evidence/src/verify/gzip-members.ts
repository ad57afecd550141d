import { crc32 } from '../zip/crc32.ts';
import { RawInflater } from '../zip/raw-inflater.ts';
import { WarcFormatError } from './warc-parser.ts';

/** What comes out of a multi-member gzip file: data, and after the last of it the place of the member it came from. */
export type GzipEvent = { readonly data: Uint8Array } | { readonly offset: number; readonly length: number };

const HEADER = 10;
const MAX_HEADER = 64 * 1024;
const TRAILER = 8;

/** Length of the gzip header (RFC 1952, 2.3) at the start of `bytes`; undefined when more bytes are needed. */
function headerLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < HEADER) return undefined;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8)
    throw new WarcFormatError('gzip 段的开头有误');
  const flags = bytes[3]!;
  let at = HEADER;
  if (flags & 4) {
    if (bytes.length < at + 2) return undefined;
    at += 2 + (bytes[at]! | (bytes[at + 1]! << 8));
  }
  for (const bit of [8, 16]) {
    if ((flags & bit) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0 || at > bytes.length) return undefined;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : undefined;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Walks a gzip file member by member; each member's CRC-32 and length are checked. Throws WarcFormatError. */
export class GzipMembers {
  private pending: Uint8Array = new Uint8Array(0);
  private inflater: RawInflater | undefined;
  private crc = 0;
  private size = 0;
  private begin = 0;
  private position = 0;

  *push(chunk: Uint8Array): Generator<GzipEvent> {
    let rest = join(this.pending, chunk);
    this.pending = new Uint8Array(0);
    while (rest.length > 0) {
      if (!this.inflater) {
        const length = headerLength(rest);
        if (length === undefined) {
          if (rest.length > MAX_HEADER * 2) throw new WarcFormatError('gzip 段的头过长');
          break;
        }
        this.inflater = new RawInflater();
        this.position += length;
        rest = rest.subarray(length);
      }
      if (!this.inflater.finished) {
        const left = yield* this.inflate(this.inflater, rest);
        this.position += rest.length - left.length;
        rest = left;
        if (!this.inflater.finished) return;
      }
      if (rest.length < TRAILER) break;
      yield this.endMember(rest);
      rest = rest.subarray(TRAILER);
    }
    this.pending = rest;
  }

  /** To be called at the end of the file: throws when a member is not finished. */
  finish(): void {
    if (this.inflater || this.pending.length > 0) throw new WarcFormatError('最后一个 gzip 段不完整', true);
  }

  private *inflate(inflater: RawInflater, input: Uint8Array): Generator<GzipEvent, Uint8Array> {
    const output = inflater.push(input);
    for (;;) {
      let step: IteratorResult<Uint8Array, Uint8Array>;
      try {
        step = output.next();
      } catch (error) {
        throw new WarcFormatError(`gzip 数据损坏（${error instanceof Error ? error.message : '未知'}）`);
      }
      if (step.done) return step.value;
      this.crc = crc32(step.value, this.crc);
      this.size = (this.size + step.value.length) >>> 0;
      yield { data: step.value };
    }
  }

  private endMember(trailer: Uint8Array): GzipEvent {
    const view = new DataView(trailer.buffer, trailer.byteOffset, TRAILER);
    if (view.getUint32(0, true) !== this.crc || view.getUint32(4, true) !== this.size) {
      throw new WarcFormatError('gzip 段的校验值不符');
    }
    this.position += TRAILER;
    const member = { offset: this.begin, length: this.position - this.begin };
    this.begin = this.position;
    this.inflater = undefined;
    this.crc = 0;
    this.size = 0;
    return member;
  }
}
