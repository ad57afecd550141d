import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import { later } from './office-hours.ts';
import type { Course } from './timeline.ts';

/** A unit's Annex 2 of a month, sent up after its end and signed; `signed` false leaves it to be signed. */
export async function* annex2Course(
  desk: HistoryDesk,
  plan: {
    readonly submitter: string;
    readonly signer: string;
    readonly from: string;
    readonly to: string;
    readonly signed: boolean;
  },
  random: Random,
): Course {
  const { id, version } = await desk.post<{ id: string; version: number }>(
    plan.submitter,
    '/api/reports/annex2/reports',
    { from: plan.from, to: plan.to, note: '', key: desk.key() },
  );
  if (!plan.signed) return;
  yield later(desk.now(), random.int(1, 2), random);
  await desk.post(plan.signer, `/api/reports/annex2/reports/${id}/sign`, { version, opinion: '同意报送。' });
}

/** The supervisor looks at what is late and presses for it. */
export async function* supervisionCourse(desk: HistoryDesk, random: Random): Course {
  const { items } = await desk.get<{ items: { id: string; version: number; allowed: string[] }[] }>(
    'ducha',
    '/api/leads?lamp=red&pageSize=50',
  );
  for (const { id, version } of items.filter(({ allowed }) => allowed.includes('supervise')).slice(0, 3)) {
    await desk.post('ducha', '/api/leads/supervise', {
      leads: [{ id, version }],
      text: '已超过核查期限，请说明原因并尽快办结。',
      dueOn: new Date(desk.now().getTime() + 7 * 86_400_000).toISOString().slice(0, 10),
    });
    yield later(desk.now(), 0, random);
  }
}
