import type { ConsolePage } from '../../page-table.ts';

/** 行政指导: 走访, 建议, 提示, 约谈, 告诫, 责令改正, 督促删除. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/guidance',
    title: '行政指导',
    access: 'guidance.read',
    group: 'guidance',
    menu: 1,
    load: () => import('./guidance-list.tsx'),
  },
  {
    path: '/guidance/new',
    title: '实施行政指导',
    access: 'guidance.write',
    group: 'guidance',
    above: '/guidance',
    load: () => import('./guidance-new.tsx'),
  },
  {
    path: '/guidance/$id',
    title: '行政指导详情',
    access: 'guidance.read',
    group: 'guidance',
    above: '/guidance',
    load: () => import('./guidance-page.tsx'),
  },
];
