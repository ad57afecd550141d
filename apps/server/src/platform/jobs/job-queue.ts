import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { JobType } from './job-type.ts';

/** When and how one job runs. */
export interface JobOptions {
  /** Overrides the queue of the job's definition. */
  readonly queue?: string;
  readonly runAt?: Date;
  /** A job with the same key that has not started is replaced. */
  readonly key?: string;
  readonly priority?: number;
  readonly maxAttempts?: number;
}

export interface JobQueue {
  /** Adds a job in the transaction at hand; the payload is checked here, by the job's schema. */
  add<Payload extends z.ZodType>(
    job: JobType<Payload>,
    payload: z.input<Payload>,
    options?: JobOptions,
  ): Promise<void>;
}

/** The queue as seen from one transaction. */
export function jobQueue(tx: Transaction<Record<never, never>>): JobQueue {
  return {
    async add(job, payload, options = {}) {
      const checked = job.payload.parse(payload);
      await sql`SELECT enqueue_job(
        ${job.name}, ${JSON.stringify(checked)}::json, ${options.queue ?? job.queue?.(checked) ?? null},
        ${options.runAt ?? null}::timestamptz, ${options.maxAttempts ?? job.maxAttempts ?? 8}::int,
        ${options.key ?? null}, ${options.priority ?? job.priority ?? 0}::int)`.execute(tx);
    },
  };
}
