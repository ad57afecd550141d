import { bureauOfId, parseId } from '@wangjian/core/ids.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { useCase } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { mergedLeads } from '../leads/service.ts';
import { remindType } from './job-types.ts';
import { getTransferRow, transferEvents, transfersOn } from './store.ts';
import { pathOf, writeTransferEvent } from './write.ts';

const remindOfResult = useCase({
  action: 'transfer.lead-closed',
  title: '提醒反馈移送结果',
  permission: 'transfer.write',
  input: remindType.payload,
  async run(context, { recordId, news, words: what, by }) {
    const { tx } = context;
    const words = `${what}，请反馈查处情况`;
    const letters = [];
    // What was merged into a lead ends with it.
    if (parseId(recordId)?.kind === 'lead')
      for (const leadId of await mergedLeads(tx, recordId))
        letters.push(...(await transfersOn(tx, leadId)).filter((row) => row.lead_id === leadId));
    else letters.push(await getTransferRow(tx, recordId));
    const told = [];
    for (const row of letters) {
      if (row.direction !== 'in' || row.status !== 'accepted') continue;
      if ((await transferEvents(tx, row.id)).some(({ opinion }) => opinion === words)) continue;
      await writeTransferEvent(context, row, 'comment', words, by);
      if (row.officer_id !== null)
        await notify(context, {
          to: { officerIds: [row.officer_id] },
          kind: 'task',
          title: `${news}，请向${row.counterpart}反馈查处情况：${row.title}`,
          path: pathOf(row.id),
          on: row.id,
        });
      told.push({ on: row.id, why: news });
    }
    const [first, ...others] = told;
    return { result: null, audit: first ? [first, ...others] : 'machine work' };
  },
});

/** Tells whoever took a letter on that what came of it has ended (W-05). */
export const remind = defineJob({
  ...remindType,
  run: async ({ run }, payload) => {
    await run(remindOfResult, payload, { bureau: bureauOfId(payload.recordId) });
  },
});
