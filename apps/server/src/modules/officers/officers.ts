import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { createOfficer, resetPassword, updateOfficer } from './contract.ts';
import { findOfficerByLogin, getOfficer, savePassword } from './officer-store.ts';
import { officerView } from './officer-views.ts';
import { getOrgUnit } from './org-units.ts';
import { hashPassword, randomPassword } from './passwords.ts';
import { refuseLastAdministrator } from './roles.ts';
import { closeSessionsOf } from './session-store.ts';
import { type OfficerTables, tables } from './tables.ts';

export const addOfficer = useCase({
  action: 'officer.create',
  title: '新增账号',
  permission: 'officer.manage',
  input: createOfficer.body!,
  async run(context, input) {
    const { tx, clock, newId } = context;
    const unit = await getOrgUnit(tx, input.orgId);
    if (!unit.active) throw new AppError('conflict', `机构“${unit.name}”已停用`);
    if (await findOfficerByLogin(tx, input.login)) throw taken(input.login);
    const { bureau, region } = unit;
    const id = newId('officer', bureau);
    const officer = {
      bureau,
      region,
      id,
      org_id: unit.id,
      login: input.login,
      name: input.name,
      post: input.post,
    };
    await insertOfficer(tx, { ...officer, created_at: clock.now() });
    const firstPassword = await giveFirstPassword(context, { id, region });
    const { login, name, post } = input;
    return {
      result: { officer: await officerView(context, id), firstPassword },
      audit: { on: id, after: { login, name, post, org: unit.name } },
    };
  },
});

/** Adds an account; `conflict` when another (perhaps one that the actor cannot see) has the name. */
export async function insertOfficer(
  tx: ScopedTx,
  officer: Omit<OfficerTables['officers'], 'disabled' | 'last_sign_in_at' | 'version'>,
): Promise<void> {
  const added = await tables(tx)
    .insertInto('officers')
    .values({ ...officer, disabled: false, last_sign_in_at: null, version: 1 })
    .onConflict((conflict) => conflict.column('login').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) throw taken(officer.login);
}

function taken(login: string): AppError {
  const message = `登录名“${login}”已被使用`;
  return new AppError('conflict', message, { problems: [{ path: 'login', message }] });
}

async function giveFirstPassword(
  { tx, clock }: WriteContext,
  officer: { readonly id: string; readonly region: string },
): Promise<string> {
  const password = randomPassword();
  await savePassword(tx, {
    bureau: bureauOfId(officer.id),
    region: officer.region,
    officer_id: officer.id,
    hash: await hashPassword(password),
    set_at: clock.now(),
    must_change: true,
  });
  return password;
}

export const changeOfficer = useCase({
  action: 'officer.update',
  title: '修改账号',
  permission: 'officer.manage',
  input: updateOfficer.params!.extend(updateOfficer.body!.shape),
  async run(context, { id, version, name, post, orgId, disabled }) {
    const { tx, actor } = context;
    const before = await getOfficer(tx, id);
    if (disabled && id === actor.id) throw new AppError('conflict', '不能停用自己的账号');
    if (disabled && !before.disabled) await refuseLastAdministrator(tx, before, []);
    const unit = orgId === undefined ? undefined : await getOrgUnit(tx, orgId);
    if (unit && unit.bureau !== before.bureau) {
      throw new AppError('conflict', '不能把账号调到其他局：请在新单位另建账号，并停用原账号');
    }
    const updated = await tables(tx)
      .updateTable('officers')
      .set({
        ...(name === undefined ? {} : { name }),
        ...(post === undefined ? {} : { post }),
        ...(unit === undefined ? {} : { org_id: unit.id, region: unit.region }),
        ...(disabled === undefined ? {} : { disabled }),
        version: version + 1,
      })
      .where('bureau', '=', before.bureau)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    refuseStale(updated);
    if (unit && unit.region !== before.region) await moveRows(tx, id, unit.region);
    if (disabled || unit) await closeSessionsOf(tx, id);
    return {
      result: await officerView(context, id),
      audit: {
        on: id,
        before: { name: before.name, post: before.post, org: before.org_name, disabled: before.disabled },
        after: { name, post, org: unit?.name, disabled },
      },
    };
  },
});

/** Everything of an officer is seen where the officer is seen. */
async function moveRows(tx: ScopedTx, officerId: string, region: string): Promise<void> {
  const bureau = bureauOfId(officerId);
  for (const table of ['officer_passwords', 'role_grants'] as const) {
    await tables(tx)
      .updateTable(table)
      .set({ region })
      .where('bureau', '=', bureau)
      .where('officer_id', '=', officerId)
      .execute();
  }
}

export const renewPassword = useCase({
  action: 'officer.reset-password',
  title: '重置口令并解锁',
  permission: 'officer.manage',
  input: resetPassword.params!.extend(resetPassword.body!.shape),
  async run(context, { id, version }) {
    const { tx } = context;
    const officer = await getOfficer(tx, id);
    const updated = await tables(tx)
      .updateTable('officers')
      .set({ version: version + 1 })
      .where('bureau', '=', officer.bureau)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    refuseStale(updated);
    await tables(tx).deleteFrom('sign_in_failures').where('login', '=', officer.login).execute();
    await closeSessionsOf(tx, id);
    const firstPassword = await giveFirstPassword(context, officer);
    return { result: { officer: await officerView(context, id), firstPassword }, audit: { on: id } };
  },
});
