import type { z } from 'zod';
import { may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { deadlinesOf } from '../deadlines/service.ts';
import { documentsOf } from '../documents/service.ts';
import type * as contract from './contract.ts';
import { publicityActions, REPLY_ACTION_NAMES, replyActions } from './lifecycle.ts';
import {
  getPublicityRow,
  getReplyRow,
  type listPublicityRows,
  picturesOf,
  type ReplyRow,
  replyEvents,
} from './store.ts';
import { unitNames } from './units.ts';

type Reading = Pick<ReadContext, 'tx' | 'actor' | 'clock' | 'regions'>;
export type ListedPublicity = Awaited<ReturnType<typeof listPublicityRows>>['items'][number];

/** Proposals as lists show them, each with its running deadline. */
export async function presentReplies(
  context: Reading,
  rows: readonly ReplyRow[],
): Promise<contract.ReplyItem[]> {
  const nameOf = await unitNames(
    context,
    rows.map(({ bureau }) => bureau),
  );
  const deadlines = await deadlinesOf(
    context,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    role: row.role,
    incomingNumber: row.incoming_number,
    session: row.session,
    proposalNumber: row.proposal_number,
    proposers: row.proposers,
    title: row.title,
    status: row.status,
    orgId: row.org_id,
    orgName: nameOf(row.org_id),
    receivedOn: row.received_on,
    dueOn: row.due_on,
    deadline: deadlines.get(row.id)?.[0] ?? null,
    result: row.result,
    openness: row.openness,
    number: row.number,
    signer: row.signer,
    repliedOn: row.replied_on,
    feedback: row.feedback,
    version: row.version,
  }));
}

/** Where the reply's document stands; `discarded` also where there is none any more. */
export async function documentState(context: Reading, row: ReplyRow): Promise<string> {
  if (row.document_id === null) return 'discarded';
  const documents = (await documentsOf(context, [row.id])).get(row.id) ?? [];
  return documents.find(({ id }) => id === row.document_id)?.status ?? 'discarded';
}

/** The proposal with all that its page shows. */
export async function replyDetail(
  context: Reading,
  id: string,
): Promise<z.input<typeof contract.ReplyDetail>> {
  const row = await getReplyRow(context.tx, id);
  const [item] = await presentReplies(context, [row]);
  const state = row.status === 'drafting' ? await documentState(context, row) : undefined;
  const again = state === 'discarded' || state === 'void';
  return {
    ...item!,
    region: row.region,
    content: row.content,
    assignedBy: row.assigned_by,
    copies: row.copies,
    documentId: row.document_id,
    signedOn: row.signed_on,
    feedbackWords: row.feedback_words,
    registeredBy: row.officer_name,
    timeline: (await replyEvents(context.tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      actionName: REPLY_ACTION_NAMES[event.action as keyof typeof REPLY_ACTION_NAMES] ?? event.action,
      opinion: event.opinion,
    })),
    allowed: may(context.actor, 'campaign.write')
      ? replyActions(row.status).filter(
          (action) => action !== 'draft' || row.status === 'registered' || again,
        )
      : [],
  };
}

/** Publicity work as lists show it. */
export async function presentPublicity(
  context: Pick<ReadContext, 'tx'>,
  rows: readonly ListedPublicity[],
): Promise<contract.PublicityItem[]> {
  const nameOf = await unitNames(
    context,
    rows.map(({ bureau }) => bureau),
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    day: row.day,
    pieces: row.pieces,
    medium: row.medium,
    link: row.link,
    place: row.place,
    status: row.status,
    orgId: row.org_id,
    orgName: nameOf(row.org_id),
    pictures: row.pictures ?? 0,
    recordedBy: row.officer_name,
    version: row.version,
  }));
}

/** Publicity work with its pictures. */
export async function publicityDetail(
  context: Pick<ReadContext, 'tx' | 'actor'>,
  id: string,
): Promise<z.input<typeof contract.PublicityDetail>> {
  const row = await getPublicityRow(context.tx, id);
  const [item] = await presentPublicity(context, [{ ...row, pictures: 0 }]);
  return {
    ...item!,
    content: row.content,
    voidReason: row.void_reason,
    recordedAt: row.recorded_at.toISOString(),
    pictures: (await picturesOf(context.tx, id)).map((picture) => ({
      id: picture.id,
      name: picture.name,
      video: picture.type.startsWith('video/'),
      caption: picture.caption,
      by: picture.officer_name,
      at: picture.at.toISOString(),
    })),
    allowed: may(context.actor, 'campaign.write') ? publicityActions(row.status) : [],
  };
}
