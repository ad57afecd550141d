import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Insertable, sql } from 'kysely';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { RegistryTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<RegistryTables>();

export type ImportRow = Awaited<ReturnType<typeof getImportRow>>;

/** The import, or `not_found` (also outside the scope). */
export async function getImportRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('site_imports')
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
  head: Insertable<RegistryTables['site_imports']>,
  rows: readonly Insertable<RegistryTables['site_import_rows']>[],
) {
  await tables(tx).insertInto('site_imports').values(head).execute();
  for (let at = 0; at < rows.length; at += BATCH)
    await tables(tx)
      .insertInto('site_import_rows')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

export async function saveImport(
  tx: ScopedTx,
  row: Pick<ImportRow, 'bureau' | 'id' | 'version'>,
  change: Partial<Pick<ImportRow, 'status' | 'committed' | 'duplicates'>>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('site_imports')
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
  id: string,
  states: readonly RegistryTables['site_import_rows']['state'][],
  limit?: number,
) {
  let query = tables(tx)
    .selectFrom('site_import_rows')
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
  id: string,
  rows: readonly number[],
  state: RegistryTables['site_import_rows']['state'],
  /** Why, for rows that are not imported after all. */
  problem?: { readonly column: string; readonly value: string; readonly message: string },
) {
  if (rows.length === 0) return;
  await tables(tx)
    .updateTable('site_import_rows')
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

/** Which of these keys stand in the register already. */
export async function knownKeys(tx: ScopedTx, bureau: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tables(tx)
    .selectFrom('sites')
    .select('site_key')
    .where('bureau', '=', bureau)
    .where(sql<boolean>`site_key = ANY (${sql.val(keys)}::text[])`)
    .execute();
  return new Set(rows.map((row) => row.site_key));
}
