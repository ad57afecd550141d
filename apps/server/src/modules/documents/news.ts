import { DOCUMENT_STATUS_NAMES } from '@wangjian/core/document.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { officersOfBureau } from '../officers/service.ts';
import type { DocumentStatus } from './contract.ts';
import type { DocumentRow } from './store.ts';

/** Asks those who may take the next step, in the drafter's unit or the nearest one above it that has somebody. */
export async function tellNextApprover(
  context: WriteContext,
  row: DocumentRow,
  status: DocumentStatus,
): Promise<void> {
  if (status !== 'review' && status !== 'legal' && status !== 'sign') return;
  const colleagues = await officersOfBureau(context.tx, row.bureau);
  const orgId = colleagues.find(({ id }) => id === row.drafted_by)?.orgId;
  if (orgId === undefined) return;
  await notify(context, {
    to: { orgId, permission: status === 'legal' ? 'case.review' : 'document.approve', upward: true },
    kind: 'task',
    title: `文书${DOCUMENT_STATUS_NAMES[status]}：${row.title}`,
    path: `/documents/${row.id}`,
    on: row.id,
  });
}

/** Tells the drafter what became of the document. */
export async function tellDrafter(
  context: WriteContext,
  row: DocumentRow,
  title: string,
  text: string | undefined,
): Promise<void> {
  if (row.drafted_by === context.actor.id) return;
  await notify(context, {
    to: { officerIds: [row.drafted_by] },
    kind: 'notice',
    title,
    text,
    path: `/documents/${row.id}`,
    on: row.id,
  });
}
