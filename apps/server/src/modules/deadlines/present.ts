import { UNIT_NAMES } from '@wangjian/core/deadline.ts';
import type { DeadlineRule, DeadlineVersion } from '@wangjian/core/deadline-rule.ts';
import type { WorkCalendar } from '@wangjian/core/work-calendar.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { officerNames, orgNames } from '../officers/service.ts';
import { calendarsOf } from './calendars.ts';
import type { DeadlineView } from './contract.ts';
import { isAwaited } from './course.ts';
import { isOverdue, lampOf, leftOf } from './lamps.ts';
import type { DeadlineRow } from './store.ts';
import { basisInWords, lengthInWords } from './words.ts';

type LawRow = Pick<DeadlineRow, 'law' | 'started_on' | 'extensions'>;

/** The version of the law that was in force at the start; undefined for a term that an officer set. */
export function versionOf({
  law,
  started_on,
}: Pick<LawRow, 'law' | 'started_on'>): DeadlineVersion | undefined {
  return law?.versions.find(
    ({ from, until }) => from <= started_on && (until === undefined || started_on <= until),
  );
}

/** 依据 with its article, or who set the term. */
export function basisOf(row: Pick<LawRow, 'law' | 'started_on'>): string {
  const version = versionOf(row);
  return version ? basisInWords(version) : '承办单位设定的时限';
}

/** 未核对: nothing of it was read in the text of a law. */
export function isUnverified(row: Pick<LawRow, 'law' | 'started_on'>): boolean {
  const version = versionOf(row);
  return version !== undefined && !version.basis.some(({ source }) => source === 'text');
}

function lengthOf(row: LawRow): string {
  const version = versionOf(row);
  if (!version) return '设定日期';
  const added = row.extensions.reduce((sum, { length }) => sum + length, 0);
  const words = lengthInWords(row.law as DeadlineRule, version, version.length + added);
  return added > 0 ? `${words}（含延长 ${added} ${UNIT_NAMES[version.unit]}）` : words;
}

function presentDeadline(
  row: DeadlineRow,
  now: Date,
  calendar: WorkCalendar,
  names: {
    readonly officers: ReadonlyMap<string, { name: string }>;
    readonly orgs: ReadonlyMap<string, string>;
  },
): DeadlineView {
  const paused = row.ended_at === null ? row.pauses.find(({ to }) => to === null) : undefined;
  return {
    id: row.id,
    on: row.on_id,
    path: row.path,
    rule: row.rule,
    title: row.title,
    subject: row.subject,
    startedOn: row.started_on,
    due: row.due,
    strict: row.strict,
    legal: row.legal,
    provisional: row.provisional,
    lamp: lampOf(row, now),
    overdue: isOverdue(row, now),
    awaited: isAwaited(row.law),
    pausedSince: paused?.from ?? null,
    left: row.ended_at === null ? leftOf(row, now, calendar) : null,
    length: lengthOf(row),
    basis: basisOf(row),
    readings: row.readings.map((reading) => ({ ...reading })),
    unverified: isUnverified(row),
    kind: row.on_kind,
    ended: row.ended_at?.toISOString() ?? null,
    outcome: row.outcome,
    region: row.region,
    orgId: row.org_id,
    orgName: row.org_id === null ? null : (names.orgs.get(row.org_id) ?? null),
    officerId: row.officer_id,
    officerName: row.officer_id === null ? null : (names.officers.get(row.officer_id)?.name ?? null),
    version: row.version,
  };
}

/** Deadlines as lists and records show them, with names; in the order given. */
export async function presentDeadlines(
  tx: ScopedTx,
  rows: readonly DeadlineRow[],
  now: Date,
): Promise<DeadlineView[]> {
  if (rows.length === 0) return [];
  const { calendar } = await calendarsOf(tx);
  const names = {
    officers: await officerNames(
      tx,
      rows.flatMap(({ officer_id }) => officer_id ?? []),
    ),
    orgs: await orgNames(
      tx,
      rows.flatMap(({ org_id }) => org_id ?? []),
    ),
  };
  return rows.map((row) => presentDeadline(row, now, calendar, names));
}
