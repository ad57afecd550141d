import type { WriteContext } from '../../platform/use-case.ts';
import { jointDetail } from './present.ts';
import type { WorkRow } from './store.ts';

/** The answer of every action: the whole as it is now, and the audit entry. */
export async function done(
  context: WriteContext,
  work: Pick<WorkRow, 'id' | 'status'>,
  why: string | null,
  after: unknown,
) {
  return {
    result: await jointDetail(context, work.id),
    audit: { on: work.id, why, before: { status: work.status }, after },
  };
}
