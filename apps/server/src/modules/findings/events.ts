import { defineEvent } from '../../platform/event-type.ts';

/** One finding as the modules to the right need it. */
export interface ConfirmedFinding {
  readonly id: string;
  readonly violation: string;
  readonly term: string;
  readonly quote: string;
  readonly why: string;
  readonly url: string;
  readonly evidenceId: string | null;
}

/** Findings of one site became confirmed: by an officer, or by a rule that opens leads at once. */
export interface FindingsConfirmed {
  readonly bureau: string;
  readonly region: string;
  readonly siteId: string;
  readonly patrolId: string | null;
  readonly findings: readonly ConfirmedFinding[];
  readonly note: string;
}
export const findingsConfirmed = defineEvent<FindingsConfirmed>('findings.confirmed');

/** An officer took back or refused what had been confirmed; the lead loses these findings. */
export const findingsWithdrawn = defineEvent<{
  readonly leadId: string;
  readonly findingIds: readonly string[];
  readonly why: string;
}>('findings.withdrawn');
