import { sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { FindingsTables } from './tables.ts';

/** How many findings of these violation types were seen on a page since an instant, rejected ones left out. */
export async function seenAgain(
  tx: ScopedTx,
  page: {
    readonly bureau: string;
    readonly url: string;
    readonly violations: readonly string[];
    readonly since: Date;
  },
): Promise<number> {
  const { count } = await tx
    .withTables<FindingsTables>()
    .selectFrom('findings as f')
    .innerJoin('finding_pages as p', (join) =>
      join.onRef('p.bureau', '=', 'f.bureau').onRef('p.finding_id', '=', 'f.id'),
    )
    .select(sql<number>`count(DISTINCT f.id)::int`.as('count'))
    .where('f.bureau', '=', page.bureau)
    .where('p.url', '=', page.url)
    .where('p.at', '>=', page.since)
    .where('f.status', '!=', 'rejected')
    .$if(page.violations.length > 0, (query) => query.where('f.violation', 'in', [...page.violations]))
    .executeTakeFirstOrThrow();
  return count;
}
