import { z } from 'zod';
import { Instant } from './listing.ts';

/** One step of a record's course: when, who of which unit, what (identifier and words), with which opinion. */
export const TimelineEntry = z.object({
  at: Instant,
  who: z.string(),
  org: z.string(),
  action: z.string(),
  actionName: z.string(),
  opinion: z.string().nullable(),
});
