import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { containing, type ListPage, listPage } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { listPublicity, listReplies } from './contract.ts';
import type { AffairsTables } from './tables.ts';
import { daysOf } from './units.ts';

const tables = (tx: ScopedTx) => tx.withTables<AffairsTables>();

export type ReplyRow = Awaited<ReturnType<typeof getReplyRow>>;
export type PublicityRow = Awaited<ReturnType<typeof getPublicityRow>>;

/** The proposal with its reply, or `not_found` (also outside the scope). */
export async function getReplyRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('proposal_replies')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** The one that a document answers. */
export async function replyOfDocument(tx: ScopedTx, documentId: string) {
  return await tables(tx)
    .selectFrom('proposal_replies')
    .selectAll()
    .where('bureau', '=', bureauOfId(documentId))
    .where('document_id', '=', documentId)
    .executeTakeFirst();
}

/** The same proposal of the same session, when it was registered already. */
export async function sameProposal(
  tx: ScopedTx,
  bureau: string,
  form: { readonly kind: ReplyRow['kind']; readonly session: string; readonly proposalNumber: string },
) {
  return await tables(tx)
    .selectFrom('proposal_replies')
    .select(['id', 'title'])
    .where('bureau', '=', bureau)
    .where('kind', '=', form.kind)
    .where('session', '=', form.session)
    .where('proposal_number', '=', form.proposalNumber)
    .where('status', '<>', 'cancelled')
    .executeTakeFirst();
}

export async function insertReply(tx: ScopedTx, row: Insertable<AffairsTables['proposal_replies']>) {
  await tables(tx).insertInto('proposal_replies').values(row).execute();
}

/** Saves a proposal when the version is still the one that was read; `stale` otherwise. */
export async function saveReply(
  tx: ScopedTx,
  row: Pick<ReplyRow, 'id' | 'version'>,
  change: Updateable<AffairsTables['proposal_replies']>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('proposal_replies')
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', bureauOfId(row.id))
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

export async function insertReplyEvent(tx: ScopedTx, row: Insertable<AffairsTables['proposal_events']>) {
  await tables(tx).insertInto('proposal_events').values(row).execute();
}

/** The course lies where the proposal lies. */
export async function moveReplyEvents(tx: ScopedTx, id: string, region: string) {
  await tables(tx)
    .updateTable('proposal_events')
    .set({ region })
    .where('bureau', '=', bureauOfId(id))
    .where('reply_id', '=', id)
    .execute();
}

/** The course of a proposal, oldest first. */
export async function replyEvents(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('proposal_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('reply_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

type Paged = 'page' | 'pageSize' | 'sort' | 'org';
type ReplyFilters = Omit<z.output<NonNullable<typeof listReplies.query>>, Paged>;
type Units = readonly string[] | undefined;

function repliesThat(tx: ScopedTx, filters: ReplyFilters, units: Units) {
  const { from, to } = daysOf(filters);
  return tables(tx)
    .selectFrom('proposal_replies as r')
    .selectAll('r')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) {
        const like = containing(filters.q);
        all.push(
          where.or([
            where('r.title', 'ilike', like),
            where('r.incoming_number', 'ilike', like),
            where('r.proposal_number', 'ilike', like),
            where('r.number', 'ilike', like),
            sql<SqlBool>`array_to_string(r.proposers, ' ') ILIKE ${like}`,
          ]),
        );
      }
      if (filters.kind) all.push(where('r.kind', 'in', filters.kind));
      if (filters.status) all.push(where('r.status', 'in', filters.status));
      if (filters.result) all.push(where('r.result', 'in', filters.result));
      if (from) all.push(where('r.replied_on', '>=', from));
      if (to) all.push(where('r.replied_on', '<=', to));
      if (units) all.push(where('r.org_id', 'in', [...units]));
      return where.and(all);
    });
}

/** One page of the proposals that match and the count of all. */
export async function listReplyRows(tx: ScopedTx, page: ListPage, filters: ReplyFilters, units: Units) {
  return await listPage(repliesThat(tx, filters, units), page, {
    sortable: {
      dueOn: 'r.due_on',
      receivedOn: 'r.received_on',
      title: 'r.title',
      status: 'r.status',
      number: 'r.number',
      repliedOn: 'r.replied_on',
    },
    initial: '-receivedOn',
    tieBreak: 'r.id',
  });
}

/** All proposals that match, for exports. */
export function allReplies(tx: ScopedTx, filters: ReplyFilters, units: Units) {
  return repliesThat(tx, filters, units).orderBy('r.received_on').orderBy('r.id');
}

/** The publicity work, or `not_found` (also outside the scope). */
export async function getPublicityRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('publicity_works')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

export async function insertPublicity(tx: ScopedTx, row: Insertable<AffairsTables['publicity_works']>) {
  await tables(tx).insertInto('publicity_works').values(row).execute();
}

/** Saves publicity work when the version is still the one that was read; `stale` otherwise. */
export async function savePublicity(
  tx: ScopedTx,
  row: Pick<PublicityRow, 'id' | 'version'>,
  change: Updateable<AffairsTables['publicity_works']>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('publicity_works')
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', bureauOfId(row.id))
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

export async function insertPicture(tx: ScopedTx, row: Insertable<AffairsTables['publicity_pictures']>) {
  await tables(tx).insertInto('publicity_pictures').values(row).execute();
}

export async function markPictureRemoved(tx: ScopedTx, id: string, at: Date) {
  await tables(tx)
    .updateTable('publicity_pictures')
    .set({ removed_at: at })
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** Pictures of publicity work that were not removed, in the order in which they came. */
export async function picturesOf(tx: ScopedTx, workId: string) {
  return await tables(tx)
    .selectFrom('publicity_pictures')
    .selectAll()
    .where('bureau', '=', bureauOfId(workId))
    .where('work_id', '=', workId)
    .where('removed_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

type PublicityFilters = Omit<z.output<NonNullable<typeof listPublicity.query>>, Paged>;

function publicityThat(tx: ScopedTx, filters: PublicityFilters, units: Units) {
  const { from, to } = daysOf(filters);
  return tables(tx)
    .selectFrom('publicity_works as p')
    .selectAll('p')
    .select((eb) =>
      eb
        .selectFrom('publicity_pictures as i')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('i.bureau', '=', 'p.bureau')
        .whereRef('i.work_id', '=', 'p.id')
        .where('i.removed_at', 'is', null)
        .as('pictures'),
    )
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) {
        const like = containing(filters.q);
        all.push(where.or([where('p.title', 'ilike', like), where('p.medium', 'ilike', like)]));
      }
      if (filters.kind) all.push(where('p.kind', 'in', filters.kind));
      if (filters.status) all.push(where('p.status', 'in', filters.status));
      if (from) all.push(where('p.day', '>=', from));
      if (to) all.push(where('p.day', '<=', to));
      if (units) all.push(where('p.org_id', 'in', [...units]));
      return where.and(all);
    });
}

/** One page of the publicity work that matches and the count of all. */
export async function listPublicityRows(
  tx: ScopedTx,
  page: ListPage,
  filters: PublicityFilters,
  units: Units,
) {
  return await listPage(publicityThat(tx, filters, units), page, {
    sortable: { day: 'p.day', title: 'p.title', pieces: 'p.pieces', status: 'p.status' },
    initial: '-day',
    tieBreak: 'p.id',
  });
}

/** All publicity work that matches, for exports. */
export function allPublicity(tx: ScopedTx, filters: PublicityFilters, units: Units) {
  return publicityThat(tx, filters, units).orderBy('p.day').orderBy('p.id');
}

/** How many proposals there are in all; for metrics. */
export async function countAllReplies(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('proposal_replies')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
