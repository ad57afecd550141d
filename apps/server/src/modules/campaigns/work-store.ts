import type { CampaignReportKind } from '@wangjian/core/campaign.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import type { Insertable, Selectable, Updateable } from 'kysely';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { CampaignTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<CampaignTables>();

export type GroupRow = Selectable<CampaignTables['campaign_groups']>;
export type VisitRow = Selectable<CampaignTables['campaign_visits']>;
export type PictureRow = Selectable<CampaignTables['campaign_pictures']>;
export type TypicalCaseRow = Selectable<CampaignTables['campaign_cases']>;
export type ReportRow = Selectable<CampaignTables['campaign_reports']>;

/** 督查组 of a campaign; those that were dissolved are left out. */
export async function groupsOf(tx: ScopedTx, campaignId: string): Promise<GroupRow[]> {
  return await tables(tx)
    .selectFrom('campaign_groups')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .where('removed', '=', false)
    .orderBy('id')
    .execute();
}
export async function insertGroup(tx: ScopedTx, row: Insertable<CampaignTables['campaign_groups']>) {
  await tables(tx).insertInto('campaign_groups').values(row).execute();
}
/** Saves a group when the version is still the one that was read; `stale` otherwise. */
export async function saveGroup(
  tx: ScopedTx,
  { id, version }: Pick<GroupRow, 'id' | 'version'>,
  change: Updateable<CampaignTables['campaign_groups']>,
): Promise<void> {
  refuseStale(
    await tables(tx)
      .updateTable('campaign_groups')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

/** Visits of supervision groups that the reader sees, newest first. */
export async function visitsOf(tx: ScopedTx, campaignId: string): Promise<VisitRow[]> {
  return await tables(tx)
    .selectFrom('campaign_visits')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .orderBy('visited_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
/** One visit, or `not_found` (also outside the scope). */
export async function getVisitRow(tx: ScopedTx, id: string): Promise<VisitRow> {
  return found(
    await tables(tx)
      .selectFrom('campaign_visits')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}
/** The bureau's own record of a superior's visit. */
export async function visitOfSource(
  tx: ScopedTx,
  bureau: string,
  source: string,
): Promise<VisitRow | undefined> {
  return await tables(tx)
    .selectFrom('campaign_visits')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('source_id', '=', source)
    .executeTakeFirst();
}
export async function insertVisit(tx: ScopedTx, row: Insertable<CampaignTables['campaign_visits']>) {
  await tables(tx).insertInto('campaign_visits').values(row).execute();
}
/** Saves a visit when the version is still the one that was read; `stale` otherwise. */
export async function saveVisit(
  tx: ScopedTx,
  { id, version }: Pick<VisitRow, 'id' | 'version'>,
  change: Updateable<CampaignTables['campaign_visits']>,
): Promise<void> {
  refuseStale(
    await tables(tx)
      .updateTable('campaign_visits')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

/** Pictures of a campaign that the reader sees, oldest first; removed ones are left out. */
export async function picturesOf(tx: ScopedTx, campaignId: string): Promise<PictureRow[]> {
  return await tables(tx)
    .selectFrom('campaign_pictures')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .where('removed', '=', false)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}
/** Material that a report carries as a file beside it: it cannot stand in the text. */
export const isVideo = ({ type }: Pick<PictureRow, 'type'>): boolean => type.startsWith('video/');
export async function insertPicture(tx: ScopedTx, row: Insertable<CampaignTables['campaign_pictures']>) {
  await tables(tx).insertInto('campaign_pictures').values(row).execute();
}
/** Saves a picture's words when the version is still the one that was read; `stale` otherwise. */
export async function savePicture(
  tx: ScopedTx,
  { id, version }: Pick<PictureRow, 'id' | 'version'>,
  change: Updateable<CampaignTables['campaign_pictures']>,
): Promise<void> {
  refuseStale(
    await tables(tx)
      .updateTable('campaign_pictures')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

/** Typical cases of a campaign that the reader sees, oldest first; removed ones are left out. */
export async function typicalCasesOf(tx: ScopedTx, campaignId: string): Promise<TypicalCaseRow[]> {
  return await tables(tx)
    .selectFrom('campaign_cases')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .where('removed', '=', false)
    .orderBy('chosen_at')
    .orderBy('id')
    .execute();
}
export async function insertTypicalCase(tx: ScopedTx, row: Insertable<CampaignTables['campaign_cases']>) {
  await tables(tx).insertInto('campaign_cases').values(row).execute();
}
/** Saves a typical case when the version is still the one that was read; `stale` otherwise. */
export async function saveTypicalCase(
  tx: ScopedTx,
  { id, version }: Pick<TypicalCaseRow, 'id' | 'version'>,
  change: Updateable<CampaignTables['campaign_cases']>,
): Promise<void> {
  refuseStale(
    await tables(tx)
      .updateTable('campaign_cases')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

/** Reports of a campaign that the reader sees. */
export async function reportsOf(tx: ScopedTx, campaignId: string): Promise<ReportRow[]> {
  return await tables(tx)
    .selectFrom('campaign_reports')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .orderBy('kind', 'desc')
    .orderBy('id')
    .execute();
}
/** The report, or `not_found` (also outside the scope). */
export async function getReportRow(tx: ScopedTx, id: string): Promise<ReportRow> {
  return found(
    await tables(tx)
      .selectFrom('campaign_reports')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}
export async function reportOfUnit(
  tx: ScopedTx,
  campaignId: string,
  orgId: string,
  kind: CampaignReportKind,
) {
  return await tables(tx)
    .selectFrom('campaign_reports')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .where('org_id', '=', orgId)
    .where('kind', '=', kind)
    .executeTakeFirst();
}
export async function reportOfDocument(tx: ScopedTx, documentId: string) {
  return await tables(tx)
    .selectFrom('campaign_reports')
    .selectAll()
    .where('bureau', '=', bureauOfId(documentId))
    .where('document_id', '=', documentId)
    .executeTakeFirst();
}
export async function insertReport(tx: ScopedTx, row: Insertable<CampaignTables['campaign_reports']>) {
  await tables(tx).insertInto('campaign_reports').values(row).execute();
}
/** Saves a report when the version is still the one that was read; `stale` otherwise. */
export async function saveReport(
  tx: ScopedTx,
  { id, version }: Pick<ReportRow, 'id' | 'version'>,
  change: Updateable<CampaignTables['campaign_reports']>,
): Promise<void> {
  refuseStale(
    await tables(tx)
      .updateTable('campaign_reports')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}
