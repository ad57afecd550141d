import type { WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { insertInto, type PartRow, type WorkRow } from './store.ts';

/** Columns that every row of a work carries. */
export function ofWork(work: Pick<WorkRow, 'bureau' | 'id' | 'region'>) {
  return { bureau: work.bureau, region: work.region, work_id: work.id };
}

/** The page of a joint work in the console. */
export const pathOf = (id: string): string => `/joint/${id}`;

/**
 * One line of the course. `only` names the unit that alone may read it: what a department does not share is not told
 * by the back door either.
 */
export async function writeJointEvent(
  { tx, actor, clock, newId }: WriteContext,
  work: Pick<WorkRow, 'bureau' | 'id' | 'region'>,
  action: string,
  opinion: string | null,
  only: string | null = null,
): Promise<void> {
  await insertInto(tx, 'joint_events', {
    bureau: work.bureau,
    id: newId('event', work.bureau),
    region: work.region,
    work_id: work.id,
    org_id: only,
    shared: only === null,
    at: clock.now(),
    officer_name: actor.name,
    org_name: actor.orgName,
    action,
    opinion,
  });
}

/** Tells the officers of units about a joint work; those that have no account here are told by telephone or letter. */
export async function tellUnits(
  context: WriteContext,
  work: Pick<WorkRow, 'id' | 'title'>,
  parts: readonly Pick<PartRow, 'org_id'>[],
  what: { readonly kind: 'task' | 'notice'; readonly title: string; readonly text?: string },
): Promise<void> {
  for (const { org_id: orgId } of parts) {
    if (orgId === null) continue;
    await notify(context, {
      to: { orgId, permission: 'joint.write', upward: false },
      ...what,
      title: `${what.title}：${work.title}`,
      path: pathOf(work.id),
      on: work.id,
    });
  }
}
