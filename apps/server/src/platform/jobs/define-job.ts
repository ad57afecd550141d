import type { Clock } from '@wangjian/core/clock.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Config } from '../config.ts';
import type { FileStore } from '../files/file-store.ts';
import type { AnyUseCase } from '../use-case.ts';
import type { JobType } from './job-type.ts';

/** What a job is handed. It has no transaction: it reads and writes through use cases, as the system. */
export interface JobContext {
  /** Runs a use case as the system with the whole of one bureau (or several) in its scope. */
  run<Input extends z.ZodType, Result>(
    useCase: AnyUseCase<Input, Result>,
    input: z.input<Input>,
    scope: { readonly bureau: string } | { readonly bureaus: readonly string[] },
  ): Promise<Result>;
  /** Every bureau of this installation, for jobs that walk them. */
  bureaus(): Promise<readonly string[]>;
  readonly clock: Clock;
  readonly config: Config;
  readonly files: FileStore;
  readonly regions: RegionTree;
  readonly log: Logger;
  /** Aborted when the worker stops: end soon, the job runs again later. */
  readonly signal: AbortSignal;
  /** 1 at the first try. */
  readonly attempt: number;
  readonly lastAttempt: boolean;
}

/** A kind of job. It may run twice (a worker was killed), so it is idempotent. */
export interface Job<Payload extends z.ZodType = z.ZodType> extends JobType<Payload> {
  /** Five fields (minute first, UTC); such a job takes an empty payload. */
  readonly cron?: string;
  run(context: JobContext, payload: z.output<Payload>): Promise<void>;
}

/** Declares a job; listed under `jobs` of its module. */
export function defineJob<Payload extends z.ZodType>(job: Job<Payload>): Job<Payload> {
  return job;
}
