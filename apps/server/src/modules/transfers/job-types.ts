import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';

/** Prints the letter, packs the sealed package, and gives a receiver on this installation its own record. */
export const dispatchType = {
  name: 'transfer-dispatch',
  payload: z.object({ transferId: z.string() }),
} satisfies JobType;

/** What one side tells the other, when both are on this installation. */
export const News = z.enum(['received', 'accepted', 'returned', 'answered', 'extended', 'urged']);
export type News = z.infer<typeof News>;

/** Takes news of a transfer to the record on the other side. */
export const tellType = {
  name: 'transfer-tell',
  payload: z.object({
    transferId: z.string(),
    news: News,
    words: z.string().default(''),
    /** Who did it, as the other side names them. */
    by: z.object({ name: z.string(), org: z.string() }).optional(),
    days: z.int().optional(),
  }),
  // One after the other: a return must not overtake the receipt before it.
  queue: ({ transferId }) => `transfer:${transferId}`,
} satisfies JobType<z.ZodObject<{ transferId: z.ZodString }>>;

/**
 * What may have come by letter has ended (a lead that was registered from it, a letter by which it was passed on):
 * whoever holds the letter is told, in whichever region it lies.
 */
export const remindType = {
  name: 'transfer-remind',
  payload: z.object({
    /** The lead, or the letter itself. */
    recordId: z.string(),
    /** What has happened, in the title of the message and in the course. */
    news: z.string(),
    words: z.string(),
    by: z.object({ name: z.string(), org: z.string() }),
  }),
} satisfies JobType;
