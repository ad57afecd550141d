import type { BuiltInRole } from '@wangjian/core/permissions.ts';
import { z } from 'zod';
import { systemActor } from '../../platform/actor.ts';
import { registerBureau } from '../../platform/bureaus.ts';
import type { Kernel } from '../../platform/kernel.ts';
import { runUseCase } from '../../platform/run-use-case.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { findOfficerByLogin, savePassword } from './officer-store.ts';
import { insertOfficer } from './officers.ts';
import { hashPassword } from './passwords.ts';
import { replaceGrants } from './role-store.ts';
import { type OfficerTables, tables } from './tables.ts';

/** A unit of a bureau to be set up; `id` and `parentId` are names within the seed. */
export interface SeedUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly level: OfficerTables['org_units']['level'];
  readonly region: string;
}

export interface SeedOfficer {
  readonly login: string;
  readonly name: string;
  readonly post: string;
  /** `id` of a unit of the seed. */
  readonly orgId: string;
  readonly region: string;
  readonly roles: readonly BuiltInRole[];
  readonly password: string;
  readonly mustChange: boolean;
}

/** A bureau with its units and officers. */
export interface BureauSeed {
  readonly bureau: string;
  readonly units: readonly SeedUnit[];
  readonly officers: readonly SeedOfficer[];
  /** Shown on the sign-in page; only of a demo. */
  readonly demoAccounts?: readonly {
    readonly login: string;
    readonly password: string;
    readonly who: string;
  }[];
}

/**
 * Sets a bureau up with units, officers and their roles, in one transaction. Returns whether it did: a bureau that has
 * units already is left as it is, so that a first start that was cut short can be repeated.
 */
export async function seedBureau(kernel: Kernel, seed: BureauSeed): Promise<boolean> {
  // One hash for equal passwords: a demo's two dozen officers share theirs.
  const hashes = new Map<string, string>();
  for (const { password } of seed.officers) {
    if (!hashes.has(password)) hashes.set(password, await hashPassword(password));
  }
  const setUp = useCase({
    action: 'org.set-up',
    title: '初始化机构与账号',
    permission: 'org.manage',
    input: z.undefined(),
    async run(context) {
      const { tx, regions } = context;
      await registerBureau(tx, { code: seed.bureau, name: regions.get(seed.bureau).name });
      const present = await tables(tx).selectFrom('org_units').select('id').limit(1).execute();
      const done = present.length === 0;
      if (done) await fill(context, seed, hashes);
      const after = {
        units: seed.units.length,
        officers: seed.officers.map(({ login, roles }) => ({ login, roles })),
      };
      return { result: done, audit: { on: null, why: '首次启动', after: done ? after : { done } } };
    },
  });
  return await runUseCase(kernel, setUp, systemActor('set-up', [seed.bureau]), undefined);
}

async function fill(
  context: WriteContext,
  seed: BureauSeed,
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const { tx, clock, newId, actor } = context;
  const { bureau } = seed;
  const now = clock.now();
  const unitIds = new Map(seed.units.map(({ id }) => [id, newId('org', bureau)]));
  const units = seed.units.map(({ id, parentId, name, level, region }) => ({
    bureau,
    region,
    id: unitIds.get(id)!,
    parent_id: parentId === null ? null : unitIds.get(parentId)!,
    name,
    level,
    active: true,
    version: 1,
    created_at: now,
  }));
  await tables(tx).insertInto('org_units').values(units).execute();
  for (const { login, name, post, orgId, region, roles, password, mustChange } of seed.officers) {
    if (await findOfficerByLogin(tx, login)) continue;
    const id = newId('officer', bureau);
    const org = units.find((unit) => unit.id === unitIds.get(orgId))!;
    await insertOfficer(tx, {
      bureau,
      region: org.region,
      id,
      org_id: org.id,
      login,
      name,
      post,
      created_at: now,
    });
    const own = { bureau, region: org.region, officer_id: id };
    await savePassword(tx, { ...own, hash: hashes.get(password)!, set_at: now, must_change: mustChange });
    await replaceGrants(
      tx,
      id,
      roles.map((role) => ({ ...own, role, grant_region: region, granted_by: actor.id, granted_at: now })),
    );
  }
  const accounts = (seed.demoAccounts ?? []).map((account, place) => ({ ...account, place }));
  if (accounts.length > 0) await tables(tx).insertInto('demo_accounts').values(accounts).execute();
}
