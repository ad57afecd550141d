import { bureauOfId } from '@wangjian/core/ids.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { useCase } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { remindType } from './job-types.ts';
import { transferEvents, transfersOn } from './store.ts';
import { pathOf, writeTransferEvent } from './write.ts';

const remindOfResult = useCase({
  action: 'transfer.lead-closed',
  title: '移送来的线索办结',
  permission: 'transfer.write',
  input: remindType.payload,
  async run(context, { leadId, closedOn, by }) {
    const words = `由此登记的线索已办结（${closedOn}），请反馈查处情况`;
    const told = [];
    for (const row of await transfersOn(context.tx, leadId)) {
      if (row.direction !== 'in' || row.lead_id !== leadId || row.status !== 'accepted') continue;
      if ((await transferEvents(context.tx, row.id)).some(({ opinion }) => opinion === words)) continue;
      await writeTransferEvent(context, row, 'comment', words, by);
      if (row.officer_id !== null)
        await notify(context, {
          to: { officerIds: [row.officer_id] },
          kind: 'task',
          title: `线索已办结，请向${row.counterpart}反馈查处情况：${row.title}`,
          path: pathOf(row.id),
          on: row.id,
        });
      told.push({ on: row.id, why: '线索办结' });
    }
    const [first, ...others] = told;
    return { result: null, audit: first ? [first, ...others] : 'machine work' };
  },
});

/** Tells whoever took a letter on that the lead entered from it has ended (W-05). */
export const remind = defineJob({
  ...remindType,
  run: async ({ run }, payload) => {
    await run(remindOfResult, payload, { bureau: bureauOfId(payload.leadId) });
  },
});
