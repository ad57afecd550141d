import type { CampaignMeasure } from '@wangjian/core/campaign.ts';
import { addDays, type PlainDate, startOfDayInChina } from '@wangjian/core/plain-date.ts';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Countable, CountableRow, Placed, Span } from '../../platform/countable.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { casesToPolice, decidedCases } from '../cases/service.ts';
import { correctionsOrdered, deletionsUrged } from '../documents/service.ts';
import { correctionsByInspection, inspectionChecks } from '../inspections/service.ts';
import { leadsClosed, leadsRegistered } from '../leads/service.ts';

/** Which records a measure counts, by which day they have; `sums` adds up 分 instead of pieces. */
interface Measure {
  readonly sources: readonly (Countable | Placed)[];
  readonly kind?: 'online' | 'on-site';
  readonly sums?: true;
}
const MEASURES: Readonly<Record<CampaignMeasure, Measure>> = {
  'online-checks': { sources: [inspectionChecks], kind: 'online' },
  'on-site-checks': { sources: [inspectionChecks], kind: 'on-site' },
  leads: { sources: [leadsRegistered] },
  'closed-leads': { sources: [leadsClosed] },
  corrections: { sources: [correctionsByInspection, correctionsOrdered] },
  deletions: { sources: [deletionsUrged] },
  cases: { sources: [decidedCases] },
  'police-transfers': { sources: [casesToPolice] },
  fines: { sources: [decidedCases], sums: true },
};
const MEASURE_IDS = Object.keys(MEASURES) as CampaignMeasure[];

/** What is counted: the days (both counted), and the condition of the scope on a row `r`. */
export interface Counted {
  /** Bureaus whose records count: the own one, and those below that got the plan. */
  readonly bureaus: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly within: RawBuilder<SqlBool> | undefined;
}

/** The days as instants, for records that know only when they were made. */
const spanOf = ({ from, to }: Counted): Span => {
  const ends = startOfDayInChina(addDays(to as PlainDate, 1));
  return { from, to, begins: startOfDayInChina(from as PlainDate), ends, now: ends };
};

function rowsOf({ sources, kind, sums }: Measure, counted: Counted): RawBuilder<CountableRow> {
  const all = sql.join(
    sources.map((source) => sql`(${typeof source === 'function' ? source(spanOf(counted)) : source})`),
    sql` UNION ALL `,
  );
  return sql<CountableRow>`SELECT r.* FROM (${all}) AS r WHERE r.bureau = ANY (${sql.val(counted.bureaus)}::text[])
    AND r.day BETWEEN ${counted.from}::date AND ${counted.to}::date
    ${kind === undefined ? sql`` : sql`AND r.kind = ${kind}`}
    ${sums ? sql`AND r.fen > 0` : sql``}
    ${counted.within === undefined ? sql`` : sql`AND ${counted.within}`}`;
}

/** Every measure by the unit that did it; null is for records of no unit. */
export async function countByOrg(
  tx: ScopedTx,
  counted: Counted,
): Promise<{ measure: CampaignMeasure; bureau: string; orgId: string | null; value: number }[]> {
  const found: { measure: CampaignMeasure; bureau: string; orgId: string | null; value: number }[] = [];
  for (const measure of MEASURE_IDS) {
    const { sums } = MEASURES[measure];
    const { rows } = await sql<{ bureau: string; org_id: string | null; value: string }>`
      SELECT bureau, org_id, sum(${sums ? sql`fen` : sql`pieces`})::int8 AS value
        FROM (${rowsOf(MEASURES[measure], counted)}) AS c GROUP BY bureau, org_id`.execute(tx);
    found.push(
      ...rows.map(({ bureau, org_id, value }) => ({ measure, bureau, orgId: org_id, value: Number(value) })),
    );
  }
  return found;
}

/** Months `YYYY-MM` in which each unit did an online check of any site (W-19 asks for one a month). */
export async function monthsWithCheck(
  tx: ScopedTx,
  { bureaus, from, to }: Omit<Counted, 'within'>,
): Promise<{ orgId: string | null; month: string }[]> {
  const { rows } = await sql<{ org_id: string | null; month: string }>`
    SELECT DISTINCT org_id, to_char(day, 'YYYY-MM') AS month
      FROM (${rowsOf(MEASURES['online-checks'], { bureaus, from, to, within: undefined })}) AS c`.execute(tx);
  return rows.map(({ org_id, month }) => ({ orgId: org_id, month }));
}

/** The records behind one number, newest first: exactly those that it counts. `orgIds`: of these units; `null`: of all. */
export async function recordsBehind(
  tx: ScopedTx,
  measure: CampaignMeasure,
  counted: Counted,
  orgs: { readonly of: readonly string[] } | { readonly notOf: readonly string[] } | null,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<{ items: CountableRow[]; total: number }> {
  const unit =
    orgs === null
      ? sql``
      : 'of' in orgs
        ? sql`WHERE org_id = ANY (${sql.val(orgs.of)}::text[])`
        : sql`WHERE org_id IS NULL OR NOT (org_id = ANY (${sql.val(orgs.notOf)}::text[]))`;
  const chosen = sql`SELECT * FROM (${rowsOf(MEASURES[measure], counted)}) AS c ${unit}`;
  const { rows: sums } = await sql<{
    total: number;
  }>`SELECT count(*)::int AS total FROM (${chosen}) AS t`.execute(tx);
  const { rows } = await sql<CountableRow>`SELECT * FROM (${chosen}) AS t ORDER BY day DESC, id
    LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`.execute(tx);
  return { items: rows, total: sums[0]?.total ?? 0 };
}
