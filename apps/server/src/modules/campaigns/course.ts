import type { WriteContext } from '../../platform/use-case.ts';
import type { CampaignAction } from './contract.ts';
import { CAMPAIGN_ACTION_NAMES } from './lifecycle.ts';
import { type CampaignRow, insertEvent } from './store.ts';

/** Lines of a campaign's course that are no action of its own table. */
const WORK_NAMES = {
  create: '拟制方案',
  'superior-handed': '上级部署',
  'superior-changed': '上级修订方案',
  'superior-moved': '上级行动进度',
  'superior-urged': '上级提醒',
  below: '下级局情况',
  receive: '签收方案',
  progress: '填报进展',
  finish: '报告任务完成',
  reopen: '退回任务',
  'visit-answer': '报告督查整改',
  'visit-close': '办结督查',
  'visit-demand': '要求继续整改',
  'report-draft': '拟制工作总结',
  'report-signed': '工作总结已签发',
  'report-void': '工作总结作废',
  'report-submit': '报送工作总结',
  'report-receive': '签收工作总结',
  'report-return': '退回工作总结',
  'case-choose': '选定典型案例',
} as const;

export const EVENT_NAMES: Readonly<Record<string, string>> = { ...CAMPAIGN_ACTION_NAMES, ...WORK_NAMES };

/** Console path of a campaign, on one of its tabs. */
export const pathOf = (id: string, tab?: 'board' | 'tasks' | 'supervision' | 'report'): string =>
  tab === undefined ? `/campaigns/${id}` : `/campaigns/${id}?tab=${tab}`;

/** One line of the campaign's course; what a unit did lies in its region, so that the unit sees it. */
export async function writeEvent(
  { tx, actor, clock, newId }: Pick<WriteContext, 'tx' | 'actor' | 'clock' | 'newId'>,
  campaign: Pick<CampaignRow, 'bureau' | 'id' | 'region'>,
  action: CampaignAction | keyof typeof WORK_NAMES,
  opinion: string | null,
  region = campaign.region,
): Promise<void> {
  await insertEvent(tx, {
    bureau: campaign.bureau,
    id: newId('event', campaign.bureau),
    region,
    campaign_id: campaign.id,
    at: clock.now(),
    officer_id: actor.kind === 'officer' ? actor.id : null,
    officer_name: actor.name,
    org_name: actor.orgName,
    action,
    opinion: opinion || null,
  });
}
