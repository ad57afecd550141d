import type { WriteContext } from '../../platform/use-case.ts';
import type { DocumentValues } from './contract.ts';
import { formOf } from './document-file.ts';
import { type AttachedFile, attachFiles, writeDocumentEvent } from './draft.ts';
import { move } from './lifecycle.ts';
import { getDocumentRow, saveDocument } from './store.ts';
import { checkValues } from './values.ts';

/**
 * Hands over new values from the record that a draft belongs to (numbers that have moved on); what the officer typed
 * in other fields stays. `conflict` once the draft is under approval.
 */
export async function refillDraft(
  context: WriteContext,
  id: string,
  values: DocumentValues,
  attachments: readonly AttachedFile[] = [],
): Promise<void> {
  const row = await getDocumentRow(context.tx, id);
  const form = formOf(row);
  move(row.status, 'edit', form);
  checkValues(form, values);
  await saveDocument(context.tx, id, row.version, { values: { ...row.values, ...values } });
  await attachFiles(context, row, attachments);
  await writeDocumentEvent(context, row, 'edit', '按记录更新');
}
