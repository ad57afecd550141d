import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { containing, type ListPage, listPage } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { listJoint, listJointTasks } from './contract.ts';
import type { JointTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<JointTables>();

export type WorkRow = Awaited<ReturnType<typeof findWork>>;
export type PartRow = Awaited<ReturnType<typeof partsOf>>[number];
export type TaskRow = Awaited<ReturnType<typeof tasksOf>>[number];
export type MeetingRow = Awaited<ReturnType<typeof meetingsOf>>[number];
export type EntryRow = Awaited<ReturnType<typeof entriesOf>>[number];
export type CheckRow = Awaited<ReturnType<typeof checksOf>>[number];

/** What stands in a work and has a version of its own. */
type Thing = 'joint_parts' | 'joint_tasks' | 'joint_meetings' | 'joint_entries' | 'joint_checks';

/** The work, or `not_found`: also for units that do not take part. Called by standing.ts only. */
export async function findWork(tx: ScopedTx, id: string, how: 'read' | 'lock') {
  return found(
    await tables(tx)
      .selectFrom('joint_works')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .$if(how === 'lock', (query) => query.forUpdate())
      .executeTakeFirst(),
  );
}

export async function insertWork(tx: ScopedTx, row: Insertable<JointTables['joint_works']>) {
  await tables(tx).insertInto('joint_works').values(row).execute();
}

/** Saves a work that was locked; its version goes on, so that a page read before is stale. */
export async function saveWork(
  tx: ScopedTx,
  row: Pick<WorkRow, 'id' | 'version'>,
  change: Updateable<JointTables['joint_works']>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('joint_works')
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', bureauOfId(row.id))
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

/** For the two statements that are the same for each table of a work; their arguments say which. */
const anyTable = (tx: ScopedTx) => tx.withTables<Record<string, Record<string, unknown>>>();

/** Puts a row into one of the tables of a work. */
export async function insertInto<Table extends Exclude<keyof JointTables, 'joint_works'>>(
  tx: ScopedTx,
  table: Table,
  row: Insertable<JointTables[Table]>,
): Promise<void> {
  await anyTable(tx)
    .insertInto(table as string)
    .values(row as Record<string, unknown>)
    .execute();
}

/** Saves one thing in a work when the version is still the one that was read; `stale` otherwise. */
export async function saveThing<Table extends Thing>(
  tx: ScopedTx,
  table: Table,
  row: { readonly id: string; readonly version: number },
  change: Updateable<JointTables[Table]>,
): Promise<void> {
  refuseStale(
    await anyTable(tx)
      .updateTable(table as string)
      .set({ ...(change as Record<string, unknown>), version: row.version + 1 })
      .where('bureau', '=', bureauOfId(row.id))
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

/** Units of a work: the lead first, then in the order in which they were invited. */
export async function partsOf(tx: ScopedTx, workId: string) {
  return await tables(tx)
    .selectFrom('joint_parts')
    .selectAll()
    .where('bureau', '=', bureauOfId(workId))
    .where('work_id', '=', workId)
    .orderBy('leads', 'desc')
    .orderBy('id')
    .execute();
}

export async function mattersOf(tx: ScopedTx, workId: string) {
  return await tables(tx)
    .selectFrom('joint_matters')
    .selectAll()
    .where('bureau', '=', bureauOfId(workId))
    .where('work_id', '=', workId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
}

export async function markMatterRemoved(tx: ScopedTx, id: string, at: Date) {
  await tables(tx)
    .updateTable('joint_matters')
    .set({ removed_at: at })
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** Tasks that the reader may see, the next due first. */
export async function tasksOf(tx: ScopedTx, workId: string) {
  return await tables(tx)
    .selectFrom('joint_tasks')
    .selectAll()
    .where('bureau', '=', bureauOfId(workId))
    .where('work_id', '=', workId)
    .orderBy(sql`status <> 'open'`)
    .orderBy('due_on')
    .orderBy('id')
    .execute();
}

/** One task, for the job that keeps its term. */
export async function findTask(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('joint_tasks')
    .innerJoin('joint_works', (join) =>
      join
        .onRef('joint_works.bureau', '=', 'joint_tasks.bureau')
        .onRef('joint_works.id', '=', 'joint_tasks.work_id'),
    )
    .selectAll('joint_tasks')
    .select(['joint_works.title as work_title', 'joint_works.lead_org_id'])
    .where('joint_tasks.bureau', '=', bureauOfId(id))
    .where('joint_tasks.id', '=', id)
    .executeTakeFirst();
}

export async function meetingsOf(tx: ScopedTx, workId: string) {
  return await tables(tx)
    .selectFrom('joint_meetings')
    .selectAll()
    .where('bureau', '=', bureauOfId(workId))
    .where('work_id', '=', workId)
    .orderBy('meets_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The meeting whose minutes a document is. */
export async function meetingOfDocument(tx: ScopedTx, documentId: string) {
  return await tables(tx)
    .selectFrom('joint_meetings')
    .selectAll()
    .where('bureau', '=', bureauOfId(documentId))
    .where('document_id', '=', documentId)
    .executeTakeFirst();
}

/** Entries that the reader may see, newest first. */
export async function entriesOf(tx: ScopedTx, workId: string) {
  return await tables(tx)
    .selectFrom('joint_entries')
    .selectAll()
    .where('bureau', '=', bureauOfId(workId))
    .where('work_id', '=', workId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function checksOf(tx: ScopedTx, workId: string) {
  return await tables(tx)
    .selectFrom('joint_checks')
    .selectAll()
    .where('bureau', '=', bureauOfId(workId))
    .where('work_id', '=', workId)
    .orderBy('checked_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The course of a work as the reader may see it, oldest first. */
export async function eventsOf(tx: ScopedTx, workId: string) {
  return await tables(tx)
    .selectFrom('joint_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(workId))
    .where('work_id', '=', workId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

type Filters = Omit<z.output<NonNullable<typeof listJoint.query>>, 'page' | 'pageSize' | 'sort'>;

function filtered(tx: ScopedTx, filters: Filters) {
  // Of the reader's own units (standing.ts has set them): not those that they set for others.
  const open = sql`FROM joint_tasks t WHERE t.bureau = w.bureau AND t.work_id = w.id AND t.status = 'open'
    AND t.org_id = ANY (scope_list('units'))`;
  return tables(tx)
    .selectFrom('joint_works as w')
    .selectAll('w')
    .select([
      sql<number>`(SELECT count(*)::int ${open})`.as('open_tasks'),
      sql<string | null>`(SELECT min(t.due_on) ${open})`.as('next_due'),
    ])
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) {
        const like = containing(filters.q);
        all.push(where.or([where('w.title', 'ilike', like), where('w.purpose', 'ilike', like)]));
      }
      if (filters.kind) all.push(where('w.kind', 'in', filters.kind));
      if (filters.status) all.push(where('w.status', 'in', filters.status));
      if (filters.from) all.push(where('w.opened_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('w.opened_at', '<', new Date(filters.to)));
      return where.and(all);
    });
}

/** One page of the works in which the reader's units take part. Open tasks are those of the reader's own units. */
export async function listWorks(tx: ScopedTx, page: ListPage, filters: Filters) {
  return await listPage(filtered(tx, filters), page, {
    sortable: { openedAt: 'w.opened_at', title: 'w.title', status: 'w.status', endsOn: 'w.ends_on' },
    initial: '-openedAt',
    tieBreak: 'w.id',
  });
}

/** All works that match, for exports. */
export function allWorks(tx: ScopedTx, filters: Filters) {
  return filtered(tx, filters).orderBy('w.opened_at').orderBy('w.id');
}

/** Tasks of the reader's own units over all works. */
export async function listOwnTasks(
  tx: ScopedTx,
  page: ListPage,
  filters: z.output<NonNullable<typeof listJointTasks.query>>,
  own: readonly string[],
) {
  const query = tables(tx)
    .selectFrom('joint_tasks as t')
    .innerJoin('joint_works as w', (join) =>
      join.onRef('w.bureau', '=', 't.bureau').onRef('w.id', '=', 't.work_id'),
    )
    .selectAll('t')
    .select(['w.title as work_title', 'w.status as work_status', 'w.lead_org_id'])
    .where('t.org_id', 'in', own.length > 0 ? [...own] : [''])
    .$if(filters.status !== undefined, (some) => some.where('t.status', 'in', filters.status ?? []))
    .$if(filters.q !== undefined && filters.q !== '', (some) =>
      some.where('t.title', 'ilike', containing(filters.q ?? '')),
    );
  return await listPage(query, page, {
    sortable: { dueOn: 't.due_on', title: 't.title', status: 't.status' },
    initial: 'dueOn',
    tieBreak: 't.id',
  });
}

/** How many there are in all; for metrics. */
export async function countAllWorks(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('joint_works')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
