import type { PlainDate } from '@wangjian/core/plain-date.ts';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import * as service from './service.ts';
import { deadlineDesk } from './test-deadlines.ts';

let t: TestApp;
let owner: Client;
let users: Readonly<Record<'approver' | 'elsewhere' | 'inspector', TestUser>>;
let desk: ReturnType<typeof deadlineDesk>;
beforeAll(async () => {
  t = await testApp();
  owner = new Client(t.database.urls.owner);
  await owner.connect();
  users = {
    approver: await t.officer({ role: 'approver', region: '640500' }),
    elsewhere: await t.officer({ role: 'approver', region: '640521' }),
    inspector: await t.officer({ role: 'inspector', region: '640502' }),
  };
  desk = deadlineDesk(t, users.inspector);
});
afterAll(async () => {
  await owner.end();
  await t.close();
});

const day = (text: string) => text as PlainDate;
const common = (on: string) => ({
  bureau: '640500',
  region: '640502',
  on,
  title: '某店',
  path: `/leads/${on}`,
});

/** A deadline in each state, with what an approver may then do. */
const STATES = {
  running: {
    may: ['extend', 'pause'],
    make: (on: string) => desk.start(on, 'clue-check', '2026-10-09'),
  },
  'without pauses or extensions': {
    may: [],
    make: (on: string) => desk.start(on, 'party-statement', '2026-10-12'),
  },
  'extended once': {
    may: ['pause'],
    async make(on: string) {
      const id = await desk.start(on, 'clue-check', '2026-10-09');
      await desk.run((context) =>
        service.extendDeadline(context, { on, rule: 'clue-check', length: 5, reason: '案情复杂' }),
      );
      return id;
    },
  },
  paused: {
    may: ['resume'],
    async make(on: string) {
      const id = await desk.start(on, 'clue-check', '2026-10-09');
      await desk.run((context) =>
        service.pauseDeadline(context, { on, rule: 'clue-check', from: day('2026-10-12'), reason: '检验' }),
      );
      return id;
    },
  },
  set: {
    may: ['set'],
    make: (on: string) =>
      desk.run((context) =>
        service.startDeadline(context, {
          ...common(on),
          rule: null,
          term: '反馈期限',
          dueOn: day('2026-10-20'),
        }),
      ),
  },
  ended: {
    may: [],
    async make(on: string) {
      const id = await desk.start(on, 'clue-check', '2026-10-09');
      await desk.run((context) => service.endDeadline(context, { on, outcome: 'met' }));
      return id;
    },
  },
} as const;
const ACTIONS = {
  extend: { length: 3, reason: '案情复杂' },
  pause: { from: '2026-10-13', to: '2026-10-14', reason: '检验' },
  resume: { to: '2026-10-13', reason: '检验完毕' },
  set: { dueOn: '2026-10-23', reason: '协商一致' },
} as const;

const snapshot = async (id: string) =>
  JSON.stringify([
    (await owner.query('SELECT * FROM deadlines WHERE id = $1', [id])).rows,
    (await owner.query('SELECT count(*) FROM deadline_events WHERE deadline_id = $1', [id])).rows,
  ]);
const versionOf = async (id: string) =>
  (await owner.query<{ version: number }>('SELECT version FROM deadlines WHERE id = $1', [id])).rows[0]!
    .version;

it('every action in every state, by every role and region, is done or refused with nothing written', async () => {
  const names = <Key extends string>(of: Record<Key, unknown>) =>
    fc.constantFrom(...(Object.keys(of) as Key[]));
  await fc.assert(
    fc.asyncProperty(names(STATES), names(ACTIONS), names(users), async (state, action, who) => {
      const id = await STATES[state].make(desk.newRecord());
      const before = await snapshot(id);
      const answer = await users[who].call('POST', `/api/deadlines/${id}/${action}`, {
        ...ACTIONS[action],
        version: await versionOf(id),
      });
      const allowed = who === 'approver' && (STATES[state].may as readonly string[]).includes(action);
      if (allowed) {
        expect(answer.status).toBe(200);
        expect(answer.json.events.at(-1).action).toBe(action);
        return;
      }
      const expected = who === 'inspector' ? 403 : who === 'elsewhere' ? 404 : 409;
      expect([state, action, who, answer.status]).toEqual([state, action, who, expected]);
      expect(answer.json.message).toMatch(/[一-龥]/);
      expect(await snapshot(id)).toBe(before);
    }),
    { numRuns: 60 },
  );
}, 60_000);

it('one of two who extend at once wins, and the other is told', async () => {
  const id = await desk.start(desk.newRecord(), 'clue-check', '2026-10-09');
  const body = { length: 3, reason: '案情复杂', version: 1 };
  const answers = await Promise.all(
    [1, 2].map(() => users.approver.call('POST', `/api/deadlines/${id}/extend`, body)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it('a trial says what would come of it, or why it cannot be, and writes nothing', async () => {
  const id = await desk.start(desk.newRecord(), 'clue-check', '2026-10-09');
  const before = await snapshot(id);
  const trial = (query: string) => users.approver.call('GET', `/api/deadlines/${id}/try?${query}`);
  expect((await trial('length=15')).json).toMatchObject({ due: '2026-11-19', problem: null });
  expect((await trial('from=2026-10-16&to=2026-10-19')).json).toMatchObject({
    due: '2026-11-02',
    problem: null,
  });
  expect((await trial('length=16')).json.problem).toContain('最多 15');
  expect((await trial('from=2026-11-16&to=2026-11-19')).json.problem).toContain('届满');
  expect(await snapshot(id)).toBe(before);
});

it('pauses and extensions given one by one come to what the pure function says of all', async () => {
  const aPause = fc.record({ from: fc.integer({ min: 0, max: 12 }), days: fc.integer({ min: 0, max: 6 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(aPause, { maxLength: 4 }), fc.boolean(), async (pauses, extended) => {
      const on = desk.newRecord();
      await desk.start(on, 'clue-check', '2026-10-09');
      const at = (offset: number) => day(new Date(Date.UTC(2026, 9, 10 + offset)).toISOString().slice(0, 10));
      for (const { from, days } of pauses)
        await desk.run((context) =>
          service.pauseDeadline(context, {
            on,
            rule: 'clue-check',
            from: at(from),
            to: at(from + days),
            reason: '检验',
          }),
        );
      if (extended)
        await desk.run((context) =>
          service.extendDeadline(context, { on, rule: 'clue-check', length: 15, reason: '案情复杂' }),
        );
      const off = new Set(
        pauses.flatMap(({ from, days }) => Array.from({ length: days + 1 }, (_, n) => at(from + n))),
      );
      // Counted day by day on the year's calendar, by hand.
      let last = day('2026-10-09');
      for (let left = extended ? 30 : 15; left > 0; ) {
        last = day(new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10));
        const weekday = new Date(last).getUTCDay();
        const worked = last === '2026-10-10' || (weekday !== 0 && weekday !== 6);
        if (worked && !off.has(last)) left -= 1;
      }
      expect((await desk.view(on))?.strict).toBe(last);
    }),
    { numRuns: 25 },
  );
}, 60_000);

it('sums count what their lists show', async () => {
  const { all, byOrg, byRule } = (await users.approver.call('GET', '/api/deadlines/sums')).json;
  // In one page, and with a page that leaves the count to be asked for.
  for (const [sum, query] of [
    [all.total, ''],
    [all.near, 'near=true'],
    [all.overdue, 'overdue=true'],
    [all.yellow, 'lamp=yellow'],
    [all.green, 'lamp=green'],
    [all.paused, 'paused=true'],
  ])
    for (const size of ['', '&pageSize=1'])
      expect((await users.approver.call('GET', `/api/deadlines?${query}${size}`)).json.total, query).toBe(
        sum,
      );
  for (const { id, total } of byRule)
    expect(
      (await users.approver.call('GET', `/api/deadlines?rule=${encodeURIComponent(id)}`)).json.total,
    ).toBe(total);
  for (const { id, total } of byOrg)
    expect((await users.approver.call('GET', `/api/deadlines?org=${id ?? 'none'}`)).json.total).toBe(total);
  expect(byOrg.reduce((sum: number, { total }: { total: number }) => sum + total, 0)).toBe(all.total);
  expect((await users.elsewhere.call('GET', '/api/deadlines')).json.total).toBe(0);
  expect((await users.inspector.call('GET', '/api/deadlines')).json.total).toBe(all.total);
});

it('the export holds every row that matches', async () => {
  const { total } = (await users.approver.call('GET', '/api/deadlines?pageSize=1')).json;
  const { text } = await users.approver.call('GET', '/api/deadlines/export?format=csv');
  expect(text.trim().split('\n')).toHaveLength(total + 1);
  expect((await users.inspector.call('GET', '/api/deadlines/export?format=csv')).status).toBe(403);
});
