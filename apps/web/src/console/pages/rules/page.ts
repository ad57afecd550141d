import type { ConsolePage } from '../../page-table.ts';

/** 规则: the rules with their precision, and the screening of a pasted text. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/rules',
    title: '规则库',
    access: 'rule.read',
    group: 'rules',
    menu: 1,
    load: () => import('./rule-list.tsx'),
  },
  {
    path: '/rules/screen',
    title: '文本筛查',
    access: 'rule.read',
    group: 'rules',
    menu: 2,
    load: () => import('./screen-page.tsx'),
  },
];
