import { AppError } from '@wangjian/core/errors.ts';
import { expect, test } from 'vitest';
import { allowedActions, type FindingAction, type FindingStatus, move } from './lifecycle.ts';

const STATES: FindingStatus[] = ['pending', 'confirmed', 'rejected', 'merged'];
const ACTIONS: FindingAction[] = ['confirm', 'reject', 'merge', 'reopen'];

test.each(STATES.flatMap((state) => ACTIONS.map((action) => [state, action] as const)))(
  '%s × %s leads on, or names what is allowed',
  (state, action) => {
    if (allowedActions(state).includes(action)) {
      expect(STATES).toContain(move(state, action));
      return;
    }
    try {
      move(state, action);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).allowed).toEqual(allowedActions(state));
    }
  },
);

test('every conclusion can be undone', () => {
  for (const state of STATES.slice(1)) expect(move(state, 'reopen')).toBe('pending');
});
