import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { dueInWords } from './course.ts';
import { recomputeType } from './recompute-type.ts';
import { recomputed, record } from './start.ts';
import { type DeadlineRow, markDeadline, openRowsAfter, saveDeadline } from './store.ts';

const BATCH = 200;

const MOVED = ['strict', 'legal', 'due', 'provisional'] as const;

/** Recomputes one row; answers whether its end moved (or became certain). */
async function recomputeRow(context: WriteContext, row: DeadlineRow, why: string | null): Promise<boolean> {
  const dates = await recomputed(context.tx, row);
  const moved = MOVED.some((name) => row[name] !== dates[name]);
  await (moved ? saveDeadline : markDeadline)(context.tx, row, dates);
  if (!moved) return false;
  const settled = row.provisional && !dates.provisional ? '，不再是暂定' : '';
  await record(context, row, 'calendar', {
    reason: `${why ?? '重新计算'}${settled}`,
    due_before: row.due,
    due_after: dates.due,
  });
  return row.due !== dates.due;
}

const recomputeBatch = useCase({
  action: 'deadline.recompute',
  title: '重新计算期限',
  permission: 'session',
  input: recomputeType.payload.extend({ after: z.string() }),
  async run(context, { bureau, why, news, after }) {
    const rows = await openRowsAfter(context.tx, bureau, after, BATCH);
    const moved: DeadlineRow[] = [];
    for (const row of rows) if (await recomputeRow(context, row, why)) moved.push(row);
    for (const row of moved) {
      if (news === null || row.officer_id === null) continue;
      // One message an officer, whichever of its deadlines is the first to move.
      await notify(context, {
        to: { officerIds: [row.officer_id] },
        kind: 'notice',
        title: '工作日历已更新，您承办的期限到期日有变动',
        text: `${why ?? ''}。例如“${row.subject}”的“${row.title}”，原 ${dueInWords(row.due)} 到期。请在期限页查看。`,
        path: '/deadlines?officer=me',
        on: row.id,
        key: `calendar:${news}`,
      });
    }
    const last = rows.length < BATCH ? null : (rows.at(-1)?.id ?? null);
    return { result: last, audit: 'machine work' };
  },
});

export const recomputeDeadlines = defineJob({
  ...recomputeType,
  async run({ run }, payload) {
    const scope = { bureau: payload.bureau };
    for (let after: string | null = ''; after !== null; )
      after = await run(recomputeBatch, { ...payload, after }, scope);
  },
});
