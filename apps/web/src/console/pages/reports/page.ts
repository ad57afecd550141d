import type { ConsolePage } from '../../page-table.ts';

/** 统计: tables and dashboards that fill themselves from the records. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/reports/board',
    title: '统计看板',
    access: 'report.read',
    group: 'reports',
    menu: 1,
    load: () => import('./board-page.tsx'),
  },
  {
    path: '/reports/annex2',
    title: '专项行动统计表',
    access: 'report.read',
    group: 'reports',
    menu: 2,
    load: () => import('./annex2-page.tsx'),
  },
  {
    path: '/reports/annex1',
    title: '检查情况汇总',
    access: 'report.read',
    group: 'reports',
    menu: 3,
    load: () => import('./annex1-page.tsx'),
  },
  {
    path: '/reports/screen',
    title: '大屏',
    access: 'report.read',
    group: 'reports',
    menu: 4,
    load: () => import('./screen-page.tsx'),
  },
  {
    path: '/reports/records',
    title: '统计明细',
    access: 'report.read',
    group: 'reports',
    above: '/reports/board',
    load: () => import('./records-page.tsx'),
  },
];
