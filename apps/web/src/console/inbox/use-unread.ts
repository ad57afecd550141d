import { useQuery, useQueryClient } from '@tanstack/react-query';
import { inboxEvents, type Unread } from '@wangjian/server/modules/inbox/contract.ts';
import { useSyncExternalStore } from 'react';
import { addressOf } from '../../api/call.ts';
import { useEvents } from '../../api/use-events.ts';
import { unreadQuery } from './unread-query.ts';

const POLL_MS = 20_000;

const seen = () => document.visibilityState === 'visible';
function onSeen(tell: () => void): () => void {
  document.addEventListener('visibilitychange', tell);
  return () => document.removeEventListener('visibilitychange', tell);
}

/**
 * Unread messages as they come, over one connection a tab; asked for every 20 seconds where events do not get through.
 * A tab in the background holds no connection: a browser opens six to one server, and more tabs than that are usual.
 */
export function useUnread(): Unread | undefined {
  const queries = useQueryClient();
  const looked = useSyncExternalStore(onSeen, seen);
  const stream = useEvents<Unread>(looked ? addressOf(inboxEvents.path, {}) : null, 'unread', (unread) => {
    if (unread.unread !== queries.getQueryData(unreadQuery.queryKey)?.unread)
      void queries.invalidateQueries({ queryKey: ['inbox', 'list'] });
    queries.setQueryData(unreadQuery.queryKey, unread);
  });
  return useQuery({ ...unreadQuery, refetchInterval: looked && stream === 'open' ? false : POLL_MS }).data;
}
