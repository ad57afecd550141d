import type { Permission } from '@wangjian/core/permissions.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { type Scope, scopeOfBureaus, scopeOfRegions } from './scope.ts';

/** One role's permissions in one region (with all that lies in it). */
export interface Grant {
  readonly region: string;
  readonly permissions: readonly Permission[];
}

/** A signed-in officer. */
export interface OfficerActor {
  readonly kind: 'officer';
  readonly id: string;
  readonly name: string;
  /** The unit that the officer works in. */
  readonly orgId: string;
  readonly orgName: string;
  readonly bureau: string;
  /** Where the officer's own unit lies. */
  readonly region: string;
  readonly grants: readonly Grant[];
}

/** A job of the platform itself, with the bureaus that it works for. */
export interface SystemActor {
  readonly kind: 'system';
  readonly id: string;
  readonly name: string;
  readonly orgName: string;
  /** Where its audit entries without a record go. */
  readonly bureau: string;
  readonly region: string;
  readonly bureaus: readonly string[];
}

/** Somebody before sign-in: may run public use cases only. */
export interface AnonymousActor {
  readonly kind: 'anonymous';
  readonly id: 'anonymous';
  readonly name: '未登录';
  readonly orgName: '';
  readonly bureau: typeof NO_BUREAU;
  readonly region: typeof NO_BUREAU;
}

export type Actor = OfficerActor | SystemActor | AnonymousActor;

/** What a use case asks of its actor: a permission, any session, or nothing. */
export type Access = Permission | 'session' | 'public';

/** The bureau of audit entries that belong to none (a refused sign-in with an unknown name). */
export const NO_BUREAU = '000000';

export const ANONYMOUS: AnonymousActor = {
  kind: 'anonymous',
  id: 'anonymous',
  name: '未登录',
  orgName: '',
  bureau: NO_BUREAU,
  region: NO_BUREAU,
};

/** The platform acting for one or more bureaus; `job` names what it does, e.g. `patrol-site`. */
export function systemActor(job: string, bureaus: readonly string[]): SystemActor {
  const bureau = bureaus[0] ?? NO_BUREAU;
  return { kind: 'system', id: `system.${job}`, name: '系统', orgName: '', bureau, region: bureau, bureaus };
}

/** Whether the actor may do this anywhere at all; where is the scope's business. */
export function may(actor: Actor, access: Access): boolean {
  if (access === 'public' || actor.kind === 'system') return true;
  if (actor.kind === 'anonymous') return false;
  return access === 'session' || actor.grants.some(({ permissions }) => permissions.includes(access));
}

/** What the actor sees while it uses this permission: the regions of the grants that hold it. */
export function scopeOf(actor: Actor, access: Access, tree: RegionTree): Scope {
  if (actor.kind === 'system') return scopeOfBureaus(actor.bureaus);
  if (actor.kind === 'anonymous') return scopeOfBureaus([]);
  if (access === 'public' || access === 'session') {
    return scopeOfRegions([actor.region, ...actor.grants.map(({ region }) => region)], tree);
  }
  const grants = actor.grants.filter(({ permissions }) => permissions.includes(access));
  return scopeOfRegions(
    grants.map(({ region }) => region),
    tree,
  );
}
