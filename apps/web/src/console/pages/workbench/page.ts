import type { ConsolePage } from '../../page-table.ts';

/** The page an officer lands on. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/',
    title: '工作台',
    access: null,
    group: 'workbench',
    menu: 1,
    load: () => import('./workbench-page.tsx'),
  },
];
