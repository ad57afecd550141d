import type { PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { startDeadline } from '../deadlines/service.ts';
import { pathOf } from './course.ts';
import type { CampaignRow } from './store.ts';
import type { VisitRow } from './work-store.ts';

const CORRECTION_TERM = '督查整改';

/** The term by which a visited unit has to report its correction begins. */
export async function startCorrection(
  context: WriteContext,
  campaign: Pick<CampaignRow, 'id' | 'name'>,
  visit: Pick<VisitRow, 'id' | 'bureau' | 'region' | 'org_id' | 'org_name'>,
  dueOn: string,
): Promise<void> {
  await startDeadline(context, {
    bureau: visit.bureau,
    region: visit.region,
    on: visit.id,
    rule: null,
    dueOn: dueOn as PlainDate,
    term: CORRECTION_TERM,
    title: `${campaign.name}督查整改（${visit.org_name}）`,
    path: pathOf(campaign.id, 'supervision'),
    orgId: visit.org_id,
  });
}
