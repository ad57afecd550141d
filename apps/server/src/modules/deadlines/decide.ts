import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { extendRow, pauseRow, resumeRow, setRow, tried } from './change.ts';
import * as contract from './contract.ts';
import { dueInWords } from './course.ts';
import { deadlineDetail } from './read.ts';
import { type DeadlineRow, getDeadlineRow } from './store.ts';

/** One decision of an officer on one deadline: read, compare versions, change, say why. */
function decision<Body extends z.ZodObject<{ version: z.ZodInt; reason: z.ZodString }>>(
  action: string,
  title: string,
  body: Body,
  change: (context: WriteContext, row: DeadlineRow, input: z.output<Body>) => Promise<DeadlineRow>,
) {
  const input = body.extend(contract.getDeadline.params!.shape);
  return useCase({
    action,
    title,
    permission: 'deadline.extend',
    input,
    async run(context, given) {
      const { id, version, reason } = given as { id: string; version: number; reason: string };
      const row = await getDeadlineRow(context.tx, id, 'lock');
      if (row.version !== version) throw new AppError('stale');
      const saved = await change(context, row, given as unknown as z.output<Body>);
      if (row.officer_id !== null && row.officer_id !== context.actor.id) {
        await notify(context, {
          to: { officerIds: [row.officer_id] },
          kind: 'notice',
          title: `${title}：${row.subject}`,
          text: `${row.title}，原 ${dueInWords(row.due)} 到期，现 ${dueInWords(saved.due)} 到期。${reason}`,
          path: row.path,
          on: row.on_id,
        });
      }
      return {
        result: await deadlineDetail(context, id),
        audit: {
          on: row.on_id,
          why: reason,
          before: { deadline: row.title, due: row.due },
          after: { deadline: row.title, due: saved.due },
        },
      };
    },
  });
}

export const extendOne = decision('deadline.extend', '延长期限', contract.extendDeadline.body!, extendRow);
export const pauseOne = decision(
  'deadline.pause',
  '扣除期限',
  contract.pauseDeadline.body!,
  (context, row, { from, to, reason }) =>
    pauseRow(context, row, {
      from: from as PlainDate,
      to: (to ?? undefined) as PlainDate | undefined,
      reason,
    }),
);
export const resumeOne = decision(
  'deadline.resume',
  '恢复计算期限',
  contract.resumeDeadline.body!,
  (context, row, { to, reason }) => resumeRow(context, row, { to, reason }),
);
export const setOne = decision(
  'deadline.set',
  '时限改期',
  contract.setDeadline.body!,
  (context, row, { dueOn, reason }) => setRow(context, row, { dueOn, reason }),
);

export const tryOne = readCase({
  action: 'deadline.try',
  title: '试算期限',
  permission: 'deadline.extend',
  input: contract.getDeadline.params!.extend(contract.tryDeadline.query!.shape),
  async run({ tx, clock }, { id, length, from, to }) {
    const row = await getDeadlineRow(tx, id);
    let result: z.input<NonNullable<typeof contract.tryDeadline.result>>;
    try {
      const dates = await tried(tx, row, {
        ...(length === undefined ? {} : { extension: { length, on: dayInChina(clock.now()) } }),
        ...(from === undefined
          ? {}
          : { pause: { from: from as PlainDate, to: (to ?? null) as PlainDate | null } }),
      });
      const { due, strict, legal, provisional } = dates;
      result = { due, strict, legal, provisional, problem: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      result = { due: null, strict: null, legal: null, provisional: false, problem: error.message };
    }
    return { result, audit: 'plain' };
  },
});
