import type { ConsolePage } from '../../page-table.ts';

/** 主体库: the register of sites, shops and platforms. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/registry',
    title: '主体库',
    access: 'registry.read',
    group: 'registry',
    menu: 1,
    load: () => import('./site-list.tsx'),
  },
  {
    path: '/registry/new',
    title: '登记主体',
    access: 'registry.write',
    group: 'registry',
    above: '/registry',
    load: () => import('./site-new.tsx'),
  },
  {
    path: '/registry/import',
    title: '导入主体',
    access: 'registry.import',
    group: 'registry',
    above: '/registry',
    load: () => import('./import-page.tsx'),
  },
  {
    path: '/registry/$id',
    title: '主体详情',
    access: 'registry.read',
    group: 'registry',
    above: '/registry',
    load: () => import('./site-page.tsx'),
  },
];
