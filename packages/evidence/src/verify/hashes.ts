/** A digest in the making. */
export interface RunningHash {
  update(bytes: Uint8Array): void;
  /** Raw bytes; called once. */
  digest(): Uint8Array;
}

/** Makes a running hash by its usual name (`sha256`, `sm3`, `sha1`, `md5`); undefined for one that is not there. */
export type HashFactory = (algorithm: string) => RunningHash | undefined;

/** Lower-case hex of raw bytes. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(value >>> bits) & 31];
    }
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
}

/** Name of the hash function of a labelled digest (`sha-256:…` is `sha256`), by its length where there is no label. */
export function algorithmOf(labelled: string): string {
  const colon = labelled.indexOf(':');
  if (colon >= 0) return labelled.slice(0, colon).toLowerCase().replace('-', '');
  return (
    { 32: labelled.length === 32 && /^[A-Z2-7]+$/.test(labelled) ? 'sha1' : 'md5', 40: 'sha1', 64: 'sha256' }[
      labelled.length
    ] ?? ''
  );
}

/** True when a labelled digest, written in hex or Base32 as the tools do, is that of these raw bytes. */
export function digestIs(labelled: string, raw: Uint8Array): boolean {
  const text = labelled.slice(labelled.indexOf(':') + 1).replace(/=+$/, '');
  return text.toLowerCase() === hex(raw) || text.toUpperCase() === base32(raw);
}
