import type { ConsolePage } from '../../page-table.ts';

/** 线索: what a patrol or an officer found and what becomes of it. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/leads',
    title: '线索',
    access: 'lead.read',
    group: 'leads',
    menu: 1,
    load: () => import('./lead-list.tsx'),
  },
  {
    path: '/leads/new',
    title: '登记线索',
    access: 'lead.register',
    group: 'leads',
    above: '/leads',
    load: () => import('./lead-new.tsx'),
  },
  {
    path: '/leads/import',
    title: '导入线索',
    access: 'lead.register',
    group: 'leads',
    above: '/leads',
    load: () => import('./lead-import.tsx'),
  },
  {
    path: '/leads/$id',
    title: '线索详情',
    access: 'lead.read',
    group: 'leads',
    above: '/leads',
    load: () => import('./lead-page.tsx'),
  },
  {
    path: '/leads/$id/print',
    title: '案源线索登记表',
    access: 'lead.read',
    group: 'leads',
    above: '/leads',
    load: () => import('./lead-print.tsx'),
  },
];
