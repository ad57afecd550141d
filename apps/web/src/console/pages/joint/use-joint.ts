import { useQueryClient } from '@tanstack/react-query';
import type { JointDetail } from '@wangjian/server/modules/joint/contract.ts';
import { App } from 'antd';
import type { z } from 'zod';

type Answer = z.output<typeof JointDetail>;

/** Key under which the page keeps a joint work. */
export const jointKey = (id: string) => ['joint-work', id];

/** Shows what an action answered, and says that it was done. */
export function useSaved(id: string) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return {
    saved: (after: Answer, words: string) => {
      queries.setQueryData(jointKey(id), after);
      void queries.invalidateQueries({ queryKey: ['joint'] });
      void queries.invalidateQueries({ queryKey: ['joint-tasks'] });
      message.success(words);
    },
    reload: () => void queries.invalidateQueries({ queryKey: jointKey(id) }),
  };
}
