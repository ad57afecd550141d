import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';

const Payload = z.object({ evidenceId: z.string() });

/** Seals one queued piece of evidence (电子证据固定). */
export const sealEvidenceType: JobType<typeof Payload> = {
  name: 'evidence.seal',
  payload: Payload,
  maxAttempts: 4,
  // As many as the pool of the embedded browser serves at once.
  lane: { name: 'browser', concurrency: 2 },
};
