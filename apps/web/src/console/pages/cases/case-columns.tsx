import { Link } from '@tanstack/react-router';
import { CASE_OUTCOME_NAMES, CASE_STATE_NAMES } from '@wangjian/core/case.ts';
import type { CaseItem } from '@wangjian/server/modules/cases/contract.ts';
import { Tag } from 'antd';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { minuteOf } from '../../time-words.ts';
import { optionsOf } from '../../words.ts';
import { yuanOf } from './money.tsx';

const LAMP_NAMES = { red: '红灯', yellow: '黄灯', green: '绿灯' } as const;
const TONES: Readonly<Record<string, string>> = {
  drafting: 'orange',
  investigating: 'blue',
  suspended: 'gold',
  reviewing: 'purple',
  deciding: 'purple',
  executing: 'cyan',
  closed: 'green',
  archived: 'green',
};

/** Where a case stands, and what it waits for. */
export function CaseStateTag({ one }: { one: Pick<CaseItem, 'state' | 'stateName' | 'pending'> }) {
  return (
    <>
      <Tag className="word-tag" color={TONES[one.state] ?? 'default'}>
        {one.stateName}
      </Tag>
      {one.pending && <span className="soft">等待：{one.pending.replace(/^提请|^制作/, '')}</span>}
    </>
  );
}

/** The next period to end, as a list shows it. */
export function CaseDue({ due }: { due: CaseItem['due'] }) {
  if (!due) return <span className="soft">—</span>;
  return (
    <span className={`case-due ${due.lamp}`} title={due.title}>
      <span className="case-lamp" aria-hidden="true" />
      <span className="num">{due.due.slice(0, 16).replace('T', ' ')}</span>
      {due.provisional && <em>暂定</em>}
    </span>
  );
}

/** Columns of the list of cases. */
export const CASE_COLUMNS: readonly ListColumn<CaseItem>[] = [
  {
    key: 'number',
    title: '立案号',
    width: 190,
    sort: 'number',
    render: (one) => <Link to={`/cases/${one.id}`}>{one.number ?? '未立案'}</Link>,
    hint: (one) => one.number,
  },
  {
    key: 'title',
    title: '案件',
    width: 300,
    grow: true,
    render: (one) => <Link to={`/cases/${one.id}`}>{one.title}</Link>,
    hint: (one) => one.title,
  },
  { key: 'state', title: '状态', width: 170, render: (one) => <CaseStateTag one={one} /> },
  { key: 'due', title: '最近到期', width: 128, render: (one) => <CaseDue due={one.due} /> },
  { key: 'party', title: '当事人', width: 160, render: (one) => one.party },
  { key: 'handlers', title: '办案人员', width: 110, render: (one) => one.handlers.join('、') },
  { key: 'category', title: '统计类别', width: 200, optional: true, render: (one) => one.categoryName },
  { key: 'type', title: '案件类型', width: 130, optional: true, render: (one) => one.caseTypeName },
  { key: 'region', title: '辖区', width: 84, render: (one) => one.regionName },
  { key: 'org', title: '办案机构', width: 150, optional: true, render: (one) => one.orgName },
  {
    key: 'fine',
    title: '罚没款',
    width: 110,
    align: 'right',
    sort: 'fine',
    render: (one) => (one.decidedOn ? yuanOf(one.fine + one.forfeit) : ''),
  },
  { key: 'filedOn', title: '立案日期', width: 96, sort: 'filedOn', render: (one) => one.filedOn },
  {
    key: 'decidedOn',
    title: '决定日期',
    width: 96,
    sort: 'decidedOn',
    optional: true,
    render: (one) => one.decidedOn,
  },
  {
    key: 'registeredAt',
    title: '登记时间',
    width: 134,
    sort: 'registeredAt',
    optional: true,
    render: (one) => minuteOf(one.registeredAt),
  },
];

/** Filters of the list; categories come from the catalog. */
export function caseFilters(categories: readonly { value: string; label: string }[]): readonly ListFilter[] {
  return [
    { name: 'state', label: '状态', input: 'many', options: optionsOf(CASE_STATE_NAMES) },
    { name: 'lamp', label: '期限', input: 'many', options: optionsOf(LAMP_NAMES) },
    { name: 'region', label: '辖区', input: 'region' },
    { name: 'mine', label: '我办理的', input: 'flag' },
    { name: 'category', label: '统计类别', input: 'many', options: categories, folded: true },
    {
      name: 'outcome',
      label: '处理结果',
      input: 'many',
      options: optionsOf(CASE_OUTCOME_NAMES),
      folded: true,
    },
    {
      name: 'procedure',
      label: '程序',
      input: 'one',
      options: [
        { value: 'ordinary', label: '普通程序' },
        { value: 'simple', label: '简易程序' },
      ],
      folded: true,
    },
    { name: 'registered', label: '登记日期', input: 'days', folded: true },
    { name: 'handler', label: '只看一名办案人员', input: 'hidden' },
    { name: 'leadId', label: '只看一条线索', input: 'hidden' },
    { name: 'siteId', label: '只看一个网站', input: 'hidden' },
  ];
}
