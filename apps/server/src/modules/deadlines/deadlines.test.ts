import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import * as service from './service.ts';
import { deadlineDesk } from './test-deadlines.ts';

let t: TestApp;
let officer: TestUser;
let desk: ReturnType<typeof deadlineDesk>;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'inspector', region: '640502' });
  desk = deadlineDesk(t, officer);
});
afterAll(() => t.close());
const day = (text: string) => text as PlainDate;
const common = (on: string) => ({
  bureau: '640500',
  region: '640502',
  on,
  title: '某店',
  path: `/leads/${on}`,
});

describe('a deadline', () => {
  it('is computed, frozen and shown with its law', async () => {
    const on = desk.newRecord();
    await desk.start(on, 'clue-check', '2026-10-09');
    expect(await desk.view(on)).toMatchObject({
      rule: 'clue-check',
      startedOn: '2026-10-09',
      due: '2026-10-29',
      lamp: 'green',
      overdue: false,
      unverified: false,
      left: { amount: 13, unit: 'workday' },
      length: '15 个工作日',
      basis: '市场监督管理行政处罚程序规定第十八条',
    });
  });

  it('started twice alike is one, started otherwise is refused', async () => {
    const on = desk.newRecord();
    const id = await desk.start(on, 'clue-check', '2026-10-09');
    expect(await desk.start(on, 'clue-check', '2026-10-09')).toBe(id);
    await expect(desk.start(on, 'clue-check', '2026-10-12')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('moves by pause and extension, and refuses what the law does not know', async () => {
    const on = desk.newRecord();
    await desk.start(on, 'clue-check', '2026-10-09');
    await desk.run((context) =>
      service.pauseDeadline(context, {
        on,
        rule: 'clue-check',
        from: day('2026-10-15'),
        to: day('2026-10-16'),
        reason: '送检',
      }),
    );
    expect((await desk.view(on))?.due).toBe('2026-11-02');
    const extend = (length: number) =>
      desk.run((context) =>
        service.extendDeadline(context, { on, rule: 'clue-check', length, reason: '案情复杂' }),
      );
    await expect(extend(16)).rejects.toThrow('最多 15');
    await extend(15);
    expect((await desk.view(on))?.due).toBe('2026-11-23');
    await expect(extend(1)).rejects.toThrow('第十八条');
    await desk.run((context) => service.endDeadline(context, { on, rule: 'clue-check', outcome: 'met' }));
    expect(await desk.view(on)).toMatchObject({ lamp: 'done', outcome: 'met', left: null });
  });

  it('stands still until it is resumed', async () => {
    const on = desk.newRecord();
    await desk.start(on, 'case-handling', '2026-10-09');
    const which = { on, rule: 'case-handling' };
    await desk.run((context) =>
      service.pauseDeadline(context, { ...which, from: day('2026-10-12'), reason: '中止' }),
    );
    expect(await desk.view(on)).toMatchObject({ pausedSince: '2026-10-12', left: null, lamp: 'green' });
    await desk.run((context) =>
      service.resumeDeadline(context, { ...which, to: day('2026-10-21'), reason: '恢复' }),
    );
    expect(await desk.view(on)).toMatchObject({ pausedSince: null, due: '2027-01-17', provisional: true });
  });

  it('may be a day that an officer sets, moved and handed over', async () => {
    const on = desk.newRecord();
    await desk.run((context) =>
      service.startDeadline(context, {
        ...common(on),
        rule: null,
        term: '反馈期限',
        dueOn: day('2026-10-20'),
      }),
    );
    await desk.run((context) =>
      service.setDeadline(context, { on, term: '反馈期限', dueOn: day('2026-10-23'), reason: '协商' }),
    );
    await desk.run((context) => service.handDeadlines(context, on, { officerId: officer.actor.id }));
    expect(await desk.view(on)).toMatchObject({
      title: '反馈期限',
      due: '2026-10-23',
      rule: null,
      unverified: false,
    });
  });

  it('is seen only within its region', async () => {
    const on = desk.newRecord();
    await desk.start(on, 'clue-check', '2026-10-09');
    const elsewhere = await t.officer({ role: 'inspector', region: '640521' });
    expect(await desk.view(on, elsewhere)).toBeUndefined();
  });

  it.each([
    // [what, rule, start, pauses, extensions (granted on), strict, legal, due]
    ['begins on a holiday', 'clue-check', '2026-10-03', [], [], '2026-10-27', '2026-10-27', '2026-10-27'],
    ['ends on a holiday', 'case-handling', '2026-07-04', [], [], '2026-10-02', '2026-10-08', '2026-10-02'],
    ['runs over the new year', 'clue-check', '2025-12-22', [], [], '2026-01-13', '2026-01-13', '2026-01-13'],
    [
      'is paused over a weekend',
      'clue-check',
      '2026-10-09',
      [['2026-10-16', '2026-10-19']],
      [],
      '2026-11-02',
      '2026-11-02',
      '2026-11-02',
    ],
    [
      'is extended on its last day',
      'seizure',
      '2026-08-03',
      [],
      [['2026-09-02', 30]],
      '2026-10-02',
      '2026-10-08',
      '2026-10-02',
    ],
  ] as const)(
    'that %s is as the law counts it',
    async (_, rule, from, pauses, extensions, strict, legal, due) => {
      const on = desk.newRecord();
      t.clock.set(`${from}T02:00:00Z`);
      await desk.start(on, rule, from);
      for (const [first, last] of pauses) {
        await desk.run((context) =>
          service.pauseDeadline(context, { on, rule, from: day(first), to: day(last), reason: '检验' }),
        );
      }
      for (const [granted, length] of extensions) {
        t.clock.set(`${granted}T08:00:00Z`);
        await desk.run((context) =>
          service.extendDeadline(context, { on, rule, length, reason: '情况复杂' }),
        );
      }
      expect(await desk.view(on)).toMatchObject({ strict, legal, due });
      t.clock.set('2026-10-12T01:00:00Z');
    },
  );

  it('of hours ends at an instant', async () => {
    const on = desk.newRecord();
    await desk.start(on, 'seizure-urgent-approval', new Date('2026-10-11T02:30:00Z'));
    expect(await desk.view(on)).toMatchObject({ lamp: 'yellow', left: { unit: 'hour' } });
    t.clock.advance(26 * 3_600_000);
    expect(await desk.view(on)).toMatchObject({ lamp: 'red', overdue: true });
    t.clock.set('2026-10-12T01:00:00Z');
  });

  it('cannot be extended after its end', async () => {
    const on = desk.newRecord();
    await desk.start(on, 'clue-check', '2026-08-03');
    await expect(
      desk.run((context) =>
        service.extendDeadline(context, { on, rule: 'clue-check', length: 15, reason: '补办' }),
      ),
    ).rejects.toThrow('期限届满后不能再延长');
  });

  it('that rests on a law that was not read says so', async () => {
    const on = desk.newRecord();
    await desk.start(on, 'credit-repair-waiting', '2026-10-09');
    expect(await desk.view(on)).toMatchObject({ unverified: true });
  });
});
