import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';

/** Makes the successor record of a lead in another bureau. */
export const handOverType = {
  name: 'lead-hand-over',
  payload: z.object({ leadId: z.string(), dispatchId: z.string() }),
} satisfies JobType;

/** Presses the bureau that a lead was handed over to (催办、督办), in its own record. */
export const pressSuccessor = {
  name: 'lead-press-successor',
  payload: z.object({
    leadId: z.string(),
    by: z.string(),
    text: z.string(),
    /** 督办 asks for a day. */
    dueOn: z.string().nullable(),
    /** The same press reaches the other bureau once. */
    key: z.string(),
  }),
} satisfies JobType;

/** Takes a successor's signature, result or return back to the bureau that handed the lead over. */
export const answerOrigin = {
  name: 'lead-answer-origin',
  payload: z.object({ leadId: z.string(), with: z.enum(['signed', 'result', 'returned']) }),
} satisfies JobType;
