import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HashBytes, hashTreeRoot, type TreeLeaf } from './hash-tree.ts';

const sha256: HashBytes = (...chunks) => createHash('sha256').update(Buffer.concat(chunks)).digest();
const root = (leaves: readonly TreeLeaf[]) => Buffer.from(hashTreeRoot(sha256, leaves)).toString('hex');

const leaf = fc.record({
  path: fc.string({ minLength: 1, maxLength: 20 }).map((text) => text.replaceAll('\0', '_')),
  bytes: fc.nat(),
  digest: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});

describe('hashTreeRoot', () => {
  it('of nothing is the hash of nothing, as in RFC 6962', () => {
    expect(root([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is the tree of RFC 6962, 2.1: the left side is the largest power of two below the count', () => {
    const leaves = ['a', 'b', 'c', 'd', 'e'].map((path) => ({
      path,
      bytes: 1,
      digest: sha256(Buffer.from(path)),
    }));
    const l = leaves.map((one) => sha256(Buffer.from([0]), Buffer.from(`${one.path}\0${1}\0`), one.digest));
    const node = (a: Uint8Array, b: Uint8Array) => sha256(Buffer.from([1]), a, b);
    const wanted = node(node(node(l[0]!, l[1]!), node(l[2]!, l[3]!)), l[4]!);
    expect(root(leaves)).toBe(Buffer.from(wanted).toString('hex'));
  });

  it('changes with every leaf, their order and their number', () => {
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(), (leaves, a, b) => {
        const [i, j] = [a % leaves.length, b % leaves.length];
        const before = root(leaves);
        expect(root(leaves.with(i, { ...leaves[i]!, bytes: leaves[i]!.bytes + 1 }))).not.toBe(before);
        expect(root(leaves.with(i, { ...leaves[i]!, path: `${leaves[i]!.path}x` }))).not.toBe(before);
        const digest = leaves[i]!.digest.with(0, leaves[i]!.digest[0]! ^ 1);
        expect(root(leaves.with(i, { ...leaves[i]!, digest }))).not.toBe(before);
        expect(root([...leaves, leaves[i]!])).not.toBe(before);
        expect(root(leaves.toSpliced(i, 1))).not.toBe(before);
        const swapped = leaves.with(i, leaves[j]!).with(j, leaves[i]!);
        expect(root(swapped) === before).toBe(JSON.stringify(swapped) === JSON.stringify(leaves));
      }),
    );
  });

  it('takes no inner node for a leaf: a tree of two is not the leaf made of its two hashes', () => {
    fc.assert(
      fc.property(leaf, leaf, (a, b) => {
        const joined = Buffer.concat([Buffer.from(root([a]), 'hex'), Buffer.from(root([b]), 'hex')]);
        expect(root([{ path: 'x', bytes: 64, digest: joined }])).not.toBe(root([a, b]));
      }),
    );
  });
});
