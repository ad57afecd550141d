import { AppError } from '@wangjian/core/errors.ts';
import type { ChosenRecords } from '@wangjian/core/listing.ts';
import type { z } from 'zod';
import { eachChosen, notesOnEach } from '../../platform/each-chosen.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { evidenceIdsOf, linkEvidence } from '../evidence/service.ts';
import { moveToLead, takeBackToLead } from '../findings/service.ts';
import * as contract from './contract.ts';
import { type LeadAction, move } from './lifecycle.ts';
import { refuseSecondSorting, writeEvent } from './register.ts';
import { getLeadRow, type LeadRow, saveLead } from './store.ts';

interface Step {
  /** Refuses a lead before anything of it is written; returns columns to be saved with the new status. */
  readonly check?: (row: LeadRow) => Promise<Partial<Pick<LeadRow, 'merged_into' | 'opinion'>>>;
  /** What else goes with the decision, once it is saved. */
  readonly after?: (row: LeadRow) => Promise<void>;
}

/** Moves several leads by one action. A refused lead has written nothing. */
async function decideEach(
  context: WriteContext,
  chosen: z.output<typeof ChosenRecords>,
  action: LeadAction,
  opinion: string,
  { check, after }: Step = {},
) {
  const { rows, refused } = await eachChosen(
    chosen,
    (id) => getLeadRow(context.tx, id),
    async (row) => {
      const status = move(row.status, action);
      await saveLead(context.tx, row.id, row.version, { status, ...(await check?.(row)) });
      await after?.(row);
      await writeEvent(context, row, action, opinion || null);
    },
  );
  return {
    result: { done: rows.map(({ id }) => id), refused },
    audit: notesOnEach(rows, opinion, { action }),
  };
}

export const acceptLeads = useCase({
  action: 'lead.accept',
  title: '采纳线索',
  permission: 'lead.sort',
  input: contract.acceptLeads.body!,
  run: (context, { leads, opinion }) =>
    decideEach(context, leads, 'accept', opinion, { check: async () => (opinion ? { opinion } : {}) }),
});

const DISMISS_WORDS = {
  'wrong-jurisdiction': '管辖不对',
  duplicate: '重复',
  'not-a-violation': '不构成违法',
  'not-enough': '线索不足',
  other: '其他',
} as const;

export const dismissLeads = useCase({
  action: 'lead.dismiss',
  title: '线索不予处理',
  permission: 'lead.sort',
  input: contract.dismissLeads.body!,
  run: (context, { leads, reason, opinion }) =>
    decideEach(context, leads, 'dismiss', `${DISMISS_WORDS[reason]}：${opinion}`),
});

export const mergeLeads = useCase({
  action: 'lead.merge',
  title: '并入线索',
  permission: 'lead.sort',
  input: contract.mergeLeads.body!,
  async run(context, { into, leads }) {
    const { tx } = context;
    const target = await getLeadRow(tx, into);
    move(target.status, 'edit');
    const violations = new Set(target.violations);
    const outcome = await decideEach(context, leads, 'merge', `并入 ${target.number}`, {
      async check(row) {
        if (row.id === into) throw new AppError('conflict', '不能把线索并入它自己');
        if (row.bureau !== target.bureau) throw new AppError('conflict', '只能并入本局的线索');
        return { merged_into: into };
      },
      async after(row) {
        await moveToLead(tx, row.bureau, row.id, into);
        for (const evidenceId of await evidenceIdsOf(tx, row.id))
          await linkEvidence(tx, {
            bureau: target.bureau,
            evidence_id: evidenceId,
            on_id: into,
            region: target.region,
          });
        for (const violation of row.violations) violations.add(violation);
      },
    });
    if (outcome.result.done.length > 0) {
      await saveLead(tx, into, target.version, { violations: [...violations] });
      await writeEvent(context, target, 'join', `并入 ${outcome.result.done.length} 条线索`);
    }
    return outcome;
  },
});

export const reopenLeads = useCase({
  action: 'lead.reopen',
  title: '撤销梳理结论',
  permission: 'lead.sort',
  input: contract.reopenLeads.body!,
  run: (context, { leads, reason }) =>
    decideEach(context, leads, 'reopen', reason, {
      async check(row) {
        await refuseSecondSorting(context.tx, row, row.id);
        return { merged_into: null };
      },
      async after(row) {
        if (row.merged_into !== null) await takeBackToLead(context.tx, row.bureau, row.id, row.merged_into);
      },
    }),
});
