import { AppError } from '@wangjian/core/errors.ts';
import { LEAD_RETURN_REASON_NAMES } from '@wangjian/core/lead.ts';
import { allBureaus } from '../../platform/bureaus.ts';
import { useCase } from '../../platform/use-case.ts';
import { agencyOf } from '../documents/service.ts';
import { judgeLeadFindings } from '../findings/service.ts';
import { actOnEach } from './act.ts';
import * as contract from './contract.ts';
import { addPart } from './course-store.ts';
import { unitOf } from './dispatch.ts';
import { leadHandedOver } from './events.ts';
import { answerOrigin, handOverType } from './hand-over-types.ts';
import { awaitAnswer, endTerms } from './terms.ts';

/**
 * Hands leads over to another bureau, upward, downward or across: it gets a record of its own (a job makes it), this
 * one waits for its answer (docs/ARCHITECTURE.md, "Keys").
 */
export const handOverLeads = useCase({
  action: 'lead.hand-over',
  title: '移交线索到其他局',
  permission: 'lead.dispatch',
  input: contract.handOverLeads.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { leads, bureau, dueOn, opinion }) {
    const { tx, regions, actor, clock, newId } = context;
    const { name } = agencyOf(regions, regions.get(bureau).code);
    if (!(await allBureaus(tx)).includes(bureau))
      throw new AppError('conflict', `${name}没有使用本系统：请在“移送协查”中以函件移送，收到回执后录入结果`);
    return await actOnEach(context, leads, 'hand-over', opinion, (row) => {
      if (row.bureau === bureau) throw new AppError('conflict', '这是本局的线索，请用“分派”交给局内单位');
      const unit = unitOf(actor, row);
      const dispatchId = newId('dispatch', row.bureau);
      return {
        change: {
          successor_bureau: bureau,
          successor_id: null,
          holder_officer_id: null,
          review_org_id: unit,
          dispatcher_org_id: unit,
          feedback_due_on: dueOn ?? null,
          dispatched_at: clock.now(),
          return_reason: null,
        },
        say: `移交${name}：${opinion}`,
        async after(lead) {
          await addPart(tx, 'lead_dispatches', {
            bureau: row.bureau,
            id: dispatchId,
            region: row.region,
            lead_id: row.id,
            hop: 0,
            from_org_id: unit ?? row.bureau,
            to_org_id: bureau,
            from_status: row.status,
            before_org_id: row.holder_org_id,
            before_region: row.region,
            at: clock.now(),
            officer_id: actor.id,
            officer_name: actor.name,
            due_on: dueOn ?? null,
            requirement: opinion,
            proposed_org_id: null,
            proposal: null,
            override_reason: null,
            state: 'open',
            ended_at: null,
            reason: null,
          });
          // 线索核查 goes on with the bureau that has it now.
          await endTerms(context, row.id, 'dropped');
          await awaitAnswer(context, lead, dueOn ?? null);
          await context.jobs.add(handOverType, { leadId: row.id, dispatchId }, { key: dispatchId });
          const { region } = lead;
          await context.events.emit(leadHandedOver, {
            bureau: row.bureau,
            region,
            leadId: row.id,
            toBureau: bureau,
          });
        },
      };
    });
  },
});

export const handBackLeads = useCase({
  action: 'lead.hand-back',
  title: '退回移交机关',
  permission: 'lead.handle',
  input: contract.handBackLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, reason, opinion }) =>
    actOnEach(context, leads, 'hand-back', opinion, () => ({
      change: { return_reason: reason },
      say: `${LEAD_RETURN_REASON_NAMES[reason]}：${opinion}`,
      async after(lead) {
        await judgeLeadFindings(context.tx, lead, reason);
        await endTerms(context, lead.id, 'dropped');
        await context.jobs.add(answerOrigin, { leadId: lead.id, with: 'returned' });
      },
    })),
});
