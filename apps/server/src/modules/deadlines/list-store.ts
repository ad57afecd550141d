import { COUNTED_ROWS } from '@wangjian/core/counted-rows.ts';
import { addDays, dayInChina, type PlainDate, startOfDayInChina } from '@wangjian/core/plain-date.ts';
import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, ordered, type Reading } from '../../platform/listing.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches } from '../../platform/search.ts';
import type { DeadlineSums, listDeadlines } from './contract.ts';
import { READ_OF_DEADLINE } from './store.ts';
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

/** The lamps are turned by `yellow_at`, red ones too: it never lies behind `red_at`. */
const turnedAt = (now: Date) => sql<SqlBool>`(yellow_at <= ${now} OR expired_due = due)`;

const anyOf = (lamps: readonly RunningLamp[], now: Date) => {
  const lit = sql.join(
    lamps.map((lamp) => isLit(lamp, now)),
    sql` OR `,
  );
  return lamps.includes('green') ? sql<SqlBool>`(${lit})` : sql<SqlBool>`(${turnedAt(now)} AND (${lit}))`;
};

/** Records of which kind, as their ids say it, with the columns of their bureau and id. */
interface OfKind {
  readonly kind: 'lead' | 'case';
  readonly bureau: string;
  readonly id: string;
  /** Other records on which its periods run as well: a case's parties and matters. */
  readonly parts?: readonly Part[];
  /** Whether the table has an index of its ids as bytes (COLLATE "C"), by which thousands are looked up quicker. */
  readonly byBytes?: true;
}
/** Rows of `table`, of a kind as their ids say it, that name in the column `of` the record whose part they are. */
interface Part {
  readonly kind: 'party' | 'matter';
  readonly table: string;
  readonly of: string;
}

/** The condition that a record has a running deadline with one of these lamps: looks at its own deadlines. */
function hasLamp({ bureau, id, parts = [] }: OfKind, lamps: readonly RunningLamp[], now: Date) {
  const own = sql<SqlBool>`EXISTS (SELECT 1 FROM deadlines
    WHERE deadlines.bureau = ${sql.ref(bureau)} AND deadlines.on_id = ${sql.ref(id)}
      AND ended_at IS NULL AND ${anyOf(lamps, now)})`;
  const ofParts = parts.map(
    ({ table, of }) => sql<SqlBool>`EXISTS (SELECT 1 FROM ${sql.table(table)} part
      JOIN deadlines ON deadlines.bureau = part.bureau AND deadlines.on_id = part.id
      WHERE part.bureau = ${sql.ref(bureau)} AND ${sql.ref(`part.${of}`)} = ${sql.ref(id)}
        AND ended_at IS NULL AND ${anyOf(lamps, now)})`,
  );
  return sql<SqlBool>`(${sql.join([own, ...ofParts], sql` OR `)})`;
}

/**
 * Ids of the records of all deadlines with these lamps: of those whose lamp has turned, few among all that run; each
 * half has its index.
 */
function litIds({ kind, parts = [] }: OfKind, lamps: readonly RunningLamp[], now: Date) {
  const ofParts = parts.map(
    (part) => sql`SELECT ${sql.ref(`part.${part.of}`)} FROM ${sql.table(part.table)} part
      WHERE part.id = ANY (ARRAY(${litOf(part.kind, lamps, now)}))`,
  );
  return sql`${sql.join([litOf(kind, lamps, now), ...ofParts], sql` UNION ALL `)}`;
}

function litOf(kind: OfKind['kind'] | Part['kind'], lamps: readonly RunningLamp[], now: Date) {
  const half = (turned: RawBuilder<unknown>) =>
    sql`SELECT on_id FROM deadlines WHERE ended_at IS NULL AND on_kind = ${kind} AND ${turned} AND ${anyOf(lamps, now)}`;
  return sql`${half(sql`yellow_at <= ${now}`)} UNION ALL ${half(sql`yellow_at > ${now} AND expired_due = due`)}`;
}

/** The ids of `litIds`, at most so many: yellow ones turned last, red ones first. */
function someLitIds(kind: OfKind['kind'], lamps: readonly RunningLamp[], now: Date, atMost: number) {
  const order = lamps.includes('yellow') ? sql`DESC` : sql`ASC`;
  return sql`SELECT on_id FROM deadlines WHERE ended_at IS NULL AND on_kind = ${kind} AND yellow_at <= ${now}
    AND ${anyOf(lamps, now)} ORDER BY bureau ${order}, on_kind ${order}, yellow_at ${order} LIMIT ${atMost}`;
}

/**
 * The condition that a record has a running deadline with one of these lamps, for the lists of modules to the right:
 * `inTurn` looks at each record's own deadlines, for a page in its order; the others ask for the records of these lamps
 * once. `atOnce` looks these up; `among` is for records that another condition has an index for, and looks up each of them
 * in a hash of these (`IS TRUE` keeps PostgreSQL from joining, which would make them distinct first); `some` looks up at
 * most so many as are needed to count `COUNTED_ROWS`.
 */
export function withLamp(record: OfKind, lamps: readonly RunningLamp[], now: Date) {
  const inTurn = hasLamp(record, lamps, now);
  if (lamps.includes('green')) return { inTurn };
  const id = sql.ref(record.id);
  const sought = record.byBytes ? sql`${id} COLLATE "C"` : id;
  const lit = litIds(record, lamps, now);
  return {
    inTurn,
    atOnce: sql<SqlBool>`${sought} = ANY (ARRAY(${lit}))`,
    among: sql<SqlBool>`(${id} IN (${lit})) IS TRUE`,
    some: sql<SqlBool>`${sought} = ANY (ARRAY(${someLitIds(record.kind, lamps, now, COUNTED_ROWS * 1.5)}))`,
  };
}

const WORSE: Record<RunningLamp, readonly RunningLamp[]> = {
  green: ['yellow', 'red'],
  yellow: ['red'],
  red: [],
};

/** The condition that the worst of a record's running deadlines has one of these lamps. */
export function withWorstLamp(record: OfKind, lamps: readonly RunningLamp[], now: Date) {
  const worse = (lamp: RunningLamp) => WORSE[lamp].filter((one) => !lamps.includes(one));
  const sure = lamps.filter((lamp) => worse(lamp).length === 0);
  const unsure = lamps.filter((lamp) => worse(lamp).length > 0);
  const lit = (some: readonly RunningLamp[]) => {
    const { inTurn, atOnce = inTurn } = withLamp(record, some, now);
    return atOnce;
  };
  const each = [
    ...(sure.length > 0 ? [lit(sure)] : []),
    ...unsure.map((lamp) => sql<SqlBool>`(${lit([lamp])} AND NOT ${hasLamp(record, worse(lamp), now)})`),
  ];
  return sql<SqlBool>`(${sql.join(each, sql` OR `)})`;
}

/** Whether only running deadlines are asked for whose lamp has turned, few among all. */
const hasTurned = ({ state, lamp, overdue, near }: Partial<DeadlineFilters>) =>
  near === 'true' ||
  (state === 'open' && (overdue === 'true' || (lamp !== undefined && !lamp.includes('green'))));

type Where = ExpressionBuilder<DeadlineTables, 'deadlines'>;

/** `none` asks for those that nobody has. */
const isOne = (where: Where, column: 'officer_id' | 'org_id', id: string) =>
  id === 'none' ? where(column, 'is', null) : where(column, '=', id);

/** Turned lamps are said as the index of the list's order knows them, unless each half is asked by its own (`atOnce`). */
function conditions(
  filters: Partial<DeadlineFilters>,
  { officerId, regionsWithin, bureaus, now }: Asking,
  { reading = 'at-once', halved = false }: { reading?: Reading; halved?: boolean } = {},
) {
  return (where: Where) => {
    const all: Expression<SqlBool>[] = [];
    if (bureaus.length === 1) all.push(where('bureau', '=', bureaus[0]!));
    if (filters.state === 'open') all.push(where('ended_at', 'is', null));
    if (filters.state === 'ended') all.push(where('ended_at', 'is not', null));
    if (filters.lamp) all.push(sql<SqlBool>`${lampAt(now)} = ANY (${filters.lamp}::text[])`);
    if (filters.overdue) all.push(overdueAt(now));
    if (filters.near) all.push(nearAt(now));
    if (!halved && hasTurned(filters)) {
      all.push(turnedAt(now));
      if (filters.near) all.push(nearByDay(now));
      if (filters.overdue) all.push(overByDay(now));
    }
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
    if (filters.q) all.push(matches('search', filters.q, reading));
    return where.and(all);
  };
}

const ORDER = {
  sortable: { due: 'due_at', startedOn: 'started_on', title: 'title', subject: 'subject' },
  initial: 'due',
  tieBreak: 'id',
  deep: true,
} as const;

/** One page of the deadlines that match, the next due first. */
export async function listDeadlineRows(
  tx: ScopedTx,
  page: ListPage,
  filters: DeadlineFilters,
  asking: Asking,
) {
  const inTurn = tables(tx)
    .selectFrom('deadlines')
    .select(READ_OF_DEADLINE)
    .where(conditions(filters, asking, { reading: 'in-turn' }));
  return await listPage(inTurn, page, { ...ORDER, atOnce: atOnce(tx, filters, asking) });
}

/** Those whose lamp has turned by the two indexes that hold no others, those that are searched by the index of grams. */
function atOnce(tx: ScopedTx, filters: DeadlineFilters, asking: Asking) {
  const found = tables(tx)
    .selectFrom('deadlines')
    .select(READ_OF_DEADLINE)
    .where(conditions(filters, asking, { halved: true }));
  if (!hasTurned(filters)) return filters.q ? found : undefined;
  const matching = found.where('ended_at', 'is', null);
  const turned = matching.where('yellow_at', '<=', asking.now);
  const told = matching.where('yellow_at', '>', asking.now).where(sql<SqlBool>`expired_due = due`);
  return tables(tx).selectFrom(turned.unionAll(told).as('deadlines')).select(READ_OF_DEADLINE);
}

/** All that match, for exports. */
export function allDeadlines(
  tx: ScopedTx,
  sort: string | undefined,
  filters: DeadlineFilters,
  asking: Asking,
) {
  return ordered(
    tables(tx).selectFrom('deadlines').select(READ_OF_DEADLINE).where(conditions(filters, asking)),
    sort,
    ORDER,
  );
}

type Summed = DeadlineSums & {
  readonly by: 'all' | 'org_id' | 'officer_id' | 'slot';
  readonly key: string | null;
};

/** Sums of what matches: in all, by unit, by officer and by kind, the most first; one scan for all of them. */
export async function sumsOf(
  tx: ScopedTx,
  filters: Partial<DeadlineFilters>,
  asking: Asking,
): Promise<Summed[]> {
  const { now } = asking;
  const matching = tables(tx).selectFrom('deadlines').where(conditions(filters, asking));
  const count = (when: RawBuilder<unknown>) => sql<number>`count(*) FILTER (WHERE ${when})`;
  // Most run and are green: what is costly is asked only of the others.
  const turned = (when: RawBuilder<unknown>) =>
    count(sql`(yellow_at <= ${now} OR ended_at IS NOT NULL OR expired_due = due) AND ${when}`);
  // First by everything at once, then those few sums in the four ways: a hash a row instead of four.
  const small = matching
    .select(['org_id', 'officer_id', 'slot'])
    .select([
      sql<number>`count(*)`.as('total'),
      count(sql`ended_at IS NOT NULL`).as('done'),
      turned(sql`${lampAt(now)} = 'yellow'`).as('yellow'),
      turned(sql`${lampAt(now)} = 'red'`).as('red'),
      turned(overdueAt(now)).as('overdue'),
      turned(nearAt(now)).as('near'),
      count(sql`ended_at IS NULL AND due_at IS NULL`).as('paused'),
      count(sql`provisional`).as('provisional'),
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
      total('total'),
      sql<number>`coalesce(sum(total - done - yellow - red), 0)::int`.as('green'),
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

/** What deadlines of these slots are called. */
export async function titlesOfSlots(tx: ScopedTx, slots: readonly string[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const slot of slots) {
    const one = await tables(tx)
      .selectFrom('deadlines')
      .select('title')
      .where('slot', '=', slot)
      .limit(1)
      .executeTakeFirst();
    if (one) titles.set(slot, one.title);
  }
  return titles;
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
