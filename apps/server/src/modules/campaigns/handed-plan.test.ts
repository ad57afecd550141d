import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignPlan } from './contract.ts';
import { changesBetween, takeOver } from './handed-plan.ts';

const PLAN: CampaignPlan = {
  ...{ name: '专项行动', basis: '', aim: '', reportTo: '', copiesTo: '', phases: [], goals: [], items: [] },
  ...{ startsOn: '2026-06-01', endsOn: '2026-11-30', midtermOn: null, finalOn: '2026-11-30' },
  ...{ casesWanted: 1, monthlyCheck: true, patrolEvery: 'none' },
  scope: { kinds: [], forms: [], regions: [], violations: [], products: [], keywords: [] },
};

describe('taking over', () => {
  const Text = fc.constantFrom('甲', '乙', '丙');
  const Items = fc.uniqueArray(
    fc.record({ id: fc.constantFrom('s-1', 's-2', 's-3'), title: Text, leader: Text }),
    {
      selector: ({ id }) => id,
    },
  );
  const Plan = fc.record({ aim: Text, basis: Text, items: Items }).map(
    ({ items, ...words }): CampaignPlan => ({
      ...PLAN,
      ...words,
      items: items.map((item) => ({ ...item, content: '', office: '', orgIds: [], dueOn: null })),
    }),
  );

  it('never overwrites what the bureau wrote itself, names what it kept, and asks nothing twice', () => {
    fc.assert(
      fc.property(Plan, Plan, Plan, (own, before, after) => {
        const { plan, kept } = takeOver(own, before, after);
        const changed = new Set(changesBetween(before, after).map(({ name }) => name));
        if (own.aim !== before.aim) expect(plan.aim).toBe(own.aim);
        else expect(plan.aim).toBe(after.aim);
        for (const name of kept) expect(changed).toContain(name);
        for (const item of own.items) {
          const there = plan.items.find(({ id }) => id === item.id);
          const old = before.items.find(({ id }) => id === item.id);
          if (old && old.title !== item.title) expect(there).toEqual(item);
          if (there) expect(there.leader).toBe(item.leader);
        }
        expect(takeOver(plan, after, after)).toEqual({ plan, kept: [] });
      }),
      { seed: 20260921 },
    );
  });
});
