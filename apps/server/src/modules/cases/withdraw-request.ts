import { AppError } from '@wangjian/core/errors.ts';
import { documentsOf, dropDraft } from '../documents/service.ts';
import * as contract from './contract.ts';
import { stageOf } from './party-facts.ts';
import { deleteAwaited } from './party-store.ts';
import { caseStep } from './step.ts';

/** 撤回报批: drafts are thrown away; what was already signed stays, and must be declared void to be rid of it. */
export const withdrawStep = caseStep(contract.withdrawRequest, {
  action: 'withdraw-request',
  async run(context, { row, waiting, parties }, { opinion, partyId }) {
    const meant = waiting.filter(({ party_id }) => partyId === undefined || party_id === partyId);
    if (partyId !== undefined && meant.length === 0) throw new AppError('not_found');
    const papers = (await documentsOf(context, [row.id])).get(row.id) ?? [];
    const signed = new Set(
      papers.filter(({ status }) => status === 'signed' || status === 'served').map(({ id }) => id),
    );
    const drafts = meant.filter(({ document_id }) => !signed.has(document_id));
    // Nothing but signed ones: the refusal says so of the first.
    for (const { document_id } of drafts.length > 0 ? drafts : meant) {
      await dropDraft(context, document_id, opinion);
      await deleteAwaited(context.tx, document_id);
    }
    const left = waiting.filter((one) => !drafts.includes(one));
    const dropped = new Set(drafts.map(({ party_id }) => party_id));
    const undecided = row.state === 'deciding' || row.state === 'drafting';
    return {
      parties: undecided
        ? parties
            .filter((party) => dropped.has(party.id) && stageOf(party) === 'undecided')
            .map((party) => [party, { penalty: null, outcome: null }])
        : [],
      change: {
        pending_action: left[0]?.action ?? null,
        ...(undecided ? { end_reason: null } : {}),
      },
    };
  },
});
