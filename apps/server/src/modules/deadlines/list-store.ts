import { addDays, dayInChina, type PlainDate, startOfDayInChina } from '@wangjian/core/plain-date.ts';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, ordered } from '../../platform/listing.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches } from '../../platform/search.ts';
import type { DeadlineSums, listDeadlines } from './contract.ts';
import type { DeadlineTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<DeadlineTables>();
export type DeadlineFilters = Omit<
  z.output<NonNullable<typeof listDeadlines.query>>,
  'page' | 'pageSize' | 'sort'
>;

/** What the filters mean: who `me` is, which regions, which moment. */
export interface Asking {
  readonly officerId: string | undefined;
  readonly regionsWithin: readonly string[] | undefined;
  /** The bureaus that the asker sees; a single one is named, so that the index by (bureau, due_at) gives the order. */
  readonly bureaus: readonly string[];
  readonly now: Date;
}

/** The same as isOverdue and lampOf in lamps.ts, in SQL; never null, since both are also asked for their opposite. */
const overdueAt = (now: Date) =>
  sql<SqlBool>`(red_at IS NOT NULL AND due_at IS NOT NULL AND (coalesce(ended_at, ${now}) >= due_at
    OR (ended_at IS NULL AND expired_due IS NOT DISTINCT FROM due)))`;
/** 即将超期: the lamp has turned and the end has not come. */
const nearAt = (now: Date) =>
  sql<SqlBool>`(ended_at IS NULL AND red_at IS NOT NULL AND yellow_at <= ${now} AND NOT ${overdueAt(now)})`;
/** The same two of those that run, said again in words that the index by due_at knows. */
const overByDay = (now: Date) => sql<SqlBool>`(ended_at IS NULL AND (due_at <= ${now} OR expired_due = due))`;
const nearByDay = (now: Date) => sql<SqlBool>`(ended_at IS NULL AND yellow_at <= ${now} AND due_at > ${now})`;
/** The lamp of a row of `deadlines` at an instant. */
export const lampAt = (now: Date) => sql<'green' | 'yellow' | 'red' | 'done'>`CASE
  WHEN ended_at IS NOT NULL THEN 'done'
  WHEN ${overdueAt(now)} OR ${now} >= red_at THEN 'red'
  WHEN ${now} >= yellow_at THEN 'yellow'
  ELSE 'green' END`;

type RunningLamp = 'green' | 'yellow' | 'red';

/**
 * Whether one that runs has a lamp: lampAt in plain comparisons, of which PostgreSQL can tell how many rows they leave.
 * `expired_due = due` are those that were told to be over before the clock was set back.
 */
function isLit(lamp: RunningLamp, now: Date) {
  const told = sql`(red_at IS NOT NULL AND expired_due IS NOT DISTINCT FROM due)`;
  switch (lamp) {
    case 'red':
      return sql<SqlBool>`(red_at <= ${now} OR red_at IS NOT NULL AND expired_due = due)`;
    case 'yellow':
      return sql<SqlBool>`(yellow_at <= ${now} AND (red_at IS NULL OR red_at > ${now}) AND NOT ${told})`;
    case 'green':
      return sql<SqlBool>`((yellow_at IS NULL OR yellow_at > ${now}) AND NOT ${told})`;
  }
}

/** The running deadlines of a record with one of these lamps. */
const lit = (
  record: { readonly bureau: string; readonly id: string },
  lamps: readonly RunningLamp[],
  now: Date,
) =>
  sql`SELECT 1 FROM deadlines
    WHERE deadlines.bureau = ${sql.ref(record.bureau)} AND deadlines.on_id = ${sql.ref(record.id)}
      AND ended_at IS NULL
      AND (${sql.join(
        lamps.map((lamp) => isLit(lamp, now)),
        sql` OR `,
      )})`;

/** The condition that a record has a running deadline with one of these lamps, for the lists of modules to the right. */
export function withLamp(...asked: Parameters<typeof lit>) {
  return sql<SqlBool>`EXISTS (${lit(...asked)})`;
}

const WORSE: Record<RunningLamp, readonly RunningLamp[]> = {
  green: ['yellow', 'red'],
  yellow: ['red'],
  red: [],
};

/** The same for records that have the lamp of the worst of their running deadlines. */
export function withWorstLamp(...[record, lamps, now]: Parameters<typeof lit>) {
  const worse = (lamp: RunningLamp) => WORSE[lamp].filter((one) => !lamps.includes(one));
  const sure = lamps.filter((lamp) => worse(lamp).length === 0);
  const unsure = lamps.filter((lamp) => worse(lamp).length > 0);
  const each = [
    ...(sure.length > 0 ? [withLamp(record, sure, now)] : []),
    ...unsure.map(
      (lamp) =>
        sql<SqlBool>`(${withLamp(record, [lamp], now)} AND NOT ${withLamp(record, worse(lamp), now)})`,
    ),
  ];
  return sql<SqlBool>`(${sql.join(each, sql` OR `)})`;
}

type Where = ExpressionBuilder<DeadlineTables, 'deadlines'>;

/** `none` asks for those that nobody has. */
const isOne = (where: Where, column: 'officer_id' | 'org_id', id: string) =>
  id === 'none' ? where(column, 'is', null) : where(column, '=', id);

function conditions(filters: Partial<DeadlineFilters>, { officerId, regionsWithin, bureaus, now }: Asking) {
  return (where: Where) => {
    const all: Expression<SqlBool>[] = [];
    if (bureaus.length === 1) all.push(where('bureau', '=', bureaus[0]!));
    if (filters.state === 'open') all.push(where('ended_at', 'is', null));
    if (filters.state === 'ended') all.push(where('ended_at', 'is not', null));
    if (filters.lamp) all.push(sql<SqlBool>`${lampAt(now)} = ANY (${filters.lamp}::text[])`);
    if (filters.lamp && filters.state === 'open' && !filters.lamp.includes('green'))
      all.push(sql<SqlBool>`(yellow_at <= ${now} OR expired_due = due)`);
    if (filters.overdue) all.push(overdueAt(now));
    if (filters.near) all.push(nearAt(now));
    if (filters.near) all.push(nearByDay(now));
    if (filters.overdue && filters.state === 'open') all.push(overByDay(now));
    if (officerId !== undefined) all.push(isOne(where, 'officer_id', officerId));
    if (filters.org) all.push(isOne(where, 'org_id', filters.org));
    if (filters.paused) all.push(where.and([where('ended_at', 'is', null), where('due_at', 'is', null)]));
    if (filters.rule) {
      const { rule } = filters;
      const byName = rule.filter((one) => one.startsWith('set:'));
      const byLaw = rule.filter((one) => !one.startsWith('set:'));
      all.push(
        where.or([
          ...(byLaw.length > 0 ? [where('rule', 'in', byLaw)] : []),
          ...(byName.length > 0 ? [where('slot', 'in', byName)] : []),
        ]),
      );
    }
    if (filters.kind) all.push(where('on_kind', 'in', filters.kind));
    if (filters.provisional) all.push(where('provisional', '=', true));
    if (regionsWithin) all.push(where('region', 'in', [...regionsWithin]));
    // A day is over at the first instant of the next one.
    if (filters.from) all.push(where('due_at', '>', new Date(filters.from)));
    if (filters.to) all.push(where('due_at', '<=', new Date(Date.parse(filters.to) + 1)));
    if (filters.q) all.push(matches('search', filters.q));
    return where.and(all);
  };
}

const ORDER = {
  sortable: { due: 'due_at', startedOn: 'started_on', title: 'title', subject: 'subject' },
  initial: 'due',
  tieBreak: 'id',
};

/** One page of the deadlines that match, the next due first. */
export async function listDeadlineRows(
  tx: ScopedTx,
  page: ListPage,
  filters: DeadlineFilters,
  asking: Asking,
) {
  const query = tables(tx).selectFrom('deadlines').selectAll().where(conditions(filters, asking));
  return await listPage(query, page, ORDER);
}

/** All that match, for exports. */
export function allDeadlines(
  tx: ScopedTx,
  sort: string | undefined,
  filters: DeadlineFilters,
  asking: Asking,
) {
  return ordered(
    tables(tx).selectFrom('deadlines').selectAll().where(conditions(filters, asking)),
    sort,
    ORDER,
  );
}

type Summed = DeadlineSums & {
  readonly by: 'all' | 'org_id' | 'officer_id' | 'slot';
  readonly key: string | null;
  readonly name: string | null;
};

/** Sums of what matches: in all, by unit, by officer and by kind, the most first; one scan for all of them. */
export async function sumsOf(
  tx: ScopedTx,
  filters: Partial<DeadlineFilters>,
  asking: Asking,
): Promise<Summed[]> {
  const matching = tables(tx)
    .selectFrom('deadlines')
    .select(({ ref }) => [
      'org_id',
      'officer_id',
      'slot',
      'title',
      'provisional',
      lampAt(asking.now).as('lamp'),
      overdueAt(asking.now).as('overdue'),
      nearAt(asking.now).as('near'),
      sql<SqlBool>`ended_at IS NULL AND ${ref('due_at')} IS NULL`.as('paused'),
    ])
    .where(conditions(filters, asking));
  const count = (when: string) => sql<number>`count(*) FILTER (WHERE ${sql.raw(when)})`;
  // First by everything at once, then those few sums in the four ways: a hash a row instead of four.
  const small = tx
    .selectFrom(matching.as('m'))
    .select(['org_id', 'officer_id', 'slot'])
    .select([
      sql<string | null>`min(title)`.as('name'),
      sql<number>`count(*)`.as('total'),
      count(`lamp = 'green'`).as('green'),
      count(`lamp = 'yellow'`).as('yellow'),
      count(`lamp = 'red'`).as('red'),
      count('overdue').as('overdue'),
      count('near').as('near'),
      count('paused').as('paused'),
      count('provisional').as('provisional'),
    ])
    .groupBy(['org_id', 'officer_id', 'slot']);
  const total = (name: keyof DeadlineSums) => sql<number>`coalesce(sum(${sql.ref(name)}), 0)::int`.as(name);
  return await tx
    .selectFrom(small.as('s'))
    .select([
      sql<
        Summed['by']
      >`CASE WHEN grouping(org_id) = 0 THEN 'org_id' WHEN grouping(officer_id) = 0 THEN 'officer_id'
        WHEN grouping(slot) = 0 THEN 'slot' ELSE 'all' END`.as('by'),
      sql<string | null>`coalesce(org_id, officer_id, slot)`.as('key'),
      sql<string | null>`min(name)`.as('name'),
      total('total'),
      total('green'),
      total('yellow'),
      total('red'),
      total('overdue'),
      total('near'),
      total('paused'),
      total('provisional'),
    ])
    .groupBy(sql`GROUPING SETS ((), (org_id), (officer_id), (slot))`)
    .orderBy('total', 'desc')
    .orderBy('key')
    .execute();
}

/** What is near its end and what is over, by region, of all that run: for the workbench. */
export async function countDue(tx: ScopedTx, now: Date) {
  const running = tables(tx)
    .selectFrom('deadlines')
    .select(['region', overdueAt(now).as('overdue'), nearAt(now).as('near')]);
  // Each half has its index; of both together PostgreSQL would read the rows.
  const turned = running
    .where('ended_at', 'is', null)
    .where('yellow_at', '<=', now)
    .unionAll(
      running
        .where('ended_at', 'is', null)
        .where(sql<SqlBool>`expired_due = due`)
        .where('yellow_at', '>', now),
    );
  return await tx
    .selectFrom(turned.as('t'))
    .select([
      'region',
      sql<number>`(count(*) FILTER (WHERE overdue))::int`.as('overdue'),
      sql<number>`(count(*) FILTER (WHERE near))::int`.as('near'),
    ])
    .groupBy('region')
    .execute();
}

/** What an officer is told each day: open deadlines that end by a day, the first due first. */
export async function dueOfOfficers(tx: ScopedTx, bureau: string, now: Date, until: PlainDate) {
  return await tables(tx)
    .selectFrom('deadlines')
    .select(['officer_id', 'title', 'subject', 'due', 'due_at', 'provisional'])
    .where('bureau', '=', bureau)
    .where('ended_at', 'is', null)
    .where('officer_id', 'is not', null)
    .where('red_at', 'is not', null)
    .where('due_at', '<=', startOfDayInChina(addDays(until, 1)))
    .orderBy('due_at')
    .orderBy('id')
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, over: row.due_at! <= now, today: dayInChina(now) })));
}
