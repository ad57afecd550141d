import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { endDeadline, pauseDeadline, resumeDeadline, startDeadline } from '../deadlines/service.ts';
import { type CaseFacts, runningDeadline } from './case-facts.ts';
import { clockOf } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';
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

/** Starts a period of one party: on the case for the first party, on the party itself for the others. */
export async function startPartyClock(
  context: WriteContext,
  row: CaseRow,
  party: PartyRow,
  rule: string,
  start: PlainDate,
): Promise<void> {
  const on = clockOf(party);
  await startClock(
    context,
    row,
    rule,
    start,
    on,
    on === row.id ? row.title : `${row.title}（${party.name}）`,
  );
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

/** Ends periods of every party. */
export async function endPartyClocks(
  context: WriteContext,
  { parties }: Pick<CaseFacts, 'parties'>,
  rules: readonly string[],
  outcome: 'met' | 'dropped' = 'met',
): Promise<void> {
  for (const party of parties) await endClocks(context, clockOf(party), rules, outcome);
}

/**
 * The handling period stands still (程序规定 art. 64 para. 2) from a day or the day after it. One that stands still
 * already, or is over, is left as it is: what the party asks for is granted all the same.
 */
export async function standStill(
  context: WriteContext,
  facts: CaseFacts,
  reason: string,
  day: PlainDate,
  begins: 'day' | 'day after' = 'day',
  on?: { readonly record: string; readonly rule: string },
): Promise<void> {
  const { record, rule } = on ?? { record: facts.row.id, rule: 'case-handling' };
  const period = runningDeadline(facts, rule, record);
  const from = begins === 'day' ? day : addDays(day, 1);
  if (period && period.pausedSince === null && from <= period.due)
    await pauseDeadline(context, { on: record, rule, from, reason });
}

/** The handling period counts again from today on; the last day not counted is the one before. */
export async function countAgain(
  context: WriteContext,
  facts: CaseFacts,
  reason: string,
  on?: { readonly record: string; readonly rule: string },
): Promise<void> {
  const { record, rule } = on ?? { record: facts.row.id, rule: 'case-handling' };
  const since = runningDeadline(facts, rule, record)?.pausedSince;
  if (!since) return;
  const yesterday = addDays(facts.today, -1);
  const to = yesterday < since ? (since as PlainDate) : yesterday;
  await resumeDeadline(context, { on: record, rule, to, reason });
}
