import { AppError } from '@wangjian/core/errors.ts';
import type { Permission } from '@wangjian/core/permissions.ts';
import { z } from 'zod';
import { scopeOf } from '../../platform/actor.ts';
import { refuseStale } from '../../platform/save.ts';
import { scopeOfRegions } from '../../platform/scope.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { grantRoles, saveRole } from './contract.ts';
import { getOfficer, type OfficerRow } from './officer-store.ts';
import { officerView } from './officer-views.ts';
import { grantsOf, isBuiltIn, type RoleView, replaceGrants, roleById, rolesOf } from './role-store.ts';
import { groupOf, refuseMixedGroups } from './separation.ts';
import { closeSessionsOf } from './session-store.ts';
import { type OfficerTables, tables } from './tables.ts';

export const roleList = readCase({
  action: 'role.list',
  title: '查看角色列表',
  permission: 'session',
  input: z.undefined(),
  run: async ({ tx, actor }) => ({
    result: {
      items: (await rolesOf(tx, actor.bureau)).map((role) => ({
        ...role,
        permissions: [...role.permissions],
      })),
    },
    audit: 'plain',
  }),
});

export const grant = useCase({
  action: 'role.grant',
  title: '授予角色',
  permission: 'role.grant',
  input: grantRoles.params!.extend(grantRoles.body!.shape),
  async run(context, { id, grants, reason, version }) {
    const { tx, actor, clock } = context;
    const officer = await getOfficer(tx, id);
    const roles = await rolesOf(tx, officer.bureau);
    const wanted = [...new Map(grants.map((one) => [`${one.role} ${one.region}`, one])).values()];
    const before = await grantsOf(tx, officer.bureau, [id]);
    for (const { region } of wanted) refuseForeignRegion(context, region);
    for (const { grant_region } of before) refuseForeignRegion(context, grant_region);
    const permissions = wanted.flatMap(({ role }) => roleById(roles, role).permissions);
    refuseMixedGroups(permissions, `“${officer.name}”`);
    await refuseLastAdministrator(tx, officer, permissions);
    await raiseVersion(tx, officer, version);
    await replaceGrants(
      tx,
      id,
      wanted.map(({ role, region }) => ({
        bureau: officer.bureau,
        region: officer.region,
        officer_id: id,
        role,
        grant_region: region,
        granted_by: actor.id,
        granted_at: clock.now(),
      })),
    );
    // The officer signs in again with what it may do now.
    await closeSessionsOf(tx, id);
    const shown = (list: readonly OfficerTables['role_grants'][]) =>
      list.map(({ role, grant_region }) => ({ role, region: grant_region }));
    return {
      result: await officerView(context, id),
      audit: { on: id, why: reason, before: shown(before), after: wanted },
    };
  },
});

/** A role can be given (and taken) only within the regions of the one who gives it. */
function refuseForeignRegion({ actor, regions }: WriteContext, region: string): void {
  const known = regions.find(region) !== undefined;
  const own = scopeOf(actor, 'role.grant', regions);
  const inside =
    known &&
    scopeOfRegions([region], regions).wholeBureaus.every((bureau) => own.wholeBureaus.includes(bureau)) &&
    scopeOfRegions([region], regions).regions.every(
      (inner) => own.regions.includes(inner) || own.wholeBureaus.includes(regions.bureauOf(inner)),
    );
  if (inside) return;
  const message = known ? `“${regions.get(region).name}”不在您的管辖范围内` : `没有区划代码“${region}”`;
  throw new AppError('not_found', message, { problems: [{ path: 'grants', message }] });
}

async function raiseVersion(tx: ScopedTx, officer: OfficerRow, version: number): Promise<void> {
  const updated = await tables(tx)
    .updateTable('officers')
    .set({ version: version + 1 })
    .where('bureau', '=', officer.bureau)
    .where('id', '=', officer.id)
    .where('version', '=', version)
    .executeTakeFirst();
  refuseStale(updated);
}

const ADMINISTRATORS = { system: '系统管理员', security: '安全管理员', audit: '审计管理员' } as const;

/** Throws `conflict` when a bureau would be left without one of its three administrators. */
export async function refuseLastAdministrator(
  tx: ScopedTx,
  officer: OfficerRow,
  next: readonly Permission[],
): Promise<void> {
  const roles = await rolesOf(tx, officer.bureau);
  const groupsOf = (permissions: readonly Permission[]) => new Set(permissions.map(groupOf));
  const permissionsOf = (grants: readonly OfficerTables['role_grants'][]) =>
    grants.flatMap(({ role }) => roles.find(({ id }) => id === role)?.permissions ?? []);
  const kept = groupsOf(next);
  const held = groupsOf(permissionsOf(await grantsOf(tx, officer.bureau, [officer.id])));
  const lost = [...held].flatMap((group) => (group === 'business' || kept.has(group) ? [] : [group]));
  if (lost.length === 0) return;
  const others = await tables(tx)
    .selectFrom('officers')
    .select('id')
    .where('bureau', '=', officer.bureau)
    .where('id', '!=', officer.id)
    .where('disabled', '=', false)
    .execute();
  const grants = await grantsOf(
    tx,
    officer.bureau,
    others.map(({ id }) => id),
  );
  const heldByOthers = groupsOf(permissionsOf(grants));
  for (const group of lost) {
    if (heldByOthers.has(group)) continue;
    throw new AppError('conflict', `“${officer.name}”是最后一名${ADMINISTRATORS[group]}，请先另行指定`);
  }
}

export const writeRole = useCase({
  action: 'role.save',
  title: '保存角色',
  permission: 'role.manage',
  input: saveRole.params!.extend(saveRole.body!.shape),
  async run({ tx, actor }, { id, name, permissions, version }) {
    if (isBuiltIn(id)) throw new AppError('conflict', '内置角色不能修改：请另建一个角色');
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(id)) {
      const message = '角色代码由小写字母、数字和“-”组成，以字母开头，2 至 40 位';
      throw new AppError('invalid_input', message, { problems: [{ path: 'id', message }] });
    }
    refuseMixedGroups(permissions, `角色“${name}”`);
    const roles = await rolesOf(tx, actor.bureau);
    const before = roles.find((role) => role.id === id);
    if (before?.version !== version) refuseStale(undefined);
    const next: RoleView = {
      id,
      name,
      permissions: [...new Set(permissions)],
      builtIn: false,
      version: (version ?? 0) + 1,
    };
    await refuseMixingHolders(tx, actor.bureau, roles, next);
    const row = { name, permissions: [...next.permissions], version: next.version };
    const saved = await tables(tx)
      .insertInto('roles')
      .values({ bureau: actor.bureau, region: actor.bureau, id, ...row })
      .onConflict((conflict) =>
        conflict
          .columns(['bureau', 'id'])
          .doUpdateSet(row)
          .where('roles.version', '=', version ?? 0),
      )
      .returning('version')
      .executeTakeFirst();
    if (!saved) refuseStale(undefined);
    const result = { ...next, permissions: [...next.permissions] };
    return { result, audit: { on: `role ${id}`, before, after: result } };
  },
});

/** A changed role must not mix the groups of any officer who holds it; those officers sign in again. */
async function refuseMixingHolders(
  tx: ScopedTx,
  bureau: string,
  roles: readonly RoleView[],
  next: RoleView,
): Promise<void> {
  const holders = await tables(tx)
    .selectFrom('role_grants')
    .innerJoin('officers', (join) =>
      join
        .onRef('officers.bureau', '=', 'role_grants.bureau')
        .onRef('officers.id', '=', 'role_grants.officer_id'),
    )
    .select(['officers.id', 'officers.name'])
    .distinct()
    .where('role_grants.bureau', '=', bureau)
    .where('role_grants.role', '=', next.id)
    .execute();
  const after = [...roles.filter(({ id }) => id !== next.id), next];
  for (const holder of holders) {
    const grants = await grantsOf(tx, bureau, [holder.id]);
    const permissions = grants.flatMap(({ role }) => after.find(({ id }) => id === role)?.permissions ?? []);
    refuseMixedGroups(permissions, `“${holder.name}”`);
    await closeSessionsOf(tx, holder.id);
  }
}
