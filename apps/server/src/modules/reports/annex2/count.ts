import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CountableRow } from '../../../platform/countable.ts';
import type { ScopedTx } from '../../../platform/scoped-tx.ts';
import { inBureaus, pageOfRecords } from '../page-of-records.ts';
import { type Annex2Line, annex2Table } from './lines.ts';
import { SOURCES } from './sources.ts';

/** First and last day, both counted. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What a unit did: its own records and those of the units below it; `null` units means everything of the bureaus. */
export interface Doer {
  readonly bureaus: readonly string[];
  readonly orgIds: readonly string[] | null;
  /** A condition on the counted row `r`, e.g. that it belongs to the scope of a campaign. */
  readonly within?: RawBuilder<SqlBool> | undefined;
}

interface Sum {
  readonly kind: string | null;
  readonly category: string | null;
  readonly pieces: number;
  readonly fen: number;
}

/** Records of a kind that lines of the catalog name (`records`). */
export type Records = (records: string) => RawBuilder<CountableRow>;

/** The records of a unit in a period as they are now. */
export function recordsNow(doer: Doer, period: Period): Records {
  return (records) => recordsOf(records, doer, period);
}

/** The records that a report counted, as they were when it was sent up. */
export function recordsFrozen({ bureau, id }: { readonly bureau: string; readonly id: string }): Records {
  return (
    records,
  ) => sql<CountableRow>`SELECT f.record_bureau AS bureau, f.id, f.org_id, f.day, f.kind, f.category,
      f.pieces, f.fen, f.title, f.path
    FROM annex2_report_records f WHERE f.bureau = ${bureau} AND f.report_id = ${id} AND f.records = ${records}`;
}

/** Keeps beside a report the records that it counts. */
export async function freezeRecords(
  tx: ScopedTx,
  report: { readonly bureau: string; readonly id: string; readonly region: string },
  now: Records,
): Promise<void> {
  const { bureau, id, region } = report;
  for (const records of new Set(annex2Table().lines.map((line) => line.records)))
    await sql`INSERT INTO annex2_report_records (bureau, report_id, region, records, id, kind, record_bureau, org_id,
        day, category, pieces, fen, title, path)
      SELECT ${bureau}, ${id}, ${region}, ${records}, t.id, coalesce(t.kind, ''), t.bureau, t.org_id, t.day, t.category,
          t.pieces, t.fen, coalesce(t.title, t.id), t.path
        FROM (${now(records)}) AS t`.execute(tx);
}

function recordsOf(
  records: string,
  { bureaus, orgIds, within }: Doer,
  { from, to }: Period,
): RawBuilder<CountableRow> {
  const parts = (SOURCES[records] ?? []).map((source) => sql`(${source})`);
  if (parts.length === 0) throw new Error(`Annex 2 counts ${records}, which no module provides`);
  const all = sql.join(parts, sql` UNION ALL `);
  return sql<CountableRow>`SELECT * FROM (${all}) AS r WHERE ${inBureaus(bureaus)}
    AND r.day BETWEEN ${from}::date AND ${to}::date
    ${orgIds === null ? sql`` : sql`AND r.org_id = ANY (${sql.val(orgIds)}::text[])`}
    ${within === undefined ? sql`` : sql`AND ${within}`}`;
}

const belongs = (line: Annex2Line, row: Pick<Sum, 'kind' | 'category'>): boolean =>
  (line.where.kind === undefined || line.where.kind === row.kind) &&
  (line.category === undefined || line.category === row.category);

/** Every line of the table for a unit and a period: line id → number; 罚没款 in 分. One query for each kind of record. */
export async function countLines(tx: ScopedTx, doer: Doer, period: Period): Promise<Record<string, number>> {
  return await countRecords(tx, recordsNow(doer, period));
}

/** The same of records wherever they come from. */
export async function countRecords(tx: ScopedTx, from: Records): Promise<Record<string, number>> {
  const { lines } = annex2Table();
  const values: Record<string, number> = {};
  for (const [records, ofRecords] of Map.groupBy(lines, (line) => line.records)) {
    const { rows } = await sql<Sum>`SELECT kind, category, sum(pieces)::int8 AS pieces, sum(fen)::int8 AS fen
      FROM (${from(records)}) AS counted GROUP BY kind, category`.execute(tx);
    for (const line of ofRecords) {
      const own = rows.filter((row) => belongs(line, row));
      values[line.id] = own.reduce((sum, row) => sum + Number(line.sums ? row.fen : row.pieces), 0);
    }
  }
  return values;
}

/** The records behind one number, the newest first: exactly those that it counts. */
export async function recordsBehind(
  tx: ScopedTx,
  line: Annex2Line,
  from: Records,
  page: { readonly page: number; readonly pageSize: number },
): Promise<{ items: CountableRow[]; total: number }> {
  const counted = sql<CountableRow>`SELECT * FROM (${from(line.records)}) AS c
    WHERE true ${line.where.kind === undefined ? sql`` : sql`AND kind = ${line.where.kind}`}
      ${line.category === undefined ? sql`` : sql`AND category = ${line.category}`}
      ${line.sums === undefined ? sql`` : sql`AND fen > 0`}`;
  const total = await sql<{ total: number }>`SELECT count(*)::int AS total FROM (${counted}) AS t`.execute(
    tx,
  );
  return { items: await pageOfRecords(tx, counted, page), total: total.rows[0]?.total ?? 0 };
}
