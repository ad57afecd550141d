import type { Clock } from '@wangjian/core/clock.ts';
import { AppError } from '@wangjian/core/errors.ts';

/** Counts calls in windows of a minute, per key, in this process. */
export interface RateLimit {
  /** Throws `rate_limited` above the limit. */
  take(key: string, perMinute: number): void;
}

/** A fresh set of counters; memory is bounded by dropping the windows that have passed. */
export function createRateLimit(clock: Clock): RateLimit {
  let minute = 0;
  let counts = new Map<string, number>();
  return {
    take(key, perMinute) {
      const now = Math.floor(clock.now().getTime() / 60_000);
      if (now !== minute) {
        minute = now;
        counts = new Map();
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count > perMinute) throw new AppError('rate_limited');
    },
  };
}
