import type { ConsolePage } from '../../page-table.ts';

/** 消息: what others and the platform tell the officer. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/inbox',
    title: '消息',
    access: null,
    group: 'workbench',
    menu: 2,
    load: () => import('./inbox-page.tsx'),
  },
];
