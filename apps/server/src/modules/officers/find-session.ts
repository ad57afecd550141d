import type { RegionTree } from '@wangjian/core/regions.ts';
import { z } from 'zod';
import { type OfficerActor, systemActor } from '../../platform/actor.ts';
import type { FindSession, Session } from '../../platform/http/session.ts';
import type { Kernel } from '../../platform/kernel.ts';
import { runUseCase } from '../../platform/run-use-case.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { changePassword, signOut, whoAmI } from './contract.ts';
import { isDue } from './passwords.ts';
import { grantsFrom } from './role-store.ts';
import { bureauOfToken, hashToken, sessionRow } from './session-store.ts';
import { ABSOLUTE_HOURS, policyFrom } from './sign-in-policy.ts';
import { tables } from './tables.ts';

const MINUTE = 60_000;

interface LiveSession {
  readonly actor: OfficerActor;
  readonly csrf: string;
  readonly mustChangePassword: boolean;
  readonly lastSeenAt: Date;
}

const lookUp = readCase({
  action: 'session.find',
  title: '查找会话',
  permission: 'session',
  input: z.object({ token: z.string() }),
  async run({ tx, clock, actor }, { token }) {
    return { result: await liveSession(tx, actor.bureau, token, clock.now()), audit: 'plain' };
  },
});

/** The session of a token while it is valid: neither idle too long nor too old, its officer active. */
async function liveSession(
  tx: ScopedTx,
  bureau: string,
  token: string,
  now: Date,
): Promise<LiveSession | undefined> {
  const row = await sessionRow(tx, bureau, token);
  if (!row || row.disabled) return undefined;
  const policy = policyFrom(row.policy ?? undefined);
  const idle = now.getTime() - row.last_seen_at.getTime();
  const age = now.getTime() - row.created_at.getTime();
  if (idle > policy.idleMinutes * MINUTE || age > ABSOLUTE_HOURS * 60 * MINUTE) return undefined;
  const { id, name, org_id: orgId, org_name: orgName, region } = row;
  return {
    actor: {
      kind: 'officer',
      id,
      name,
      orgId,
      orgName,
      bureau,
      region,
      grants: grantsFrom(row.grants, row.roles),
    },
    csrf: row.csrf,
    mustChangePassword: row.way === 'password' && isDue(row, policy.passwordDays, now),
    lastSeenAt: row.last_seen_at,
  };
}

const touch = useCase({
  action: 'session.touch',
  title: '记录会话活动',
  permission: 'session',
  input: z.object({ token: z.string() }),
  async run({ tx, clock, actor }, { token }) {
    await tables(tx)
      .updateTable('sessions')
      .set({ last_seen_at: clock.now() })
      .where('bureau', '=', actor.bureau)
      .where('id', '=', hashToken(token))
      .execute();
    return { result: undefined, audit: 'machine work' };
  },
});

/** Looks sessions up for the HTTP layer; the time last seen is written at most once a minute. */
export function findSession(kernel: Kernel): FindSession {
  return async (token, { background }) => {
    const bureau = bureauOfToken(token);
    if (bureau === undefined || !isBureau(kernel.regions, bureau)) return undefined;
    const system = systemActor('session', [bureau]);
    const live = await runUseCase(kernel, lookUp, system, { token });
    if (!live) return undefined;
    if (!background && kernel.clock.now().getTime() - live.lastSeenAt.getTime() >= MINUTE) {
      await runUseCase(kernel, touch, system, { token });
    }
    const { actor, csrf } = live;
    return { actor, csrf, restriction: live.mustChangePassword ? MUST_CHANGE : undefined };
  };
}

const MUST_CHANGE: Session['restriction'] = {
  allowed: [whoAmI, signOut, changePassword],
  message: '首次登录或口令到期：请先修改口令',
};

function isBureau(regions: RegionTree, code: string): boolean {
  return regions.find(code) !== undefined;
}
