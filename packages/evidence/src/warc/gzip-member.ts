import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, deflateRawSync, gunzip } from 'node:zlib';

const deflateRawAsync = promisify(deflateRaw);
const gunzipAsync = promisify(gunzip);

/**
 * 10 bytes of fixed header (RFC 1952), 2 of extra length, and the 12 of the `sl` (skip-lengths) subfield that
 * the WARC tools of IIPC and wget write: compressed and uncompressed length of the member, 32 bits each.
 * It lets a file be walked record by record without inflating it.
 */
export const MEMBER_HEADER_BYTES = 24;
const TRAILER_BYTES = 8;

/** From this size on deflating goes to zlib's thread pool; below, handing it over costs more than doing it. */
const POOL_FROM_BYTES = 96 * 1024;

/** Small records are put together here: they are compressed before anything else can happen. */
const scratch = Buffer.allocUnsafeSlow(POOL_FROM_BYTES);

/** Compresses `chunks`, taken together, into one gzip member. */
export async function gzipMember(chunks: readonly Uint8Array[]): Promise<Buffer> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const pooled = length >= POOL_FROM_BYTES;
  const data = pooled ? Buffer.concat(chunks) : joined(chunks, length);
  // Level 1: HTML shrinks to a fifth at half the time of level 6. Small records get a small window, because
  // setting up the full one costs more than compressing them.
  const small = data.length < 4096;
  const options = {
    level: constants.Z_BEST_SPEED,
    windowBits: small ? 12 : 15,
    memLevel: small ? 5 : 8,
    chunkSize: small ? 2048 : Math.min(262_144, Math.max(8_192, data.length >> 1)),
  };
  const deflated = pooled ? await deflateRawAsync(data, options) : deflateRawSync(data, options);
  const total = MEMBER_HEADER_BYTES + deflated.length + TRAILER_BYTES;
  const member = Buffer.allocUnsafe(total);
  member.set([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 4, 255], 0); // deflate, FEXTRA, no time, fastest, unknown system
  member.writeUInt16LE(12, 10);
  member.write('sl', 12, 'latin1');
  member.writeUInt16LE(8, 14);
  member.writeUInt32LE(total, 16);
  member.writeUInt32LE(data.length, 20);
  member.set(deflated, MEMBER_HEADER_BYTES);
  member.writeUInt32LE(crc32(data), total - 8);
  member.writeUInt32LE(data.length, total - 4);
  return member;
}

/** The chunks end to end; valid until the next call. */
function joined(chunks: readonly Uint8Array[], length: number): Buffer {
  let end = 0;
  for (const chunk of chunks) {
    scratch.set(chunk, end);
    end += chunk.length;
  }
  return scratch.subarray(0, length);
}

/** Length of the member whose first 24 bytes are `header`, or undefined when it is none that we wrote. */
export function memberLength(header: Uint8Array): number | undefined {
  if (header.length < MEMBER_HEADER_BYTES) return undefined;
  const view = Buffer.from(header.buffer, header.byteOffset, MEMBER_HEADER_BYTES);
  const ours = view[0] === 0x1f && view[1] === 0x8b && view[2] === 8 && view[3] === 4;
  if (!ours || view.toString('latin1', 12, 14) !== 'sl' || view.readUInt16LE(14) !== 8) return undefined;
  const length = view.readUInt32LE(16);
  return length > MEMBER_HEADER_BYTES + TRAILER_BYTES ? length : undefined;
}

/** Inflates one gzip member; rejects when it is cut short or its CRC is wrong. */
export async function readMember(member: Uint8Array): Promise<Buffer> {
  return gunzipAsync(member);
}
