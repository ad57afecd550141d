import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Insertable, type Selectable, type SelectQueryBuilder, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { containing, type ListPage, listPage } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { listCampaigns } from './contract.ts';
import type { CampaignsTable, CampaignTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<CampaignTables>();

export type CampaignRow = Selectable<CampaignsTable>;
export type UnitRow = Selectable<CampaignTables['campaign_units']>;
export type TaskRow = Selectable<CampaignTables['campaign_tasks']>;
export type RunRow = Selectable<CampaignTables['campaign_runs']>;
export type EventRow = Selectable<CampaignTables['campaign_events']>;

/** The plan for whoever may read it: an issued one for the whole bureau, else within the scope; `not_found` otherwise. */
export async function readCampaign(tx: ScopedTx, id: string): Promise<CampaignRow> {
  const { rows } = await sql<CampaignRow>`
    SELECT * FROM visible_campaigns(${bureauOfId(id)}) WHERE id = ${id}`.execute(tx);
  return found(rows[0]);
}

/** The plan for whoever directs it, locked; `not_found` for one that lies outside the scope, though it can be read. */
export async function lockCampaign(tx: ScopedTx, id: string): Promise<CampaignRow> {
  return found(
    await tables(tx)
      .selectFrom('campaigns')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
}

export async function insertCampaign(tx: ScopedTx, row: Insertable<CampaignsTable>): Promise<void> {
  await tables(tx).insertInto('campaigns').values(row).execute();
}

/** Saves the plan when the version is still the one that was read; `stale` otherwise. */
export async function saveCampaign(
  tx: ScopedTx,
  id: string,
  version: number,
  change: Updateable<CampaignsTable>,
): Promise<void> {
  refuseStale(
    await tables(tx)
      .updateTable('campaigns')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

type Filters = Omit<z.output<NonNullable<typeof listCampaigns.query>>, 'page' | 'pageSize' | 'sort'>;

/** Campaigns of a bureau that the reader may see and that match, not yet in an order. */
export function campaignRows(
  tx: ScopedTx,
  bureau: string,
  { q, status, year }: Filters,
): SelectQueryBuilder<{ c: CampaignsTable }, 'c', CampaignRow> {
  const visible = sql<CampaignRow>`(SELECT * FROM visible_campaigns(${bureau}))`.as<'c'>('c');
  return (
    tx
      .withTables<{ c: CampaignsTable }>()
      .selectFrom(visible)
      .selectAll()
      // The function's rows are the table's rows; Kysely cannot know.
      .where('c.bureau', '=', bureau)
      .$if(q !== undefined, (rows) =>
        rows.where((where) =>
          where.or([
            where('c.name', 'ilike', containing(q ?? '')),
            where('c.org_name', 'ilike', containing(q ?? '')),
          ]),
        ),
      )
      .$if(status !== undefined, (rows) => rows.where('c.status', 'in', status ?? []))
      .$if(year !== undefined, (rows) =>
        rows.where('c.starts_on', '<=', `${year}-12-31`).where('c.ends_on', '>=', `${year}-01-01`),
      ) as unknown as SelectQueryBuilder<{ c: CampaignsTable }, 'c', CampaignRow>
  );
}

export async function listCampaignRows(tx: ScopedTx, bureau: string, filters: Filters, page: ListPage) {
  return await listPage(campaignRows(tx, bureau, filters), page, {
    sortable: { startsOn: 'c.starts_on', name: 'c.name', status: 'c.status', createdAt: 'c.created_at' },
    initial: '-startsOn',
    tieBreak: 'c.id',
  });
}

/** Campaigns of a bureau that are under way: for the daily job. */
export async function openCampaigns(tx: ScopedTx, bureau: string): Promise<CampaignRow[]> {
  return await tables(tx)
    .selectFrom('campaigns')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('status', 'in', ['handed', 'issued', 'running', 'summing-up'])
    .execute();
}

/** Units of a campaign that the reader sees, in the order in which they were named. */
export async function unitsOf(tx: ScopedTx, campaignId: string): Promise<UnitRow[]> {
  return await tables(tx)
    .selectFrom('campaign_units')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .orderBy('id')
    .execute();
}

export async function insertUnit(tx: ScopedTx, row: Insertable<CampaignTables['campaign_units']>) {
  await tables(tx).insertInto('campaign_units').values(row).execute();
}

export async function saveUnit(
  tx: ScopedTx,
  id: string,
  change: Updateable<CampaignTables['campaign_units']>,
): Promise<void> {
  await tables(tx)
    .updateTable('campaign_units')
    .set(change)
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** Tasks of a campaign that the reader sees, by item and unit. */
export async function tasksOf(tx: ScopedTx, campaignId: string): Promise<TaskRow[]> {
  return await tables(tx)
    .selectFrom('campaign_tasks')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .orderBy('seq')
    .orderBy('id')
    .execute();
}

export async function insertTask(tx: ScopedTx, row: Insertable<CampaignTables['campaign_tasks']>) {
  await tables(tx).insertInto('campaign_tasks').values(row).execute();
}

/** Saves a task when the version is still the one that was read; `stale` otherwise. */
export async function saveTask(
  tx: ScopedTx,
  { id, version }: Pick<TaskRow, 'id' | 'version'>,
  change: Updateable<CampaignTables['campaign_tasks']>,
): Promise<void> {
  refuseStale(
    await tables(tx)
      .updateTable('campaign_tasks')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

export async function insertEvent(tx: ScopedTx, row: Insertable<CampaignTables['campaign_events']>) {
  await tables(tx).insertInto('campaign_events').values(row).execute();
}

/** The course of a campaign as far as the reader sees it, oldest first. */
export async function eventsOf(tx: ScopedTx, campaignId: string): Promise<EventRow[]> {
  return await tables(tx)
    .selectFrom('campaign_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function insertRun(tx: ScopedTx, row: Insertable<CampaignTables['campaign_runs']>) {
  await tables(tx).insertInto('campaign_runs').values(row).execute();
}

/** Patrols and draws of a campaign, newest first. */
export async function runsOf(tx: ScopedTx, campaignId: string): Promise<RunRow[]> {
  return await tables(tx)
    .selectFrom('campaign_runs')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** How many campaigns there are in all; for metrics. */
export async function countAllCampaigns(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('campaigns')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
