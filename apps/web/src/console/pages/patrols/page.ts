import type { ConsolePage } from '../../page-table.ts';

/** 监测: patrols of sites, started and watched here. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/patrols',
    title: '监测',
    access: 'patrol.read',
    group: 'patrols',
    menu: 1,
    load: () => import('./patrol-list.tsx'),
  },
  {
    path: '/patrols/new',
    title: '发起监测',
    access: 'patrol.run',
    group: 'patrols',
    above: '/patrols',
    load: () => import('./patrol-new.tsx'),
  },
  {
    path: '/patrols/$id',
    title: '监测详情',
    access: 'patrol.read',
    group: 'patrols',
    above: '/patrols',
    load: () => import('./patrol-page.tsx'),
  },
];
