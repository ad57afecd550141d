/**
 * The one way in which we write a ZIP: entries stored one behind the other from byte 0, UTF-8 names, the fixed date
 * 1980-01-01 (times stand in the record, where they are hashed), mode 0644, no extra fields, no comments. As nothing is
 * left to choice, verification can rebuild every byte of the container that no hash covers, and compare.
 */
export interface SealedEntry {
  readonly path: string;
  readonly bytes: number;
  readonly crc32: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const MADE_BY_UNIX = (3 << 8) | VERSION;
const UTF8_NAMES = 0x0800;
const DATE_1980_01_01 = 0x0021;
const MODE_0644 = (0o100644 << 16) >>> 0;

/** A stored entry can be at most this long without ZIP64, which we do not write. */
export const MAX_SEALED_BYTES = 0xffff_fffe;

/** Local header of an entry; its content follows at once. */
export function localHeader(entry: SealedEntry): Uint8Array {
  const name = new TextEncoder().encode(entry.path);
  const header = new Uint8Array(30 + name.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, LOCAL, true);
  view.setUint16(4, VERSION, true);
  shared(view, 6, entry, name.length);
  header.set(name, 30);
  return header;
}

/** Record of an entry in the central directory. */
export function centralHeader(entry: SealedEntry, offset: number): Uint8Array {
  const name = new TextEncoder().encode(entry.path);
  const header = new Uint8Array(46 + name.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, CENTRAL, true);
  view.setUint16(4, MADE_BY_UNIX, true);
  view.setUint16(6, VERSION, true);
  shared(view, 8, entry, name.length);
  view.setUint32(38, MODE_0644, true);
  view.setUint32(42, offset, true);
  header.set(name, 46);
  return header;
}

/** End of the central directory. */
export function endRecord(count: number, directoryBytes: number, directoryOffset: number): Uint8Array {
  const record = new Uint8Array(22);
  const view = new DataView(record.buffer);
  view.setUint32(0, END, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, directoryBytes, true);
  view.setUint32(16, directoryOffset, true);
  return record;
}

/** The fields that both headers have, in the same order: flags, method, time, date, CRC, sizes, length of the name. */
function shared(view: DataView, at: number, entry: SealedEntry, nameBytes: number): void {
  view.setUint16(at, UTF8_NAMES, true);
  view.setUint16(at + 6, DATE_1980_01_01, true);
  view.setUint32(at + 8, entry.crc32, true);
  view.setUint32(at + 12, entry.bytes, true);
  view.setUint32(at + 16, entry.bytes, true);
  view.setUint16(at + 20, nameBytes, true);
}
