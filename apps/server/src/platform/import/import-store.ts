import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Generated, type Insertable, sql } from 'kysely';
import { found, refuseStale } from '../save.ts';
import type { ScopedTx } from '../scoped-tx.ts';

interface HeadsTable {
  bureau: string;
  id: string;
  region: string;
  file_name: string;
  status: 'checked' | 'committed' | 'discarded';
  columns: unknown;
  rows: number;
  good: number;
  bad: number;
  duplicates: number;
  committed: Generated<number>;
  created_at: Date;
  created_by: string;
  created_by_name: string;
  version: Generated<number>;
}
interface RowsTable {
  bureau: string;
  import_id: string;
  row_number: number;
  region: string;
  raw: unknown;
  input: unknown;
  problems: unknown;
  state: 'good' | 'bad' | 'duplicate' | 'committed';
}
/** Each kind of import has its two tables, alike in their columns: `site_imports` and `site_import_rows`. */
type Tables = { imports: HeadsTable; import_rows: RowsTable };

const tables = (tx: ScopedTx) => tx.withTables<Tables>();
const heads = (kind: string) => `${kind}_imports` as 'imports';
const lines = (kind: string) => `${kind}_import_rows` as 'import_rows';

export type ImportRow = Awaited<ReturnType<typeof getImportRow>>;

/** The import, or `not_found` (also outside the scope). */
export async function getImportRow(tx: ScopedTx, kind: string, id: string) {
  return found(
    await tables(tx)
      .selectFrom(heads(kind))
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

const BATCH = 1000;

/** Keeps an uploaded table whole. */
export async function insertImport(
  tx: ScopedTx,
  kind: string,
  head: Insertable<HeadsTable>,
  rows: readonly Insertable<RowsTable>[],
) {
  await tables(tx).insertInto(heads(kind)).values(head).execute();
  for (let at = 0; at < rows.length; at += BATCH)
    await tables(tx)
      .insertInto(lines(kind))
      .values(rows.slice(at, at + BATCH))
      .execute();
}

export async function saveImport(
  tx: ScopedTx,
  kind: string,
  row: Pick<ImportRow, 'bureau' | 'id' | 'version'>,
  change: Partial<Pick<ImportRow, 'status' | 'committed' | 'duplicates'>>,
) {
  refuseStale(
    await tables(tx)
      .updateTable(heads(kind))
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', row.bureau)
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

/** Rows of an import in the given states, in their order. */
export async function importRows(
  tx: ScopedTx,
  kind: string,
  id: string,
  states: readonly RowsTable['state'][],
  limit?: number,
) {
  let query = tables(tx)
    .selectFrom(lines(kind))
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('import_id', '=', id)
    .where('state', 'in', [...states])
    .orderBy('row_number');
  if (limit !== undefined) query = query.limit(limit);
  return await query.execute();
}

export async function setRowStates(
  tx: ScopedTx,
  kind: string,
  id: string,
  rows: readonly number[],
  state: RowsTable['state'],
  /** Why, for rows that are not imported after all. */
  problem?: { readonly column: string; readonly value: string; readonly message: string },
) {
  if (rows.length === 0) return;
  await tables(tx)
    .updateTable(lines(kind))
    .set({
      state,
      ...(problem === undefined
        ? {}
        : {
            problems: sql`jsonb_build_array(jsonb_build_object('row', row_number) || ${JSON.stringify(problem)}::jsonb)`,
          }),
    })
    .where('bureau', '=', bureauOfId(id))
    .where('import_id', '=', id)
    .where(sql<boolean>`row_number = ANY (${sql.val(rows)}::int[])`)
    .execute();
}
