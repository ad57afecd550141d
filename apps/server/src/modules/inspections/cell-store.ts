import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Insertable, sql } from 'kysely';
import { found } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { InspectionsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<InspectionsTables>();

export type CellRow = Awaited<ReturnType<typeof cellsOf>>[number];
export type AttachmentRow = Awaited<ReturnType<typeof attachmentsOf>>[number];

/** Boxes of a form that hold something, by key. */
export async function cellsOf(tx: ScopedTx, inspectionId: string) {
  return await tables(tx)
    .selectFrom('inspection_cells')
    .selectAll()
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .orderBy('key')
    .execute();
}

/** Writes a box, whatever stood there: the caller holds the inspection and has compared versions. */
export async function putCell(tx: ScopedTx, row: Insertable<InspectionsTables['inspection_cells']>) {
  const { bureau: _bureau, inspection_id: _inspection, key: _key, region: _region, ...change } = row;
  return await tables(tx)
    .insertInto('inspection_cells')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['bureau', 'inspection_id', 'key'])
        .doUpdateSet({ ...change, version: sql`inspection_cells.version + 1` }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function proofsOf(tx: ScopedTx, inspectionId: string) {
  return await tables(tx)
    .selectFrom('inspection_proofs')
    .selectAll()
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .orderBy('key')
    .orderBy('on_id')
    .execute();
}

/** Puts findings and evidence behind a box; twice is as good as once. */
export async function addProofs(
  tx: ScopedTx,
  rows: readonly Insertable<InspectionsTables['inspection_proofs']>[],
) {
  if (rows.length === 0) return;
  await tables(tx)
    .insertInto('inspection_proofs')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['bureau', 'inspection_id', 'key', 'on_id']).doNothing())
    .execute();
}

export async function attachmentsOf(tx: ScopedTx, inspectionId: string) {
  return await tables(tx)
    .selectFrom('inspection_attachments')
    .selectAll()
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute();
}

/** One attachment of an inspection; undefined when it is not there yet. */
export async function findAttachment(tx: ScopedTx, inspectionId: string, id: string) {
  return await tables(tx)
    .selectFrom('inspection_attachments')
    .selectAll()
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function insertAttachment(
  tx: ScopedTx,
  row: Insertable<InspectionsTables['inspection_attachments']>,
) {
  await tables(tx).insertInto('inspection_attachments').values(row).execute();
}

/** Takes an attachment down: the file and the reason stay. */
export async function withdraw(tx: ScopedTx, inspectionId: string, id: string, at: Date, why: string) {
  await tables(tx)
    .updateTable('inspection_attachments')
    .set({ withdrawn_at: at, withdrawn_why: why })
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .where('id', '=', id)
    .execute();
}

/** What was signed has changed: its signatures no longer stand for it. Returns how many there were. */
export async function supersedeSignatures(tx: ScopedTx, inspectionId: string, at: Date): Promise<number> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('inspection_attachments')
    .set({ superseded_at: at })
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .where('kind', '=', 'signature')
    .where('superseded_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

export async function lateCellsOf(tx: ScopedTx, inspectionId: string) {
  return await tables(tx)
    .selectFrom('inspection_late_cells')
    .selectAll()
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
}

export async function insertLateCells(
  tx: ScopedTx,
  rows: readonly Insertable<InspectionsTables['inspection_late_cells']>[],
) {
  if (rows.length === 0) return;
  await tables(tx)
    .insertInto('inspection_late_cells')
    .values([...rows])
    .execute();
}

export async function getLateCell(tx: ScopedTx, inspectionId: string, id: string) {
  return found((await lateCellsOf(tx, inspectionId)).find((row) => row.id === id));
}

export async function settleLate(
  tx: ScopedTx,
  row: { readonly bureau: string; readonly id: string },
  at: Date,
  how: 'adopted' | 'noted',
) {
  await tables(tx)
    .updateTable('inspection_late_cells')
    .set({ settled_at: at, settled_how: how })
    .where('bureau', '=', row.bureau)
    .where('id', '=', row.id)
    .execute();
}
