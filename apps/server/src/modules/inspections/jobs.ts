import { dayInChina } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { useCase } from '../../platform/use-case.ts';
import { overdueToRecheck } from './rectifications/rectification-store.ts';
import { startRecheck } from './rectifications/rectify.ts';
import { getInspectionRow } from './store.ts';

const DAY_MS = 86_400_000;

/** Sends a patrol to what should have been put right by now, once a day each; returns how many were sent for. */
export const recheckOverdue = useCase({
  action: 'rectification.recheck-overdue',
  title: '改正期满自动复查',
  permission: 'inspection.write',
  input: z.object({ bureau: z.string() }),
  async run(context, { bureau }) {
    const { tx, clock } = context;
    const now = clock.now();
    const rows = await overdueToRecheck(tx, bureau, dayInChina(now), new Date(now.getTime() - DAY_MS));
    for (const [inspectionId, own] of Map.groupBy(rows, (row) => row.inspection_id))
      await startRecheck(context, await getInspectionRow(tx, inspectionId), own);
    return { result: rows.length, audit: 'machine work' };
  },
});

export const jobs = [
  defineJob({
    name: 'inspection.recheck-overdue',
    payload: z.object({}),
    cron: '23 1 * * *',
    async run({ run, bureaus }) {
      for (const bureau of await bureaus()) await run(recheckOverdue, { bureau }, { bureau });
    },
  }),
];
