import { queryGrams } from '@wangjian/core/search-grams.ts';
import { type RawBuilder, sql } from 'kysely';

/** Ids that a record points to with one of its columns, as a select from the table whose `search` is asked. */
type Holder = (found: RawBuilder<boolean>) => RawBuilder<unknown>;

/**
 * The condition that a record, or one of those that go with it (parties of a case, the operator of a site), holds all
 * grams of a query. `others` are columns of the record, each with the ids that it may hold; with an index on each of
 * them the record's table is read once, by all indexes together, and the others' ids are asked once (ARRAY).
 *
 * @example matchesAny('c.search', query, { 'c.id': (found) => sql`SELECT case_id FROM case_parties WHERE ${found}` })
 */
export function matchesAny(
  column: string,
  query: string,
  others: Readonly<Record<string, Holder>>,
): RawBuilder<boolean> {
  const found = Object.entries(others).map(
    ([id, holder]) => sql`${sql.ref(id)} = ANY (ARRAY(${holder(matches('search', query))}))`,
  );
  return sql<boolean>`(${sql.join([matches(column, query), ...found], sql` OR `)})`;
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
