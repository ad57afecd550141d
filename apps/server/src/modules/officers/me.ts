import { PERMISSIONS, type Permission } from '@wangjian/core/permissions.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { z } from 'zod';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { Me } from './contract.ts';
import { getOfficer } from './officer-store.ts';
import { grantsFrom, grantsOf, rolesOf } from './role-store.ts';
import { tables } from './tables.ts';

/** What the console needs to know of the one who signed in. */
export async function meOf(
  tx: ScopedTx,
  regions: RegionTree,
  officerId: string,
  session: { readonly csrf: string; readonly mustChangePassword: boolean },
): Promise<z.input<typeof Me>> {
  const officer = await getOfficer(tx, officerId);
  const roles = await rolesOf(tx, officer.bureau);
  const granted = await grantsOf(tx, officer.bureau, [officer.id]);
  // The office itself is the unit at the head of its tree (中卫市市场监督管理局), not the place.
  const office = await tables(tx)
    .selectFrom('org_units')
    .select('name')
    .where('bureau', '=', officer.bureau)
    .where('region', '=', officer.bureau)
    .where('parent_id', 'is', null)
    .orderBy('id')
    .executeTakeFirst();
  const held = new Set<Permission>(grantsFrom(granted, roles).flatMap(({ permissions }) => permissions));
  const demo = await tables(tx).selectFrom('demo_accounts').select('login').limit(1).execute();
  return {
    id: officer.id,
    login: officer.login,
    name: officer.name,
    post: officer.post,
    orgId: officer.org_id,
    orgName: officer.org_name,
    bureau: officer.bureau,
    bureauName: office?.name ?? regions.get(officer.bureau).name,
    region: officer.region,
    regionName: regions.get(officer.region).name,
    roles: [...new Set(granted.map(({ role }) => roles.find(({ id }) => id === role)?.name ?? role))],
    permissions: (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => held.has(permission)),
    mustChangePassword: session.mustChangePassword,
    csrf: session.csrf,
    demo: demo.length > 0,
  };
}
