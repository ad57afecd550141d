import type { CampaignPlan } from './contract.ts';
import { changesBetween, type PlanChange } from './handed-plan.ts';
import type { CampaignRow } from './store.ts';

const LIVE: ReadonlySet<string | null> = new Set(['issued', 'running', 'summing-up']);

/** Whether the campaign carries out a superior's that is under way: that one receives the report, and it cannot be called off here. */
export const underSuperior = (row: Pick<CampaignRow, 'superior_status'>): boolean =>
  LIVE.has(row.superior_status);

/** States in which the bureau has a plan of its own that can still change. */
const OWN: ReadonlySet<string> = new Set(['draft', 'issued', 'running', 'summing-up']);

/** Whether the superior changed its plan and this bureau has not yet decided on that. */
export const pendingEdition = (
  row: Pick<CampaignRow, 'status' | 'superior_edition' | 'settled_edition'>,
): boolean => OWN.has(row.status) && (row.superior_edition ?? 0) > (row.settled_edition ?? 0);

/** What the superior has changed against the edition on which this bureau's plan rests. */
export function pendingChanges(row: CampaignRow): PlanChange[] {
  return pendingEdition(row) && row.handed && row.handed_before
    ? changesBetween(row.handed_before, row.handed)
    : [];
}

/** What binds this bureau's own plan: the edition of the superior's on which it rests; null where there is none (any more). */
export const bindingPlan = (row: CampaignRow): CampaignPlan | null =>
  underSuperior(row) ? (row.handed_before ?? row.handed) : null;

/** The owner's own report goes to a superior on the platform, which answers it. */
export const answersItself = (
  campaign: Pick<CampaignRow, 'org_id' | 'superior_status'>,
  report: { readonly org_id: string },
): boolean => report.org_id === campaign.org_id && underSuperior(campaign);
