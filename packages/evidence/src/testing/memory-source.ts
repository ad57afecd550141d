import { nodeHashes } from '../verify/node-hashes.ts';
import { type Verification, verifyPackage } from '../verify/verify-package.ts';
import type { ByteSource } from '../zip/byte-source.ts';

/** Bytes in memory as a source; a read beyond the end is a fault of the reader and throws. */
function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length)
        throw new RangeError(`read ${offset}+${length}`);
      return bytes.subarray(offset, offset + length);
    },
  };
}

/** Verifies bytes in memory with Node's hashes. */
export function verifyBytes(bytes: Uint8Array): Promise<Verification> {
  return verifyPackage(memorySource(bytes), 'test.wacz', nodeHashes);
}
