import type { ConsolePage } from '../../page-table.ts';

/** 发现甄别: what the rules found, decided by an officer. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/findings',
    title: '发现甄别',
    access: 'finding.read',
    group: 'findings',
    menu: 1,
    load: () => import('./triage-page.tsx'),
  },
];
