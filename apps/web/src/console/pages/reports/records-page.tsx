import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { exportBoardRecords, listBoardRecords } from '@wangjian/server/modules/reports/contract.ts';
import { Pagination } from 'antd';
import { call } from '../../../api/call.ts';
import { ExportButton } from '../../list/export-button.tsx';
import type { ListColumn, ListQueryValues } from '../../list/list-column.ts';
import { RowTable } from '../../list/row-table.tsx';
import '../../list/list-page.css';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { countOf } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import './reports.css';

const PAGE = 100;
const FILTERS = [
  'measure',
  'region',
  'org',
  'only',
  'from',
  'to',
  'category',
  'violation',
  'row',
  'side',
] as const;

interface Row {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly day: string;
  readonly regionName: string;
  readonly orgName: string | null;
  readonly value: number;
}

const columnsOf = (rows: readonly Row[], adds: boolean, unit: string): ListColumn<Row>[] => [
  { key: 'day', title: '日期', width: 100, render: (row) => row.day },
  {
    key: 'title',
    title: '记录',
    width: 320,
    grow: true,
    render: (row) => row.title,
    hint: (row) => row.title,
  },
  { key: 'region', title: '区域', width: 140, render: (row) => row.regionName },
  // What a machine found has no unit.
  ...(rows.some(({ orgName }) => orgName !== null)
    ? [{ key: 'org', title: '承办单位', width: 260, render: (row: Row) => row.orgName ?? '—' }]
    : []),
  ...(adds
    ? [
        {
          key: 'value',
          title: unit,
          width: 90,
          align: 'right' as const,
          render: (row: Row) => countOf(row.value),
        },
      ]
    : []),
];

/** 统计明细: exactly the records behind one number of a dashboard or of Annex 1, as the address says it. */
export default function RecordsPage() {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const filters = Object.fromEntries(FILTERS.map((name) => [name, search[name]])) as ListQueryValues;
  const page = Math.max(1, Number(search.page) || 1);
  const named = [search.measure, search.from, search.to].every((value) => typeof value === 'string');
  const query = useQuery({
    queryKey: ['board', 'records', filters, page],
    enabled: named,
    queryFn: ({ signal }) => call(listBoardRecords, { query: { ...filters, page, pageSize: PAGE }, signal }),
    placeholderData: keepPreviousData,
  });
  const found = query.data;
  if (!named)
    return (
      <PageFrame title="统计明细" crumb="统计明细">
        <div className="page-state list-empty">
          <b>还没有选数字</b>
          <span className="soft">
            这里列出一个统计数字背后的每一条记录。请在<Link to="/reports/board">统计看板</Link>或
            <Link to="/reports/annex1">检查情况汇总</Link>点一个数字。
          </span>
        </div>
      </PageFrame>
    );
  return (
    <PageFrame fill title={found?.title ?? '统计明细'} crumb="统计明细">
      <QueryState query={query}>
        {({ items, total, sum, counts, unit }) => (
          <>
            <div className="list-tools report-records">
              <span>
                共 <b className="num">{countOf(total)}</b> 条记录
                {sum !== total && (
                  <>
                    ，合计 <b className="num">{countOf(sum)}</b> {unit}
                  </>
                )}
              </span>
              <span className="soft clip" title={counts}>
                口径：{counts}
              </span>
              <span className="list-tools-gap" />
              <ExportButton endpoint={exportBoardRecords} query={filters} total={total} />
            </div>
            {total === 0 ? (
              <div className="page-state list-empty">
                <b>没有记录</b>
                <span className="soft">这个数字现在是 0。返回看板换一个期间、区域或者项目。</span>
              </div>
            ) : (
              <RowTable
                label="统计明细"
                columns={columnsOf(items, sum !== total, unit)}
                rows={items}
                total={total}
                offset={(page - 1) * PAGE}
                onOpen={(row) => void navigate({ href: row.path })}
              />
            )}
            {total > PAGE && (
              <Pagination
                className="list-pages"
                size="small"
                current={page}
                pageSize={PAGE}
                total={total}
                showSizeChanger={false}
                showQuickJumper
                showTotal={(all, [first, last]) => `第 ${first}–${last} 条，共 ${countOf(all)} 条`}
                onChange={(next) =>
                  void navigate({ to: '.', search: { ...search, page: String(next) }, replace: true })
                }
              />
            )}
          </>
        )}
      </QueryState>
    </PageFrame>
  );
}
