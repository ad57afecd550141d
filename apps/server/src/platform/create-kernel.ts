import type { Clock } from '@wangjian/core/clock.ts';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createKysely, createPool } from './db/connections.ts';
import type { DatabaseUrls } from './db/roles.ts';
import type { EventHandler } from './events.ts';
import { folderFileStore } from './files/file-store.ts';
import { jobQueue } from './jobs/job-queue.ts';
import type { Kernel } from './kernel.ts';
import { loadRegions } from './regions/region-catalog.ts';

export interface KernelParts {
  readonly urls: DatabaseUrls;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly eventHandlers: readonly EventHandler[];
  /** The queue in the database by default. */
  readonly jobsOf?: Kernel['jobsOf'];
}

/** Makes the kernel of one process; `close` ends its connections. */
export function createKernel(parts: KernelParts): { readonly kernel: Kernel; close(): Promise<void> } {
  const { config, clock, log, eventHandlers, jobsOf = jobQueue } = parts;
  const app = createKysely<Record<never, never>>(
    createPool(parts.urls.app, { max: 16, name: 'wangjian app' }),
  );
  // The queue needs a connection for each job that runs, one that listens, one for cron; the lane of the browser its own.
  const owner = createPool(parts.urls.owner, { max: config.workerConcurrency + 8, name: 'wangjian jobs' });
  // A client that breaks while a job holds it must fail that job, not the process; graphile-worker insists on it.
  owner.on('connect', (client) => client.on('error', (error) => log.warn({ err: error }, 'connection lost')));
  const files = folderFileStore(config.filesFolder);
  return {
    kernel: { config, clock, log, regions: loadRegions(), files, app, owner, jobsOf, eventHandlers },
    async close() {
      await Promise.all([app.destroy(), owner.end()]);
    },
  };
}
