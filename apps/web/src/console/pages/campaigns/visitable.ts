import type { CampaignDetail } from '@wangjian/server/modules/campaigns/contract.ts';

/** Whom supervision groups visit: units of the plan, and bureaus below that it names. */
export const visitable = ({ units, bureaus }: Pick<CampaignDetail, 'units' | 'bureaus'>) => [
  ...units.map(({ orgId, name }) => ({ orgId, name })),
  ...bureaus.filter(({ status }) => status !== 'withdrawn').map(({ orgId, name }) => ({ orgId, name })),
];
