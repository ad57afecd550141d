import { Dechunker } from './dechunker.ts';
import { algorithmOf, digestIs, type HashFactory, type RunningHash } from './hashes.ts';

/** One record of a WARC file as verification needs it. */
export interface ScannedRecord {
  /** Where it begins in the file and how many bytes it takes there (its gzip member, where it has one). */
  offset: number;
  length: number;
  readonly type: string;
  readonly url: string;
  readonly date: string;
  /** `WARC-Payload-Digest` as written. */
  readonly payloadDigest: string;
  readonly status: number;
}

/** The WARC data breaks its format; `cut` when it only ends too early. */
export class WarcFormatError extends Error {
  readonly cut: boolean;
  constructor(detail: string, cut = false) {
    super(detail);
    this.name = 'WarcFormatError';
    this.cut = cut;
  }
}

/** What a parser tells about a record that ended: the record, and the digests that do not hold. */
export interface ParsedRecord {
  readonly record: ScannedRecord;
  readonly badDigests: readonly ('块' | '载荷')[];
  readonly checkedDigests: number;
}

const MAX_HEAD = 1024 * 1024;
const SEPARATOR = [13, 10, 13, 10];

function endOfHead(bytes: Uint8Array): number {
  for (let i = 0; i + 4 <= bytes.length; i += 1) {
    if (SEPARATOR.every((byte, k) => bytes[i + k] === byte)) return i + 4;
  }
  return -1;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function headersOf(head: Uint8Array): { first: string; fields: Map<string, string> } {
  const [first = '', ...lines] = new TextDecoder().decode(head).split('\r\n');
  const fields = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { first, fields };
}

/** A record while its block is being read. */
class OpenRecord {
  readonly fields: ReadonlyMap<string, string>;
  readonly offset: number;
  left: number;
  private readonly block: RunningHash | undefined;
  private readonly payload: RunningHash | undefined;
  private readonly dechunked: RunningHash | undefined;
  private readonly dechunker = new Dechunker();
  private readonly isHttp: boolean;
  private httpHead: Uint8Array | undefined = new Uint8Array(0);
  private chunked = false;
  private status = 0;

  constructor(fields: ReadonlyMap<string, string>, length: number, offset: number, hashes: HashFactory) {
    this.fields = fields;
    this.left = length;
    this.offset = offset;
    this.isHttp = /^application\/http\b/i.test(this.field('content-type'));
    if (!this.isHttp) this.httpHead = undefined;
    const hashOf = (name: string) => (this.field(name) ? hashes(algorithmOf(this.field(name))) : undefined);
    this.block = hashOf('warc-block-digest');
    // The digest of a revisit is that of the payload it does not repeat, and a cut payload is not the one digested.
    const comparable = this.field('warc-type') !== 'revisit' && !this.field('warc-truncated');
    this.payload = comparable ? hashOf('warc-payload-digest') : undefined;
    this.dechunked = comparable ? hashOf('warc-payload-digest') : undefined;
  }

  field(name: string): string {
    return this.fields.get(name) ?? '';
  }

  push(bytes: Uint8Array): void {
    this.left -= bytes.length;
    this.block?.update(bytes);
    let body = bytes;
    if (this.httpHead) {
      const head = join(this.httpHead, bytes);
      const end = endOfHead(head);
      if (end < 0 && head.length < MAX_HEAD) {
        this.httpHead = head;
        return;
      }
      this.httpHead = undefined;
      const { first, fields } = headersOf(head.subarray(0, Math.max(0, end)));
      this.status = Number(/^HTTP\/\S+\s+(\d{3})/.exec(first)?.[1] ?? 0);
      this.chunked = /\bchunked\b/i.test(fields.get('transfer-encoding') ?? '');
      body = head.subarray(Math.max(0, end));
    }
    this.payload?.update(body);
    if (this.chunked) for (const piece of this.dechunker.push(body)) this.dechunked?.update(piece);
  }

  end(): ParsedRecord {
    const badDigests: ('块' | '载荷')[] = [];
    if (this.block && !digestIs(this.field('warc-block-digest'), this.block.digest())) badDigests.push('块');
    if (this.payload) {
      // Some makers digest the body as it lies in the record, others without its transfer coding.
      const wanted = this.field('warc-payload-digest');
      const asStored = digestIs(wanted, this.payload.digest());
      if (!asStored && !(this.chunked && digestIs(wanted, this.dechunked!.digest()))) badDigests.push('载荷');
    }
    const record = {
      offset: this.offset,
      length: 0,
      type: this.field('warc-type').toLowerCase(),
      url: this.field('warc-target-uri').replace(/^<(.*)>$/, '$1'),
      date: this.field('warc-date'),
      payloadDigest: this.field('warc-payload-digest'),
      status: this.status,
    };
    return {
      record,
      badDigests,
      checkedDigests: Number(Boolean(this.block)) + Number(Boolean(this.payload)),
    };
  }
}

/** Parses WARC records (ISO 28500) out of a byte stream, hashing blocks and payloads on the way; holds one head at most. */
export class WarcParser {
  private readonly hashes: HashFactory;
  private head: Uint8Array = new Uint8Array(0);
  private open: OpenRecord | undefined;
  private position = 0;
  private tail = 0;

  constructor(hashes: HashFactory) {
    this.hashes = hashes;
  }

  /** Feeds bytes that begin at `offset` of the uncompressed data; yields each record that ends in them. */
  *push(bytes: Uint8Array): Generator<ParsedRecord> {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.open) {
        const piece = rest.subarray(0, this.open.left);
        this.open.push(piece);
        this.position += piece.length;
        rest = rest.subarray(piece.length);
        if (this.open.left === 0) yield this.close(this.open);
      } else rest = this.readHead(rest);
      // A record without a block ends with its head.
      if (this.open?.left === 0) yield this.close(this.open);
    }
  }

  /** To be called at the end of the data (and of each gzip member): throws when a record is not finished. */
  finish(): void {
    if (this.open || this.head.length > 0) throw new WarcFormatError('最后一条记录不完整', true);
    this.tail = 0;
  }

  private close(open: OpenRecord): ParsedRecord {
    this.open = undefined;
    this.tail = 4;
    const parsed = open.end();
    // Two line ends follow the block and belong to the record.
    parsed.record.length = this.position + 4 - open.offset;
    return parsed;
  }

  private readHead(bytes: Uint8Array): Uint8Array {
    let at = 0;
    while (this.tail > 0 && at < bytes.length) {
      if (bytes[at] !== SEPARATOR[4 - this.tail]) throw new WarcFormatError('记录之间夹有数据');
      this.tail -= 1;
      at += 1;
    }
    this.position += at;
    const rest = bytes.subarray(at);
    if (rest.length === 0) return rest;
    const head = join(this.head, rest);
    const end = endOfHead(head);
    if (head.length >= 5 && new TextDecoder('latin1').decode(head.subarray(0, 5)) !== 'WARC/') {
      throw new WarcFormatError('记录的开头不是 WARC');
    }
    if (end < 0) {
      if (head.length > MAX_HEAD) throw new WarcFormatError('记录头过长');
      this.head = head;
      return new Uint8Array(0);
    }
    const used = end - this.head.length;
    const { fields } = headersOf(head.subarray(0, end));
    const length = fields.get('content-length') ?? '';
    if (!/^\d{1,15}$/.test(length)) throw new WarcFormatError('记录没有写明长度');
    this.open = new OpenRecord(fields, Number(length), this.position - this.head.length, this.hashes);
    this.position += used;
    this.head = new Uint8Array(0);
    return rest.subarray(used);
  }
}
