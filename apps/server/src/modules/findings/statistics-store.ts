import { type SqlBool, sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { FindingRow } from './store.ts';
import type { FindingsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<FindingsTables>();

/** Hits, confirmations and reasons of rejection of every rule: what the rules' precision is made of. */
export async function ruleStatistics(tx: ScopedTx) {
  return await tables(tx)
    .selectFrom('findings')
    .select((count) => [
      'rule',
      // What became of its lead says more than that the rule opened it.
      sql<FindingRow['status']>`CASE WHEN lead_verdict = 'upheld' THEN 'confirmed'
        WHEN lead_verdict IS NOT NULL THEN 'rejected' ELSE status END`.as('status'),
      sql<
        string | null
      >`CASE WHEN lead_verdict = 'upheld' THEN NULL ELSE coalesce(lead_verdict, reject_reason) END`.as(
        'reject_reason',
      ),
      sql<boolean>`automatic AND lead_verdict IS NULL`.as('automatic'),
      count.fn.countAll<number>().as('count'),
    ])
    .groupBy(sql.raw('1, 2, 3, 4') as never)
    .execute();
}

/** So many of the newest findings that were judged say how good a rule is. */
const JUDGED = 1000;

/**
 * How often a rule was right of late: of its newest findings that an officer judged, or whose leads came to an end.
 * `newest` when there are more than were counted.
 */
export async function recentPrecision(tx: ScopedTx, rule: string) {
  const judged = tables(tx)
    .selectFrom('findings')
    .select(
      sql<boolean>`CASE WHEN lead_verdict IS NULL THEN status = 'confirmed' ELSE lead_verdict = 'upheld' END`.as(
        'right',
      ),
    )
    .where('rule', '=', rule)
    // In the words of the index findings_judged.
    .where(sql<SqlBool>`(lead_verdict IS NOT NULL OR NOT automatic AND status IN ('confirmed', 'rejected'))`)
    .orderBy('found_at', 'desc')
    .limit(JUDGED);
  const { total, confirmed } = await tx
    .selectFrom(judged.as('j'))
    .select([
      sql<number>`count(*)::int`.as('total'),
      sql<number>`(count(*) FILTER (WHERE "right"))::int`.as('confirmed'),
    ])
    .executeTakeFirstOrThrow();
  return { confirmed, rejected: total - confirmed, newest: total === JUDGED };
}

/**
 * How many findings there are of bureaus, by region, category and state; from the index alone, in which those of one bureau
 * stand in the order of the groups.
 */
export async function countPending(tx: ScopedTx, bureaus: readonly string[]) {
  const ofBureau = (bureau: string) =>
    tables(tx)
      .selectFrom('findings')
      .select((count) => ['region', 'category', 'status', count.fn.countAll<number>().as('count')])
      .where('bureau', '=', bureau)
      .groupBy(['region', 'category', 'status'])
      .execute();
  const counted: Awaited<ReturnType<typeof ofBureau>> = [];
  for (const bureau of bureaus) counted.push(...(await ofBureau(bureau)));
  return counted;
}
