/** Hash function over the joined chunks, raw bytes out; the same tree is built with SHA-256 and with SM3. */
export type HashBytes = (...chunks: Uint8Array[]) => Uint8Array;

/** One file as a leaf: where it lies, how long it is, its own digest (raw bytes, of the tree's hash function). */
export interface TreeLeaf {
  readonly path: string;
  readonly bytes: number;
  readonly digest: Uint8Array;
}

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

function leafHash(hash: HashBytes, leaf: TreeLeaf): Uint8Array {
  // Neither a path nor a decimal number holds a zero byte, so no two leaves have the same image.
  return hash(LEAF, new TextEncoder().encode(`${leaf.path}\0${leaf.bytes}\0`), leaf.digest);
}

function subtree(hash: HashBytes, leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return hash(NODE, subtree(hash, leaves.slice(0, left)), subtree(hash, leaves.slice(left)));
}

/**
 * Root of the Merkle tree over the files in the order given, shaped and prefixed as in RFC 6962, 2.1, so that a single
 * file can later be shown to belong to the whole without giving out the rest. The root of nothing is the hash of nothing.
 */
export function hashTreeRoot(hash: HashBytes, leaves: readonly TreeLeaf[]): Uint8Array {
  if (leaves.length === 0) return hash();
  return subtree(
    hash,
    leaves.map((leaf) => leafHash(hash, leaf)),
  );
}
