import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { readNoticeText } from './notice-text.ts';
import { extendDeadline } from './service.ts';
import { deadlineDesk } from './test-deadlines.ts';

let t: TestApp;
let configurer: TestUser;
let officer: TestUser;
let desk: ReturnType<typeof deadlineDesk>;
beforeAll(async () => {
  t = await testApp();
  t.clock.set('2026-12-21T01:00:00Z');
  configurer = await t.officer({ role: 'dispatcher', region: '640500' });
  officer = await t.officer({ role: 'inspector', region: '640502' });
  desk = deadlineDesk(t, officer);
});
afterAll(() => t.close());

/** A year as the notice might give it: New Year takes the Monday after as well. */
const { days } = readNoticeText(
  `一、元旦：2027年1月1日（周五）至4日（周一）放假调休，共4天。1月9日（周六）上班。
二、春节：2月5日（周五）至13日（周六）放假调休，共9天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`,
  2027,
);
const notice = {
  year: 2027,
  notice: '国务院办公厅关于2027年部分节假日安排的通知',
  published: '2026-12-20',
  days,
};
const messages = async () =>
  (await officer.call('GET', '/api/inbox?kind=notice')).json.items as { text: string }[];

it('a notice that is entered moves what it touches, notes it, and tells each officer once', async () => {
  const officerId = officer.actor.id;
  const [moved, alsoMoved, sure, after] = [1, 2, 3, 4].map(() => desk.newRecord());
  await desk.start(moved!, 'clue-check', '2026-12-14', { officerId });
  await desk.start(alsoMoved!, 'clue-check', '2026-12-15', { officerId });
  await desk.start(sure!, 'clue-check', '2026-11-23', { officerId });
  // Over the Saturday that is worked in exchange: the day lost is won back.
  await desk.start(after!, 'clue-check', '2026-12-21', { officerId });
  const before = await desk.view(moved!);
  expect(before).toMatchObject({ due: '2027-01-05', provisional: true });
  expect(await desk.view(after!)).toMatchObject({ due: '2027-01-12', provisional: true });

  const preview = await configurer.call('POST', '/api/work-calendars/preview', notice);
  expect(preview.status).toBe(200);
  expect(preview.json).toMatchObject({ warnings: [], moved: 2, settled: 3 });
  expect(preview.json.deadlines).toContainEqual(
    expect.objectContaining({ before: '2027-01-05', after: '2027-01-06', days: 1 }),
  );
  expect(await desk.view(moved!)).toEqual(before);

  const entered = await configurer.call('POST', '/api/work-calendars', { ...notice, key: 'once' });
  expect(entered.status).toBe(200);
  expect((await configurer.call('POST', '/api/work-calendars', { ...notice, key: 'once' })).json).toEqual(
    entered.json,
  );
  await t.runJobs();
  expect(await desk.view(moved!)).toMatchObject({ due: '2027-01-06', provisional: false });
  expect(await desk.view(after!)).toMatchObject({ due: '2027-01-12', provisional: false });
  expect(await desk.view(sure!)).toMatchObject({ due: '2026-12-14', provisional: false });
  const { events } = (await officer.call('GET', `/api/deadlines/${before!.id}`)).json;
  expect(events.at(-1)).toMatchObject({
    action: 'calendar',
    dueBefore: '2027-01-05',
    dueAfter: '2027-01-06',
  });
  expect(events.at(-1).detail).toContain('不再是暂定');
  expect(await messages()).toHaveLength(1);
  expect(
    ((await officer.call('GET', '/api/work-calendars')).json as { missingFrom: number }).missingFrom,
  ).toBe(2028);

  const back = await configurer.call('POST', `/api/work-calendars/${entered.json.id}/withdraw`, {
    reason: '录错了',
  });
  expect(back.status).toBe(200);
  await t.runJobs();
  expect(await desk.view(moved!)).toMatchObject({ due: '2027-01-05', provisional: true });
  expect(
    (await configurer.call('POST', `/api/work-calendars/${entered.json.id}/withdraw`, { reason: '再来' }))
      .status,
  ).toBe(404);
});

it('names the first year without a calendar, also where a later one was entered', async () => {
  const later = days
    .filter(({ kind }) => kind === 'holiday')
    .map((one) => ({ ...one, day: one.day.replace('2027', '2028') }));
  const { id } = (
    await configurer.call('POST', '/api/work-calendars', { ...notice, year: 2028, days: later })
  ).json;
  expect((await officer.call('GET', '/api/work-calendars')).json.missingFrom).toBe(2027);
  await configurer.call('POST', `/api/work-calendars/${id}/withdraw`, { reason: '录错了' });
});

it('a second notice for a year takes the place of the first', async () => {
  await configurer.call('POST', '/api/work-calendars', notice);
  const later = { ...notice, days: days.filter(({ day }) => !['2027-01-04', '2027-01-09'].includes(day)) };
  await configurer.call('POST', '/api/work-calendars', later);
  await t.runJobs();
  const { entered, years } = (await officer.call('GET', '/api/work-calendars')).json;
  expect(entered).toHaveLength(1);
  const year = years.find((one: { year: number }) => one.year === 2027);
  expect(year.days.map(({ day }: { day: string }) => day)).not.toContain('2027-01-04');
});

it.each([
  ['published tomorrow', { published: '2026-12-22' }, '晚于今天'],
  ['without the Dragon Boat festival', { days: days.filter(({ name }) => name !== '端午节') }, '端午节'],
])('a notice %s is refused', async (_, change, words) => {
  const answer = await configurer.call('POST', '/api/work-calendars', { ...notice, ...change });
  expect(answer.status).toBe(400);
  expect(answer.json.message).toContain(words);
});

it('only who may configure enters a notice or thresholds, and thresholds reach what runs', async () => {
  expect((await officer.call('POST', '/api/work-calendars', notice)).status).toBe(403);
  const { settings, version } = (await officer.call('GET', '/api/deadline-settings')).json;
  const next = {
    ...settings,
    lamps: { ...settings.lamps, workday: { yellow: { left: 14 }, red: { left: 13 } } },
  };
  expect((await officer.call('PUT', '/api/deadline-settings', { settings: next, version })).status).toBe(403);
  const on = desk.newRecord();
  await desk.start(on, 'clue-check', '2026-12-14');
  t.clock.set('2026-12-28T01:00:00Z');
  expect(await desk.view(on)).toMatchObject({ lamp: 'green' });
  expect((await configurer.call('PUT', '/api/deadline-settings', { settings: next, version })).status).toBe(
    200,
  );
  await t.runJobs();
  // Half of the period is over on the 25th.
  expect(await desk.view(on)).toMatchObject({ lamp: 'red', overdue: false });
  expect((await configurer.call('PUT', '/api/deadline-settings', { settings: next, version })).status).toBe(
    409,
  );
});

it('a calendar that comes later cannot undo an extension granted on what was then the last day', async () => {
  for (const { id } of (await officer.call('GET', '/api/work-calendars')).json.entered)
    await configurer.call('POST', `/api/work-calendars/${id}/withdraw`, { reason: '另行录入' });
  const on = desk.newRecord();
  await desk.start(on, 'clue-check', '2027-09-06');
  expect(await desk.view(on)).toMatchObject({ due: '2027-09-28', provisional: true });
  t.clock.set('2027-09-28T01:00:00Z');
  await desk.run((context) =>
    extendDeadline(context, { on, rule: 'clue-check', length: 15, reason: '案情复杂' }),
  );
  // With Sunday 26 September worked, the 15th working day is the 27th: a day before the extension.
  const preview = await configurer.call('POST', '/api/work-calendars/preview', notice);
  expect(preview.status).toBe(200);
  expect((await configurer.call('POST', '/api/work-calendars', notice)).status).toBe(200);
  await t.runJobs();
  expect(await desk.view(on)).toMatchObject({ due: '2027-10-22', provisional: false });
});
