import { Link } from '@tanstack/react-router';
import { listPatrols, type Patrol } from '@wangjian/server/modules/patrols/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { countOf, minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf, PATROL_STATUS_NAMES } from '../../words.ts';

const COLUMNS: readonly ListColumn<Patrol>[] = [
  {
    key: 'name',
    title: '名称',
    width: 190,
    grow: true,
    render: (patrol) => <Link to={`/patrols/${patrol.id}`}>{patrol.name}</Link>,
    hint: (patrol) => patrol.name,
  },
  {
    key: 'status',
    title: '状态',
    width: 80,
    render: (patrol) => <Word of={PATROL_STATUS_NAMES} value={patrol.status} />,
  },
  {
    key: 'sites',
    title: '网站',
    width: 90,
    align: 'right',
    render: (patrol) => `${countOf(patrol.sitesDone)}/${countOf(patrol.sites)}`,
    hint: (patrol) => `已读完 ${patrol.sitesDone} 个，共 ${patrol.sites} 个`,
  },
  {
    key: 'failed',
    title: '没读成',
    width: 64,
    align: 'right',
    render: (patrol) => countOf(patrol.sitesFailed),
  },
  { key: 'pages', title: '网页', width: 70, align: 'right', render: (patrol) => countOf(patrol.pages) },
  {
    key: 'findings',
    title: '发现',
    width: 64,
    align: 'right',
    render: (patrol) => (
      <Link to="/findings" search={{ patrolId: patrol.id, status: 'all' }}>
        {countOf(patrol.findings)}
      </Link>
    ),
  },
  {
    key: 'leads',
    title: '线索',
    width: 64,
    align: 'right',
    render: (patrol) => (
      <Link to="/leads" search={{ patrolId: patrol.id }}>
        {countOf(patrol.leads)}
      </Link>
    ),
  },
  { key: 'region', title: '辖区', width: 84, render: (patrol) => patrol.regionName },
  { key: 'createdBy', title: '发起人', width: 80, render: (patrol) => patrol.createdBy },
  {
    key: 'createdAt',
    title: '发起时间',
    width: 132,
    sort: 'createdAt',
    render: (patrol) => minuteOf(patrol.createdAt),
  },
  { key: 'finishedAt', title: '结束时间', width: 132, render: (patrol) => minuteOf(patrol.finishedAt) },
];
const FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'many', options: optionsOf(PATROL_STATUS_NAMES) },
];

/** 监测列表, read again every few seconds, so that running patrols move. */
export default function PatrolList() {
  const mayRun = useMay('patrol.run');
  const start = mayRun && (
    <Link to="/patrols/new">
      <Button type="primary">发起监测</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={start}>
      <ListPage
        list="patrols"
        label="监测"
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-createdAt"
        keyword="监测名称"
        load={(query, signal) => call(listPatrols, { query, signal })}
        hrefOf={(patrol) => `/patrols/${patrol.id}`}
        refresh={5_000}
        empty={
          <>
            <b>还没有发起过监测</b>
            <span className="soft">粘贴网址、选择文件，或者从主体库里选，就可以开始。</span>
            {start}
          </>
        }
      />
    </PageFrame>
  );
}
