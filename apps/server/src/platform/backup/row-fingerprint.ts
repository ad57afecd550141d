import { hash } from 'node:crypto';

/** Counts the rows of COPY text and sums their hashes, so that two reads compare whatever their order. */
export interface RowFingerprint {
  update(chunk: Buffer): void;
  result(): { readonly rows: number; readonly fingerprint: string };
}

/** COPY's text form escapes line ends inside values, so each line is a row. The sum is of 128 bits of SHA-256. */
export function rowFingerprint(): RowFingerprint {
  let rows = 0;
  let high = 0n;
  let low = 0n;
  let rest: Buffer = Buffer.alloc(0);
  return {
    update(chunk) {
      const text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let at = 0;
      for (let end = text.indexOf(0x0a); end >= 0; end = text.indexOf(0x0a, at)) {
        const digest = hash('sha256', text.subarray(at, end), 'buffer');
        high = BigInt.asUintN(64, high + digest.readBigUInt64BE(0));
        low = BigInt.asUintN(64, low + digest.readBigUInt64BE(8));
        rows += 1;
        at = end + 1;
      }
      rest = Buffer.from(text.subarray(at));
    },
    result() {
      if (rest.length > 0) throw new Error('the last row is cut short');
      return {
        rows,
        fingerprint: `${high.toString(16).padStart(16, '0')}${low.toString(16).padStart(16, '0')}`,
      };
    },
  };
}
