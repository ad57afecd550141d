/** Time for waiting; injected, so that a test sees the waits instead of living through them. */
export interface PaceClock {
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const systemPaceClock: PaceClock = {
  now: () => performance.now(),
  sleep: async (milliseconds, signal) => {
    const { setTimeout } = await import('node:timers/promises');
    await setTimeout(milliseconds, undefined, signal ? { signal } : {});
  },
};

interface HostState {
  tail: Promise<void>;
  waiting: number;
  freeAt: number;
}

/** Politeness: one request at a time per host, and a pause after each. */
export class HostPace {
  private readonly clock: PaceClock;
  private readonly hosts = new Map<string, HostState>();

  constructor(clock: PaceClock = systemPaceClock) {
    this.clock = clock;
  }

  /** Runs `work` when the host is free and its pause is over; `delayMs` is asked for after the work is done. */
  async run<T>(
    host: string,
    delayMs: () => number,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    const state = this.hosts.get(host) ?? { tail: Promise.resolve(), waiting: 0, freeAt: 0 };
    this.hosts.set(host, state);
    const before = state.tail;
    const { promise, resolve: release } = Promise.withResolvers<void>();
    state.tail = promise;
    state.waiting += 1;
    try {
      await before;
      signal?.throwIfAborted();
      const wait = state.freeAt - this.clock.now();
      if (wait > 0) await this.clock.sleep(wait, signal);
      return await work();
    } finally {
      state.freeAt = this.clock.now() + delayMs();
      state.waiting -= 1;
      release();
      this.forgetIdleHosts();
    }
  }

  private forgetIdleHosts(): void {
    if (this.hosts.size < 10_000) return;
    const now = this.clock.now();
    for (const [host, state] of this.hosts)
      if (state.waiting === 0 && state.freeAt <= now) this.hosts.delete(host);
  }
}
