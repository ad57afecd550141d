import { useQuery } from '@tanstack/react-query';
import { listRegions } from '@wangjian/server/modules/reports/contract.ts';
import { createContext, useContext } from 'react';
import { call } from '../../api/call.ts';

export interface Scope {
  /** The region chosen in the top bar; null is all that the officer may see. */
  readonly region: string | null;
  readonly choose: (region: string | null) => void;
}

export const ScopeContext = createContext<Scope>({ region: null, choose: () => undefined });

/** The jurisdiction chosen in the top bar, which every list and the workbench apply. */
export function useScope(): Scope {
  return useContext(ScopeContext);
}

/** The regions that the officer may see, in the order of a tree. */
export function useRegions() {
  return useQuery({
    queryKey: ['regions'],
    queryFn: async ({ signal }) => (await call(listRegions, { signal })).items,
    staleTime: 10 * 60_000,
  });
}
