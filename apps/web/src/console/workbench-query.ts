import { queryOptions } from '@tanstack/react-query';
import { getWorkbench } from '@wangjian/server/modules/reports/contract.ts';
import { call } from '../api/call.ts';

/** What waits for the officer, read again every half minute; the top bar and the workbench share it. */
export function workbenchQuery(region: string | null) {
  return queryOptions({
    queryKey: ['workbench', region],
    queryFn: ({ signal }) => call(getWorkbench, { query: { region: region ?? undefined }, signal }),
    refetchInterval: 30_000,
  });
}
