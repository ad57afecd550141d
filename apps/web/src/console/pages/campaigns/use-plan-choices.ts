import { useQuery } from '@tanstack/react-query';
import { getPlanChoices } from '@wangjian/server/modules/campaigns/contract.ts';
import { call } from '../../../api/call.ts';

/** What a plan is chosen from: presets, products, violation types, units. */
export function usePlanChoices() {
  return useQuery({
    queryKey: ['campaign-choices'],
    queryFn: ({ signal }) => call(getPlanChoices, { signal }),
    staleTime: 60_000,
  });
}
