import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';

/** Brings the campaign of a bureau below in line with what its superior handed down, or makes it. */
export const handDownType = {
  name: 'campaign-hand-down',
  payload: z.object({
    handId: z.string(),
    /** Words of a reminder that an officer sends along. */ urge: z.string().optional(),
  }),
  // One after the other, so that an older state never comes after a newer one.
  queue: ({ handId }) => `campaign-hand:${handId}`,
} satisfies JobType<z.ZodObject<{ handId: z.ZodString }>>;

/** Tells the superior how the campaign of a bureau below stands. */
export const tellUpType = {
  name: 'campaign-tell-up',
  payload: z.object({ campaignId: z.string() }),
  queue: ({ campaignId }) => `campaign-up:${campaignId}`,
} satisfies JobType<z.ZodObject<{ campaignId: z.ZodString }>>;

/** Takes a superior's visit, and what it decides on it, to the bureau below that was visited. */
export const visitDownType = {
  name: 'campaign-visit-down',
  payload: z.object({ visitId: z.string() }),
  queue: ({ visitId }) => `campaign-visit:${visitId}`,
} satisfies JobType<z.ZodObject<{ visitId: z.ZodString }>>;

/** Takes a bureau's report on its correction to the superior; `visitId` is the bureau's own record. */
export const visitUpType = {
  name: 'campaign-visit-up',
  payload: z.object({ visitId: z.string() }),
  queue: ({ visitId }) => `campaign-visit:${visitId}`,
} satisfies JobType<z.ZodObject<{ visitId: z.ZodString }>>;

/** Takes a bureau's report, with its typical cases and pictures, to the superior. */
export const reportUpType = {
  name: 'campaign-report-up',
  payload: z.object({ reportId: z.string() }),
  queue: ({ reportId }) => `campaign-report:${reportId}`,
} satisfies JobType<z.ZodObject<{ reportId: z.ZodString }>>;

/** Takes the superior's receipt or return back to the bureau that handed a report in; `reportId` is the superior's. */
export const reportAnswerType = {
  name: 'campaign-report-answer',
  payload: z.object({ reportId: z.string(), words: z.string(), dueOn: z.string().nullable() }),
  queue: ({ reportId }) => `campaign-report:${reportId}`,
} satisfies JobType<
  z.ZodObject<{ reportId: z.ZodString; words: z.ZodString; dueOn: z.ZodNullable<z.ZodString> }>
>;
