import type { PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { endDeadline, startDeadline } from '../deadlines/service.ts';
import { type CaseRow, handlersOf } from './store.ts';

/** Console path of a case. */
export const casePath = (id: string) => `/cases/${id}`;

/** Starts a statutory period on the case, or on one of its matters. */
export async function startClock(
  context: WriteContext,
  row: Pick<CaseRow, 'bureau' | 'region' | 'id' | 'title' | 'org_id'>,
  rule: string,
  start: PlainDate | Date,
  on: string = row.id,
  title: string = row.title,
): Promise<void> {
  const { bureau, region, org_id: orgId } = row;
  const leader = (await handlersOf(context.tx, [row.id])).find(({ lead, until }) => lead && until === null);
  await startDeadline(context, {
    bureau,
    region,
    on,
    rule,
    start,
    title,
    path: casePath(row.id),
    orgId,
    officerId: leader?.officer_id ?? null,
  });
}

/** Ends periods of a record; those that do not run are no error. */
export async function endClocks(
  context: WriteContext,
  on: string,
  rules: readonly string[],
  outcome: 'met' | 'dropped' = 'met',
): Promise<void> {
  for (const rule of rules) await endDeadline(context, { on, rule, outcome });
}
