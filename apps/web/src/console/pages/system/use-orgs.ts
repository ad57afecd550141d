import { useQuery } from '@tanstack/react-query';
import { listOrgUnits, type OrgUnit } from '@wangjian/server/modules/officers/contract.ts';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';

export type Org = z.output<typeof OrgUnit>;
export interface OrgNode extends Org {
  readonly children: OrgNode[];
}

/** The organisation tree's units, in the server's order. */
export function useOrgs() {
  return useQuery({
    queryKey: ['orgs'],
    queryFn: async ({ signal }) => (await call(listOrgUnits, { signal })).items,
  });
}

/** Units as a tree; a unit whose parent the reader may not see stands at the top. */
export function treeOf(units: readonly Org[]): OrgNode[] {
  const nodes = new Map(units.map((unit) => [unit.id, { ...unit, children: [] as OrgNode[] }]));
  const roots: OrgNode[] = [];
  for (const node of nodes.values()) (nodes.get(node.parentId ?? '')?.children ?? roots).push(node);
  return roots;
}
