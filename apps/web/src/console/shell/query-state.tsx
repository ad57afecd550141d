import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { ApiError, messageOf } from '../../api/api-error.ts';
import { PageLoading } from './page-loading.tsx';

/** Shows what a query has, that it is on its way, or why it failed with a way to try again. */
export function QueryState<Data>(props: {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}) {
  const { query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (query.isPending) return <PageLoading />;
  const missing = query.error instanceof ApiError && query.error.code === 'not_found';
  return (
    <Result
      status={missing ? '404' : 'warning'}
      title={missing ? '没有找到' : '没有加载成功'}
      subTitle={messageOf(query.error)}
      extra={
        <Button type="primary" loading={query.isFetching} onClick={() => query.refetch()}>
          重试
        </Button>
      }
    />
  );
}
