import { CASE_STATE_NAMES, type CaseState, MATTER_KIND_NAMES, type MatterKind } from '@wangjian/core/case.ts';
import { AppError } from '@wangjian/core/errors.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formBook } from '../documents/service.ts';
import { allowedActions, CASE_ACTIONS, type CaseAction, moveOf, pendingMove } from './lifecycle.ts';
import { formOf, type MatterState, matterActions, moveMatter, signedState } from './matter-lifecycle.ts';

const MATTER_KINDS = Object.keys(MATTER_KIND_NAMES) as MatterKind[];
const STATES = Object.keys(CASE_STATE_NAMES) as CaseState[];
const state = fc.constantFrom(...STATES);
const action = fc.constantFrom<CaseAction>(...CASE_ACTIONS);
const pending = fc.option(action, { nil: null });
/** What is added to a case while a document waits, and what one party does while another's document waits. */
const ALONGSIDE: readonly CaseAction[] = [
  ...(['withdraw-request', 'recuse', 'attach', 'comment', 'matter'] as const),
  ...([
    'record-statement',
    'request-hearing',
    'pay',
    'defer',
    'demand',
    'apply-court',
    'finish',
    'publish',
    'remedy',
  ] as const),
];

describe('the lifecycle of a case', () => {
  it('allows exactly what it lists, and names that when it refuses', () => {
    fc.assert(
      fc.property(state, pending, action, (from, waiting, wanted) => {
        const standing = { state: from, pending: waiting };
        const allowed = allowedActions(standing);
        if (allowed.includes(wanted)) {
          expect(STATES).toContain(moveOf(standing, wanted).to);
          return;
        }
        try {
          moveOf(standing, wanted);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect(error).toMatchObject({ code: 'conflict', allowed });
          return;
        }
        throw new Error(`${from} allowed ${wanted}`);
      }),
      { numRuns: 500 },
    );
  });

  it('while a document waits, begins no other step and decides nothing', () => {
    fc.assert(
      fc.property(state, action, (from, waiting) => {
        for (const each of allowedActions({ state: from, pending: waiting }))
          expect(ALONGSIDE, `${from} ${waiting}`).toContain(each);
      }),
    );
  });

  it('comes from every state to an end, and from no end back', () => {
    const next = (from: CaseState) => [
      ...new Set(
        allowedActions({ state: from, pending: null })
          .map((each) => pendingMove(from, each)!.to)
          // A decision is served on its document's page.
          .concat(from === 'serving' ? ['executing', 'ending'] : []),
      ),
    ];
    const ends: CaseState[] = ['archived', 'not-filed', 'discarded'];
    for (const from of STATES) {
      const reached = new Set<CaseState>([from]);
      for (let grew = true; grew; ) {
        const before = reached.size;
        for (const each of [...reached]) for (const one of next(each)) reached.add(one);
        grew = reached.size > before;
      }
      expect(
        ends.some((end) => reached.has(end)),
        from,
      ).toBe(true);
      if (ends.includes(from)) expect([...reached]).toEqual([from]);
    }
  });

  it('names only forms that the catalog has', () => {
    for (const from of STATES)
      for (const each of allowedActions({ state: from, pending: null })) {
        const { form, on } = pendingMove(from, each)!;
        if (form === undefined) continue;
        const known = formBook().find(form);
        expect(known, form).toBeDefined();
        if (on === 'served') expect(known!.served, form).toBe(true);
      }
    for (const kind of MATTER_KINDS) expect(formBook().find(formOf(kind)), kind).toBeDefined();
  });
});

it('a matter allows exactly what it lists, and comes to an end', () => {
  const kind = fc.constantFrom(...MATTER_KINDS);
  fc.assert(
    fc.property(kind, fc.array(fc.nat(9), { maxLength: 6 }), (which, picks) => {
      let at: MatterState = signedState(which);
      for (const pick of picks) {
        const allowed = matterActions(which, at);
        if (allowed.length === 0) break;
        at = moveMatter(which, at, allowed[pick % allowed.length]!);
      }
      const refused = (['answer', 'dispose', 'hand-over'] as const).find(
        (each) => !matterActions(which, at).includes(each),
      );
      if (refused) expect(() => moveMatter(which, at, refused)).toThrow(AppError);
    }),
  );
});
