import { join } from 'node:path';
import type { Clock } from '@wangjian/core/clock.ts';
import type { Endpoint } from '@wangjian/core/endpoint.ts';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { affairsModule } from './modules/affairs/module.ts';
import { campaignsModule } from './modules/campaigns/module.ts';
import { casesModule } from './modules/cases/module.ts';
import { deadlinesModule } from './modules/deadlines/module.ts';
import { documentsModule } from './modules/documents/module.ts';
import { drawsModule } from './modules/draws/module.ts';
import { evidenceModule } from './modules/evidence/module.ts';
import { findingsModule } from './modules/findings/module.ts';
import { guidanceModule } from './modules/guidance/module.ts';
import { inboxModule } from './modules/inbox/module.ts';
import { inspectionsModule } from './modules/inspections/module.ts';
import { jointModule } from './modules/joint/module.ts';
import { leadsModule } from './modules/leads/module.ts';
import { findSession } from './modules/officers/find-session.ts';
import { officersModule } from './modules/officers/module.ts';
import { patrolsModule } from './modules/patrols/module.ts';
import { registryModule } from './modules/registry/module.ts';
import { reportsModule } from './modules/reports/module.ts';
import { transfersModule } from './modules/transfers/module.ts';
import { auditModule } from './platform/audit/module.ts';
import type { Config } from './platform/config.ts';
import { createKernel } from './platform/create-kernel.ts';
import type { DatabaseUrls } from './platform/db/roles.ts';
import { createHttpServer } from './platform/http/http-server.ts';
import type { FindSession } from './platform/http/session.ts';
import type { Job } from './platform/jobs/define-job.ts';
import { type JobWorker, startWorker } from './platform/jobs/worker.ts';
import type { Kernel } from './platform/kernel.ts';
import type { Module } from './platform/module.ts';

/** Every module, left to right: each calls only those before it. To add a module is to add its folder and a line here. */
const MODULES: readonly Module[] = [
  auditModule,
  officersModule,
  inboxModule,
  documentsModule,
  registryModule,
  evidenceModule,
  deadlinesModule,
  findingsModule,
  patrolsModule,
  leadsModule,
  guidanceModule,
  inspectionsModule,
  drawsModule,
  casesModule,
  transfersModule,
  jointModule,
  affairsModule,
  reportsModule,
  campaignsModule,
];

/** What one process needs from outside; tests hand in their own clock, log and database. */
export interface AppParts {
  readonly urls: DatabaseUrls;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** Asked before the officers module's own sessions; for tests that need no sign-in. */
  readonly findSessionFirst?: FindSession;
  /** Where jobs go instead of the queue in the database. */
  readonly jobsOf?: Kernel['jobsOf'];
  /** The built web; apps/web/dist by default. */
  readonly webFolder?: string;
}

/** The platform put together, not yet listening. */
export interface App {
  readonly kernel: Kernel;
  readonly http: FastifyInstance;
  /** Every operation of the API, as served. */
  readonly endpoints: readonly Endpoint[];
  /** Every kind of job, for a worker. */
  readonly jobs: readonly Job[];
  startWorker(concurrency?: number): Promise<JobWorker>;
  /** Closes HTTP and the connections; workers are stopped first, by whoever started them. */
  close(): Promise<void>;
}

/** Builds the whole platform on a migrated database; the only wiring place. */
export async function buildApp(parts: AppParts): Promise<App> {
  const { kernel, close } = createKernel({
    ...parts,
    eventHandlers: MODULES.flatMap(({ events }) => events ?? []),
  });
  const ownSessions = findSession(kernel);
  try {
    const routes = MODULES.flatMap((module) => module.routes ?? []);
    const http = await createHttpServer(kernel, {
      routes,
      metrics: MODULES.flatMap(({ metrics }) => metrics ?? []),
      findSession: async (token, call) =>
        (await parts.findSessionFirst?.(token, call)) ?? (await ownSessions(token, call)),
      webFolder: parts.webFolder ?? join(import.meta.dirname, '../../web/dist'),
    });
    await http.ready();
    const jobs = MODULES.flatMap((module) => module.jobs ?? []);
    return {
      kernel,
      http,
      endpoints: routes.map(({ endpoint }) => endpoint),
      jobs,
      startWorker: (concurrency) => startWorker(kernel, jobs, concurrency),
      async close() {
        await http.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
