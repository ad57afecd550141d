import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import type { DeadlineView } from './contract.ts';
import * as service from './service.ts';

let t: TestApp;
let officer: TestUser;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'inspector', region: '640502' });
});
afterAll(() => t.close());

const act = useCase({
  action: 'test.act',
  title: '测试',
  permission: 'lead.handle',
  input: z.custom<(context: WriteContext) => Promise<unknown>>(),
  async run(context, body) {
    return { result: await body(context), audit: { on: null } };
  },
});
const day = (text: string) => text as PlainDate;
let last = 0;
const newLead = () => `lead_640500_01JC${String(++last).padStart(22, '0')}`;
const run = (body: (context: WriteContext) => Promise<unknown>, who = officer) => who.run(act, body);
const common = (on: string) => ({
  bureau: '640500',
  region: '640502',
  on,
  title: '某店',
  path: `/leads/${on}`,
});
const start = (on: string, rule: string, from: string | Date) =>
  run((context) =>
    service.startDeadline(context, {
      ...common(on),
      rule,
      start: typeof from === 'string' ? day(from) : from,
    }),
  );
const viewOf = async (on: string, who = officer): Promise<DeadlineView | undefined> => {
  const views = (await run((context) => service.deadlinesOf(context, [on]), who)) as Awaited<
    ReturnType<typeof service.deadlinesOf>
  >;
  return views.get(on)?.[0];
};

describe('a deadline', () => {
  it('is computed, frozen and shown with its law', async () => {
    const on = newLead();
    await start(on, 'clue-check', '2026-10-09');
    expect(await viewOf(on)).toMatchObject({
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
    const on = newLead();
    const id = await start(on, 'clue-check', '2026-10-09');
    expect(await start(on, 'clue-check', '2026-10-09')).toBe(id);
    await expect(start(on, 'clue-check', '2026-10-12')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('moves by pause and extension, and refuses what the law does not know', async () => {
    const on = newLead();
    await start(on, 'clue-check', '2026-10-09');
    await run((context) =>
      service.pauseDeadline(context, {
        on,
        rule: 'clue-check',
        from: day('2026-10-15'),
        to: day('2026-10-16'),
        reason: '送检',
      }),
    );
    expect((await viewOf(on))?.due).toBe('2026-11-02');
    const extend = (length: number) =>
      run((context) =>
        service.extendDeadline(context, { on, rule: 'clue-check', length, reason: '案情复杂' }),
      );
    await expect(extend(16)).rejects.toThrow('最多 15');
    await extend(15);
    expect((await viewOf(on))?.due).toBe('2026-11-23');
    await expect(extend(1)).rejects.toThrow('第十八条');
    await run((context) => service.endDeadline(context, { on, rule: 'clue-check', outcome: 'met' }));
    expect(await viewOf(on)).toMatchObject({ lamp: 'done', outcome: 'met', left: null });
  });

  it('stands still until it is resumed', async () => {
    const on = newLead();
    await start(on, 'case-handling', '2026-10-09');
    const which = { on, rule: 'case-handling' };
    await run((context) =>
      service.pauseDeadline(context, { ...which, from: day('2026-10-12'), reason: '中止' }),
    );
    expect(await viewOf(on)).toMatchObject({ pausedSince: '2026-10-12', left: null, lamp: 'green' });
    await run((context) =>
      service.resumeDeadline(context, { ...which, to: day('2026-10-21'), reason: '恢复' }),
    );
    expect(await viewOf(on)).toMatchObject({ pausedSince: null, due: '2027-01-17', provisional: true });
  });

  it('may be a day that an officer sets, moved and handed over', async () => {
    const on = newLead();
    await run((context) =>
      service.startDeadline(context, {
        ...common(on),
        rule: null,
        term: '反馈期限',
        dueOn: day('2026-10-20'),
      }),
    );
    await run((context) =>
      service.setDeadline(context, { on, term: '反馈期限', dueOn: day('2026-10-23'), reason: '协商' }),
    );
    await run((context) => service.handDeadlines(context, on, { officerId: officer.actor.id }));
    expect(await viewOf(on)).toMatchObject({
      title: '反馈期限',
      due: '2026-10-23',
      rule: null,
      unverified: false,
    });
  });

  it('is seen only within its region', async () => {
    const on = newLead();
    await start(on, 'clue-check', '2026-10-09');
    const elsewhere = await t.officer({ role: 'inspector', region: '640521' });
    expect(await viewOf(on, elsewhere)).toBeUndefined();
  });
});
