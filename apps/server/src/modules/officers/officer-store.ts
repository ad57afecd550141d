import { bureauOfId, parseId } from '@wangjian/core/ids.ts';
import { sql } from 'kysely';
import { found } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type OfficerTables, tables } from './tables.ts';

/** One officer with what a list shows of it. */
export type OfficerRow = OfficerTables['officers'] & {
  readonly org_name: string;
  readonly must_change: boolean | null;
  readonly locked_until: Date | null;
};

/** Officers with unit, password state and lock; the base of every reading. */
export function selectOfficers(tx: ScopedTx) {
  return tables(tx)
    .selectFrom('officers')
    .innerJoin('org_units', (join) =>
      join.onRef('org_units.bureau', '=', 'officers.bureau').onRef('org_units.id', '=', 'officers.org_id'),
    )
    .leftJoin('officer_passwords', (join) =>
      join
        .onRef('officer_passwords.bureau', '=', 'officers.bureau')
        .onRef('officer_passwords.officer_id', '=', 'officers.id'),
    )
    .leftJoin('sign_in_failures', 'sign_in_failures.login', 'officers.login')
    .selectAll('officers')
    .select(['org_units.name as org_name', 'officer_passwords.must_change', 'sign_in_failures.locked_until']);
}

/** One officer; `not_found` outside the actor's regions. */
export async function getOfficer(tx: ScopedTx, id: string): Promise<OfficerRow> {
  const bureau = parseId(id)?.bureau;
  if (bureau === undefined) return found<OfficerRow>(undefined);
  const query = selectOfficers(tx).where('officers.bureau', '=', bureau).where('officers.id', '=', id);
  return found(await query.executeTakeFirst());
}

/** One officer by log-in name, in lower case as it is stored. */
export async function findOfficerByLogin(tx: ScopedTx, login: string): Promise<OfficerRow | undefined> {
  return await selectOfficers(tx).where('officers.login', '=', login.toLowerCase()).executeTakeFirst();
}

/** The stored hash and its age; undefined for an officer who only signs in elsewhere (OIDC). */
export async function findPassword(
  tx: ScopedTx,
  officerId: string,
): Promise<OfficerTables['officer_passwords'] | undefined> {
  return await tables(tx)
    .selectFrom('officer_passwords')
    .selectAll()
    .where('bureau', '=', bureauOfId(officerId))
    .where('officer_id', '=', officerId)
    .executeTakeFirst();
}

/** Sets or replaces an officer's password hash. */
export async function savePassword(tx: ScopedTx, row: OfficerTables['officer_passwords']): Promise<void> {
  const { hash, set_at, must_change } = row;
  await tables(tx)
    .insertInto('officer_passwords')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['bureau', 'officer_id']).doUpdateSet({ hash, set_at, must_change }),
    )
    .execute();
}

/** Names and units of officers by id, whoever asks: for records that name who did something. */
export async function officerNames(
  tx: ScopedTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly orgName: string }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string; org_name: string }>`
    SELECT id, name, org_name FROM officer_names(${[...new Set(ids)]}::text[])`.execute(tx);
  return new Map(rows.map(({ id, name, org_name }) => [id, { name, orgName: org_name }]));
}
