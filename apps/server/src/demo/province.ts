import type { BuiltInRole } from '@wangjian/core/permissions.ts';

/** The bureau above the demo's: a province's own matters carry its code. It hands campaigns down and looks on. */
export const DEMO_PROVINCE = '640000';

/** The province's office and its section that runs campaigns. */
export const DEMO_PROVINCE_UNITS = [
  {
    id: 'org_hall',
    parentId: null,
    name: '宁夏回族自治区市场监督管理厅（演示）',
    level: 'province',
    region: DEMO_PROVINCE,
  },
  {
    id: 'org_hall_network',
    parentId: 'org_hall',
    name: '网络交易监督管理处',
    level: 'section',
    region: DEMO_PROVINCE,
  },
] as const;

/** Invented officers of the province, with the demo's password. */
export const DEMO_PROVINCE_OFFICERS: readonly {
  readonly login: string;
  readonly name: string;
  readonly post: string;
  readonly orgId: string;
  readonly region: string;
  readonly roles: readonly BuiltInRole[];
}[] = [
  {
    login: 'quting',
    name: '郝明远',
    post: '自治区厅网监处处长',
    orgId: 'org_hall_network',
    region: DEMO_PROVINCE,
    roles: ['dispatcher'],
  },
];
