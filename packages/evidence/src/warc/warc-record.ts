import { createHash, hash, randomUUID } from 'node:crypto';
import { gzipMember } from './gzip-member.ts';

/** Why a payload is shorter than what the server had (WARC 1.1, 5.13). */
export type WarcTruncation = 'length' | 'time' | 'disconnect' | 'unspecified';

interface RecordBase {
  /** Instant of the capture. */
  readonly date: Date;
  /** `<urn:uuid:…>`; made when it is not given. */
  readonly id?: string;
}

/** Facts about the file itself, first record of each: software, format, operator (WARC 1.1, 6.2). */
export interface WarcinfoRecord extends RecordBase {
  readonly type: 'warcinfo';
  readonly filename: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** An HTTP message as it went over the wire: `head` ends with the empty line, `payload` is the body. */
export interface HttpRecord extends RecordBase {
  readonly type: 'request' | 'response';
  readonly targetUri: string;
  readonly head: Uint8Array;
  readonly payload: Uint8Array;
  /** Lower-case hex; computed when it is not given. */
  readonly payloadSha256?: string;
  readonly concurrentTo?: string;
  readonly ip?: string;
  readonly truncated?: WarcTruncation;
}

/** A response whose payload is that of an earlier record: only its head is kept (WARC 1.1, 6.7.2). */
export interface RevisitRecord extends RecordBase {
  readonly type: 'revisit';
  readonly targetUri: string;
  readonly head: Uint8Array;
  readonly payloadSha256: string;
  readonly refersTo: { readonly id: string; readonly targetUri: string; readonly date: Date };
  readonly concurrentTo?: string;
  readonly ip?: string;
}

/** Bytes kept as such, without HTTP: a screenshot, an extracted text (WARC 1.1, 6.4). */
export interface ResourceRecord extends RecordBase {
  readonly type: 'resource';
  readonly targetUri: string;
  readonly contentType: string;
  readonly payload: Uint8Array;
  readonly concurrentTo?: string;
}

export type WarcRecord = WarcinfoRecord | HttpRecord | RevisitRecord | ResourceRecord;

const CRLF = '\r\n';
const NOTHING = new Uint8Array(0);
const IDENTICAL_PAYLOAD = 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest';

/** A new record id, `<urn:uuid:…>`, for records that name each other. */
export function newRecordId(): string {
  return `<urn:uuid:${randomUUID()}>`;
}

/**
 * One WARC 1.1 record (ISO 28500:2017) as one gzip member. Digests are `sha256:` in lower-case hex, of the block
 * and, for records with a payload, of the payload (the entity body as received, transfer coding removed).
 */
export async function encodeWarcRecord(record: WarcRecord): Promise<Buffer> {
  const { head, payload } = blockOf(record);
  const lines = ['WARC/1.1', `WARC-Type: ${record.type}`, `WARC-Record-ID: ${record.id ?? newRecordId()}`];
  lines.push(`WARC-Date: ${record.date.toISOString()}`);
  lines.push(...fieldsOf(record));
  const block = createHash('sha256').update(head).update(payload).digest('hex');
  lines.push(`WARC-Block-Digest: sha256:${block}`, `Content-Length: ${head.length + payload.length}`, '', '');
  return gzipMember([Buffer.from(lines.join(CRLF)), head, payload, Buffer.from(CRLF + CRLF)]);
}

function blockOf(record: WarcRecord): { head: Uint8Array; payload: Uint8Array } {
  if (record.type === 'warcinfo') {
    const lines = Object.entries(record.fields).map(([name, value]) => `${name}: ${oneLine(value)}${CRLF}`);
    return { head: NOTHING, payload: Buffer.from(lines.join('')) };
  }
  if (record.type === 'resource') return { head: NOTHING, payload: record.payload };
  if (record.type === 'revisit') return { head: record.head, payload: NOTHING };
  return { head: record.head, payload: record.payload };
}

function fieldsOf(record: WarcRecord): string[] {
  if (record.type === 'warcinfo') {
    return [`WARC-Filename: ${oneLine(record.filename)}`, 'Content-Type: application/warc-fields'];
  }
  const fields = [`WARC-Target-URI: ${oneLine(record.targetUri)}`];
  if (record.concurrentTo) fields.push(`WARC-Concurrent-To: ${record.concurrentTo}`);
  if (record.type === 'resource') {
    fields.push(`WARC-Payload-Digest: sha256:${hash('sha256', record.payload)}`);
    fields.push(`Content-Type: ${oneLine(record.contentType)}`);
    return fields;
  }
  if (record.ip) fields.push(`WARC-IP-Address: ${record.ip}`);
  if (record.type === 'revisit') {
    fields.push(`WARC-Payload-Digest: sha256:${record.payloadSha256}`);
    fields.push(`WARC-Profile: ${IDENTICAL_PAYLOAD}`, `WARC-Refers-To: ${record.refersTo.id}`);
    fields.push(`WARC-Refers-To-Target-URI: ${oneLine(record.refersTo.targetUri)}`);
    fields.push(`WARC-Refers-To-Date: ${record.refersTo.date.toISOString()}`);
  } else {
    fields.push(`WARC-Payload-Digest: sha256:${record.payloadSha256 ?? hash('sha256', record.payload)}`);
    if (record.truncated) fields.push(`WARC-Truncated: ${record.truncated}`);
  }
  const message = record.type === 'request' ? 'request' : 'response';
  fields.push(`Content-Type: application/http; msgtype=${message}`);
  return fields;
}

/** A header is one line: a value from outside must not begin another header. */
function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/g, ' ');
}
