import { queryOptions } from '@tanstack/react-query';
import { countUnread } from '@wangjian/server/modules/inbox/contract.ts';
import { call } from '../../api/call.ts';

/** How many messages are unread and the newest of them; while no events come, read again when the window is looked at. */
export const unreadQuery = queryOptions({
  queryKey: ['inbox', 'unread'],
  queryFn: ({ signal }) => call(countUnread, { signal }),
  refetchOnWindowFocus: 'always',
});

/** 任务、通知 … as tags say it. */
export const MESSAGE_KIND_NAMES = {
  task: '任务',
  notice: '通知',
  reminder: '提醒',
  escalation: '催办',
  digest: '每日清单',
  mention: '提到我',
  supervision: '督办',
} as const;
