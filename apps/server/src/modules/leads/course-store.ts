import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { Insertable, Updateable } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { LeadRow } from './store.ts';
import type { LeadsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<LeadsTables>();
type Part = 'lead_dispatches' | 'lead_checks' | 'lead_feedbacks' | 'lead_supervisions' | 'lead_attachments';

/** Adds one line of a lead's course (a dispatch, check, feedback, supervision, attachment). */
export async function addPart<Table extends Part>(
  tx: ScopedTx,
  table: Table,
  row: Insertable<LeadsTables[Table]>,
): Promise<void> {
  await addParts(tx, table, [row]);
}

/** Adds a line to the course of each of several leads. */
export async function addParts<Table extends Part>(
  tx: ScopedTx,
  table: Table,
  rows: readonly Insertable<LeadsTables[Table]>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tables(tx)
    .insertInto(table as Part)
    .values(rows as readonly Insertable<LeadsTables[Part]>[] as never)
    .execute();
}

export type DispatchRow = LeadsTables['lead_dispatches'];

/** The hand-overs of a lead, the first one first. */
export async function dispatchesOf(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_dispatches')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** The open hand-overs within the bureau, the last one first: the way back. */
export async function openHops(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_dispatches')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .where('state', 'in', ['open', 'signed'])
    .where('hop', '>', 0)
    .orderBy('hop', 'desc')
    .execute();
}

/** The open hand-over to another bureau. */
export async function openHandOver(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_dispatches')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .where('hop', '=', 0)
    .where('state', 'in', ['open', 'signed'])
    .executeTakeFirst();
}

/** The hand-overs within the bureau that came back, by lead, the last one first. */
export async function returnsOf(
  tx: ScopedTx,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, readonly DispatchRow[]>> {
  if (leadIds.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('lead_dispatches')
    .selectAll()
    .where('bureau', 'in', [...new Set(leadIds.map(bureauOfId))])
    .where('lead_id', 'in', [...leadIds])
    .where('state', '=', 'returned')
    .where('hop', '>', 0)
    .orderBy('ended_at', 'desc')
    .execute();
  return Map.groupBy(rows, ({ lead_id }) => lead_id);
}

/** The leads that were merged into one, as its page names them. */
export async function mergedInto(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('leads')
    .select(['id', 'number', 'title', 'status'])
    .where('bureau', '=', bureauOfId(leadId))
    .where('merged_into', '=', leadId)
    .orderBy('id')
    .execute();
}

export async function endDispatch(
  tx: ScopedTx,
  { bureau, id }: Pick<DispatchRow, 'bureau' | 'id'>,
  change: Updateable<DispatchRow>,
): Promise<void> {
  await tables(tx)
    .updateTable('lead_dispatches')
    .set(change)
    .where('bureau', '=', bureau)
    .where('id', '=', id)
    .execute();
}

export async function checksOf(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_checks')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function feedbacksOf(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_feedbacks')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Writes the verdict on the feedback that waits for one. */
export async function judgeFeedback(
  tx: ScopedTx,
  { bureau, id }: Pick<LeadRow, 'bureau' | 'id'>,
  verdict: Updateable<LeadsTables['lead_feedbacks']>,
): Promise<void> {
  const latest = (await feedbacksOf(tx, id)).at(-1);
  if (!latest) return;
  await tables(tx)
    .updateTable('lead_feedbacks')
    .set(verdict)
    .where('bureau', '=', bureau)
    .where('id', '=', latest.id)
    .execute();
}

export async function supervisionsOf(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_supervisions')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** A supervision ends with the feedback that it asked for. */
export async function endSupervisions(
  tx: ScopedTx,
  { bureau, id }: Pick<LeadRow, 'bureau' | 'id'>,
  at: Date,
): Promise<void> {
  await tables(tx)
    .updateTable('lead_supervisions')
    .set({ ended_at: at })
    .where('bureau', '=', bureau)
    .where('lead_id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** Supervisions that a feedback ended go on when it is sent back; returns the day of the latest that is open. */
export async function resumeSupervisions(
  tx: ScopedTx,
  { bureau, id }: Pick<LeadRow, 'bureau' | 'id'>,
  fedBackAt: Date,
): Promise<string | undefined> {
  await tables(tx)
    .updateTable('lead_supervisions')
    .set({ ended_at: null })
    .where('bureau', '=', bureau)
    .where('lead_id', '=', id)
    .where('ended_at', '>=', fedBackAt)
    .execute();
  return (await supervisionsOf(tx, id)).findLast(({ ended_at }) => ended_at === null)?.due_on;
}

/** Attachments that were not removed. */
export async function attachmentsOf(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_attachments')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .where('removed_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function markAttachmentRemoved(
  tx: ScopedTx,
  { bureau, id }: Pick<LeadRow, 'bureau' | 'id'>,
  removed: { readonly removed_at: Date; readonly removed_by: string },
): Promise<void> {
  await tables(tx)
    .updateTable('lead_attachments')
    .set(removed)
    .where('bureau', '=', bureau)
    .where('id', '=', id)
    .execute();
}

/** Joins two leads, each direction in its own lead's region; joining them again changes nothing. */
export async function linkLeads(
  tx: ScopedTx,
  one: Pick<LeadRow, 'bureau' | 'id' | 'region'>,
  other: Pick<LeadRow, 'bureau' | 'id' | 'region'>,
  link: Pick<LeadsTables['lead_links'], 'kind' | 'note' | 'at' | 'officer_name'>,
): Promise<void> {
  const back = link.kind === 'split-into' ? 'split-from' : link.kind;
  await tables(tx)
    .insertInto('lead_links')
    .values([
      { ...link, bureau: one.bureau, lead_id: one.id, other_id: other.id, region: one.region },
      {
        ...link,
        kind: back,
        bureau: other.bureau,
        lead_id: other.id,
        other_id: one.id,
        region: other.region,
      },
    ])
    .onConflict((conflict) => conflict.columns(['bureau', 'lead_id', 'other_id']).doNothing())
    .execute();
}

/** The leads joined to one, with what the reader may see of them. */
export async function linksOf(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_links as k')
    .leftJoin('leads as l', (join) =>
      join.onRef('l.bureau', '=', 'k.bureau').onRef('l.id', '=', 'k.other_id'),
    )
    .select(['k.other_id', 'k.kind', 'k.note', 'l.number', 'l.title', 'l.status'])
    .where('k.bureau', '=', bureauOfId(leadId))
    .where('k.lead_id', '=', leadId)
    .orderBy('k.at')
    .execute();
}

/** The course of a lead in words, a line an entry, for a bureau that takes it over. */
export async function eventsBefore(tx: ScopedTx, leadId: string): Promise<string> {
  const rows = await tables(tx)
    .selectFrom('lead_events')
    .select(['at', 'org_name', 'opinion'])
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .where('opinion', 'is not', null)
    .where('action', '<>', 'comment')
    .orderBy('at')
    .execute();
  return rows.map(({ at, org_name, opinion }) => `${dayInChina(at)} ${org_name}：${opinion}`).join('\n');
}

/** The lead and all that were merged into it (并入), one into the other. */
export async function mergedLeads(tx: ScopedTx, id: string): Promise<string[]> {
  const all = [id];
  for (const into of all)
    all.push(...(await mergedInto(tx, into)).map((one) => one.id).filter((one) => !all.includes(one)));
  return all;
}
