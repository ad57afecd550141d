import { createHash } from 'node:crypto';

/** One link of a chain of custody (交接链), as a parcel lists it. */
export interface CustodyLink {
  readonly seq: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly act: string;
  readonly byName: string;
  readonly byOrg: string;
  readonly toOrg: string | null;
  readonly note: string | null;
  /** Digests of the files that were handed over. */
  readonly sha256s: readonly string[];
  /** Hash of the link before it; null for the first. */
  readonly previous: string | null;
  readonly hash: string;
}

/** SHA-256 over the fields of a link in fixed order, the hash of the link before it among them, as a JSON array. */
export function hashOfLink(link: Omit<CustodyLink, 'hash'>): string {
  const { seq, at, act, byName, byOrg, toOrg, note, sha256s, previous } = link;
  const line = JSON.stringify([seq, at, act, byName, byOrg, toOrg, note, sha256s, previous]);
  return createHash('sha256').update(line).digest('hex');
}

/** Whether the links are numbered from one, each names the hash of the link before it and has the hash of its own words. */
export function chainIntact(chain: readonly CustodyLink[]): boolean {
  return chain.every(
    (link, index) =>
      link.seq === index + 1 &&
      link.previous === (chain[index - 1]?.hash ?? null) &&
      link.hash === hashOfLink(link),
  );
}
