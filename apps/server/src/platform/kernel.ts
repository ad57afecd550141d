import type { Clock } from '@wangjian/core/clock.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { EventHandler } from './events.ts';
import type { FileStore } from './files/file-store.ts';
import type { JobQueue } from './jobs/job-queue.ts';
import type { ScopedTx } from './scoped-tx.ts';

/** What the platform runs on, made once in a process and handed down; nothing is global. */
export interface Kernel {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly regions: RegionTree;
  readonly files: FileStore;
  /** Connections as the app role; only the runner of use cases opens transactions on it. */
  readonly app: Kysely<Record<never, never>>;
  /** Connections as the owner role, for the job queue. */
  readonly owner: Pool;
  /** Where the jobs of a transaction go. */
  readonly jobsOf: (tx: ScopedTx) => JobQueue;
  /** Handlers of all modules, in the modules' order. */
  readonly eventHandlers: readonly EventHandler[];
}
