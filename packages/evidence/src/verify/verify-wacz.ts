import { withFileSource } from './file-source.ts';
import { nodeHashes } from './node-hashes.ts';
import { type Verification, verifyPackage } from './verify-package.ts';

/**
 * Verifies a WACZ file on disk, offline; memory stays small whatever its size. Throws AppError `invalid_input` when the
 * file cannot be opened; whatever is wrong inside it is in the answer.
 */
export async function verifyWacz(path: string): Promise<Verification> {
  return await withFileSource(path, (source) => verifyPackage(source, path, nodeHashes));
}
