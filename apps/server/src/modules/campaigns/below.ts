import { CAMPAIGN_STATUS_NAMES, HAND_DOWN_STATUS_NAMES } from '@wangjian/core/campaign.ts';
import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { Missing } from './contract.ts';
import { standing } from './hand-down.ts';
import type { HandDownRow } from './hand-down-store.ts';
import type { CampaignRow } from './store.ts';

/** Days after its receipt in which a bureau is expected to have divided the plan among its units. */
const DAYS_TO_ISSUE = 10;

/** A bureau below as the superior's board names it. */
export const bureauInWords = (hand: HandDownRow): string =>
  hand.child_status === null || hand.child_status === 'handed'
    ? HAND_DOWN_STATUS_NAMES[hand.status]
    : CAMPAIGN_STATUS_NAMES[hand.child_status];

/** Whether a bureau decided on the edition that stands now. */
export const upToDate = (hand: HandDownRow, campaign: Pick<CampaignRow, 'edition'>): boolean =>
  hand.received_at === null || (hand.settled_edition ?? 0) >= campaign.edition;

/** What a bureau below lacks in taking the plan over, by the head office of it. */
export function lackingBelow(
  campaign: CampaignRow,
  hands: readonly HandDownRow[],
  now: Date,
): ReadonlyMap<string, Missing[]> {
  const today = dayInChina(now);
  const ago = (at: Date, days: number) => addDays(dayInChina(at) as PlainDate, days);
  return new Map(
    hands.filter(standing).map((hand) => {
      const lacking: Missing[] = [];
      if (hand.received_at === null)
        lacking.push({ kind: 'receive', words: '方案还没有签收', dueOn: null, overdue: false });
      else if (hand.child_status === 'draft') {
        const dueOn = ago(hand.received_at, DAYS_TO_ISSUE);
        lacking.push({ kind: 'issue', words: '还没有印发到本局各单位', dueOn, overdue: dueOn < today });
      }
      if (!upToDate(hand, campaign))
        lacking.push({ kind: 'edition', words: '方案修订还没有处理', dueOn: null, overdue: false });
      return [hand.org_id, lacking];
    }),
  );
}
