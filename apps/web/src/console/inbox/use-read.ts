import { useMutation, useQueryClient } from '@tanstack/react-query';
import { markRead } from '@wangjian/server/modules/inbox/contract.ts';
import { App } from 'antd';
import { messageOf } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';

/** Marks messages as read, all of them without ids; counts and lists follow. */
export function useRead() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (ids: readonly string[] | undefined) =>
      call(markRead, { body: ids === undefined ? {} : { ids: [...ids] } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['inbox'] }),
    onError: (error) => void message.error(messageOf(error)),
  });
}
