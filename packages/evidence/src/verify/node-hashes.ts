import { createHash, getHashes } from 'node:crypto';
import type { HashFactory } from './hashes.ts';

const KNOWN = new Set(
  ['sha256', 'sha512', 'sha384', 'sha1', 'md5', 'sm3'].filter((name) => getHashes().includes(name)),
);

/** The hash functions of Node's OpenSSL that web archives use, SM3 among them. */
export const nodeHashes: HashFactory = (algorithm) => {
  if (!KNOWN.has(algorithm)) return undefined;
  const hash = createHash(algorithm);
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: () => hash.digest(),
  };
};
