import type { ConsolePage } from '../../page-table.ts';

/** 统计: tables that fill themselves from the records. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/reports/annex2',
    title: '专项行动统计表',
    access: 'report.read',
    group: 'reports',
    menu: 1,
    load: () => import('./annex2-page.tsx'),
  },
];
