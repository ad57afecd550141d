import type { WriteContext } from '../../platform/use-case.ts';
import type { GuidanceMove } from './lifecycle.ts';
import { type GuidanceRow, insertGuidanceEvent } from './store.ts';

/** One line of the guidance's course; `who` where it was not the actor (the party by its link). */
export async function writeGuidanceEvent(
  { tx, actor, clock, newId }: WriteContext,
  guidance: Pick<GuidanceRow, 'bureau' | 'id' | 'region'>,
  action: GuidanceMove | 'open',
  opinion: string | null,
  who?: { readonly name: string; readonly org: string },
): Promise<void> {
  await insertGuidanceEvent(tx, {
    bureau: guidance.bureau,
    id: newId('event', guidance.bureau),
    region: guidance.region,
    guidance_id: guidance.id,
    at: clock.now(),
    officer_id: actor.kind === 'officer' ? actor.id : null,
    officer_name: who?.name ?? actor.name,
    org_name: who?.org ?? actor.orgName,
    action,
    opinion,
  });
}

/** The term on a guidance's record in deadlines. */
export const ANSWER_TERM = '反馈期限';
/** The party's code works this many days past the term: late answers are answers too. */
export const CODE_DAYS = 30;
/** The guidance's page in the console. */
export const pathOf = (id: string): string => `/guidance/${id}`;
