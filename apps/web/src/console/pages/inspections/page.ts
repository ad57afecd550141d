import type { ConsolePage } from '../../page-table.ts';

/** 检查: Annex 1 online and on site, in the office and in the field. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/inspections',
    title: '检查',
    access: 'inspection.read',
    group: 'inspections',
    menu: 1,
    load: () => import('./inspection-list.tsx'),
  },
  {
    path: '/inspections/field',
    title: '现场检查',
    access: 'inspection.write',
    group: 'inspections',
    menu: 2,
    above: '/inspections',
    load: () => import('./field-home.tsx'),
  },
  {
    path: '/inspections/new',
    title: '新建检查',
    access: 'inspection.write',
    group: 'inspections',
    above: '/inspections',
    load: () => import('./inspection-new.tsx'),
  },
  {
    path: '/inspections/rectifications',
    title: '整改',
    access: 'inspection.read',
    group: 'inspections',
    menu: 3,
    above: '/inspections',
    load: () => import('./rectification-list.tsx'),
  },
  {
    path: '/inspections/$id',
    title: '检查详情',
    access: 'inspection.read',
    group: 'inspections',
    above: '/inspections',
    load: () => import('./inspection-page.tsx'),
  },
  {
    path: '/inspections/$id/fill',
    title: '填写检查记录表',
    access: 'inspection.write',
    group: 'inspections',
    above: '/inspections/field',
    load: () => import('./field-page.tsx'),
  },
  {
    path: '/inspections/$id/print',
    title: '网上检查记录表',
    access: 'inspection.read',
    group: 'inspections',
    above: '/inspections',
    load: () => import('./inspection-print.tsx'),
  },
];
