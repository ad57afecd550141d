import { DOCUMENT_STATUS_NAMES } from '@wangjian/core/document.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { writeDocumentEvent } from './draft.ts';
import { getDocumentRow, saveDocument } from './store.ts';

/**
 * Throws away a document that is not yet signed, from wherever its approval stands: the record that asked for it no
 * longer wants it. One that is gone already is no error; a signed one is a `conflict`, it can only be declared void.
 */
export async function dropDraft(context: WriteContext, id: string, reason: string): Promise<void> {
  const row = await getDocumentRow(context.tx, id);
  if (row.status === 'discarded' || row.status === 'void') return;
  if (row.status === 'signed' || row.status === 'served')
    throw new AppError(
      'conflict',
      `《${row.title}》${DOCUMENT_STATUS_NAMES[row.status]}，不能撤回；确需撤销的，请先作废该文书`,
    );
  await saveDocument(context.tx, id, row.version, { status: 'discarded' });
  await writeDocumentEvent(context, row, 'discard', reason);
}
