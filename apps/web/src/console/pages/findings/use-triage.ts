import { useMutation } from '@tanstack/react-query';
import {
  confirmFindings,
  type FindingItem,
  getFinding,
  mergeFindings,
  rejectFindings,
  reopenFindings,
} from '@wangjian/server/modules/findings/contract.ts';
import { App } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { useOutcome } from '../../record/use-outcome.ts';
import type { REJECT_REASON_NAMES } from '../../words.ts';

/** Most decisions that one press of 撤销 takes back. */
const UNDO_LIMIT = 50;

export type Decision =
  | { readonly kind: 'confirm' }
  | { readonly kind: 'reject'; readonly reason: keyof typeof REJECT_REASON_NAMES; readonly note: string }
  | { readonly kind: 'merge'; readonly into: string };

const VERBS = { confirm: '确认', reject: '排除', merge: '并入' } as const;

/** Decisions on findings, one or many, and the way back from the last one. */
export function useTriage(afterwards: (ids: readonly string[]) => void) {
  const tell = useOutcome();
  const { message } = App.useApp();
  const [last, setLast] = useState<readonly string[]>([]);
  const decide = useMutation({
    mutationFn: async ({ findings, decision }: { findings: readonly FindingItem[]; decision: Decision }) => {
      const several = findings.map(({ id, version }) => ({ id, version }));
      if (decision.kind === 'confirm') return call(confirmFindings, { body: { findings: several } });
      if (decision.kind === 'reject') {
        return call(rejectFindings, {
          body: { findings: several, reason: decision.reason, note: decision.note },
        });
      }
      return call(mergeFindings, {
        body: { into: decision.into, findings: several.filter(({ id }) => id !== decision.into) },
      });
    },
    onSuccess: (outcome, { findings, decision }) => {
      const ids = outcome.done.map((one) => one.id);
      setLast(ids);
      afterwards(ids);
      tell(VERBS[decision.kind], outcome, (id) => findings.find((one) => one.id === id)?.ruleTitle ?? id);
    },
  });
  const undo = useMutation({
    /** Takes back the last decision, or the conclusions of the findings given. */
    mutationFn: async (given: readonly FindingItem[] | undefined) => {
      const fresh =
        given ??
        (await Promise.all(last.slice(0, UNDO_LIMIT).map((id) => call(getFinding, { params: { id } }))));
      const findings = fresh.map(({ id, version }) => ({ id, version }));
      return call(reopenFindings, { body: { findings, reason: given ? '撤销结论' : '撤销刚才的结论' } });
    },
    onSuccess: (outcome) => {
      setLast([]);
      tell('撤销', outcome);
    },
    onError: (error) => message.error(messageOf(error)),
  });
  return { decide, undo, undoable: last.length };
}
