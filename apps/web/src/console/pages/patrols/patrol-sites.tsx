import { Link } from '@tanstack/react-router';
import { SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { listPatrolSites, type PatrolSite } from '@wangjian/server/modules/patrols/contract.ts';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { countOf, minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf, PATROL_SITE_STATUS_NAMES } from '../../words.ts';

type Row = z.output<typeof PatrolSite>;

const COLUMNS: readonly ListColumn<Row>[] = [
  {
    key: 'site',
    title: '网站',
    width: 190,
    grow: true,
    render: (row) =>
      row.siteId ? (
        <Link to={`/registry/${row.siteId}`}>{row.siteName ?? row.host}</Link>
      ) : (
        (row.siteName ?? row.host)
      ),
    hint: (row) => row.seed,
  },
  { key: 'host', title: '域名', width: 170, render: (row) => row.host },
  {
    key: 'status',
    title: '状态',
    width: 80,
    render: (row) => <Word of={PATROL_SITE_STATUS_NAMES} value={row.status} />,
  },
  { key: 'kind', title: '类别', width: 100, render: (row) => row.kind && SITE_KIND_NAMES[row.kind] },
  { key: 'pages', title: '网页', width: 60, align: 'right', render: (row) => countOf(row.pages) },
  { key: 'findings', title: '发现', width: 60, align: 'right', render: (row) => countOf(row.findings) },
  { key: 'problem', title: '没读成的原因', width: 300, grow: true, render: (row) => row.problem },
  { key: 'finishedAt', title: '读完时间', width: 136, render: (row) => minuteOf(row.finishedAt) },
];
const FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'many', options: optionsOf(PATROL_SITE_STATUS_NAMES) },
];

/** The sites of one patrol, with the reason in words where one could not be read. */
export function PatrolSites({ patrolId, live }: { patrolId: string; live: boolean }) {
  return (
    <ListPage
      list="patrol-sites"
      scope={patrolId}
      label="监测的各网站"
      columns={COLUMNS}
      filters={FILTERS}
      keyword="网站名称、域名"
      load={(query, signal) => call(listPatrolSites, { params: { id: patrolId }, query, signal })}
      refresh={live ? 3_000 : undefined}
      empty={<span className="soft">网站正在排队，稍后会出现在这里。</span>}
    />
  );
}
