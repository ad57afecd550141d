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
    path: '/registry/permits',
    title: '许可库',
    access: 'registry.read',
    group: 'registry',
    menu: 3,
    above: '/registry',
    load: () => import('./permit-list.tsx'),
  },
  {
    path: '/registry/permits/import',
    title: '导入许可',
    access: 'registry.import',
    group: 'registry',
    above: '/registry/permits',
    load: () => import('./permit-import.tsx'),
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
