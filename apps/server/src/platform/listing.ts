import { COUNTED_ROWS } from '@wangjian/core/counted-rows.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { type SelectQueryBuilder, sql } from 'kysely';

/** What a list asks for: page from 1, size, `field` or `-field`. */
export interface ListPage {
  readonly page: number;
  readonly pageSize: number;
  readonly sort?: string | undefined;
}

/** What a list may be sorted by. */
interface ListOrder {
  /** The names that the API allows, each with its column. */
  readonly sortable: Readonly<Record<string, string>>;
  /**
   * Names whose columns are NOT NULL: with an index on (column, tie-break) a page of them is read in order, both ways.
   * Elsewhere what is empty comes last, for which PostgreSQL takes no such index when the order is descending.
   */
  readonly filled?: readonly string[];
  readonly initial: string;
  readonly tieBreak: string;
}

/**
 * One page of a query and the count of its rows, at most `COUNTED_ROWS`. `initial` is the order that holds unasked, and
 * `tieBreak` (an id) makes every order whole.
 */
export async function listPage<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  { page, pageSize, sort }: ListPage,
  order: ListOrder,
): Promise<{ items: Row[]; total: number }> {
  const before = (page - 1) * pageSize;
  const items = await ordered(query, sort, order).limit(pageSize).offset(before).execute();
  // A page that is not full is the last one: nothing is left to count.
  if (items.length < pageSize && (items.length > 0 || before === 0))
    return { items, total: Math.min(before + items.length, COUNTED_ROWS) };
  const bare = query.clearSelect().clearOrderBy();
  const some = bare.select(sql`1`.as('one')).limit(COUNTED_ROWS);
  const counted = await bare
    .select(sql<number>`(SELECT count(*)::int FROM (${some}) AS counted)`.as('total'))
    .limit(1)
    .executeTakeFirst();
  // Nothing matches (a page past the end of nothing): then there is no row to write the count on.
  return { items, total: (counted as { total: number } | undefined)?.total ?? 0 };
}

/** The query in the order asked for; refuses a field that is not sortable by name. */
export function ordered<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  sort: string | undefined,
  order: ListOrder,
): SelectQueryBuilder<DB, Tables, Row> {
  const wanted = sort ?? order.initial;
  const descending = wanted.startsWith('-');
  const field = descending ? wanted.slice(1) : wanted;
  const column = Object.hasOwn(order.sortable, field) ? order.sortable[field] : undefined;
  if (column === undefined) {
    const names = Object.keys(order.sortable).join('、');
    throw new AppError('invalid_input', `不能按“${field}”排序，可用：${names}`, {
      problems: [{ path: 'sort', message: `可用：${names}` }],
    });
  }
  const direction = descending ? 'desc' : 'asc';
  const filled = order.filled?.includes(field) ?? false;
  return query
    .orderBy(sql.ref(column), (by) => {
      const directed = descending ? by.desc() : by.asc();
      return filled ? directed : directed.nullsLast();
    })
    .orderBy(sql.ref(order.tieBreak), direction);
}

/** A pattern for ILIKE that finds the text as it stands: `%` and `_` in it mean themselves. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
