import { bureauOfId } from '@wangjian/core/ids.ts';
import type { Insertable, Updateable } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { bureausOf, replaceValuations } from './store.ts';
import type { CasesTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<CasesTables>();

export type PartyRow = Awaited<ReturnType<typeof partiesOf>>[number];
export type PartyChange = Updateable<CasesTables['case_parties']>;
export type RemedyRow = Awaited<ReturnType<typeof remediesOf>>[number];
export type AwaitedRow = Awaited<ReturnType<typeof awaitedOf>>[number];

/** Parties of cases, the first one first. */
export async function partiesOf(tx: ScopedTx, caseIds: readonly string[]) {
  if (caseIds.length === 0) return [];
  return await tables(tx)
    .selectFrom('case_parties')
    .selectAll()
    .where('bureau', 'in', bureausOf(caseIds))
    .where('case_id', 'in', [...caseIds])
    .orderBy('case_id')
    .orderBy('place')
    .execute();
}

/** Enters a party, or changes what identifies it. */
export async function saveParty(tx: ScopedTx, row: Insertable<CasesTables['case_parties']>) {
  const { bureau, id, ...change } = row;
  await tables(tx)
    .insertInto('case_parties')
    .values(row)
    .onConflict((conflict) => conflict.columns(['bureau', 'id']).doUpdateSet(change))
    .execute();
}

/** Changes what is decided of a party; penalties are written as JSON. */
export async function changeParty(tx: ScopedTx, id: string, change: PartyChange) {
  if (Object.keys(change).length === 0) return;
  await tables(tx)
    .updateTable('case_parties')
    .set(change)
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** Takes a party out that was entered by mistake; those behind it move up. */
export async function removeParty(tx: ScopedTx, party: Pick<PartyRow, 'bureau' | 'id' | 'case_id'>) {
  await replaceValuations(tx, party.id, []);
  await tables(tx)
    .deleteFrom('case_parties')
    .where('bureau', '=', party.bureau)
    .where('id', '=', party.id)
    .execute();
  const left = await partiesOf(tx, [party.case_id]);
  for (const [index, one] of left.entries())
    if (one.place !== index + 1) await changeParty(tx, one.id, { place: index + 1 });
}

/** Documents that the steps of a case wait for, in the order in which they were drafted. */
export async function awaitedOf(tx: ScopedTx, caseId: string) {
  return await tables(tx)
    .selectFrom('case_awaited')
    .selectAll()
    .where('bureau', '=', bureauOfId(caseId))
    .where('case_id', '=', caseId)
    .orderBy('document_id')
    .execute();
}

export async function insertAwaited(tx: ScopedTx, row: Insertable<CasesTables['case_awaited']>) {
  await tables(tx).insertInto('case_awaited').values(row).execute();
}

/** The document has come, or is no longer wanted. */
export async function deleteAwaited(tx: ScopedTx, documentId: string) {
  await tables(tx)
    .deleteFrom('case_awaited')
    .where('bureau', '=', bureauOfId(documentId))
    .where('document_id', '=', documentId)
    .execute();
}

/** 复议、诉讼 of the parties of a case, the first first. */
export async function remediesOf(tx: ScopedTx, caseId: string) {
  return await tables(tx)
    .selectFrom('case_remedies')
    .selectAll()
    .where('bureau', '=', bureauOfId(caseId))
    .where('case_id', '=', caseId)
    .orderBy('started_on')
    .orderBy('id')
    .execute();
}

/** Enters a remedy, or its end. */
export async function saveRemedy(tx: ScopedTx, row: Insertable<CasesTables['case_remedies']>) {
  const { bureau, id, ...change } = row;
  await tables(tx)
    .insertInto('case_remedies')
    .values(row)
    .onConflict((conflict) => conflict.columns(['bureau', 'id']).doUpdateSet(change))
    .execute();
}
