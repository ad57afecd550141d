import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { createElement } from 'react';

interface Outcome {
  readonly done: readonly unknown[];
  readonly refused: readonly { readonly id: string; readonly message: string }[];
}

/** Where the records went that an action took out of the list, for whoever goes on with them. */
interface NextStep {
  readonly label: string;
  readonly go: () => unknown;
}
const NEXT_SECONDS = 8;

/**
 * Says what an action on several records did: how many were done, and of the refused ones each one's reason. All that
 * was read is read again, since one decision shows in many places (counts, lists, details).
 */
export function useOutcome() {
  const queries = useQueryClient();
  const { message, notification } = App.useApp();
  return (
    verb: string,
    outcome: Outcome,
    nameOf: (id: string) => string = (id) => id,
    next: NextStep | undefined = undefined,
  ) => {
    void queries.invalidateQueries();
    if (outcome.refused.length === 0) {
      const words = `已${verb} ${outcome.done.length} 条`;
      if (next === undefined) message.success(words);
      else {
        const key = `outcome-${verb}`;
        const onClick = () => {
          message.destroy(key);
          next.go();
        };
        const link = createElement(Button, { type: 'link', size: 'small', onClick }, next.label);
        message.success({ key, content: createElement('span', null, words, link), duration: NEXT_SECONDS });
      }
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
