import type { ConsolePage } from '../../page-table.ts';

/** 联合行动与联席会议: several departments on one matter, each with its own part. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/joint',
    title: '联合行动',
    access: 'joint.read',
    group: 'transfers',
    menu: 5,
    load: () => import('./action-list.tsx'),
  },
  {
    path: '/joint/conferences',
    title: '联席会议',
    access: 'joint.read',
    group: 'transfers',
    menu: 6,
    load: () => import('./conference-list.tsx'),
  },
  {
    path: '/joint/tasks',
    title: '联合任务',
    access: 'joint.read',
    group: 'transfers',
    menu: 7,
    above: '/joint',
    load: () => import('./joint-tasks.tsx'),
  },
  {
    path: '/joint/new',
    title: '发起联合工作',
    access: 'joint.write',
    group: 'transfers',
    above: '/joint',
    load: () => import('./joint-new.tsx'),
  },
  {
    path: '/joint/$id',
    title: '联合工作详情',
    access: 'joint.read',
    group: 'transfers',
    above: '/joint',
    load: () => import('./joint-page.tsx'),
  },
];
