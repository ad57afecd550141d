import type { WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { casePath } from './clocks.ts';
import type { CaseRow } from './store.ts';

/** Asks those who may review (程序规定 art. 49), in the case's unit or the nearest one above it that has somebody. */
export async function tellReviewers(context: WriteContext, row: CaseRow): Promise<void> {
  if (row.org_id === null) return;
  await notify(context, {
    to: { orgId: row.org_id, permission: 'case.review', upward: true },
    kind: 'task',
    title: `案件待审核：${row.title}`,
    path: casePath(row.id),
    on: row.id,
  });
}
