import type { Penalty } from '@wangjian/core/case-input.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS, hearingReasons } from './hearing-scope.ts';
import { lateFine } from './late-fine.ts';
import { legalReview } from './legal-review.ts';
import { noPenaltyArticle } from './no-penalty.ts';
import { isEmptyPenalty, NO_PENALTY, penaltyInWords } from './penalty.ts';
import { publicationOf } from './publication.ts';
import { remedyWords } from './remedies.ts';
import { simpleProcedureProblems } from './simple-procedure.ts';

const day = (text: string) => text as PlainDate;
const penalty = (some: Partial<Penalty>): Penalty => ({ ...NO_PENALTY, ...some });

describe('法制审核 (程序规定 art. 50)', () => {
  const none = { publicInterest: false, heard: false, complex: false, otherRule: null };
  it('is not a must without one of the four grounds; the case is then reviewed as art. 52 says', () => {
    expect(legalReview(none)).toMatchObject({ kind: 'case', collectiveDecision: false });
    expect(legalReview(none).reasons.join()).toContain('第五十二条');
  });
  it.each([
    [{ publicInterest: true }, '第一项'],
    [{ heard: true }, '第二项'],
    [{ complex: true }, '第三项'],
    [{ otherRule: '本局规定罚款五十万元以上的案件' }, '第四项'],
  ])('is a must for %j, and the heads decide together', (facts, clause) => {
    const demand = legalReview({ ...none, ...facts });
    expect(demand).toMatchObject({ kind: 'legal', collectiveDecision: true });
    expect(demand.reasons).toHaveLength(1);
    expect(demand.reasons[0]).toContain(clause);
  });
});

describe('scope of hearings (行政处罚法 art. 63)', () => {
  const reasons = (some: Partial<Penalty>, party: 'person' | 'unit') =>
    hearingReasons(penalty(some), party, DEFAULT_THRESHOLDS).length;
  it('starts at the threshold itself: 以上 includes the number (art. 84)', () => {
    expect(reasons({ fine: 999_999 }, 'person')).toBe(0);
    expect(reasons({ fine: 1_000_000 }, 'person')).toBe(1);
    expect(reasons({ fine: 1_000_000 }, 'unit')).toBe(0);
    expect(reasons({ fine: 10_000_000 }, 'unit')).toBe(1);
  });
  it('counts forfeited income and goods together, and grave orders by themselves', () => {
    expect(reasons({ forfeitIncome: 600_000, forfeitGoodsValue: 400_000 }, 'person')).toBe(1);
    expect(reasons({ orders: ['revoke-licence', 'stop-business'] }, 'unit')).toBe(2);
    expect(reasons({ orders: ['suspend-licence'], warning: true }, 'unit')).toBe(0);
  });
});

describe('the simple procedure (程序规定 art. 66)', () => {
  it.each([
    [{ fine: 20_000 }, 'person', 0],
    [{ fine: 20_001 }, 'person', 1],
    [{ fine: 300_000 }, 'unit', 0],
    [{ fine: 300_001 }, 'unit', 1],
    [{ warning: true }, 'unit', 0],
    [{}, 'unit', 1],
    [{ fine: 100, forfeitIncome: 1 }, 'unit', 1],
  ] as const)('%j against a %s: %i problems', (some, party, count) => {
    expect(simpleProcedureProblems(penalty(some), party)).toHaveLength(count);
  });
});

describe('加处罚款 (行政处罚法 art. 72)', () => {
  it('adds 3 % a day from the day after the last day to pay', () => {
    expect(lateFine(10_000, day('2026-10-31'), [], day('2026-10-31'))).toBe(0);
    expect(lateFine(10_000, day('2026-10-31'), [], day('2026-11-01'))).toBe(300);
    expect(lateFine(10_000, day('2026-10-31'), [], day('2026-11-10'))).toBe(3_000);
  });
  it('never exceeds the fine, however late', () => {
    expect(lateFine(10_000, day('2026-10-31'), [], day('2026-12-03'))).toBe(9_900);
    expect(lateFine(10_000, day('2026-10-31'), [], day('2026-12-04'))).toBe(10_000);
    expect(lateFine(10_000, day('2026-10-31'), [], day('2028-01-01'))).toBe(10_000);
  });
  it('counts what is still open when part was paid, and stops when all is', () => {
    const half = [{ on: day('2026-11-02'), amount: 5_000 }];
    expect(lateFine(10_000, day('2026-10-31'), half, day('2026-11-03'))).toBe(300 + 150 + 150);
    const all = [...half, { on: day('2026-11-03'), amount: 5_000 }];
    expect(lateFine(10_000, day('2026-10-31'), all, day('2027-11-03'))).toBe(450);
  });
  it('grows with the days and stays between nothing and the fine', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 28 }),
        (fine, late) => {
          const at = (days: number) =>
            lateFine(fine, day('2026-01-31'), [], day(`2026-02-${String(days).padStart(2, '0')}`));
          expect(at(late)).toBeGreaterThanOrEqual(late > 1 ? at(late - 1) : 0);
          expect(at(late)).toBeLessThanOrEqual(fine);
        },
      ),
    );
  });
});

describe('publication (公示规定 art. 2)', () => {
  it('leaves out what is only a warning, and the simple procedure', () => {
    expect(publicationOf(penalty({ warning: true }), 'ordinary').publish).toBe(false);
    expect(publicationOf(penalty({ warning: true, fine: 1 }), 'ordinary').publish).toBe(true);
    expect(publicationOf(penalty({ fine: 1 }), 'simple').publish).toBe(false);
  });
});

it('says a penalty as a decision does', () => {
  expect(penaltyInWords(penalty({ warning: true, fine: 7_932_300, forfeitIncome: 30_000 }))).toBe(
    '警告；没收违法所得300元；罚款7.9323万元',
  );
  expect(isEmptyPenalty(NO_PENALTY)).toBe(true);
  expect(isEmptyPenalty(penalty({ orders: ['close-down'] }))).toBe(false);
});

describe('remedies', () => {
  it('are reconsideration or suit, but reconsideration first for prices and on the spot', () => {
    expect(remedyWords(['《中华人民共和国广告法》第五十五条'], false).remedyFirst).toMatch(/^可以/);
    expect(remedyWords(['《价格违法行为行政处罚规定》第七条'], false).remedyFirst).toMatch(/^应当先/);
    expect(remedyWords(['《中华人民共和国价格法》第四十条'], false).remedyThen).toContain('十五日');
    expect(remedyWords([], true).remedyFirst).toMatch(/^应当先/);
  });
});

it('names the article under which nothing is imposed, where the ground has one', () => {
  expect(noPenaltyArticle('no-fault')).toEqual(['《中华人民共和国行政处罚法》第三十三条第二款']);
  expect(noPenaltyArticle('not-established')).toEqual(['《中华人民共和国行政处罚法》第五十七条第一款第三项']);
  expect(noPenaltyArticle('other')).toBeUndefined();
});
