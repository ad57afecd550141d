import type { ConsolePage } from '../../page-table.ts';

/** 建议提案答复 (W-20) and 宣传工作 (W-21), beside the campaigns that they are counted with. */
export const pages: readonly ConsolePage[] = [
  {
    path: '/affairs/replies',
    title: '建议提案答复',
    access: 'campaign.read',
    group: 'campaigns',
    menu: 6,
    load: () => import('./reply-list.tsx'),
  },
  {
    path: '/affairs/replies/new',
    title: '登记建议提案',
    access: 'campaign.write',
    group: 'campaigns',
    above: '/affairs/replies',
    load: () => import('./reply-new.tsx'),
  },
  {
    path: '/affairs/replies/$id',
    title: '建议提案详情',
    access: 'campaign.read',
    group: 'campaigns',
    above: '/affairs/replies',
    load: () => import('./reply-page.tsx'),
  },
  {
    path: '/affairs/publicity',
    title: '宣传工作',
    access: 'campaign.read',
    group: 'campaigns',
    menu: 7,
    load: () => import('./publicity-list.tsx'),
  },
  {
    path: '/affairs/publicity/new',
    title: '登记宣传工作',
    access: 'campaign.write',
    group: 'campaigns',
    above: '/affairs/publicity',
    load: () => import('./publicity-new.tsx'),
  },
  {
    path: '/affairs/publicity/$id',
    title: '宣传工作详情',
    access: 'campaign.read',
    group: 'campaigns',
    above: '/affairs/publicity',
    load: () => import('./publicity-page.tsx'),
  },
  {
    path: '/affairs/counts',
    title: '答复与宣传统计',
    access: 'campaign.read',
    group: 'campaigns',
    menu: 8,
    load: () => import('./counts-page.tsx'),
  },
];
