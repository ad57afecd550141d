import type { Permission } from '@wangjian/core/permissions.ts';
import { z } from 'zod';
import { defineJob, type JobContext } from '../../platform/jobs/define-job.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import type { DeadlineSettings } from './contract.ts';
import { dueInWords } from './course.ts';
import { deadlineExpired, deadlineNear } from './events.ts';
import { nextAt, record } from './start.ts';
import { type DeadlineRow, dueForSweep, getDeadlineRow, markDeadline, settingsOf } from './store.ts';

const BATCH = 200;

/** Who in a unit is reminded of a record that has no officer yet. */
const HANDLERS: Readonly<Record<string, Permission>> = {
  lead: 'lead.handle',
  case: 'case.write',
  inspection: 'inspection.write',
  guidance: 'guidance.write',
  transfer: 'transfer.write',
  jointtask: 'joint.write',
  reply: 'campaign.write',
  document: 'document.write',
  campaignunit: 'report.submit',
  campaigntask: 'report.submit',
  campaignvisit: 'report.submit',
};
const SUPERVISOR: Permission = 'lead.supervise';

const waiting = readCase({
  action: 'deadline.waiting',
  title: '查找到期的期限',
  permission: 'session',
  input: z.object({ bureau: z.string(), after: z.string() }),
  run: async ({ tx, clock }, { bureau, after }) => ({
    result: await dueForSweep(tx, bureau, { now: clock.now(), after, limit: BATCH }),
    audit: 'plain',
  }),
});

/**
 * Tells what is to be told of one deadline, once for each end of it: marked in the row in the same transaction, so a
 * second sweep, a second worker or a clock that was set back finds nothing left to tell.
 */
const sweepOne = useCase({
  action: 'deadline.sweep',
  title: '期限提醒',
  permission: 'session',
  input: z.object({ id: z.string() }),
  async run(context, { id }) {
    const row = await getDeadlineRow(context.tx, id, 'lock');
    const now = context.clock.now();
    if (row.next_at === null || row.next_at > now || row.due_at === null)
      return { result: null, audit: 'machine work' };
    const over = now >= row.due_at;
    const marks = over ? { near_due: row.due, expired_due: row.due } : { near_due: row.due };
    await markDeadline(context.tx, row, { ...marks, next_at: nextAt({ ...row, ...marks }) });
    await record(context, row, over ? 'expired' : 'near', { due_before: row.due, due_after: row.due });
    const { settings } = await settingsOf(context.tx, row.bureau);
    await remind(context, row, over, settings);
    await context.events.emit(over ? deadlineExpired : deadlineNear, {
      bureau: row.bureau,
      region: row.region,
      deadlineId: row.id,
      on: row.on_id,
      rule: row.rule,
      due: row.due,
      orgId: row.org_id,
      officerId: row.officer_id,
    });
    return { result: null, audit: 'machine work' };
  },
});

/** The office in whose region a record lies that nobody has yet, a lead that waits to be sorted say. */
async function officeOf({ tx, regions }: WriteContext, row: DeadlineRow): Promise<string | null> {
  const { all } = await unitsOfBureau(tx, row.bureau);
  const office = all.findLast(
    ({ active, level, region }) =>
      active && level !== 'section' && level !== 'department' && regions.contains(region, row.region),
  );
  return office?.id ?? null;
}

async function remind(context: WriteContext, row: DeadlineRow, over: boolean, settings: DeadlineSettings) {
  const awaited = row.red_at === null;
  const state = awaited ? '已届满' : over ? '已超期' : '即将超期';
  const due = `${dueInWords(row.due)} 到期${row.provisional ? '（暂定）' : ''}`;
  const news = {
    title: `${state}：${row.subject}`,
    text: `${row.title}，${due}${over && row.law && row.law.kind !== 'keep' ? `；${row.law.expiry}` : ''}`,
    path: row.path,
    on: row.on_id,
  };
  const key = `${row.id}:${over ? 'expired' : 'near'}:${row.due}`;
  const orgId = row.org_id ?? (await officeOf(context, row));
  const to = row.officer_id
    ? { officerIds: [row.officer_id] }
    : orgId && { orgId, permission: HANDLERS[row.on_kind] ?? 'lead.handle', upward: true };
  if (to && (over ? settings.remindExpired : settings.remindNear)) {
    await notify(context, { ...news, to, kind: 'reminder', key });
  }
  const escalates = settings.escalate === 'near' || (settings.escalate === 'expired' && over);
  if (escalates && orgId && !awaited) {
    await notify(context, {
      ...news,
      to: { orgId, permission: SUPERVISOR, above: true },
      kind: 'escalation',
      key: `${key}:up`,
    });
  }
}

async function sweepBureau({ run, log, signal }: JobContext, bureau: string): Promise<void> {
  for (let after = ''; !signal.aborted; ) {
    const ids = await run(waiting, { bureau, after }, { bureau });
    for (const id of ids) {
      try {
        await run(sweepOne, { id }, { bureau });
      } catch (error) {
        // One that cannot be told must not silence the others; it is tried again at the next sweep.
        log.error({ err: error, deadline: id }, 'deadline could not be swept');
      }
    }
    if (ids.length < BATCH) return;
    after = ids.at(-1)!;
  }
}

/** Every five minutes: what is near its end and what is over. */
export const sweepDeadlines = defineJob({
  name: 'sweep-deadlines',
  payload: z.object({}),
  cron: '*/5 * * * *',
  queue: () => 'sweep-deadlines',
  async run(context) {
    for (const bureau of await context.bureaus()) await sweepBureau(context, bureau);
  },
});
