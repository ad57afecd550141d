import { addDays, dayInChina } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import { fillSide } from './inspection-course.ts';
import { later } from './office-hours.ts';
import type { Course } from './timeline.ts';

interface Draw {
  readonly id: string;
  readonly version: number;
  readonly results: readonly { readonly inspectionId: string | null; readonly officers: readonly string[] }[];
}

/** A 双随机 draw from the procedure to the published result; `stop` leaves its inspections to be done. */
export async function* drawCourse(
  desk: HistoryDesk,
  plan: { readonly name: string; readonly officers: readonly string[]; readonly stop: boolean },
  random: Random,
): Course {
  const drawer = 'fenpai';
  let draw = await desk.post<Draw>(drawer, '/api/draws', {
    name: plan.name,
    region: desk.officer(drawer).region,
    rates: { A: 10, B: 40, C: 100, D: 300 },
    officerIds: plan.officers.map((login) => desk.officer(login).id),
    sides: ['online'],
    dueOn: addDays(dayInChina(desk.now()), 25),
    key: desk.key(),
  });
  yield later(desk.now(), 0, random);
  const path = `/api/draws/${draw.id}`;
  draw = await desk.post<Draw>(drawer, `${path}/assign`, { version: draw.version });
  if (plan.stop) return;
  const login = (name: string) => plan.officers.find((one) => desk.officer(one).name === name)!;
  for (const { inspectionId, officers } of draw.results) {
    if (inspectionId === null) continue;
    yield later(desk.now(), random.int(1, 3), random);
    const officer = login(officers[0]!);
    const one = `/api/inspections/${inspectionId}`;
    const read = () => desk.get<{ version: number; onSiteTask: string }>(officer, one);
    const problems = await fillSide(desk, officer, inspectionId, 'online', null);
    await desk.post(officer, `${one}/record`, {
      side: 'online',
      on: desk.today(),
      version: (await read()).version,
      key: desk.key(),
    });
    const now = await read();
    if (now.onSiteTask === 'open')
      await desk.post(officer, `${one}/waive`, {
        side: 'on-site',
        reason: '由属地监管所另行核实',
        version: now.version,
      });
    await desk.post(officer, `${one}/finish`, {
      outcome: problems > 0 ? 'further-handling' : 'no-problem',
      version: (await read()).version,
      key: desk.key(),
    });
  }
  yield later(desk.now(), random.int(3, 8), random);
  const { version } = await desk.get<Draw>(drawer, path);
  await desk.post(drawer, `${path}/publish`, { version });
}
