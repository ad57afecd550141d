import { nodeHashes } from '../verify/node-hashes.ts';
import { type Verification, verifyPackage } from '../verify/verify-package.ts';
import type { ByteSource } from '../zip/byte-source.ts';
import { entryContent } from '../zip/entry-content.ts';
import { readZip } from '../zip/zip-reader.ts';

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

/** Every file of a package in memory, unpacked, by its path. */
export async function contentsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const source = memorySource(bytes);
  const contents = new Map<string, string>();
  for (const entry of (await readZip(source)).entries) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entryContent(source, entry)) chunks.push(chunk);
    contents.set(entry.path, Buffer.concat(chunks).toString('latin1'));
  }
  return contents;
}
