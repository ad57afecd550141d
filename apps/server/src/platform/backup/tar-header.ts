/** Everything in a tar is laid out in blocks of this many bytes. */
export const BLOCK = 512;

const NAME_BYTES = 100;
const OCTAL_SIZE_LIMIT = 0o77777777777;

/** A POSIX (ustar) header block of a plain file; what does not fit stands in the pax header before it. */
export function header(name: string, size: number, when: Date, type = '0'): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(Buffer.from(name).subarray(0, NAME_BYTES).toString('latin1'), 0, NAME_BYTES, 'latin1');
  octal(block, 0o600, 100, 8);
  octal(block, 0, 108, 8);
  octal(block, 0, 116, 8);
  octal(block, Math.min(size, OCTAL_SIZE_LIMIT), 124, 12);
  octal(block, Math.floor(when.getTime() / 1000), 136, 12);
  block.write(type, 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  // The checksum counts its own field as spaces.
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** The pax header (POSIX.1-2001) for a long name or a file of 8 GB and more, or undefined where none is needed. */
export function paxHeader(name: string, size: number, when: Date): Buffer | undefined {
  const records: string[] = [];
  if (Buffer.byteLength(name) > NAME_BYTES || /[^ -~]/.test(name)) records.push(record('path', name));
  if (size > OCTAL_SIZE_LIMIT) records.push(record('size', String(size)));
  if (records.length === 0) return undefined;
  const body = Buffer.from(records.join(''));
  const padding = Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK);
  return Buffer.concat([header('pax', body.length, when, 'x'), body, padding]);
}

/** What a header block says, or undefined for the zero block at the end; throws when it is not a header. */
export function readHeader(
  block: Buffer,
): { readonly name: string; readonly size: number; readonly type: string } | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  const stated = Number.parseInt(text(block, 148, 8), 8);
  let sum = 8 * 0x20;
  for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte;
  if (sum !== stated) throw new Error('tar header checksum mismatch');
  return {
    name: text(block, 0, NAME_BYTES),
    size: Number.parseInt(text(block, 124, 12), 8),
    type: text(block, 156, 1),
  };
}

/** The key-value pairs of a pax header's body. */
export function readPax(body: Buffer): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(0x20, at);
    const length = Number(body.subarray(at, space).toString('latin1'));
    if (space < 0 || !Number.isInteger(length) || length <= 0) throw new Error('broken pax header');
    const [key, value] = split(body.subarray(space + 1, at + length - 1).toString('utf8'));
    pairs.set(key, value);
    at += length;
  }
  return pairs;
}

function split(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}

/** `<length> <key>=<value>\n`, where the length counts its own digits. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  while (length !== Buffer.byteLength(rest) + String(length).length) {
    length = Buffer.byteLength(rest) + String(length).length;
  }
  return `${length}${rest}`;
}

function octal(block: Buffer, value: number, at: number, width: number): void {
  block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
}

function text(block: Buffer, at: number, width: number): string {
  const field = block.subarray(at, at + width).toString('latin1');
  const end = field.indexOf('\0');
  return (end < 0 ? field : field.slice(0, end)).trim();
}
