import { queryGrams } from '@wangjian/core/search-grams.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Reading } from './listing.ts';

/** Ids that a record points to with one of its columns, as a select from the table whose `search` is asked. */
type Holder = (found: RawBuilder<boolean>) => RawBuilder<unknown>;

/**
 * The condition that a record, or one of those that go with it (parties of a case, the operator of a site), holds all
 * grams of a query. `others` are columns of the record, each with the ids that it may hold; with an index on each of
 * them the record's table is read once, by all indexes together, and the others' ids are asked once (ARRAY); in turn, a
 * record is looked up among them (a hashed subplan).
 *
 * @example matchesAny('c.search', query, 'at-once', { 'c.id': (found) => sql`SELECT case_id FROM case_parties WHERE ${found}` })
 */
export function matchesAny(
  column: string,
  query: string,
  reading: Reading,
  others: Readonly<Record<string, Holder>>,
): RawBuilder<boolean> {
  const found = Object.entries(others).map(([id, holder]) => {
    const ids = holder(matches('search', query));
    return reading === 'at-once'
      ? sql`${sql.ref(id)} = ANY (ARRAY(${ids}))`
      : sql`(${sql.ref(id)} IN (${ids})) IS TRUE`;
  });
  return sql<boolean>`(${sql.join([matches(column, query, reading), ...found], sql` OR `)})`;
}

/**
 * The condition that a record's grams column holds all grams of a query; its GIN index is used under row-level security
 * too. Letters, digits and characters count, signs do not; a query of signs alone (`%`, an emoji) asks for nothing that
 * is kept and finds nothing. `IS TRUE` is what no index knows: PostgreSQL takes the pairs of a word for independent and
 * would read by the index, and sort, what half of all records hold.
 *
 * @example query.$if(q !== undefined, (rows) => rows.where(matches('sites.search', q ?? '')))
 */
export function matches(column: string, query: string, reading: Reading = 'at-once'): RawBuilder<boolean> {
  const grams = queryGrams(query);
  if (grams.length === 0) return sql<boolean>`false`;
  const holds = sql<boolean>`${sql.ref(column)} @> ${grams}::text[]`;
  return reading === 'at-once' ? holds : sql<boolean>`(${holds}) IS TRUE`;
}
