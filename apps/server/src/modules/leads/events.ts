import type { LeadResult } from '@wangjian/core/lead.ts';
import { defineEvent } from '../../platform/event-type.ts';

/** A lead was closed (办结) with this result. */
export const leadClosed = defineEvent<{
  readonly bureau: string;
  readonly region: string;
  readonly leadId: string;
  readonly siteId: string | null;
  readonly result: LeadResult;
  readonly closedOn: string;
}>('lead.closed');

/** A lead was dismissed (不予处理): its handling ends without a result. */
export const leadDismissed = defineEvent<{
  readonly bureau: string;
  readonly region: string;
  readonly leadId: string;
  readonly reason: string;
  readonly dismissedOn: string;
}>('lead.dismissed');

/** A lead was dispatched to a unit of the bureau. */
export const leadDispatched = defineEvent<{
  readonly bureau: string;
  readonly region: string;
  readonly leadId: string;
  readonly orgId: string;
}>('lead.dispatched');

/** A lead was handed over to another bureau, which makes a record of its own. */
export const leadHandedOver = defineEvent<{
  readonly bureau: string;
  readonly region: string;
  readonly leadId: string;
  readonly toBureau: string;
}>('lead.handed-over');
