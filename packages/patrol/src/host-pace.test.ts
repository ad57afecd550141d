import { describe, expect, test } from 'vitest';
import { HostPace, type PaceClock } from './host-pace.ts';

/** A clock that stands still until somebody sleeps. */
function stoppedClock() {
  const state = { now: 0, sleeps: [] as number[] };
  const clock: PaceClock = {
    now: () => state.now,
    sleep: async (milliseconds) => {
      state.sleeps.push(milliseconds);
      state.now += milliseconds;
    },
  };
  return { state, clock };
}

describe('HostPace', () => {
  test('one request at a time per host, in the order asked, with the pause between; other hosts do not wait', async () => {
    const { state, clock } = stoppedClock();
    const pace = new HostPace(clock);
    const events: string[] = [];
    const ask = (host: string, name: string) =>
      pace.run(
        host,
        () => 1000,
        undefined,
        async () => {
          events.push(`${name} begins`);
          await Promise.resolve();
          state.now += 50;
          events.push(`${name} ends`);
        },
      );
    await Promise.all([ask('a', 'a1'), ask('a', 'a2'), ask('b', 'b1'), ask('a', 'a3')]);
    const ofA = events.filter((event) => event.startsWith('a'));
    expect(ofA).toEqual(['a1 begins', 'a1 ends', 'a2 begins', 'a2 ends', 'a3 begins', 'a3 ends']);
    expect(events.indexOf('b1 begins')).toBeLessThan(events.indexOf('a2 begins'));
    expect(state.sleeps).toHaveLength(2);
    expect(Math.min(...state.sleeps)).toBeGreaterThanOrEqual(950);
  });

  test('a request that fails or is aborted frees its host', async () => {
    const { clock } = stoppedClock();
    const pace = new HostPace(clock);
    const boom = async (): Promise<never> => {
      throw new Error('boom');
    };
    await expect(pace.run('a', () => 0, undefined, boom)).rejects.toThrow('boom');
    await expect(pace.run('a', () => 0, AbortSignal.abort(new Error('stop')), boom)).rejects.toThrow('stop');
    expect(
      await pace.run(
        'a',
        () => 0,
        undefined,
        async () => 'ran',
      ),
    ).toBe('ran');
  });
});
