import { expect, it } from 'vitest';
import { minuteOf, secondOf } from './time-words.ts';

it('writes instants in Beijing time, also over midnight', () => {
  expect(minuteOf('2026-11-21T16:05:09Z')).toBe('2026-11-22 00:05');
  expect(secondOf('2026-11-21T15:59:59.999Z')).toBe('2026-11-21 23:59:59');
  expect(minuteOf(null)).toBe('—');
});
