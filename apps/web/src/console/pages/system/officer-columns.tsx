import type { Officer } from '@wangjian/server/modules/officers/contract.ts';
import type { z } from 'zod';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { OFFICER_STATUS_NAMES, optionsOf } from '../../words.ts';

export type Account = z.output<typeof Officer>;

/** Columns that the lists of accounts and of grants share; the action column comes last in each. */
export const OFFICER_COLUMNS: readonly ListColumn<Account>[] = [
  { key: 'name', title: '姓名', width: 90, sort: 'name', render: (officer) => officer.name },
  { key: 'login', title: '账号', width: 110, sort: 'login', render: (officer) => officer.login },
  { key: 'org', title: '机构', width: 190, grow: true, render: (officer) => officer.orgName },
  { key: 'post', title: '职务', width: 100, render: (officer) => officer.post },
  {
    key: 'roles',
    title: '角色（辖区）',
    width: 230,
    grow: true,
    render: (officer) =>
      officer.roles.map((one) => `${one.roleName}（${one.regionName}）`).join('、') || '未授权',
  },
  {
    key: 'status',
    title: '状态',
    width: 76,
    render: (officer) => <Word of={OFFICER_STATUS_NAMES} value={officer.status} />,
  },
  {
    key: 'lastSignInAt',
    title: '最近登录',
    width: 132,
    sort: 'lastSignInAt',
    render: (officer) => minuteOf(officer.lastSignInAt),
  },
];

export const OFFICER_FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'one', options: optionsOf(OFFICER_STATUS_NAMES) },
];
