import { fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { WrittenHistory } from './demo-history.ts';
import type { Config } from './platform/config.ts';
import type { DatabaseUrls } from './platform/db/roles.ts';

/** What the process is told to work on. */
export interface HistoryOrder {
  readonly urls: DatabaseUrls;
  readonly config: Config;
  /** File that says when the past ends and how much of it is written. */
  readonly journal: string;
}

/** What it answers; `failed` where it could not go on at all. */
export interface HistoryReport extends WrittenHistory {
  readonly failed: string | null;
}

/**
 * Writes the demo bureau's past in a process of its own at low priority, so that the platform answers as fast as
 * without it. What is not written when it is stopped is written after the next start.
 */
export function startDemoHistory(order: HistoryOrder, log: Logger): { stop(): Promise<void> } {
  const began = performance.now();
  const child = fork(join(import.meta.dirname, 'demo-history-process.ts'), { stdio: 'ignore' });
  const gone = once(child, 'exit');
  // The patrol that the newcomer is looking at comes first.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  child.once('error', (error) => log.warn({ err: error }, 'the demo history could not be started'));
  child.once('message', (report: HistoryReport) => {
    const { courses, steps, failures, failed } = report;
    const seconds = Math.round((performance.now() - began) / 1000);
    if (failed !== null || failures.length > 0)
      log.warn(
        { courses, steps, seconds, failed, failures: failures.slice(0, 20) },
        'demo history with gaps',
      );
    else log.info({ courses, steps, seconds }, 'demo history written');
  });
  child.send(order);
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await gone;
    },
  };
}
