import { defineEvent } from '../../platform/event-type.ts';

/** A check was done, online or on site (附件2：网上检查、实地检查 个次). */
export const inspectionChecked = defineEvent<{
  readonly bureau: string;
  readonly region: string;
  readonly inspectionId: string;
  readonly kind: 'online' | 'on-site';
  readonly checkedOn: string;
  readonly siteId: string | null;
  readonly problems: number;
}>('inspection.checked');

/** An inspection ended with a coded outcome (outcomes.ts), after its rectifications if there were any. */
export const inspectionFinished = defineEvent<{
  readonly bureau: string;
  readonly region: string;
  readonly inspectionId: string;
  readonly leadId: string | null;
  readonly siteId: string | null;
  readonly outcome: string;
}>('inspection.finished');
