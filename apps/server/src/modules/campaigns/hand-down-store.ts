import { bureauOfId } from '@wangjian/core/ids.ts';
import type { Insertable, Selectable, Updateable } from 'kysely';
import { found } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { CampaignRow } from './store.ts';
import type { CampaignTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<CampaignTables>();

export type HandDownRow = Selectable<CampaignTables['campaign_hand_downs']>;

/** Bureaus below to which a plan was handed, also those that it no longer names, by their code. */
export async function handDownsOf(tx: ScopedTx, campaignId: string): Promise<HandDownRow[]> {
  return await tables(tx)
    .selectFrom('campaign_hand_downs')
    .selectAll()
    .where('bureau', '=', bureauOfId(campaignId))
    .where('campaign_id', '=', campaignId)
    .orderBy('to_bureau')
    .execute();
}

/** One hand-down, or `not_found`; locked for what is told of it. */
export async function lockHandDown(tx: ScopedTx, id: string): Promise<HandDownRow> {
  return found(
    await tables(tx)
      .selectFrom('campaign_hand_downs')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
}

/** One hand-down, or `not_found`. */
export async function readHandDown(tx: ScopedTx, id: string): Promise<HandDownRow> {
  return found(
    await tables(tx)
      .selectFrom('campaign_hand_downs')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

export async function insertHandDown(
  tx: ScopedTx,
  row: Insertable<CampaignTables['campaign_hand_downs']>,
): Promise<void> {
  await tables(tx).insertInto('campaign_hand_downs').values(row).execute();
}

export async function saveHandDown(
  tx: ScopedTx,
  id: string,
  change: Updateable<CampaignTables['campaign_hand_downs']>,
): Promise<void> {
  await tables(tx)
    .updateTable('campaign_hand_downs')
    .set(change)
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** The campaign that a bureau made of a hand-down; locked, since an officer may be at work on it. */
export async function campaignOfHand(
  tx: ScopedTx,
  bureau: string,
  hand: string,
): Promise<CampaignRow | undefined> {
  return await tables(tx)
    .selectFrom('campaigns')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('superior_hand', '=', hand)
    .forUpdate()
    .executeTakeFirst();
}

/** Tasks of the campaign that a bureau below made, as far as the reader sees it: all and done. */
export async function tasksBelow(
  tx: ScopedTx,
  childId: string,
): Promise<{ readonly all: number; readonly done: number }> {
  const rows = await tables(tx)
    .selectFrom('campaign_tasks')
    .select('status')
    .where('bureau', '=', bureauOfId(childId))
    .where('campaign_id', '=', childId)
    .where('status', '!=', 'withdrawn')
    .execute();
  return { all: rows.length, done: rows.filter(({ status }) => status === 'done').length };
}
