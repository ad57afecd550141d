import { Link } from '@tanstack/react-router';
import {
  exportInspections,
  type InspectionItem,
  listInspections,
} from '@wangjian/server/modules/inspections/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';
import {
  INSPECTION_SOURCE_NAMES,
  INSPECTION_STATUS_NAMES,
  SIDE_NAMES,
  TASK_NAMES,
} from './inspection-words.ts';

const sideOf = (task: InspectionItem['onlineTask'], on: string | null) => on ?? TASK_NAMES[task];

const COLUMNS: readonly ListColumn<InspectionItem>[] = [
  {
    key: 'number',
    title: '检查编号',
    width: 208,
    sort: 'number',
    render: (one) => <Link to={`/inspections/${one.id}`}>{one.number}</Link>,
    hint: (one) => one.number,
  },
  {
    key: 'subject',
    title: '单位名称',
    width: 220,
    grow: true,
    sort: 'subject',
    render: (one) => <Link to={`/inspections/${one.id}`}>{one.subject}</Link>,
    hint: (one) => one.subject,
  },
  {
    key: 'status',
    title: '状态',
    width: 84,
    render: (one) => <Word of={INSPECTION_STATUS_NAMES} value={one.status} />,
  },
  { key: 'online', title: '网上检查', width: 104, render: (one) => sideOf(one.onlineTask, one.onlineOn) },
  { key: 'onSite', title: '实地检查', width: 104, render: (one) => sideOf(one.onSiteTask, one.onSiteOn) },
  { key: 'problems', title: '问题', width: 54, align: 'right', render: (one) => String(one.problems) },
  { key: 'due', title: '期限', width: 100, sort: 'dueOn', render: (one) => one.dueOn ?? '—' },
  {
    key: 'officer',
    title: '检查人员',
    width: 120,
    render: (one) => [one.officer, one.secondOfficer].filter(Boolean).join('、'),
  },
  { key: 'site', title: '网站（店铺）', width: 160, optional: true, render: (one) => one.siteName },
  { key: 'org', title: '检查单位', width: 180, optional: true, render: (one) => one.orgName },
  {
    key: 'source',
    title: '来源',
    width: 96,
    optional: true,
    render: (one) => INSPECTION_SOURCE_NAMES[one.source],
  },
  { key: 'region', title: '辖区', width: 90, render: (one) => one.regionName },
  {
    key: 'createdAt',
    title: '建立时间',
    width: 134,
    sort: 'createdAt',
    optional: true,
    render: (one) => minuteOf(one.createdAt),
  },
];

const FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'many', options: optionsOf(INSPECTION_STATUS_NAMES) },
  { name: 'waits', label: '待做', input: 'many', options: optionsOf(SIDE_NAMES) },
  { name: 'region', label: '辖区', input: 'region' },
  { name: 'mine', label: '只看我的', input: 'flag' },
  { name: 'source', label: '来源', input: 'many', options: optionsOf(INSPECTION_SOURCE_NAMES), folded: true },
  { name: 'created', label: '建立日期', input: 'days', folded: true },
  { name: 'siteId', label: '只看一个网站', input: 'hidden' },
  { name: 'leadId', label: '只看一条线索', input: 'hidden' },
  { name: 'drawId', label: '只看一次抽查', input: 'hidden' },
];

/** 检查列表. */
export default function InspectionList() {
  const mayWrite = useMay('inspection.write');
  const create = (
    <Link to="/inspections/new">
      <Button type="primary">新建检查</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={mayWrite && create}>
      <ListPage
        list="inspections"
        label="检查"
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-createdAt"
        keyword="编号、单位名称、信用代码"
        load={(query, signal) => call(listInspections, { query, signal })}
        exports={exportInspections}
        hrefOf={(one) => `/inspections/${one.id}`}
        empty={
          <>
            <b>还没有检查</b>
            <span className="soft">从线索、主体或者这里新建检查；网上检查一栏会按监测结果自动预填。</span>
            {mayWrite && create}
          </>
        }
      />
    </PageFrame>
  );
}
