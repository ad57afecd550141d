import type { z } from 'zod';

/** What the queue must know of a kind of job. */
export interface JobType<Payload extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly payload: Payload;
  /** Jobs of one queue run one at a time, across all workers: `host:example.cn`. */
  readonly queue?: (payload: z.output<Payload>) => string;
  /** Default 8; the pause grows between tries. */
  readonly maxAttempts?: number;
  /**
   * Jobs of a lane have runners of their own, so many at once in each process, and never wait behind the other jobs nor
   * the others behind them: hundreds of pages to seal must not hold up the patrol that an officer starts now.
   */
  readonly lane?: { readonly name: string; readonly concurrency: number };
  /** Lower runs earlier; default 0. */
  readonly priority?: number;
}
