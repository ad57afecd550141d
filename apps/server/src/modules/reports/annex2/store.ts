import { bureauOfId } from '@wangjian/core/ids.ts';
import type { Generated, Insertable } from 'kysely';
import { found, refuseStale } from '../../../platform/save.ts';
import type { ScopedTx } from '../../../platform/scoped-tx.ts';
import type { Period } from './count.ts';

interface Annex2ReportsTable {
  bureau: string;
  id: string;
  region: string;
  org_id: string;
  org_name: string;
  from_day: string;
  to_day: string;
  status: 'submitted' | 'returned' | 'signed' | 'corrected';
  figures: Record<string, number>;
  remarks: Record<string, string>;
  note: string;
  records_kept: Generated<boolean>;
  catalog_version: string;
  submitted_at: Date;
  submitted_by: string;
  submitted_by_name: string;
  decided_at: Date | null;
  decided_by_name: string | null;
  opinion: string | null;
  corrects_id: string | null;
  correction_reason: string | null;
  version: Generated<number>;
}
type Annex2Tables = { annex2_reports: Annex2ReportsTable };
const tables = (tx: ScopedTx) => tx.withTables<Annex2Tables>();

export type ReportRow = Awaited<ReturnType<typeof getReportRow>>;

const reportRow = (tx: ScopedTx, id: string) =>
  tables(tx)
    .selectFrom('annex2_reports')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id);

/** The report, or `not_found`. */
export async function getReportRow(tx: ScopedTx, id: string) {
  return found(await reportRow(tx, id).executeTakeFirst());
}

/** The report, held until the transaction ends; `not_found` outside the scope. */
export async function lockReportRow(tx: ScopedTx, id: string) {
  return found(await reportRow(tx, id).forUpdate().executeTakeFirst());
}

/** Reports for exactly this period, of one unit or of all that the reader sees; the newest first. */
export async function reportsOf(tx: ScopedTx, period: Period, orgId: string | null) {
  return await tables(tx)
    .selectFrom('annex2_reports')
    .selectAll()
    .where('from_day', '=', period.from)
    .where('to_day', '=', period.to)
    .$if(orgId !== null, (rows) =>
      rows.where('bureau', '=', bureauOfId(orgId ?? '')).where('org_id', '=', orgId),
    )
    .orderBy('submitted_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function insertReport(tx: ScopedTx, row: Insertable<Annex2ReportsTable>) {
  await tables(tx)
    .insertInto('annex2_reports')
    .values({
      ...row,
      figures: JSON.stringify(row.figures) as never,
      remarks: JSON.stringify(row.remarks) as never,
    })
    .execute();
}

/** The numbers of a report that was just written: counted from the records kept beside it. */
export async function saveFigures(tx: ScopedTx, id: string, figures: Readonly<Record<string, number>>) {
  await tables(tx)
    .updateTable('annex2_reports')
    .set({ figures: JSON.stringify(figures) as never })
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** What was decided on a report; `stale` when somebody was faster. */
export async function decideReport(
  tx: ScopedTx,
  id: string,
  version: number,
  change: Partial<Pick<Annex2ReportsTable, 'status' | 'decided_at' | 'decided_by_name' | 'opinion'>>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('annex2_reports')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}
