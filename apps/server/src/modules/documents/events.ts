import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { defineEvent } from '../../platform/event-type.ts';
import type { ServiceManner } from './contract.ts';

interface OfDocument {
  readonly bureau: string;
  readonly region: string;
  readonly documentId: string;
  /** The record that the document belongs to; null for a free one. */
  readonly on: string | null;
  /** The form's id, e.g. `correction-order`. */
  readonly form: string;
  readonly title: string;
  readonly number: string | null;
  readonly at: Date;
}

/** The document was signed (or, where its form needs no approval, made final): its text and number are fixed. */
export const documentSigned = defineEvent<OfDocument & { readonly signedOn: PlainDate; readonly by: string }>(
  'document.signed',
);
/** An approver sent the draft back to its drafter. */
export const documentReturned = defineEvent<
  OfDocument & { readonly reason: string; readonly by: string; readonly drafterId: string }
>('document.returned');
/** Service on one recipient was recorded; with 公告 it is effective only on `effectiveOn`. */
export const documentServed = defineEvent<
  OfDocument & {
    readonly servedOn: PlainDate;
    readonly effectiveOn: PlainDate;
    readonly manner: ServiceManner;
    readonly recipient: string;
  }
>('document.served');
/** A signed document was declared void; its number stays in the register. */
export const documentVoided = defineEvent<OfDocument & { readonly reason: string }>('document.voided');
