import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { deadlinesDue } from './countable.ts';
import { digestDeadlines } from './digest.ts';
import * as service from './service.ts';
import { sweepDeadlines } from './sweep.ts';
import { deadlineDesk } from './test-deadlines.ts';

const HOUR = 3_600_000;
let t: TestApp;
let officer: TestUser;
let desk: ReturnType<typeof deadlineDesk>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

/** A new officer each, so that no test sees another's messages. */
async function begin() {
  officer = await t.officer({ role: 'inspector', region: '640502' });
  desk = deadlineDesk(t, officer);
  t.clock.set('2026-10-12T01:00:00Z');
}
const messages = async (kind: string) =>
  (await officer.call('GET', `/api/inbox?kind=${kind}&pageSize=100`)).json.items as {
    title: string;
    text: string;
  }[];

describe('the sweep', () => {
  it('tells once that the end is near and once that it is over', async () => {
    await begin();
    const on = desk.newRecord();
    await desk.start(on, 'clue-check', '2026-10-09', { officerId: officer.actor.id });
    await desk.job(sweepDeadlines);
    expect(await messages('reminder')).toEqual([]);
    // Three working days are left on 26 October.
    t.clock.set('2026-10-26T01:00:00Z');
    for (let again = 0; again < 3; again += 1) await desk.job(sweepDeadlines);
    expect((await messages('reminder')).map(({ title }) => title)).toEqual(['即将超期：某店涉嫌虚假宣传']);
    expect(await desk.view(on)).toMatchObject({ lamp: 'yellow', overdue: false });
    t.clock.set('2026-10-29T15:59:00Z');
    await desk.job(sweepDeadlines);
    expect(await messages('reminder')).toHaveLength(1);
    t.clock.set('2026-10-29T16:00:00Z');
    for (let again = 0; again < 3; again += 1) await desk.job(sweepDeadlines);
    expect((await messages('reminder')).map(({ title }) => title)).toEqual([
      '已超期：某店涉嫌虚假宣传',
      '即将超期：某店涉嫌虚假宣传',
    ]);
    expect(await desk.view(on)).toMatchObject({ lamp: 'red', overdue: true });
  });

  it('stands in the list and the sum of what is near, until it is over', async () => {
    await begin();
    const on = desk.newRecord();
    await desk.start(on, 'clue-check', '2026-10-09', { officerId: officer.actor.id });
    const found = async (query: string) => {
      const answer = await officer.call('GET', `/api/deadlines?officer=me&${query}`);
      const full = await officer.call('GET', `/api/deadlines?officer=me&${query}&pageSize=1`);
      expect([answer.json.total, full.json.total]).toEqual([
        answer.json.items.length,
        answer.json.items.length,
      ]);
      return answer.json.items.map((one: { on: string }) => one.on);
    };
    const near = async () => (await officer.call('GET', '/api/deadlines/sums?officer=me')).json.all.near;
    expect([await found('near=true'), await near()]).toEqual([[], 0]);
    t.clock.set('2026-10-27T01:00:00Z');
    expect([await found('near=true'), await found('lamp=yellow'), await near()]).toEqual([[on], [on], 1]);
    t.clock.set('2026-10-30T01:00:00Z');
    expect([await found('near=true'), await found('overdue=true'), await near()]).toEqual([[], [on], 0]);
  });

  it('does no harm when the clock is set back', async () => {
    await begin();
    const on = desk.newRecord();
    await desk.start(on, 'clue-check', '2026-10-09', { officerId: officer.actor.id });
    t.clock.set('2026-11-02T01:00:00Z');
    await desk.job(sweepDeadlines);
    expect(await messages('reminder')).toHaveLength(1);
    t.clock.set('2026-10-20T01:00:00Z');
    await desk.job(sweepDeadlines);
    expect(await desk.view(on)).toMatchObject({ lamp: 'red', overdue: true });
    // A page that is full asks for its count.
    for (const lamp of ['overdue=true', 'lamp=red']) {
      const { items, total } = (await officer.call('GET', `/api/deadlines?${lamp}&officer=me&pageSize=1`))
        .json;
      expect([items.map((one: { on: string }) => one.on), total]).toEqual([[on], 1]);
    }
    t.clock.set('2026-11-02T01:00:00Z');
    await desk.job(sweepDeadlines);
    expect(await messages('reminder')).toHaveLength(1);
  });

  it('tells anew of a new end', async () => {
    await begin();
    const on = desk.newRecord();
    await desk.start(on, 'clue-check', '2026-10-09', { officerId: officer.actor.id });
    t.clock.set('2026-10-28T01:00:00Z');
    await desk.job(sweepDeadlines);
    await desk.run((context) =>
      service.extendDeadline(context, { on, rule: 'clue-check', length: 15, reason: '案情复杂' }),
    );
    expect(await desk.view(on)).toMatchObject({ lamp: 'green' });
    await desk.job(sweepDeadlines);
    expect(await messages('reminder')).toHaveLength(1);
    t.clock.set('2026-11-18T01:00:00Z');
    await desk.job(sweepDeadlines);
    expect(await messages('reminder')).toHaveLength(2);
  });

  it('leaves alone what stands still, what has ended, and what is only to be kept', async () => {
    await begin();
    const [stands, ended, kept] = [desk.newRecord(), desk.newRecord(), desk.newRecord()];
    const officerId = officer.actor.id;
    await desk.start(stands, 'case-handling', '2026-10-09', { officerId });
    await desk.run((context) =>
      service.pauseDeadline(context, {
        on: stands,
        rule: 'case-handling',
        from: '2026-10-12' as never,
        reason: '中止',
      }),
    );
    await desk.start(ended, 'clue-check', '2026-10-09', { officerId });
    await desk.run((context) => service.endDeadline(context, { on: ended, outcome: 'met' }));
    await desk.start(kept, 'transaction-record-retention', '2024-01-01', { officerId });
    t.clock.set('2027-06-01T01:00:00Z');
    await desk.job(sweepDeadlines);
    expect((await messages('reminder')).map(({ title }) => title)).toEqual(['已届满：某店涉嫌虚假宣传']);
    expect(await desk.view(stands)).toMatchObject({ lamp: 'green', overdue: false });
    expect(await desk.view(kept)).toMatchObject({ lamp: 'yellow', overdue: false });
  });
});

it('the end of a party’s period is told as such: nobody is late, and no count holds it against them', async () => {
  await begin();
  const [own, partys] = [desk.newRecord(), desk.newRecord()];
  const officerId = officer.actor.id;
  await desk.start(own, 'clue-check', '2026-10-09', { officerId });
  await desk.start(partys, 'party-statement', '2026-10-12', { officerId });
  await desk.job(sweepDeadlines);
  expect(await desk.view(partys)).toMatchObject({ lamp: 'green', awaited: true, due: '2026-10-19' });
  t.clock.set('2026-10-30T01:00:00Z');
  await desk.job(sweepDeadlines);
  const told = await messages('reminder');
  expect(told.find(({ title }) => title === '已届满：某店涉嫌虚假宣传')?.text).toContain('视为放弃');
  expect(await desk.view(partys)).toMatchObject({ lamp: 'yellow', overdue: false });
  expect(await desk.view(own)).toMatchObject({ lamp: 'red', overdue: true, awaited: false });
  await desk.run((context) => service.endDeadline(context, { on: partys, outcome: 'met' }));
  expect(await desk.view(partys)).toMatchObject({ lamp: 'done', overdue: false });
  const [from, to] = ['2026-10-01', '2026-11-30'];
  const span = { from, to, begins: new Date(from), ends: new Date(to), now: t.clock.now() };
  const counted = await desk.run(
    async ({ tx }) => (await deadlinesDue(span).execute(tx)).rows as readonly { path: string }[],
  );
  const paths = counted.map(({ path }) => path);
  expect([paths.includes(`/leads/${own}`), paths.includes(`/leads/${partys}`)]).toEqual([true, false]);
});

it('the list of a day reaches an officer once, on working days', async () => {
  await begin();
  const on = desk.newRecord();
  await desk.start(on, 'clue-check', '2026-08-03', { officerId: officer.actor.id });
  for (const instant of ['2026-10-12T23:30:00Z', '2026-10-12T23:31:00Z', '2026-10-12T00:10:00Z']) {
    t.clock.set(instant);
    await desk.job(digestDeadlines);
  }
  // The morning of the 13th twice, then the clock stands a day earlier: the list of the 12th was never sent.
  expect((await messages('digest')).map(({ title }) => title.slice(0, 10)).sort()).toEqual([
    '2026-10-12',
    '2026-10-13',
  ]);
  t.clock.set('2026-10-16T23:30:00Z');
  await desk.job(digestDeadlines);
  expect(await messages('digest')).toHaveLength(2);
  t.clock.advance(48 * HOUR);
  await desk.job(digestDeadlines);
  const [monday] = await messages('digest');
  expect(monday?.title).toBe('2026-10-19 期限清单：已超期 1 项，今天到期 0 项，本周内还有 0 项');
  expect(monday?.text).toContain('某店涉嫌虚假宣传');
});

it('what is late is told to those above the unit that has it, its own sections are reminded, and never when so set', async () => {
  await begin();
  const { owner } = t.app.kernel;
  const [city, county] = ['A', 'B'].map((letter) => `org_640500_01JC${letter.repeat(22)}`) as [
    string,
    string,
  ];
  await owner.query(
    `INSERT INTO org_units (bureau, region, id, parent_id, name, level, created_at) VALUES
       ('640500', '640500', $1, NULL, '市局', 'city', now()), ('640500', '640502', $2, $1, '区局', 'county', now())`,
    [city, county],
  );
  const section = await t.unit({ name: '网监股', level: 'section', region: '640502', parentId: county });
  const above = await t.officer({ role: 'supervisor', region: '640500', orgId: city });
  // May handle and supervise: but is late itself.
  const late = await t.officer({ role: 'dispatcher', region: '640502', orgId: section });
  const kinds = async (who: TestUser, on: string) => {
    const { items } = (await who.call('GET', '/api/inbox?pageSize=100')).json;
    return items.flatMap((one: { on: string; kind: string }) => (one.on === on ? [one.kind] : []));
  };
  const on = desk.newRecord();
  await desk.start(on, 'clue-check', '2026-10-09', { orgId: county });
  t.clock.set('2026-10-27T01:00:00Z');
  await desk.job(sweepDeadlines);
  expect([await kinds(late, on), await kinds(above, on)]).toEqual([['reminder'], []]);
  t.clock.set('2026-10-30T01:00:00Z');
  await desk.job(sweepDeadlines);
  expect([await kinds(late, on), await kinds(above, on)]).toEqual([['reminder', 'reminder'], ['escalation']]);
  // A lead that nobody has yet: the office of its region is reminded.
  const nobodys = desk.newRecord();
  await desk.start(nobodys, 'clue-check', '2026-10-09');
  await desk.job(sweepDeadlines);
  expect([await kinds(late, nobodys), await kinds(above, nobodys)]).toEqual([['reminder'], ['escalation']]);

  const head = await t.officer({ role: 'dispatcher', region: '640500' });
  const { settings, version } = (await head.call('GET', '/api/deadline-settings')).json;
  await head.call('PUT', '/api/deadline-settings', { settings: { ...settings, escalate: 'never' }, version });
  const quiet = desk.newRecord();
  await desk.start(quiet, 'clue-check', '2026-10-09', { orgId: county });
  await desk.job(sweepDeadlines);
  expect(await kinds(above, quiet)).toEqual([]);
});
