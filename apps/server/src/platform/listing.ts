import { COUNTED_BY_INDEX, COUNTED_ROWS } from '@wangjian/core/counted-rows.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { type SelectQueryBuilder, type SqlBool, sql } from 'kysely';

/** What a list asks for: page from 1, size, `field` or `-field`. */
export interface ListPage {
  readonly page: number;
  readonly pageSize: number;
  readonly sort?: string | undefined;
}

/** What a list may be sorted by. */
interface ListOrder<Query = never> {
  /**
   * The same rows asked for by the index of what is searched (`Reading`). They are counted by it; where they are few the
   * page is found by it too, and otherwise by going through the order until the page is full.
   */
  readonly atOnce?: Query | undefined;
  /** Some of the rows, found quickest: when these are `COUNTED_ROWS` already, the others need not be looked for. */
  readonly enough?: Query | undefined;
  /** Whether what is asked of the rows stands in one index, by which they are counted up to `COUNTED_BY_INDEX`. */
  readonly byIndex?: boolean;
  /** The names that the API allows, each with its column. */
  readonly sortable: Readonly<Record<string, string>>;
  /**
   * Names whose columns are NOT NULL: with an index on (column, tie-break) a page of them is read in order, both ways.
   * Elsewhere what is empty comes last, for which PostgreSQL takes no such index when the order is descending.
   */
  readonly filled?: readonly string[];
  readonly initial: string;
  readonly tieBreak: string;
  /** For lists of millions: pages far behind are found by their ids, which `tieBreak` then has to be. */
  readonly deep?: true;
}

/**
 * How the rows that hold a condition are found: all of them at once by its index, or each in its turn as the order comes
 * by, which ends soon where many hold it and never by the index where few do.
 */
export type Reading = 'at-once' | 'in-turn';

/**
 * One page of a query and the count of its rows, at most `COUNTED_ROWS` (`byIndex`: `COUNTED_BY_INDEX`). `initial` is the
 * order that holds unasked, and `tieBreak` (an id) makes every order whole.
 */
export async function listPage<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  { page, pageSize, sort }: ListPage,
  order: ListOrder<SelectQueryBuilder<DB, Tables, Row>>,
): Promise<{ items: Row[]; total: number }> {
  const before = (page - 1) * pageSize;
  const { atOnce, enough } = order;
  if (atOnce) {
    const total = enough && (await countOf(enough)) === COUNTED_ROWS ? COUNTED_ROWS : await countOf(atOnce);
    if (total === COUNTED_ROWS)
      return { items: await pageOf(query, { before, pageSize, sort }, order), total };
    const sorted = ordered(atOnce, sort, order, 'sorted').limit(pageSize).offset(before);
    return { items: total > before ? await sorted.execute() : [], total };
  }
  const items = await pageOf(query, { before, pageSize, sort }, order);
  // A page that is not full is the last one: nothing is left to count.
  const atMost = order.byIndex ? COUNTED_BY_INDEX : COUNTED_ROWS;
  if (items.length < pageSize && (items.length > 0 || before === 0))
    return { items, total: Math.min(before + items.length, atMost) };
  return { items, total: await countOf(query, atMost) };
}

/** How many rows a query has, at most so many. */
async function countOf<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  atMost: number = COUNTED_ROWS,
) {
  const bare = query.clearSelect().clearOrderBy();
  const some = bare.select(sql`1`.as('one')).limit(atMost);
  // An aggregate of no rows is one row, on which the count is written: nothing is asked twice.
  const { total } = (await bare
    .clearWhere()
    .where(sql<SqlBool>`false`)
    .select([
      sql`count(*)`.as('none'),
      sql<number>`(SELECT count(*)::int FROM (${some}) AS counted)`.as('total'),
    ])
    .executeTakeFirstOrThrow()) as { total: number };
  return total;
}

/** From here on a page is found by its keys first: an index alone says what to pass over, and rows are read for the page. */
const DEEP = 500;

async function pageOf<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  { before, pageSize, sort }: { before: number; pageSize: number; sort: string | undefined },
  order: ListOrder<unknown>,
): Promise<Row[]> {
  const rows = ordered(query, sort, order);
  if (before < DEEP || !order.deep) return await rows.limit(pageSize).offset(before).execute();
  const keys = (await ordered(query.clearSelect(), sort, order)
    .select(sql<string>`${sql.ref(order.tieBreak)}`.as('key'))
    .limit(pageSize)
    .offset(before)
    .execute()) as unknown as { key: string }[];
  if (keys.length === 0) return [];
  return await rows
    .clearWhere()
    .where(sql.ref(order.tieBreak), 'in', keys.map(({ key }) => key) as never)
    .execute();
}

/**
 * The query in the order asked for; refuses a field that is not sortable by name. `sorted` keeps PostgreSQL from going
 * through the index of the order where few rows match: it holds empty values at the other end, of which there are none.
 */
export function ordered<DB, Tables extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Tables, Row>,
  sort: string | undefined,
  order: ListOrder<unknown>,
  how: 'sorted' | 'as-it-comes' = 'as-it-comes',
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
      if (!filled) return directed.nullsLast();
      if (how === 'as-it-comes') return directed;
      return descending ? directed.nullsLast() : directed.nullsFirst();
    })
    .orderBy(sql.ref(order.tieBreak), direction);
}

/** Whether a list is asked for by no other filters than these, its page and order aside. */
export function onlyAsks(filters: object, names: readonly string[]): boolean {
  const asides = ['page', 'pageSize', 'sort', ...names];
  return Object.entries(filters).every(([name, value]) => value === undefined || asides.includes(name));
}

/** A pattern for ILIKE that finds the text as it stands: `%` and `_` in it mean themselves. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
