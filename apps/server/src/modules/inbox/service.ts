import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { type Actor, may } from '../../platform/actor.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { listMessageRows, type MessageRow, markRowsRead, newestUnread, unreadOf } from './store.ts';
import { hintInbox } from './watch.ts';

export { type News, notify } from './notify.ts';

const NEWEST = 6;

/** Only officers have an inbox. */
function officerOf(actor: Actor): string {
  if (actor.kind !== 'officer' || !may(actor, 'session')) throw new AppError('forbidden');
  return actor.id;
}

const present = (row: MessageRow): contract.Message => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  text: row.text,
  path: row.path,
  on: row.on_id,
  sender: row.sender,
  sentAt: row.sent_at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
});

export const listMessages = readCase({
  action: 'inbox.list',
  title: '查看消息',
  permission: 'session',
  input: contract.listMessages.query!,
  async run({ tx, actor }, query) {
    const { items, total } = await listMessageRows(tx, officerOf(actor), query);
    return { result: { items: items.map(present), total }, audit: 'plain' };
  },
});

export const countUnread = readCase({
  action: 'inbox.unread',
  title: '查看未读消息数',
  permission: 'session',
  input: z.undefined(),
  async run({ tx, actor }) {
    const officerId = officerOf(actor);
    const newest = await newestUnread(tx, officerId, NEWEST);
    return {
      result: { unread: await unreadOf(tx, officerId), newest: newest.map(present) },
      audit: 'plain',
    };
  },
});

export const markRead = useCase({
  action: 'inbox.read',
  title: '消息标为已读',
  permission: 'session',
  input: contract.markRead.body!,
  async run({ tx, actor, clock, afterCommit }, { ids }) {
    const officerId = officerOf(actor);
    // Other tabs of the officer show the count too.
    afterCommit(() => hintInbox([officerId]));
    const read = await markRowsRead(tx, officerId, ids, clock.now());
    return { result: { unread: await unreadOf(tx, officerId) }, audit: { on: null, after: { read } } };
  },
});
