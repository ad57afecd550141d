import { AppError } from '@wangjian/core/errors.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { NO_BUREAU } from '../../platform/actor.ts';
import { allBureaus } from '../../platform/bureaus.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type AuditNote, useCase, type WriteContext } from '../../platform/use-case.ts';
import type { Me } from './contract.ts';
import { meOf } from './me.ts';
import {
  findOfficerByLogin,
  findPassword,
  getOfficer,
  type OfficerRow,
  savePassword,
} from './officer-store.ts';
import { hashPassword, isDue, passwordProblem, verifyPassword } from './passwords.ts';
import { closeSession, closeSessionsOf, type NewSession, openSession } from './session-store.ts';
import { policyOf } from './sign-in-policy.ts';
import { tables } from './tables.ts';

/** A try to sign in: refused ones are kept too, so the refusal is a result and not an exception. */
export type Attempt =
  | { readonly ok: true; readonly session: NewSession; readonly me: z.input<typeof Me> }
  | { readonly ok: false; readonly error: 'wrong' | 'locked' };

/** One sentence for a wrong name, a wrong password and a disabled account. */
const WRONG = '登录名或口令错误；连续错误多次将暂时锁定';

/** Throws what a refused try tells the user; the same for every reason but the lock. */
export function admitted(attempt: Attempt): Extract<Attempt, { ok: true }> {
  if (attempt.ok) return attempt;
  if (attempt.error === 'wrong') throw new AppError('unauthenticated', WRONG);
  throw new AppError('locked', '错误次数过多，该登录名已暂时锁定，请稍后再试或联系系统管理员解锁');
}

export const trySignIn = useCase({
  action: 'session.sign-in',
  title: '登录',
  permission: 'public',
  scope: 'everything',
  input: z.object({ login: z.string(), password: z.string() }),
  async run(context, { login, password }): Promise<{ result: Attempt; audit: AuditNote }> {
    const { tx, clock } = context;
    const now = clock.now();
    const failures = await claimLogin(tx, login.toLowerCase(), now);
    const officer = await findOfficerByLogin(tx, login);
    const refuse = async (error: 'wrong' | 'locked', why: string) => ({
      result: { ok: false as const, error },
      audit: await signInNote(tx, officer, { why, outcome: 'refused', after: { login } }),
    });
    const stored = officer && (await findPassword(tx, officer.id));
    // Before anything is decided: every refusal takes as long as a right password.
    const right = await verifyPassword(password, stored?.hash);
    if (failures.lockedUntil && failures.lockedUntil > now) return await refuse('locked', '登录名已锁定');
    if (!officer || !right) {
      // An unknown name is locked as a known one would be.
      const policy = await policyOf(tx, officer?.bureau ?? (await firstBureau(tx)));
      const count = failures.count + 1;
      const lockedUntil =
        count >= policy.maxFailures ? new Date(now.getTime() + policy.lockMinutes * 60_000) : null;
      await countFailure(tx, login.toLowerCase(), lockedUntil ? 0 : count, lockedUntil);
      return await refuse('wrong', officer ? '口令错误' : '登录名不存在');
    }
    if (officer.disabled) return await refuse('wrong', '账号已停用');
    return { result: await admit(context, officer), audit: await signInNote(tx, officer, {}) };
  },
});

/** Opens a session for an officer whose identity is established (by password or by OIDC). */
export async function admit(
  context: WriteContext,
  officer: OfficerRow,
  way: 'password' | 'oidc' = 'password',
): Promise<Extract<Attempt, { ok: true }>> {
  const { tx, clock, regions } = context;
  const now = clock.now();
  await tables(tx).deleteFrom('sign_in_failures').where('login', '=', officer.login).execute();
  await tables(tx)
    .updateTable('officers')
    .set({ last_sign_in_at: now })
    .where('bureau', '=', officer.bureau)
    .where('id', '=', officer.id)
    .execute();
  const session = await openSession(tx, officer, way, now);
  const policy = await policyOf(tx, officer.bureau);
  const mustChangePassword =
    way === 'password' && isDue(await findPassword(tx, officer.id), policy.passwordDays, now);
  return {
    ok: true,
    session,
    me: await meOf(tx, regions, officer.id, { csrf: session.csrf, mustChangePassword }),
  };
}

/** The audit note of a try: in the officer's bureau, or in the installation's first one for an unknown name. */
export async function signInNote(
  tx: ScopedTx,
  officer: OfficerRow | undefined,
  more: Pick<AuditNote, 'why' | 'outcome' | 'after'>,
): Promise<AuditNote> {
  if (officer) {
    const { id, name, org_name: orgName, region } = officer;
    return { on: id, by: { id, name, orgName, region }, ...more };
  }
  const bureau = await firstBureau(tx);
  return { on: null, bureau, by: { id: null, name: '未知', orgName: '', region: bureau }, ...more };
}

async function firstBureau(tx: ScopedTx): Promise<string> {
  return (await allBureaus(tx))[0] ?? NO_BUREAU;
}

/** Takes the row of a log-in name, so that tries for one name wait for each other and none escapes the count. */
async function claimLogin(
  tx: ScopedTx,
  login: string,
  now: Date,
): Promise<{ readonly count: number; readonly lockedUntil: Date | null }> {
  const { rows } = await sql<{ failures: number; locked_until: Date | null }>`
    INSERT INTO sign_in_failures AS f (login, failures, last_at) VALUES (${login}, 0, ${now})
    ON CONFLICT (login) DO UPDATE SET last_at = ${now}
    RETURNING failures, locked_until`.execute(tx);
  return { count: rows[0]!.failures, lockedUntil: rows[0]!.locked_until };
}

async function countFailure(
  tx: ScopedTx,
  login: string,
  failures: number,
  lockedUntil: Date | null,
): Promise<void> {
  await tables(tx)
    .updateTable('sign_in_failures')
    .set({ failures, locked_until: lockedUntil })
    .where('login', '=', login)
    .execute();
}

export const endSession = useCase({
  action: 'session.sign-out',
  title: '退出登录',
  permission: 'session',
  input: z.object({ token: z.string() }),
  async run({ tx, actor }, { token }) {
    await closeSession(tx, token);
    return { result: undefined, audit: { on: actor.id } };
  },
});

export const replacePassword = useCase({
  action: 'session.password',
  title: '修改口令',
  permission: 'session',
  scope: 'everything',
  input: z.object({ current: z.string(), next: z.string() }),
  async run(context, { current, next }): Promise<{ result: Attempt; audit: AuditNote }> {
    const { tx, actor, clock } = context;
    const officer = await getOfficer(tx, actor.id);
    const stored = await findPassword(tx, actor.id);
    if (!(await verifyPassword(current, stored?.hash))) {
      const audit: AuditNote = { on: actor.id, outcome: 'refused', why: '原口令错误' };
      return { result: { ok: false, error: 'wrong' }, audit };
    }
    const { minLength } = await policyOf(tx, officer.bureau);
    const problem =
      next === current ? '新口令不能与原口令相同' : passwordProblem(next, officer.login, minLength);
    if (problem !== undefined) {
      throw new AppError('invalid_input', problem, { problems: [{ path: 'next', message: problem }] });
    }
    await savePassword(tx, {
      bureau: officer.bureau,
      region: officer.region,
      officer_id: officer.id,
      hash: await hashPassword(next),
      set_at: clock.now(),
      must_change: false,
    });
    // Whoever else knew the old one is out.
    await closeSessionsOf(tx, officer.id);
    return { result: await admit(context, officer), audit: { on: officer.id } };
  },
});
