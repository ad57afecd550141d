import type { WriteContext } from '../../platform/use-case.ts';
import { unitsOfBureau } from '../officers/service.ts';
import type { TransferMove } from './lifecycle.ts';
import { insertTransferEvent, type TransferRow } from './store.ts';

/** The actor as another authority must name it: a section alone says nothing there. */
export async function inFull({
  tx,
  actor,
}: Pick<WriteContext, 'tx' | 'actor'>): Promise<{ name: string; org: string }> {
  if (actor.kind !== 'officer') return { name: actor.name, org: actor.orgName };
  return { name: actor.name, org: (await unitsOfBureau(tx, actor.bureau)).fullName(actor.orgId) };
}

/** One line of the transfer's course; `who` where it was not the actor (the other side). */
export async function writeTransferEvent(
  { tx, actor, clock, newId }: WriteContext,
  transfer: Pick<TransferRow, 'bureau' | 'id' | 'region'>,
  action: TransferMove | 'open' | 'arrive' | 'register',
  opinion: string | null,
  who?: { readonly name: string; readonly org: string },
): Promise<void> {
  await insertTransferEvent(tx, {
    bureau: transfer.bureau,
    id: newId('event', transfer.bureau),
    region: transfer.region,
    transfer_id: transfer.id,
    at: clock.now(),
    officer_id: actor.kind === 'officer' ? actor.id : null,
    officer_name: who?.name ?? actor.name,
    org_name: who?.org ?? actor.orgName,
    action,
    opinion,
  });
}

/** The term that an officer set for the answer, on a transfer's record in deadlines. */
export const ANSWER_TERM = '反馈期限';
/** 程序规定 art. 45: fifteen working days from the day on which the letter is received. */
export const ASSISTANCE_RULE = 'assistance-letter';
/** 程序规定 art. 13: seven working days of consultation from the day of the dispute. */
export const CONSULTATION_RULE = 'jurisdiction-consultation';
/** The transfer's page in the console. */
export const pathOf = (id: string): string => `/transfers/${id}`;
