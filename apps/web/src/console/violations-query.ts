import { queryOptions } from '@tanstack/react-query';
import { listViolations } from '@wangjian/server/modules/findings/contract.ts';
import { call } from '../api/call.ts';

/** The violation types in force, for filters and forms. */
export const violationsQuery = queryOptions({
  queryKey: ['violations'],
  queryFn: async ({ signal }) => (await call(listViolations, { signal })).items,
  staleTime: 30 * 60_000,
});

/** The categories of the monthly table among the violation types, as options in their order. */
export function categoryOptions(items: readonly { category: string; categoryName: string }[] = []) {
  const names = new Map(items.map((item) => [item.category, item.categoryName]));
  return [...names].sort().map(([value, label]) => ({ value, label }));
}
