import type { ReadContext } from '../../platform/use-case.ts';
import type { DeadlineView } from './contract.ts';
import { presentDeadlines } from './present.ts';
import { type DeadlineRow, rowsOfRecords } from './store.ts';

export { calendarsOf } from './calendars.ts';
export {
  endDeadline,
  extendDeadline,
  handDeadlines,
  pauseDeadline,
  resumeDeadline,
  setDeadline,
} from './change.ts';
export { deadlinesDue, deadlinesRunning } from './countable.ts';
export { countDue, withLamp, withWorstLamp } from './list-store.ts';
export { startDeadline, startDeadlines } from './start.ts';

/** Deadlines of records, running ones first and the next due first; a record without any has no entry. */
export async function deadlinesOf(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, DeadlineView[]>> {
  const views = await presentDeadlines(tx, await rowsOfRecords(tx, recordIds), clock.now());
  return Map.groupBy(views, ({ on }) => on);
}

/** What is due next of each record that has something running, for lists. */
export async function nextDeadlinesOf(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, DeadlineView>> {
  const next = new Map<string, DeadlineRow>();
  for (const row of await rowsOfRecords(tx, recordIds, 'running'))
    if (!next.has(row.on_id)) next.set(row.on_id, row);
  const views = await presentDeadlines(tx, [...next.values()], clock.now());
  return new Map(views.map((view) => [view.on, view]));
}
