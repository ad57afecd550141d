import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';

const SitePayload = z.object({ patrolSiteId: z.string(), host: z.string() });
const FanOutPayload = z.object({ patrolId: z.string() });

/** The patrol of one site: one job in the queue of its host, so that a host is read by one worker at a time. */
export const patrolSiteType: JobType<typeof SitePayload> = {
  name: 'patrol.site',
  payload: SitePayload,
  queue: ({ host }) => `host:${host}`,
  maxAttempts: 5,
};

/** Hands all sites of a patrol to the queue, some hundreds a transaction. */
export const fanOutType: JobType<typeof FanOutPayload> = { name: 'patrol.fan-out', payload: FanOutPayload };
