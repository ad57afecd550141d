import { defineEvent } from '../../platform/event-type.ts';

/** A piece of evidence was sealed for good. */
export const evidenceSealed = defineEvent<{ readonly bureau: string; readonly evidenceId: string }>(
  'evidence.sealed',
);
