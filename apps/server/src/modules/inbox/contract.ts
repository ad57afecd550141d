import { endpoint } from '@wangjian/core/endpoint.ts';
import { Instant, ListQuery, listOf, manyOf, RecordId } from '@wangjian/core/listing.ts';
import { z } from 'zod';

/** 任务、通知、提醒、催办、日报、@提及、督办. */
export const MESSAGE_KINDS = [
  'task',
  'notice',
  'reminder',
  'escalation',
  'digest',
  'mention',
  'supervision',
] as const;
export const MessageKind = z.enum(MESSAGE_KINDS);
export type MessageKind = z.infer<typeof MessageKind>;

export const Message = z.object({
  id: RecordId,
  kind: MessageKind,
  title: z.string(),
  text: z.string().nullable(),
  /** Path in the console. */
  path: z.string(),
  on: RecordId.nullable(),
  sender: z.string(),
  sentAt: Instant,
  readAt: Instant.nullable(),
});
export type Message = z.infer<typeof Message>;

export const listMessages = endpoint({
  method: 'GET',
  path: '/api/inbox',
  summary: '我的消息',
  access: 'session',
  query: ListQuery.extend({ kind: manyOf(MessageKind), unread: z.enum(['yes']).optional() }),
  result: listOf(Message),
});
const Unread = z.object({ unread: z.int().min(0), newest: z.array(Message) });
export type Unread = z.infer<typeof Unread>;
export const countUnread = endpoint({
  method: 'GET',
  path: '/api/inbox/unread',
  summary: '未读消息数和最新几条',
  access: 'session',
  result: Unread,
});
/** The same as server-sent events `unread`: one at once, and one whenever it changes. */
export const inboxEvents = endpoint({
  method: 'GET',
  path: '/api/inbox/events',
  summary: '未读消息（事件流）',
  access: 'session',
});
export const markRead = endpoint({
  method: 'POST',
  path: '/api/inbox/read',
  summary: '标为已读；不写编号的全部标为已读',
  access: 'session',
  body: z.object({ ids: z.array(RecordId).min(1).max(500).optional() }),
  result: z.object({ unread: z.int().min(0) }),
});
