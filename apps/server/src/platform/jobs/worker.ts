import { parseCronItems, type Runner, run, type TaskList, Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from 'pino';
import { z } from 'zod';
import { systemActor } from '../actor.ts';
import { allBureaus } from '../bureaus.ts';
import type { Kernel } from '../kernel.ts';
import { NO_REQUEST, runUseCase } from '../run-use-case.ts';
import { readCase } from '../use-case.ts';
import type { Job, JobContext } from './define-job.ts';

/** A running worker. */
export interface JobWorker {
  /** Takes no more jobs, aborts the signal of those that run, and waits until they have ended. */
  stop(): Promise<void>;
}

/**
 * Starts taking jobs from the queue: `concurrency` at once, one at a time within a named queue; jobs of a lane in runners
 * of their own.
 */
export async function startWorker(
  kernel: Kernel,
  jobs: readonly Job[],
  concurrency: number = kernel.config.workerConcurrency,
): Promise<JobWorker> {
  const stopping = new AbortController();
  const taskList = taskListOf(kernel, jobs, stopping.signal);
  const runners: Runner[] = [];
  for (const [lane, own] of Map.groupBy(jobs, (job) => job.lane?.name ?? '')) {
    runners.push(
      await run({
        pgPool: kernel.owner,
        taskList: Object.fromEntries(own.map(({ name }) => [name, taskList[name]])),
        parsedCronItems: parseCronItems(
          own.flatMap(({ name, cron }) =>
            cron === undefined ? [] : [{ task: name, match: cron, identifier: name }],
          ),
        ),
        concurrency: lane === '' ? concurrency : (own[0]?.lane?.concurrency ?? 1),
        noHandleSignals: true,
        logger: workerLogger(kernel.log),
      }),
    );
  }
  return {
    async stop() {
      stopping.abort();
      await Promise.all(runners.map((runner) => runner.stop()));
    },
  };
}

/** The jobs as graphile-worker calls them, payloads checked. */
export function taskListOf(kernel: Kernel, jobs: readonly Job[], stopping: AbortSignal): TaskList {
  const taskList: TaskList = {};
  for (const job of jobs) {
    if (taskList[job.name]) throw new Error(`two jobs are named ${job.name}`);
    taskList[job.name] = async (payload, helpers) => {
      const { attempts, max_attempts: most, id } = helpers.job;
      const log = kernel.log.child({ job: job.name, jobId: id, attempt: attempts });
      const signal = AbortSignal.any([stopping, helpers.abortSignal]);
      const context = jobContext(kernel, job, {
        log,
        signal,
        attempt: attempts,
        lastAttempt: attempts >= most,
      });
      // Cron adds its own `_cron` to the payload, which an object schema strips.
      await job.run(context, job.payload.parse(payload));
    };
  }
  return taskList;
}

const listBureaus = readCase({
  action: 'bureaus.list',
  title: '列出各局',
  permission: 'session',
  input: z.undefined(),
  run: async ({ tx }) => ({ result: await allBureaus(tx), audit: 'plain' }),
});

function jobContext(
  kernel: Kernel,
  job: Job,
  own: Pick<JobContext, 'log' | 'signal' | 'attempt' | 'lastAttempt'>,
): JobContext {
  const { clock, config, files, regions } = kernel;
  return {
    ...own,
    clock,
    config,
    files,
    regions,
    run: (useCase, input, scope) => {
      const bureaus = 'bureau' in scope ? [scope.bureau] : scope.bureaus;
      return runUseCase(kernel, useCase, systemActor(job.name, bureaus), input, NO_REQUEST);
    },
    bureaus: () => runUseCase(kernel, listBureaus, systemActor(job.name, []), undefined, NO_REQUEST),
  };
}

/** graphile-worker's lines in our log; what it says of every single job is for debugging. */
function workerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'worker' }, message);
    else if (level === 'warning') log.warn({ from: 'worker' }, message);
    else log.debug({ from: 'worker' }, message);
  });
}
