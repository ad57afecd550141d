import { CAMPAIGN_STATUS_NAMES, type CampaignStatus } from '@wangjian/core/campaign.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { Permission } from '@wangjian/core/permissions.ts';
import type { CampaignAction } from './contract.ts';

/** States × actions of a campaign (专项行动), the one table. `contribute` is all that the units do: tasks, pictures, cases, reports. */
const MOVES = {
  handed: { accept: 'draft' },
  draft: { edit: 'draft', issue: 'issued', cancel: 'cancelled', settle: 'draft' },
  issued: {
    edit: 'issued',
    settle: 'issued',
    start: 'running',
    cancel: 'cancelled',
    patrol: 'issued',
    group: 'issued',
    urge: 'issued',
    contribute: 'issued',
  },
  running: {
    edit: 'running',
    settle: 'running',
    'sum-up': 'summing-up',
    patrol: 'running',
    draw: 'running',
    group: 'running',
    visit: 'running',
    urge: 'running',
    contribute: 'running',
  },
  'summing-up': {
    edit: 'summing-up',
    settle: 'summing-up',
    resume: 'running',
    close: 'closed',
    group: 'summing-up',
    visit: 'summing-up',
    urge: 'summing-up',
    contribute: 'summing-up',
  },
  closed: {},
  cancelled: {},
} as const satisfies Record<CampaignStatus, Partial<Record<CampaignAction, CampaignStatus>>>;

export const CAMPAIGN_ACTION_NAMES: Record<CampaignAction, string> = {
  accept: '签收上级部署',
  settle: '处理上级修订',
  edit: '修改方案',
  issue: '印发方案',
  start: '转入集中检查',
  'sum-up': '转入督查总结',
  resume: '转回集中检查',
  close: '结束行动',
  cancel: '撤销',
  patrol: '发起监测',
  draw: '随机抽查',
  group: '成立督查组',
  visit: '督查',
  urge: '提醒各单位',
  contribute: '填报任务和总结',
};

/** Actions allowed in a state. */
export function allowedActions(status: CampaignStatus): CampaignAction[] {
  return Object.keys(MOVES[status]) as CampaignAction[];
}

/** The permission that an action asks for. */
export function permissionOf(action: CampaignAction): Permission {
  if (action === 'contribute') return 'report.submit';
  return action === 'visit' ? 'lead.supervise' : 'campaign.write';
}

/** The state after an action; throws `conflict` naming the allowed actions otherwise. */
export function move(status: CampaignStatus, action: CampaignAction): CampaignStatus {
  const next = (MOVES[status] as Partial<Record<CampaignAction, CampaignStatus>>)[action];
  if (next) return next;
  const allowed = allowedActions(status);
  const names = allowed.map((name) => CAMPAIGN_ACTION_NAMES[name]).join('、');
  throw new AppError(
    'conflict',
    `该专项行动处于“${CAMPAIGN_STATUS_NAMES[status]}”，不能${CAMPAIGN_ACTION_NAMES[action]}；${names ? `现在可以：${names}` : '只能查看'}`,
    { allowed },
  );
}
