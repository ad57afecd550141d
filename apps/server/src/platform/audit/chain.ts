import { createHash } from 'node:crypto';
import { monthOf } from '@wangjian/core/ids.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ScopedTx } from '../scoped-tx.ts';
import { useCase } from '../use-case.ts';
import type { AuditTables } from './audit-store.ts';

/** The first link of a chain follows this. */
export const CHAIN_START = '0'.repeat(64);
const BATCH = 5000;

/** An entry as it is hashed: every column, times and JSON as PostgreSQL writes them. */
export interface HashedEntry {
  readonly month: number;
  readonly id: string;
  readonly fields: readonly (string | null)[];
}

/** SHA-256 (hex) over an entry's columns in their order, as a JSON list. */
export function hashEntry(entry: HashedEntry): string {
  return createHash('sha256').update(JSON.stringify(entry.fields)).digest('hex');
}

/** SHA-256 (hex) that ties an entry to everything before it. */
export function hashLink(previous: string, seq: number, entryHash: string): string {
  return createHash('sha256').update(`${previous}\n${seq}\n${entryHash}`).digest('hex');
}

/** The columns of an entry in the order in which they are hashed. */
export const HASHED_COLUMNS = sql<(string | null)[]>`ARRAY[
  e.bureau, e.month::text, e.id, e.region, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  e.actor_kind, e.actor_id, e.actor_name, e.org_name, e.action, e.action_name, e.on_id, e.why, e.outcome,
  e.address, e.request_id, e.before::text, e.after::text]`;

/**
 * Adds the entries of one bureau that are not in its chain yet, late commits included; returns how many. `months`
 * says how far back it looks: entries of a transaction that was open across the edge are found by the nightly run.
 */
export const chainAudit = useCase({
  action: 'audit.chain',
  title: '审计日志上链',
  permission: 'audit.read',
  input: z.object({ bureau: z.string(), months: z.int().min(1).max(600) }),
  async run({ tx, clock }, { bureau, months }) {
    // One chain has one writer at a time.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`audit ${bureau}`}, 0))`.execute(tx);
    const from = new Date(clock.now());
    from.setUTCDate(1);
    from.setUTCMonth(from.getUTCMonth() - months + 1);
    const entries = await unchained(tx, bureau, monthOf(from));
    const head = await chainHead(tx, bureau);
    let { seq, hash } = head;
    const links = entries.map((entry) => {
      const entryHash = hashEntry(entry);
      seq += 1;
      hash = hashLink(hash, seq, entryHash);
      const { month, id } = entry;
      return {
        bureau,
        seq,
        region: bureau,
        month,
        entry_id: id,
        entry_hash: entryHash,
        hash,
        linked_at: clock.now(),
      };
    });
    for (let at = 0; at < links.length; at += 500) {
      await tx
        .withTables<AuditTables>()
        .insertInto('audit_links')
        .values(links.slice(at, at + 500))
        .execute();
    }
    // Chaining is not itself a deed: its entry would have to be chained in turn, for ever.
    return { result: { added: links.length, seq, hash }, audit: 'machine work' };
  },
});

/** The last link of a bureau's chain; seq 0 before the first. */
export async function chainHead(tx: ScopedTx, bureau: string): Promise<{ seq: number; hash: string }> {
  const head = await tx
    .withTables<AuditTables>()
    .selectFrom('audit_links')
    .select(['seq', 'hash'])
    .where('bureau', '=', bureau)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return head ?? { seq: 0, hash: CHAIN_START };
}

async function unchained(tx: ScopedTx, bureau: string, fromMonth: number): Promise<HashedEntry[]> {
  const { rows } = await sql<HashedEntry>`
    SELECT e.month, e.id, ${HASHED_COLUMNS} AS fields
      FROM audit_entries e
     WHERE e.bureau = ${bureau} AND e.month >= ${fromMonth}
       AND NOT EXISTS (SELECT FROM audit_links l
                        WHERE l.bureau = e.bureau AND l.month = e.month AND l.entry_id = e.id)
     ORDER BY e.month, e.id LIMIT ${BATCH}`.execute(tx);
  return rows;
}
