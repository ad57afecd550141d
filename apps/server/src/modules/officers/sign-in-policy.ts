import { z } from 'zod';
import { refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { SignInPolicy } from './contract.ts';
import { type OfficerTables, tables } from './tables.ts';

type Policy = z.infer<typeof SignInPolicy>;

/** Until a bureau's security administrator decides otherwise. */
const INITIAL: Policy = {
  maxFailures: 5,
  lockMinutes: 30,
  idleMinutes: 30,
  passwordDays: 90,
  minLength: 12,
  version: 1,
};

/** A session ends after this long, however busy it is. */
export const ABSOLUTE_HOURS = 12;

/** A bureau's policy for sign-in and passwords. */
export async function policyOf(tx: ScopedTx, bureau: string): Promise<Policy> {
  const row = await tables(tx)
    .selectFrom('sign_in_policies')
    .selectAll()
    .where('bureau', '=', bureau)
    .executeTakeFirst();
  return policyFrom(row);
}

/** A policy from its row; the initial one without. */
export function policyFrom(
  row: Omit<OfficerTables['sign_in_policies'], 'bureau' | 'region'> | undefined,
): Policy {
  if (!row) return INITIAL;
  return {
    maxFailures: row.max_failures,
    lockMinutes: row.lock_minutes,
    idleMinutes: row.idle_minutes,
    passwordDays: row.password_days,
    minLength: row.min_length,
    version: row.version,
  };
}

export const readPolicy = readCase({
  action: 'session.policy.read',
  title: '查看登录与口令策略',
  permission: 'session.policy',
  input: z.undefined(),
  run: async ({ tx, actor }) => ({ result: await policyOf(tx, actor.bureau), audit: 'plain' }),
});

export const changePolicy = useCase({
  action: 'session.policy',
  title: '修改登录与口令策略',
  permission: 'session.policy',
  input: SignInPolicy,
  async run({ tx, actor }, next) {
    const before = await policyOf(tx, actor.bureau);
    if (before.version !== next.version) refuseStale(undefined);
    const row = {
      max_failures: next.maxFailures,
      lock_minutes: next.lockMinutes,
      idle_minutes: next.idleMinutes,
      password_days: next.passwordDays,
      min_length: next.minLength,
      version: next.version + 1,
    };
    const saved = await tables(tx)
      .insertInto('sign_in_policies')
      .values({ bureau: actor.bureau, region: actor.bureau, ...row })
      .onConflict((conflict) =>
        conflict.column('bureau').doUpdateSet(row).where('sign_in_policies.version', '=', next.version),
      )
      .returning('version')
      .executeTakeFirst();
    if (!saved) refuseStale(undefined);
    const result = { ...next, version: row.version };
    return { result, audit: { on: `policy ${actor.bureau}`, before, after: result } };
  },
});
