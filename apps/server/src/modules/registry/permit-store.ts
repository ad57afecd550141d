import { type Expression, type SqlBool, sql } from 'kysely';
import { type ListPage, listPage } from '../../platform/listing.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches } from '../../platform/search.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import type { ImportedPermit } from './check-permits.ts';
import type { RegistryTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<RegistryTables>();
const BATCH = 1000;

export type PermitRow = Awaited<ReturnType<typeof permitsByKey>>[number];

/** Enters permits; one that is known by its number is brought up to date, since states and days change. */
export async function enterPermits(
  { tx, newId, clock }: Pick<WriteContext, 'tx' | 'newId' | 'clock'>,
  bureau: string,
  region: string,
  permits: readonly ImportedPermit[],
): Promise<void> {
  for (let at = 0; at < permits.length; at += BATCH)
    await tables(tx)
      .insertInto('permits')
      .values(
        permits.slice(at, at + BATCH).map((permit) => ({
          bureau,
          id: newId('permit', bureau),
          region,
          holder: permit.holder,
          uscc: permit.uscc,
          certificate: permit.certificate,
          category: permit.category,
          document_number: permit.documentNumber,
          number: permit.number,
          number_key: permit.numberKey,
          content: permit.content,
          issuer: permit.issuer,
          decided_on: permit.decidedOn,
          valid_from: permit.validFrom,
          valid_until: permit.validUntil,
          state: permit.state,
          source_unit: permit.sourceUnit,
          imported_at: clock.now(),
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['bureau', 'number_key']).doUpdateSet({
          holder: sql`excluded.holder`,
          uscc: sql`excluded.uscc`,
          certificate: sql`excluded.certificate`,
          category: sql`excluded.category`,
          document_number: sql`excluded.document_number`,
          content: sql`excluded.content`,
          issuer: sql`excluded.issuer`,
          decided_on: sql`excluded.decided_on`,
          valid_from: sql`excluded.valid_from`,
          valid_until: sql`excluded.valid_until`,
          state: sql`excluded.state`,
          source_unit: sql`excluded.source_unit`,
          imported_at: sql`excluded.imported_at`,
        }),
      )
      .execute();
}

/** Permits of a bureau by their numbers. */
export async function permitsByKey(tx: ScopedTx, bureau: string, keys: readonly string[]) {
  return await tables(tx)
    .selectFrom('permits')
    .selectAll()
    .where('bureau', '=', bureau)
    .where(sql<boolean>`number_key = ANY (${sql.val([...keys])}::text[])`)
    .execute();
}

/** How many permits a bureau has, and the day of the last import: without any, nothing can be checked. */
export async function permitsKnown(tx: ScopedTx, bureau: string) {
  return await tables(tx)
    .selectFrom('permits')
    .select((select) => [select.fn.countAll<number>().as('count'), select.fn.max('imported_at').as('last')])
    .where('bureau', '=', bureau)
    .executeTakeFirstOrThrow();
}

/** Permits of an operator, by code or by name. */
export async function permitsOfHolder(
  tx: ScopedTx,
  bureau: string,
  uscc: string | null,
  name: string | null,
) {
  if (uscc === null && name === null) return [];
  return await tables(tx)
    .selectFrom('permits')
    .selectAll()
    .where('bureau', '=', bureau)
    .where((where) =>
      where.or([
        ...(uscc === null ? [] : [where('uscc', '=', uscc)]),
        ...(name === null ? [] : [where('holder', '=', name)]),
      ]),
    )
    .orderBy('valid_until', 'desc')
    .limit(50)
    .execute();
}

/** One page of the permits. */
export async function listPermitRows(
  tx: ScopedTx,
  page: ListPage,
  filters: { q?: string | undefined; expiredOn?: string | undefined },
) {
  const query = tables(tx)
    .selectFrom('permits as p')
    .selectAll('p')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) all.push(matches('p.search', filters.q));
      if (filters.expiredOn) all.push(where('p.valid_until', '<', filters.expiredOn));
      return where.and(all);
    });
  return await listPage(query, page, {
    sortable: { holder: 'p.holder', validUntil: 'p.valid_until', importedAt: 'p.imported_at' },
    filled: ['holder', 'importedAt'],
    initial: '-importedAt',
    tieBreak: 'p.id',
  });
}
