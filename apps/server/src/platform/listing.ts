import { AppError } from '@wangjian/core/errors.ts';
import { type SelectQueryBuilder, sql } from 'kysely';

/** What a list asks for: page from 1, size, `field` or `-field`. */
export interface ListPage {
  readonly page: number;
  readonly pageSize: number;
  readonly sort?: string | undefined;
}

/**
 * One page of a query and the count of all its rows. `sortable` maps the names that the API allows to columns;
 * the first is the default, and `tieBreak` (an id) makes the order whole.
 */
export async function listPage<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  { page, pageSize, sort }: ListPage,
  order: {
    readonly sortable: Readonly<Record<string, string>>;
    readonly initial: string;
    readonly tieBreak: string;
  },
): Promise<{ items: Row[]; total: number }> {
  const counted = await query
    .clearSelect()
    .clearOrderBy()
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow();
  const items = await ordered(query, sort, order)
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { items, total: (counted as { total: number }).total };
}

/** The query in the order asked for; refuses a field that is not sortable by name. */
export function ordered<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  sort: string | undefined,
  order: {
    readonly sortable: Readonly<Record<string, string>>;
    readonly initial: string;
    readonly tieBreak: string;
  },
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
  return query
    .orderBy(sql.ref(column), (by) => (descending ? by.desc().nullsLast() : by.asc().nullsLast()))
    .orderBy(sql.ref(order.tieBreak), direction);
}

/** A pattern for ILIKE that finds the text as it stands: `%` and `_` in it mean themselves. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
