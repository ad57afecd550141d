import { ReloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { Alert, Button, Pagination, Result } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { messageOf } from '../../api/api-error.ts';
import { PageLoading } from '../shell/page-loading.tsx';
import { countOf, totalOf } from '../time-words.ts';
import type { UrlSearch } from '../url-search.ts';
import { ColumnSettings } from './column-settings.tsx';
import { ExportButton } from './export-button.tsx';
import { FilterBar } from './filter-bar.tsx';
import type { ListColumn, ListFilter, ListQueryValues, ListRow } from './list-column.ts';
import { RowTable } from './row-table.tsx';
import { useColumns } from './use-columns.ts';
import { PAGE_SIZES, useListState } from './use-list-state.ts';
import { useSelection } from './use-selection.ts';

export interface ListPageProps<Row extends ListRow> {
  /** Name under which columns are kept, and first part of the query key. */
  readonly list: string;
  /** The record that the list belongs to, where it is part of another page. */
  readonly scope?: string;
  readonly label: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly filters: readonly ListFilter[];
  readonly defaults?: UrlSearch;
  readonly defaultSort?: string;
  /** What the keyword searches, e.g. “名称、网址”. */
  readonly keyword: string;
  readonly load: (query: ListQueryValues, signal: AbortSignal) => Promise<{ items: Row[]; total: number }>;
  readonly exports?: Pick<Endpoint, 'method' | 'path'> | undefined;
  readonly exportPermission?: 'data.export' | 'audit.export';
  readonly hrefOf?: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  /** Buttons for the rows that are selected; without it nothing can be selected. */
  readonly bulk?: (rows: readonly Row[], clear: () => void) => ReactNode;
  /** What to do next when there is nothing at all. */
  readonly empty: ReactNode;
  /** Read again every so many milliseconds. */
  readonly refresh?: number | undefined;
}

/** The list of every list page: filters in the address, order, pages, selection over pages, export of all rows. */
export function ListPage<Row extends ListRow>(props: ListPageProps<Row>) {
  const state = useListState(props.filters, props.defaults, props.defaultSort);
  const columns = useColumns(props.list, props.columns);
  const navigate = useNavigate();
  const selection = useSelection<Row>(JSON.stringify({ ...state.filterQuery, sort: undefined }));
  const query = useQuery({
    queryKey: [props.list, props.scope, state.query],
    queryFn: ({ signal }) => props.load(state.query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: props.refresh ?? false,
  });
  const { items = [], total = 0 } = query.data ?? {};
  const pages = Math.max(1, Math.ceil(total / state.pageSize));
  const { page, change } = state;
  // Rows that left the list (handled, filtered) must not strand the officer on an empty last page.
  useEffect(() => {
    if (query.data && !query.isPlaceholderData && page > pages) change({ page: String(pages) });
  }, [query.data, query.isPlaceholderData, page, pages, change]);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(
      setSlow,
      query.isFetching && query.isPlaceholderData ? 300 : 0,
      query.isFetching,
    );
    return () => window.clearTimeout(timer);
  }, [query.isFetching, query.isPlaceholderData]);
  const open =
    props.onOpen ?? (props.hrefOf && ((row: Row) => void navigate({ href: props.hrefOf?.(row) ?? '.' })));
  const filtered = Object.entries(state.filterQuery).some(
    ([name, value]) => name !== 'sort' && value !== undefined && value !== '',
  );
  return (
    <>
      <FilterBar filters={props.filters} state={state} keyword={props.keyword} />
      <div className="list-tools no-print">
        {props.bulk && selection.rows.length > 0 ? (
          <div className="list-bulk" role="status">
            已选 <b>{countOf(selection.rows.length)}</b> 条{props.bulk(selection.rows, selection.clear)}
            <Button type="link" size="small" onClick={selection.clear}>
              取消选择
            </Button>
          </div>
        ) : (
          <span className="soft" aria-live="polite">
            共 <b className="num">{totalOf(total)}</b> 条{selection.full && '，一次最多选 500 条'}
          </span>
        )}
        <span className="list-tools-gap" />
        <Button
          icon={<ReloadOutlined />}
          loading={query.isFetching && slow}
          aria-label="刷新"
          title="刷新"
          onClick={() => query.refetch()}
        />
        <ColumnSettings columns={columns} />
        {props.exports && (
          <ExportButton
            endpoint={props.exports}
            query={state.filterQuery}
            total={total}
            permission={props.exportPermission}
          />
        )}
      </div>
      {query.error && query.data && (
        <Alert
          type="warning"
          showIcon
          title={`没有刷新成功，下面是先前的内容：${messageOf(query.error)}`}
          action={
            <Button size="small" onClick={() => query.refetch()}>
              重试
            </Button>
          }
        />
      )}
      {query.isPending ? (
        <PageLoading />
      ) : !query.data ? (
        <Result
          status="warning"
          title="列表没有加载成功"
          subTitle={messageOf(query.error)}
          extra={
            <Button type="primary" loading={query.isFetching} onClick={() => query.refetch()}>
              重试
            </Button>
          }
        />
      ) : total === 0 ? (
        <div className="page-state list-empty">
          {filtered ? (
            <>
              <b>没有符合条件的记录</b>
              <span className="soft">放宽筛选条件再试。</span>
              <Button onClick={state.reset}>清除筛选条件</Button>
            </>
          ) : (
            props.empty
          )}
        </div>
      ) : (
        <RowTable
          label={props.label}
          columns={columns.shown}
          rows={items}
          total={total}
          offset={(state.page - 1) * state.pageSize}
          sort={state.sort}
          onSort={(sort) => state.change({ sort })}
          selected={props.bulk ? selection.selected : undefined}
          onSelect={props.bulk ? selection.select : undefined}
          onOpen={open}
        />
      )}
      {total > 0 && (
        <Pagination
          className="list-pages no-print"
          size="small"
          current={Math.min(state.page, pages)}
          pageSize={state.pageSize}
          total={total}
          showSizeChanger
          showQuickJumper={pages > 5}
          pageSizeOptions={PAGE_SIZES}
          showTotal={(all, [from, to]) => `第 ${from}–${to} 条，共 ${totalOf(all)} 条`}
          onChange={(next, size) =>
            state.change(size === state.pageSize ? { page: String(next) } : { pageSize: String(size) })
          }
        />
      )}
    </>
  );
}
