import { defineEvent } from '../../platform/event-type.ts';

interface DeadlineNews {
  readonly bureau: string;
  readonly region: string;
  readonly deadlineId: string;
  /** The record. */
  readonly on: string;
  readonly rule: string | null;
  readonly due: string;
  readonly orgId: string | null;
  readonly officerId: string | null;
}

/** A deadline is near its end (yellow); told once for each end. */
export const deadlineNear = defineEvent<DeadlineNews>('deadline.near');

/** A deadline is over and what it asks was not done, or a term to be kept is full; told once for each end. */
export const deadlineExpired = defineEvent<DeadlineNews>('deadline.expired');
