import type { ConsolePage } from '../../page-table.ts';

/** 期限: everything due, the work calendar it is counted by, and when lamps turn. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/deadlines',
    title: '期限',
    access: 'deadline.read',
    group: 'deadlines',
    menu: 1,
    load: () => import('./deadline-list.tsx'),
  },
  {
    path: '/deadlines/calendars',
    title: '工作日历',
    access: 'deadline.read',
    group: 'deadlines',
    menu: 2,
    load: () => import('./calendar-page.tsx'),
  },
  {
    path: '/deadlines/calendars/new',
    title: '录入放假通知',
    access: 'deadline.configure',
    group: 'deadlines',
    above: '/deadlines/calendars',
    load: () => import('./calendar-new.tsx'),
  },
  {
    path: '/deadlines/settings',
    title: '提示设置',
    access: 'deadline.configure',
    group: 'deadlines',
    menu: 3,
    load: () => import('./settings-page.tsx'),
  },
];
