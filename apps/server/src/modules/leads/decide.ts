import { AppError } from '@wangjian/core/errors.ts';
import { LEAD_RETURN_REASON_NAMES } from '@wangjian/core/lead.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { useCase } from '../../platform/use-case.ts';
import { evidenceIdsOf, linkEvidence } from '../evidence/service.ts';
import { judgeLeadFindings, moveToLead, takeBackToLead } from '../findings/service.ts';
import { actOnEach } from './act.ts';
import * as contract from './contract.ts';
import { leadDismissed } from './events.ts';
import { REPORTED_SOURCES } from './jurisdiction.ts';
import { moveOf } from './lifecycle.ts';
import { refuseSecondSorting, writeEvent } from './register.ts';
import { getLeadRow, saveLead } from './store.ts';
import { endTerms, restartCheckTerm, startCheckTerm } from './terms.ts';

export const acceptLeads = useCase({
  action: 'lead.accept',
  title: '采纳线索',
  permission: 'lead.sort',
  input: contract.acceptLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, opinion }) =>
    actOnEach(context, leads, 'accept', opinion, () => ({ change: opinion ? { opinion } : {} })),
});

export const dismissLeads = useCase({
  action: 'lead.dismiss',
  title: '线索不予处理',
  permission: 'lead.sort',
  input: contract.dismissLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, reason, opinion }) =>
    actOnEach(context, leads, 'dismiss', opinion, () => ({
      change: { return_reason: reason },
      say: `${LEAD_RETURN_REASON_NAMES[reason]}：${opinion}`,
      async after(lead) {
        await judgeLeadFindings(context.tx, lead, reason);
        await endTerms(context, lead.id, 'dropped');
        const { bureau, region, id: leadId } = lead;
        await context.events.emit(leadDismissed, {
          ...{ bureau, region, leadId },
          reason: `${LEAD_RETURN_REASON_NAMES[reason]}：${opinion}`,
          dismissedOn: dayInChina(context.clock.now()),
        });
      },
    })),
});

export const mergeLeads = useCase({
  action: 'lead.merge',
  title: '并入线索',
  permission: 'lead.sort',
  input: contract.mergeLeads.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { into, leads, newFacts }) {
    const { tx } = context;
    const target = await getLeadRow(tx, into);
    moveOf(target.status, 'edit');
    const violations = new Set(target.violations);
    let received = target.received_on;
    const outcome = await actOnEach(context, leads, 'merge', `并入 ${target.number}`, (row) => {
      if (row.id === into) throw new AppError('conflict', '不能把线索并入它自己');
      if (row.bureau !== target.bureau) throw new AppError('conflict', '只能并入本局的线索');
      return {
        change: { merged_into: into },
        async after() {
          if (newFacts && REPORTED_SOURCES.includes(row.source) && row.received_on > received)
            received = row.received_on;
          await moveToLead(tx, row.bureau, row.id, into);
          for (const evidenceId of await evidenceIdsOf(tx, row.id))
            await linkEvidence(tx, {
              bureau: target.bureau,
              evidence_id: evidenceId,
              on_id: into,
              region: target.region,
            });
          for (const violation of row.violations) violations.add(violation);
          await endTerms(context, row.id, 'dropped');
        },
      };
    });
    if (outcome.result.done.length > 0) {
      const again = received !== target.received_on;
      await saveLead(tx, target, { violations: [...violations], received_on: received });
      const words = again && `补充了新的事实，核查期限自 ${received} 收到最后一次举报之日起重新计算`;
      await writeEvent(
        context,
        target,
        'join',
        [`并入 ${outcome.result.done.length} 条线索`, words].filter(Boolean).join('；'),
      );
      if (again) await restartCheckTerm(context, { ...target, received_on: received });
    }
    return outcome;
  },
});

export const reopenLeads = useCase({
  action: 'lead.reopen',
  title: '撤销梳理结论',
  permission: 'lead.sort',
  input: contract.reopenLeads.body!,
  idempotencyKey: ({ key }) => key,
  run: (context, { leads, reason }) =>
    actOnEach(context, leads, 'reopen', reason, async (row) => {
      await refuseSecondSorting(context.tx, row, row.id);
      return {
        change: { merged_into: null, return_reason: null, holder_org_id: null, holder_officer_id: null },
        async after(lead) {
          if (row.merged_into !== null) await takeBackToLead(context.tx, row.bureau, row.id, row.merged_into);
          await judgeLeadFindings(context.tx, lead, null);
          if (row.status !== 'accepted') await startCheckTerm(context, lead);
        },
      };
    }),
});
