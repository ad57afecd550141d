import { bureauOfId } from '@wangjian/core/ids.ts';
import type { Permission } from '@wangjian/core/permissions.ts';
import { sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { grantsFrom, grantsOf, rolesOf } from './role-store.ts';
import { tables } from './tables.ts';

/**
 * Active officers of a unit and of its sections whose roles hold a permission: all who may act for it. For jobs, which
 * see the whole bureau.
 */
export async function officersWith(tx: ScopedTx, orgId: string, permission: string): Promise<string[]> {
  const bureau = bureauOfId(orgId);
  const sections = await tables(tx)
    .selectFrom('org_units')
    .select('id')
    .where('bureau', '=', bureau)
    .where('parent_id', '=', orgId)
    .where('level', '=', 'section')
    .execute();
  const officers = await tables(tx)
    .selectFrom('officers')
    .select('id')
    .where('bureau', '=', bureau)
    .where('org_id', 'in', [orgId, ...sections.map(({ id }) => id)])
    .where('disabled', '=', false)
    .orderBy('id')
    .execute();
  const ids = officers.map(({ id }) => id);
  const roles = await rolesOf(tx, bureau);
  const byOfficer = Map.groupBy(await grantsOf(tx, bureau, ids), ({ officer_id }) => officer_id);
  return ids.filter((id) =>
    grantsFrom(byOfficer.get(id) ?? [], roles).some(({ permissions }) =>
      (permissions as readonly string[]).includes(permission),
    ),
  );
}

/** The unit above a unit; null at the top, and for a unit that is not there. */
export async function parentOrg(tx: ScopedTx, orgId: string): Promise<string | null> {
  const unit = await tables(tx)
    .selectFrom('org_units')
    .select('parent_id')
    .where('bureau', '=', bureauOfId(orgId))
    .where('id', '=', orgId)
    .executeTakeFirst();
  return unit?.parent_id ?? null;
}

/** In which regions each of the officers of a bureau holds a permission (with all that lies in them). */
export async function regionsWith(
  tx: ScopedTx,
  bureau: string,
  officerIds: readonly string[],
  permission: Permission,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const roles = await rolesOf(tx, bureau);
  const byOfficer = Map.groupBy(await grantsOf(tx, bureau, officerIds), ({ officer_id }) => officer_id);
  return new Map(
    [...byOfficer].map(([id, grants]) => [
      id,
      grantsFrom(grants, roles).flatMap(({ region, permissions }) =>
        permissions.includes(permission) ? [region] : [],
      ),
    ]),
  );
}

/** Where the units of officers lie. */
export async function regionsOfOfficers(
  tx: ScopedTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('officers')
    .select(['id', 'region'])
    .where('bureau', 'in', [...new Set(ids.map(bureauOfId))])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, region }) => [id, region]));
}

/** Names of units by id, whoever asks: for records that name the unit that has them. */
export async function orgNames(tx: ScopedTx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM org_names(${[...new Set(ids)]}::text[])`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
