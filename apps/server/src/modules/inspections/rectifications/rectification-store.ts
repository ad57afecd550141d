import { bureauOfId } from '@wangjian/core/ids.ts';
import {
  type Expression,
  type Insertable,
  type Selectable,
  type SqlBool,
  sql,
  type Updateable,
} from 'kysely';
import { type ListPage, listPage, type Reading } from '../../../platform/listing.ts';
import { found, refuseStale } from '../../../platform/save.ts';
import type { ScopedTx } from '../../../platform/scoped-tx.ts';
import { matches } from '../../../platform/search.ts';
import type { InspectionsTables, RectificationsTable } from '../tables.ts';
import { tallyChecks } from '../tally.ts';
import type { RectificationStatus } from './rectification-lifecycle.ts';

const tables = (tx: ScopedTx) => tx.withTables<InspectionsTables>();

export type RectificationRow = Selectable<RectificationsTable>;

type Inspected = Pick<InspectionsTables['inspections'], 'id' | 'number' | 'subject' | 'party' | 'uscc'>;

const wordsOf = ({ number, subject, party, uscc }: Inspected) =>
  [subject, number, party, uscc].filter(Boolean).join(' ');

/** Adds what has to be put right of one inspection, by whose words it is found too. */
export async function insertRectifications(
  tx: ScopedTx,
  inspection: Inspected,
  rows: readonly Omit<Insertable<RectificationsTable>, 'inspected'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tables(tx)
    .insertInto('rectifications')
    .values(rows.map((row) => ({ ...row, inspected: wordsOf(inspection) })))
    .execute();
  await tallyChecks(tx, inspection.id);
}

/** An inspection is called otherwise now: what has to be put right of it is found by the new words. */
export async function renameInspected(tx: ScopedTx, inspection: Inspected): Promise<void> {
  await tables(tx)
    .updateTable('rectifications')
    .set({ inspected: wordsOf(inspection) })
    .where('bureau', '=', bureauOfId(inspection.id))
    .where('inspection_id', '=', inspection.id)
    .execute();
}

/** The rectification, held until the transaction ends; `not_found` outside the scope. */
export async function lockRectification(tx: ScopedTx, id: string): Promise<RectificationRow> {
  return found(
    await tables(tx)
      .selectFrom('rectifications')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
}

/** Saves when the version is still the one that was read; `stale` otherwise. */
export async function saveRectification(
  tx: ScopedTx,
  row: Pick<RectificationRow, 'bureau' | 'id' | 'inspection_id' | 'version'>,
  change: Updateable<RectificationsTable>,
): Promise<void> {
  refuseStale(
    await tables(tx)
      .updateTable('rectifications')
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', row.bureau)
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
  if (change.status !== undefined) await tallyChecks(tx, row.inspection_id);
}

export async function rectificationsOf(tx: ScopedTx, inspectionId: string): Promise<RectificationRow[]> {
  return await tables(tx)
    .selectFrom('rectifications')
    .selectAll()
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .orderBy('id')
    .execute();
}

/** What still waits on a site, held: the news of a page may close it. */
export async function waitingOnSite(tx: ScopedTx, bureau: string, siteIds: readonly string[]) {
  return await tables(tx)
    .selectFrom('rectifications')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('site_id', 'in', [...siteIds])
    .where('status', 'in', ['open', 'checking'])
    .where('kind', 'in', ['page', 'site'])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** What is re-checked by a patrol, held. */
export async function checkedByPatrol(tx: ScopedTx, bureau: string, patrolId: string, siteId: string) {
  return await tables(tx)
    .selectFrom('rectifications')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('patrol_id', '=', patrolId)
    .where('site_id', '=', siteId)
    .where('status', '=', 'checking')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** What waits for a piece of evidence to be sealed, held. */
export async function waitingForEvidence(tx: ScopedTx, bureau: string, evidenceId: string) {
  return await tables(tx)
    .selectFrom('rectifications')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('status', '=', 'sealing')
    .where((where) =>
      where.or([where('after_evidence_id', '=', evidenceId), where('before_evidence_id', '=', evidenceId)]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Online rectifications whose time is over and that were not looked at since `before`. */
export async function overdueToRecheck(tx: ScopedTx, bureau: string, today: string, before: Date) {
  return await tables(tx)
    .selectFrom('rectifications')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('status', '=', 'open')
    .where('kind', 'in', ['page', 'site'])
    .where('due_on', '<', today)
    .where((where) => where.or([where('checked_at', 'is', null), where('checked_at', '<', before)]))
    .orderBy('id')
    .limit(500)
    .forUpdate()
    .execute();
}

export interface RectificationFilters {
  readonly q?: string | undefined;
  readonly status?: readonly RectificationStatus[] | undefined;
  readonly overdueOn?: string | undefined;
}

/** All rectifications that match, the nearest day first, for exports. */
export function allRectifications(
  tx: ScopedTx,
  filters: RectificationFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return rectificationsThat(tx, filters, regionsWithin, 'at-once').orderBy('r.due_on').orderBy('r.id');
}

/** One page of rectifications with the inspection that each belongs to. */
export async function listRectificationRows(
  tx: ScopedTx,
  page: ListPage,
  filters: RectificationFilters,
  regionsWithin: readonly string[] | undefined,
) {
  const rows = (reading: Reading) => rectificationsThat(tx, filters, regionsWithin, reading);
  return await listPage(rows('in-turn'), page, {
    atOnce: filters.q ? rows('at-once') : undefined,
    sortable: { dueOn: 'r.due_on', checkedAt: 'r.checked_at', id: 'r.id' },
    filled: ['dueOn', 'id'],
    initial: 'dueOn',
    tieBreak: 'r.id',
  });
}

function rectificationsThat(
  tx: ScopedTx,
  filters: RectificationFilters,
  regionsWithin: readonly string[] | undefined,
  reading: Reading,
) {
  return (
    tables(tx)
      .selectFrom('rectifications as r')
      // Every one has its inspection; only said so can the count do without it.
      .leftJoin('inspections as i', (join) =>
        join.onRef('i.bureau', '=', 'r.bureau').onRef('i.id', '=', 'r.inspection_id'),
      )
      .selectAll('r')
      .select([sql<string>`i.number`.as('number'), sql<string>`i.subject`.as('subject')])
      .where((where) => {
        const all: Expression<SqlBool>[] = [];
        if (filters.q) all.push(matches('r.search', filters.q, reading));
        if (filters.status) all.push(where('r.status', 'in', [...filters.status]));
        if (filters.overdueOn)
          all.push(
            where('r.due_on', '<', filters.overdueOn),
            sql<SqlBool>`r.status IN ('open', 'checking', 'sealing')`,
          );
        if (regionsWithin) all.push(where('r.region', 'in', [...regionsWithin]));
        return where.and(all);
      })
  );
}
