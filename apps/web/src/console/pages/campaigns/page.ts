import type { ConsolePage } from '../../page-table.ts';

/** 专项行动: plans, tasks by unit, progress, supervision, reports. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/campaigns',
    title: '专项行动',
    access: 'campaign.read',
    group: 'campaigns',
    menu: 1,
    load: () => import('./campaign-list.tsx'),
  },
  {
    path: '/campaigns/new',
    title: '拟制方案',
    access: 'campaign.write',
    group: 'campaigns',
    above: '/campaigns',
    load: () => import('./campaign-new.tsx'),
  },
  {
    path: '/campaigns/$id',
    title: '专项行动详情',
    access: 'campaign.read',
    group: 'campaigns',
    above: '/campaigns',
    load: () => import('./campaign-page.tsx'),
  },
  {
    path: '/campaigns/$id/edit',
    title: '修改方案',
    access: 'campaign.write',
    group: 'campaigns',
    above: '/campaigns',
    load: () => import('./campaign-edit.tsx'),
  },
];
