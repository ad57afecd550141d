import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { BUILT_IN_ROLES, type BuiltInRole, type Permission } from '@wangjian/core/permissions.ts';
import type { Grant } from '../../platform/actor.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type OfficerTables, tables } from './tables.ts';

/** A role as it is used: built in, or a bureau's own. */
export interface RoleView {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly builtIn: boolean;
  readonly version: number;
}

/** The roles of the code, the same in every bureau. */
const builtInRoles: readonly RoleView[] = Object.entries(BUILT_IN_ROLES).map(([id, role]) => ({
  id,
  name: role.name,
  permissions: role.permissions,
  builtIn: true,
  version: 1,
}));

export function isBuiltIn(id: string): id is BuiltInRole {
  return Object.hasOwn(BUILT_IN_ROLES, id);
}

/** All roles of a bureau, the built-in ones first. */
export async function rolesOf(tx: ScopedTx, bureau: string): Promise<RoleView[]> {
  const own = await tables(tx)
    .selectFrom('roles')
    .select(['id', 'name', 'permissions', 'version'])
    .where('bureau', '=', bureau)
    .orderBy('id')
    .execute();
  return [...builtInRoles, ...own.map((role) => ({ ...role, builtIn: false }))];
}

/** The permissions of a role by id; `invalid_input` for one that the bureau does not have. */
export function roleById(roles: readonly RoleView[], id: string): RoleView {
  const role = roles.find((one) => one.id === id);
  if (role) return role;
  throw new AppError('invalid_input', `没有角色“${id}”`, {
    problems: [{ path: 'grants', message: `没有角色“${id}”` }],
  });
}

/** The grants of officers of one bureau. */
export async function grantsOf(
  tx: ScopedTx,
  bureau: string,
  officerIds: readonly string[],
): Promise<OfficerTables['role_grants'][]> {
  if (officerIds.length === 0) return [];
  return await tables(tx)
    .selectFrom('role_grants')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('officer_id', 'in', officerIds)
    .orderBy('role')
    .orderBy('grant_region')
    .execute();
}

/** Replaces all grants of one officer. */
export async function replaceGrants(
  tx: ScopedTx,
  officerId: string,
  grants: readonly OfficerTables['role_grants'][],
): Promise<void> {
  await tables(tx)
    .deleteFrom('role_grants')
    .where('bureau', '=', bureauOfId(officerId))
    .where('officer_id', '=', officerId)
    .execute();
  if (grants.length > 0)
    await tables(tx)
      .insertInto('role_grants')
      .values([...grants])
      .execute();
}

/** Grants as an actor holds them, from the roles of its bureau; a role that is gone gives nothing. */
export function grantsFrom(
  grants: readonly { readonly role: string; readonly grant_region: string }[],
  own: readonly Pick<RoleView, 'id' | 'permissions'>[],
): Grant[] {
  const roles = [...builtInRoles, ...own];
  return grants.map(({ role, grant_region: region }) => ({
    region,
    permissions: roles.find(({ id }) => id === role)?.permissions ?? [],
  }));
}
