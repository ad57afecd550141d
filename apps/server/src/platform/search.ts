import { queryGrams } from '@wangjian/core/search-grams.ts';
import { type RawBuilder, sql } from 'kysely';

/**
 * The condition that a record's grams column holds all grams of a query; its GIN index is used under row-level security
 * too. A query of signs alone (`%`, `-`) has no grams and matches everything.
 *
 * @example query.$if(q !== undefined, (rows) => rows.where(matches('sites.search', q ?? '')))
 */
export function matches(column: string, query: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} @> ${queryGrams(query)}::text[]`;
}
