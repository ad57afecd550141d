import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';

/** Computes the running deadlines of a bureau anew: another calendar, or other thresholds of the lamps. */
export const recomputeType = {
  name: 'recompute-deadlines',
  payload: z.object({
    bureau: z.string(),
    /** Why the ends may move, for the course of each that does; null where only the lamps change. */
    why: z.string().nullable(),
    /** Key under which officers whose deadlines moved are told once. */
    news: z.string().nullable(),
  }),
  queue: ({ bureau }) => `recompute-deadlines:${bureau}`,
} satisfies JobType<
  z.ZodObject<{ bureau: z.ZodString; why: z.ZodNullable<z.ZodString>; news: z.ZodNullable<z.ZodString> }>
>;
