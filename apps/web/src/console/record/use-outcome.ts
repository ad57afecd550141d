import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { createElement } from 'react';

interface Outcome {
  readonly done: readonly unknown[];
  readonly refused: readonly { readonly id: string; readonly message: string }[];
}

/**
 * Says what an action on several records did: how many were done, and of the refused ones each one's reason. All that
 * was read is read again, since one decision shows in many places (counts, lists, details).
 */
export function useOutcome() {
  const queries = useQueryClient();
  const { message, notification } = App.useApp();
  return (verb: string, outcome: Outcome, nameOf: (id: string) => string = (id) => id) => {
    void queries.invalidateQueries();
    if (outcome.refused.length === 0) {
      message.success(`已${verb} ${outcome.done.length} 条`);
      return;
    }
    notification.warning({
      title: `${verb}：办成 ${outcome.done.length} 条，没办成 ${outcome.refused.length} 条`,
      description: createElement(
        'ul',
        { className: 'outcome-list' },
        outcome.refused
          .slice(0, 20)
          .map((one) => createElement('li', { key: one.id }, `${nameOf(one.id)}：${one.message}`)),
      ),
      duration: 0,
    });
  };
}
