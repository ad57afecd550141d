import type { ConsolePage } from '../../page-table.ts';

/** 文书: drafting on forms, approval, numbers, service, templates. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/documents',
    title: '文书',
    access: 'document.read',
    group: 'documents',
    menu: 1,
    load: () => import('./document-list.tsx'),
  },
  {
    path: '/documents/new',
    title: '拟制文书',
    access: 'document.write',
    group: 'documents',
    above: '/documents',
    load: () => import('./document-new.tsx'),
  },
  {
    path: '/documents/register',
    title: '文号登记簿',
    access: 'document.read',
    group: 'documents',
    menu: 2,
    load: () => import('./register-list.tsx'),
  },
  {
    path: '/documents/templates',
    title: '文书模板',
    access: 'document.read',
    group: 'documents',
    menu: 3,
    load: () => import('./template-page.tsx'),
  },
  {
    path: '/documents/$id',
    title: '文书详情',
    access: 'document.read',
    group: 'documents',
    above: '/documents',
    load: () => import('./document-page.tsx'),
  },
];
