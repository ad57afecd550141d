import { Link } from '@tanstack/react-router';
import {
  exportRectifications,
  listRectifications,
  type RectificationItem,
} from '@wangjian/server/modules/inspections/rectifications/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';
import { RECTIFICATION_STATUS_NAMES } from './inspection-words.ts';

const pathOf = (item: RectificationItem) => `/inspections/${item.inspectionId}?tab=rectifications`;

const COLUMNS: readonly ListColumn<RectificationItem>[] = [
  {
    key: 'subject',
    title: '单位名称',
    width: 200,
    render: (item) => <Link to={pathOf(item)}>{item.subject}</Link>,
    hint: (item) => item.subject,
  },
  {
    key: 'words',
    title: '要整改的问题',
    width: 260,
    grow: true,
    render: (item) => item.words,
    hint: (item) => item.words,
  },
  {
    key: 'status',
    title: '状态',
    width: 100,
    render: (item) => <Word of={RECTIFICATION_STATUS_NAMES} value={item.status} />,
  },
  {
    key: 'dueOn',
    title: '改正期限',
    width: 136,
    sort: 'dueOn',
    render: (item) => (item.overdue ? <b className="bad">{item.dueOn} 超期</b> : item.dueOn),
  },
  {
    key: 'checkedAt',
    title: '最近复查',
    width: 140,
    sort: 'checkedAt',
    render: (item) => minuteOf(item.checkedAt),
  },
  {
    key: 'lastResult',
    title: '复查情况',
    width: 200,
    render: (item) => item.lastResult,
    hint: (item) => item.lastResult,
  },
  { key: 'closedOn', title: '办结日期', width: 100, render: (item) => item.closedOn },
  { key: 'number', title: '检查编号', width: 200, optional: true, render: (item) => item.number },
];

const FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'many', options: optionsOf(RECTIFICATION_STATUS_NAMES) },
  { name: 'overdue', label: '已超期', input: 'flag' },
  { name: 'region', label: '辖区', input: 'region' },
];

/** 整改: everything that was ordered to be put right, the nearest day first. */
export default function RectificationList() {
  return (
    <PageFrame fill>
      <ListPage
        list="rectifications"
        label="整改"
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="dueOn"
        keyword="单位名称、问题、网址"
        load={(query, signal) => call(listRectifications, { query, signal })}
        exports={exportRectifications}
        hrefOf={pathOf}
        empty={
          <>
            <b>没有要整改的问题</b>
            <span className="soft">检查以“发现问题已责令改正”办结后，每个问题会在这里跟踪到整改到位。</span>
            <Link to="/inspections">
              <Button type="primary">查看检查</Button>
            </Link>
          </>
        }
      />
    </PageFrame>
  );
}
