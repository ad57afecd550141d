import { AppError } from '@wangjian/core/errors.ts';
import { addDays, type PlainDate, startOfDayInChina } from '@wangjian/core/plain-date.ts';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PlacedRow, Span } from '../../../platform/countable.ts';
import type { ScopedTx } from '../../../platform/scoped-tx.ts';
import { ruleBook } from '../../findings/service.ts';
import { bitOfRow } from '../../inspections/service.ts';
import type { Period } from '../annex2/count.ts';
import { inBureaus } from '../page-of-records.ts';
import { MEASURES, type Measure, type MeasureId } from './measures.ts';

/** Whose records: of which bureaus, in which regions, done by which units; null where it does not matter. */
export interface Place {
  readonly bureaus: readonly string[];
  readonly regions: readonly string[] | null;
  readonly orgIds: readonly string[] | null;
}

/** By what records are told apart; `types` is the category and the violation types together, `rows` those of Annex 1. */
export type By = 'region' | 'org' | 'day' | 'types' | 'rows';

/** One group of records with its numbers. */
interface Group {
  readonly region?: string;
  readonly org_id?: string | null;
  readonly day?: string;
  readonly kind?: string | null;
  readonly category?: string | null;
  readonly violations?: readonly string[];
  readonly rows_checked?: number;
  readonly rows_problem?: number;
  readonly rows_rectified?: number;
  readonly values: Readonly<Partial<Record<MeasureId, number>>>;
}

const KEYS = {
  region: sql`region`,
  org: sql`org_id`,
  day: sql`day`,
  types: sql`category, violations`,
  rows: sql`kind, rows_checked, rows_problem, rows_rectified`,
} as const;

/** The instants of a period of days. */
export function spanOf({ from, to }: Period, now: Date): Span {
  return {
    from,
    to,
    begins: startOfDayInChina(from as PlainDate),
    ends: startOfDayInChina(addDays(to as PlainDate, 1)),
    now,
  };
}

const ofPlace = ({ bureaus, regions, orgIds }: Place) => sql<SqlBool>`
  ${inBureaus(bureaus)}
  ${regions === null ? sql`` : sql`AND r.region = ANY (${sql.val(regions)}::text[])`}
  ${orgIds === null ? sql`` : sql`AND r.org_id = ANY (${sql.val(orgIds)}::text[])`}`;

/** The number as a column with the measure's name. */
function numberOf(id: MeasureId) {
  const { when, sums }: Measure = MEASURES[id];
  const what = sums === undefined ? sql`count(*)` : sql`sum(r.${sql.ref(sums)})`;
  return sql`coalesce(${what} ${when === undefined ? sql`` : sql`FILTER (WHERE ${when})`}, 0)::int8 AS ${sql.ref(id)}`;
}

/**
 * The numbers of a place and a span, as one group or by a key. Numbers of the same records are counted in one pass, with
 * the conditions that the list of the records takes (`recordsOf`).
 */
export async function count(
  tx: ScopedTx,
  ids: readonly MeasureId[],
  place: Place,
  span: Span,
  by?: By,
): Promise<Group[]> {
  const groups: Group[] = [];
  const keys = by === undefined ? undefined : KEYS[by];
  for (const [sources, same] of Map.groupBy(ids, (id): Measure['from'] => MEASURES[id].from)) {
    for (const rows of sources) {
      const { rows: counted } = await sql<Omit<Group, 'values'> & Record<string, number>>`
        SELECT ${keys === undefined ? sql`` : sql`${keys}, `}${sql.join(same.map(numberOf))}
          FROM (${rows(span)}) AS r WHERE ${ofPlace(place)} ${keys === undefined ? sql`` : sql`GROUP BY ${keys}`}`.execute(
        tx,
      );
      for (const row of counted) {
        groups.push({ ...row, values: Object.fromEntries(same.map((id) => [id, Number(row[id])])) });
      }
    }
  }
  return groups;
}

/** Adds the groups up: measure to number, 0 where there is none. */
export function total(groups: readonly Group[], ids: readonly MeasureId[]): Record<string, number> {
  return Object.fromEntries(
    ids.map((id) => [id, groups.reduce((sum, { values }) => sum + (values[id] ?? 0), 0)]),
  );
}

/** The same by a key of the group; groups without one fall out. */
export function totalsBy(
  groups: readonly Group[],
  ids: readonly MeasureId[],
  keysOf: (group: Group) => readonly (string | undefined)[],
): Map<string, Record<string, number>> {
  const byKey = new Map<string, Group[]>();
  for (const group of groups) {
    for (const key of new Set(keysOf(group))) {
      if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), group]);
    }
  }
  return new Map([...byKey].map(([key, own]) => [key, total(own, ids)]));
}

/** Category of the records that have none: leads whose violation is not known yet. */
export const NO_CATEGORY = 'none';

/** The lines of Annex 2 that a group belongs to: its own, or those of its violation types. */
export function categoriesOf({ category, violations = [] }: Group): readonly string[] {
  if (category) return [category];
  const { violations: known } = ruleBook().catalog;
  const own = violations.flatMap((violation) => known.get(violation)?.category ?? []);
  return own.length > 0 ? own : [NO_CATEGORY];
}

function inCategory(category: string): RawBuilder<SqlBool> {
  const types = [...ruleBook().catalog.violations.values()];
  const own = category === NO_CATEGORY ? types : types.filter((type) => type.category === category);
  const has = sql`r.violations && ${sql.val(own.map(({ id }) => id))}::text[]`;
  if (category === NO_CATEGORY) return sql`(r.category IS NULL AND NOT ${has})`;
  return sql`(r.category = ${category} OR r.category IS NULL AND ${has})`;
}

/** The bit of a row of Annex 1, or those of all. */
function bitsOf(row: string | undefined): number {
  if (row === undefined) return -1;
  const bit = bitOfRow(row);
  if (bit === null) throw new AppError('invalid_input', `附件1没有“${row}”这一行`);
  return bit;
}

/** What a list of records is narrowed to, beside its place and span. */
export interface Narrowed {
  readonly category?: string | undefined;
  readonly violation?: string | undefined;
  /** A row and a column of Annex 1. */
  readonly row?: string | undefined;
  readonly side?: 'online' | 'on-site' | undefined;
}

/** One record behind a number, with what it adds to it. */
export interface CountedRow extends PlacedRow {
  readonly value: number;
}

/** The records behind a number: exactly those that it counts, and what they add up to. */
export function recordsOf(
  id: MeasureId,
  place: Place,
  span: Span,
  narrowed: Narrowed,
): RawBuilder<CountedRow> {
  const { from, when, sums, rows: rowsColumn }: Measure = MEASURES[id];
  const { category, violation, row, side } = narrowed;
  const parts = from.map(
    (
      rows,
    ) => sql`SELECT r.bureau, r.region, r.id, r.org_id, r.day, r.kind, r.category, r.violations, r.pieces, r.fen,
      r.title, r.path, ${sums === undefined ? sql`1` : sql`r.${sql.ref(sums)}`}::int8 AS value FROM (${rows(span)}) AS r WHERE ${ofPlace(place)}
        ${when === undefined ? sql`` : sql`AND ${when}`}
        ${sums === undefined ? sql`` : sql`AND r.${sql.ref(sums)} > 0`}
        ${category === undefined ? sql`` : sql`AND ${inCategory(category)}`}
        ${violation === undefined ? sql`` : sql`AND r.violations @> ARRAY[${violation}]::text[]`}
        ${rowsColumn === undefined ? sql`` : sql`AND r.${sql.ref(rowsColumn)} & ${bitsOf(row)} <> 0`}
        ${side === undefined ? sql`` : sql`AND r.kind = ${side}`}`,
  );
  return sql<CountedRow>`${sql.join(parts, sql` UNION ALL `)}`;
}

/** The measure with this id; `invalid_input` for one that is not there. */
export function measureOf(id: string): MeasureId {
  if (!Object.hasOwn(MEASURES, id)) throw new AppError('invalid_input', `没有“${id}”这项统计`);
  return id as MeasureId;
}
