import type { GuidanceKind } from '@wangjian/core/guidance.ts';
import { addDays, dayInChina } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import type { Matter } from './matters.ts';
import { later } from './office-hours.ts';
import { approvePaper, servePaper, submitPaper } from './papers.ts';
import type { Party } from './parties.ts';
import type { Course } from './timeline.ts';

export type GuidanceStop = 'draft' | 'signing' | 'issued' | 'waiting' | 'answered';

export interface GuidancePlan {
  readonly officer: string;
  readonly kind: GuidanceKind;
  readonly matter: Matter;
  readonly party: Party;
  readonly leadId: string | null;
  readonly stop: GuidanceStop | null;
}

interface Guidance {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly documentId: string;
}

/** A guidance from its document over service and the party's answer to its end. */
export async function* guidanceCourse(desk: HistoryDesk, plan: GuidancePlan, random: Random): Course {
  const { officer, kind, matter, party, stop } = plan;
  const { id, documentId } = await desk.post<Guidance>(officer, '/api/guidance', {
    kind,
    region: party.region,
    title: `${party.name}${matter.title}`.slice(0, 120),
    leadId: plan.leadId,
    party: party.name,
    uscc: party.uscc,
    address: party.address,
    representative: party.representative,
    phone: party.phone,
    url: party.url,
    facts: matter.content,
    articles: [matter.law],
    violations: [matter.violation],
    items:
      kind === 'takedown'
        ? [
            {
              shop: party.shop,
              title: matter.title,
              url: party.url,
              problem: matter.content,
              article: matter.law,
            },
          ]
        : [],
    dueOn: addDays(dayInChina(desk.now()), random.int(14, 20)),
    talkAt: kind === 'talk' ? `${addDays(dayInChina(desk.now()), 7)}T10:00` : null,
    talkPlace: kind === 'talk' ? '市局二楼会议室' : null,
    key: desk.key(),
  });
  if (stop === 'draft') return;
  yield later(desk.now(), 0, random);
  await submitPaper(desk, officer, documentId, { advice: matter.demand, demand: matter.demand });
  if (stop === 'signing') return;
  yield later(desk.now(), random.int(1, 2), random);
  await approvePaper(desk, documentId);
  if (stop === 'issued') return;
  yield later(desk.now(), 1, random);
  const read = () => desk.get<Guidance>(officer, `/api/guidance/${id}`);
  if ((await read()).status === 'issued') await servePaper(desk, officer, documentId, party.name);
  if (stop === 'waiting') return;
  yield later(desk.now(), random.int(3, 8), random);
  let now = await read();
  if (now.status === 'closed') return;
  await desk.post(officer, `/api/guidance/${id}/answers`, {
    kind: 'corrected',
    text: `已按要求改正：${matter.demand}`,
    by: party.representative,
    version: now.version,
    key: desk.key(),
  });
  if (stop === 'answered') return;
  yield later(desk.now(), random.int(1, 4), random);
  now = await read();
  await desk.post(officer, `/api/guidance/${id}/close`, {
    result: 'corrected',
    opinion: '经查看，有关内容已经改正。',
    seenOnSite: true,
    version: now.version,
  });
}
