import { sql } from 'kysely';
import type { ScopedTx } from '../scoped-tx.ts';
import { CHAIN_START, HASHED_COLUMNS, hashEntry, hashLink } from './chain.ts';

/** What the check of a bureau's audit chain found. */
export interface ChainVerdict {
  readonly ok: boolean;
  /** Links whose entry was read and hashed again. */
  readonly checked: number;
  /** Entries that wait for the next run of the chain. */
  readonly pending: number;
  /** The entry (or link) at which the chain breaks. */
  readonly firstBroken: string | null;
  /** The hash of the last link, to be compared with one that was written down elsewhere. */
  readonly head: string | null;
}

interface Link {
  readonly seq: number;
  readonly entryId: string;
  readonly entryHash: string;
  readonly hash: string;
  readonly month: number;
  readonly fields: readonly (string | null)[] | null;
}

const BATCH = 5000;

/** Hashes every entry of a bureau again and follows the chain: changed, removed, inserted or reordered entries show. */
export async function verifyChain(tx: ScopedTx, bureau: string): Promise<ChainVerdict> {
  let previous = { seq: 0, hash: CHAIN_START };
  let checked = 0;
  let firstBroken: string | null = null;
  for (;;) {
    const links = await nextLinks(tx, bureau, previous.seq);
    for (const link of links) {
      checked += 1;
      if (firstBroken === null && !fits(link, previous)) firstBroken = link.entryId;
      previous = link;
    }
    if (links.length < BATCH) break;
  }
  const pending = await pendingCount(tx, bureau);
  const head = previous.seq === 0 ? null : previous.hash;
  return { ok: firstBroken === null, checked, pending, firstBroken, head };
}

function fits(link: Link, previous: { readonly seq: number; readonly hash: string }): boolean {
  if (link.fields === null) return false; // The entry was removed.
  return (
    link.seq === previous.seq + 1 &&
    hashEntry({ month: link.month, id: link.entryId, fields: link.fields }) === link.entryHash &&
    hashLink(previous.hash, link.seq, link.entryHash) === link.hash
  );
}

async function nextLinks(tx: ScopedTx, bureau: string, after: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    SELECT l.seq, l.entry_id AS "entryId", l.entry_hash AS "entryHash", l.hash, l.month,
           CASE WHEN e.id IS NULL THEN NULL ELSE ${HASHED_COLUMNS} END AS fields
      FROM audit_links l
      LEFT JOIN audit_entries e ON e.bureau = l.bureau AND e.month = l.month AND e.id = l.entry_id
     WHERE l.bureau = ${bureau} AND l.seq > ${after}
     ORDER BY l.seq LIMIT ${BATCH}`.execute(tx);
  return rows;
}

async function pendingCount(tx: ScopedTx, bureau: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM audit_entries e
     WHERE e.bureau = ${bureau}
       AND NOT EXISTS (SELECT FROM audit_links l
                        WHERE l.bureau = e.bureau AND l.month = e.month AND l.entry_id = e.id)`.execute(tx);
  return rows[0]!.count;
}
