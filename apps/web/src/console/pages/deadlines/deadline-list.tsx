import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import {
  type DeadlineView,
  exportDeadlines,
  listDeadlines,
  sumDeadlines,
} from '@wangjian/server/modules/deadlines/contract.ts';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '../../../api/call.ts';
import { DeadlineTag } from '../../deadline/deadline-tag.tsx';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { countOf } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { DeadlineDrawer } from './deadline-drawer.tsx';
import { DeadlineSums } from './deadline-sums.tsx';
import './deadlines.css';

const KIND_NAMES: Readonly<Record<string, string>> = {
  lead: '线索',
  inspection: '检查',
  guidance: '行政指导',
  case: '案件',
  transfer: '移送协查',
  document: '文书',
  jointtask: '联席任务',
  reply: '提案答复',
  campaignunit: '专项报送',
  campaigntask: '专项任务',
  campaignvisit: '督查整改',
};

const COLUMNS: readonly ListColumn<DeadlineView>[] = [
  {
    key: 'subject',
    title: '事项',
    width: 260,
    grow: true,
    sort: 'subject',
    render: (one) => (
      <Link to={one.path} onClick={(event) => event.stopPropagation()}>
        {one.subject}
      </Link>
    ),
    hint: (one) => one.subject,
  },
  { key: 'kind', title: '种类', width: 80, render: (one) => KIND_NAMES[one.kind] ?? '其他' },
  { key: 'title', title: '期限', width: 226, sort: 'title', render: (one) => one.title },
  {
    key: 'due',
    title: '应当办结',
    width: 290,
    sort: 'due',
    render: (one) => <DeadlineTag deadline={one} />,
    hint: () => null,
  },
  { key: 'org', title: '承办单位', width: 150, render: (one) => one.orgName ?? '未指定' },
  { key: 'officer', title: '承办人', width: 80, render: (one) => one.officerName ?? '未指定' },
  {
    key: 'startedOn',
    title: '起算日',
    width: 96,
    sort: 'startedOn',
    optional: true,
    render: (one) => one.startedOn,
  },
  { key: 'length', title: '长度', width: 110, optional: true, render: (one) => one.length },
  { key: 'basis', title: '依据', width: 260, optional: true, render: (one) => one.basis },
];

const LAMPS = [
  { value: 'green', label: '绿灯 正常' },
  { value: 'yellow', label: '黄灯 即将超期，或等待的已届满' },
  { value: 'red', label: '红灯 临近届满或已超期' },
  { value: 'done', label: '已结束' },
];
const STATES = [
  { value: 'open', label: '正在计算' },
  { value: 'ended', label: '已结束' },
  { value: 'all', label: '全部状态' },
];

/** 期限: one list of everything due, by person, office, kind and lamp; a row opens its course and what may be done. */
export default function DeadlineList() {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const { region } = useScope();
  const [summing, setSumming] = useState(false);
  const sums = useQuery({
    queryKey: ['deadlines', 'sums', region],
    queryFn: ({ signal }) => call(sumDeadlines, { query: { region: region ?? undefined }, signal }),
    refetchInterval: 60_000,
  });
  const filters = useMemo<readonly ListFilter[]>(() => {
    const named = (list: readonly { id: string | null; name: string }[] = []) =>
      list.map(({ id, name }) => ({ value: id ?? 'none', label: name }));
    return [
      { name: 'lamp', label: '灯色', input: 'many', options: LAMPS },
      {
        name: 'officer',
        label: '承办人',
        input: 'one',
        options: [{ value: 'me', label: '我承办的' }, ...named(sums.data?.byOfficer)],
      },
      { name: 'org', label: '承办单位', input: 'one', options: named(sums.data?.byOrg) },
      { name: 'near', label: '即将超期', input: 'flag' },
      { name: 'overdue', label: '已超期', input: 'flag' },
      { name: 'rule', label: '期限种类', input: 'many', options: named(sums.data?.byRule), folded: true },
      {
        name: 'kind',
        label: '事项种类',
        input: 'many',
        options: Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label })),
        folded: true,
      },
      { name: 'region', label: '辖区', input: 'region', folded: true },
      { name: 'due', label: '到期日', input: 'days', folded: true },
      { name: 'state', label: '状态', input: 'one', options: STATES, folded: true },
      { name: 'paused', label: '只看已中止', input: 'flag', folded: true },
      { name: 'provisional', label: '只看暂定', input: 'flag', folded: true },
    ];
  }, [sums.data]);
  const at = [search.at ?? []].flat()[0];
  const open = (id: string | undefined) =>
    void navigate({ to: '.', search: { ...search, at: id }, replace: true });
  const all = sums.data?.all;
  return (
    <PageFrame fill actions={<Button onClick={() => setSumming(true)}>按单位、人员汇总</Button>}>
      {all && (
        <nav className="deadline-counts" aria-label="快捷筛选">
          <Link to="/deadlines" search={{}} className="deadline-count">
            正在计算 <b className="num">{countOf(all.total)}</b>
          </Link>
          <Link to="/deadlines" search={{ near: 'true' }} className="deadline-count yellow">
            即将超期 <b className="num">{countOf(all.near)}</b>
          </Link>
          <Link to="/deadlines" search={{ overdue: 'true' }} className="deadline-count red">
            已超期 <b className="num">{countOf(all.overdue)}</b>
          </Link>
          <Link to="/deadlines" search={{ officer: 'me' }} className="deadline-count">
            我承办的
          </Link>
          {all.provisional > 0 && (
            <Link to="/deadlines" search={{ provisional: 'true' }} className="deadline-count">
              暂定 <b className="num">{countOf(all.provisional)}</b>
            </Link>
          )}
        </nav>
      )}
      <ListPage
        list="deadlines"
        label="期限"
        columns={COLUMNS}
        filters={filters}
        defaultSort="due"
        keyword="事项、期限名称"
        load={(query, signal) => call(listDeadlines, { query, signal })}
        exports={exportDeadlines}
        onOpen={(one) => open(one.id)}
        refresh={60_000}
        empty={
          <>
            <b>没有正在计算的期限</b>
            <span className="soft">线索签收、立案、送达文书等会自动起算期限，到期前在这里和消息中提醒。</span>
          </>
        }
      />
      {at && <DeadlineDrawer id={at} onClose={() => open(undefined)} />}
      {summing && <DeadlineSums onClose={() => setSumming(false)} />}
    </PageFrame>
  );
}
