import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';

/** Makes the successor record of a lead in another bureau. */
export const handOverType = {
  name: 'lead-hand-over',
  payload: z.object({ leadId: z.string(), dispatchId: z.string() }),
} satisfies JobType;

/** Takes a successor's signature, result or return back to the bureau that handed the lead over. */
export const answerOrigin = {
  name: 'lead-answer-origin',
  payload: z.object({ leadId: z.string(), with: z.enum(['signed', 'result', 'returned']) }),
} satisfies JobType;
