import type { ConsolePage } from '../../page-table.ts';

/** 案件: from the filing to the archived file. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/cases',
    title: '案件',
    access: 'case.read',
    group: 'cases',
    menu: 1,
    load: () => import('./case-list.tsx'),
  },
  {
    path: '/cases/approvals',
    title: '待审批案件',
    access: 'case.read',
    group: 'cases',
    menu: 2,
    load: () => import('./case-approvals.tsx'),
  },
  {
    path: '/cases/new',
    title: '登记案件',
    access: 'case.write',
    group: 'cases',
    above: '/cases',
    load: () => import('./case-new.tsx'),
  },
  {
    path: '/cases/settings',
    title: '听证标准',
    access: 'case.approve',
    group: 'cases',
    menu: 3,
    load: () => import('./case-settings.tsx'),
  },
  {
    path: '/cases/$id',
    title: '案件详情',
    access: 'case.read',
    group: 'cases',
    above: '/cases',
    load: () => import('./case-page.tsx'),
  },
];
