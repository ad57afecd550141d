import type { ConsolePage } from '../../page-table.ts';

/** 移送协查: letters to and from other authorities, with evidence and its custody. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/transfers',
    title: '移送协查',
    access: 'transfer.read',
    group: 'transfers',
    menu: 1,
    load: () => import('./transfer-list.tsx'),
  },
  {
    path: '/transfers/of-cases',
    title: '案件移送协查',
    access: 'case.read',
    group: 'transfers',
    menu: 2,
    above: '/transfers',
    load: () => import('./case-transfer-list.tsx'),
  },
  {
    path: '/transfers/new',
    title: '移送、函告、协查',
    access: 'transfer.write',
    group: 'transfers',
    above: '/transfers',
    load: () => import('./transfer-new.tsx'),
  },
  {
    path: '/transfers/incoming',
    title: '登记来函',
    access: 'transfer.write',
    group: 'transfers',
    above: '/transfers',
    load: () => import('./incoming-new.tsx'),
  },
  {
    path: '/transfers/$id',
    title: '移送协查详情',
    access: 'transfer.read',
    group: 'transfers',
    above: '/transfers',
    load: () => import('./transfer-page.tsx'),
  },
];
