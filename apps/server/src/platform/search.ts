import { queryGrams } from '@wangjian/core/search-grams.ts';
import { type RawBuilder, sql } from 'kysely';

/** Where a text of a record stands: a select of the record's (bureau, id) from a table whose `search` is asked. */
type Holder = (query: RawBuilder<boolean>) => RawBuilder<unknown>;

/**
 * The condition that a record, or one of those that go with it (parties of a case, the operator of a site), holds all
 * grams of a query. Each holder is asked by its own index, which an OR over several tables would not use.
 *
 * @example matchesAny('c', query, [(found) => sql`SELECT bureau, id FROM cases WHERE ${found}`, …])
 */
export function matchesAny(record: string, query: string, holders: readonly Holder[]): RawBuilder<boolean> {
  const found = holders.map((holder) => holder(matches('search', query)));
  return sql<boolean>`(${sql.ref(`${record}.bureau`)}, ${sql.ref(`${record}.id`)}) IN (${sql.join(found, sql` UNION `)})`;
}

/**
 * The condition that a record's grams column holds all grams of a query; its GIN index is used under row-level security
 * too. Letters, digits and characters count, signs do not; a query of signs alone (`%`, an emoji) asks for nothing that
 * is kept and finds nothing.
 *
 * @example query.$if(q !== undefined, (rows) => rows.where(matches('sites.search', q ?? '')))
 */
export function matches(column: string, query: string): RawBuilder<boolean> {
  const grams = queryGrams(query);
  return grams.length === 0 ? sql<boolean>`false` : sql<boolean>`${sql.ref(column)} @> ${grams}::text[]`;
}
