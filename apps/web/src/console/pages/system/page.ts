import type { ConsolePage } from '../../page-table.ts';

/** 系统管理: each of the three administrators (三员分立) sees its own pages only. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/system/orgs',
    title: '机构',
    access: 'org.manage',
    group: 'system',
    menu: 1,
    load: () => import('./org-page.tsx'),
  },
  {
    path: '/system/officers',
    title: '账号',
    access: 'officer.manage',
    group: 'system',
    menu: 2,
    load: () => import('./officer-list.tsx'),
  },
  {
    path: '/system/grants',
    title: '授权',
    access: 'role.grant',
    group: 'system',
    menu: 3,
    load: () => import('./grant-list.tsx'),
  },
  {
    path: '/system/roles',
    title: '角色',
    access: 'role.manage',
    group: 'system',
    menu: 4,
    load: () => import('./role-page.tsx'),
  },
  {
    path: '/system/sign-in',
    title: '登录与口令',
    access: 'session.policy',
    group: 'system',
    menu: 5,
    load: () => import('./policy-page.tsx'),
  },
  {
    path: '/system/audit',
    title: '审计日志',
    access: 'audit.read',
    group: 'system',
    menu: 6,
    load: () => import('./audit-page.tsx'),
  },
];
