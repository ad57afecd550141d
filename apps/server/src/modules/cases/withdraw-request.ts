import { dropDraft } from '../documents/service.ts';
import * as contract from './contract.ts';
import { caseStep } from './step.ts';

/** 撤回报批: the draft is thrown away; what was already signed must be declared void first. */
export const withdrawStep = caseStep(contract.withdrawRequest, {
  action: 'withdraw-request',
  async run(context, { row }, { opinion }) {
    await dropDraft(context, row.pending_document!, opinion);
    const undecided = row.state === 'deciding' || row.state === 'drafting';
    return {
      change: {
        pending_action: null,
        pending_document: null,
        pending_input: null,
        ...(undecided ? { penalty: null, outcome: null, fine_fen: 0, end_reason: null } : {}),
      },
    };
  },
});
