import type { RegionTree } from '@wangjian/core/regions.ts';

/** What a transaction sees; see migrations/0001_scope.sql. The empty scope sees nothing. */
export interface Scope {
  /** Bureaus in which anything is seen. */
  readonly bureaus: readonly string[];
  /** Bureaus of which every region is seen. */
  readonly wholeBureaus: readonly string[];
  /** Regions seen in the other bureaus; everything within a region is listed with it. */
  readonly regions: readonly string[];
}

/** The scope that a list of granted regions opens: a city or province opens whole bureaus, the rest regions. */
export function scopeOfRegions(granted: readonly string[], tree: RegionTree): Scope {
  const whole = new Set<string>();
  const bureaus = new Set<string>();
  const regions = new Set<string>();
  for (const code of new Set(granted)) {
    const region = tree.get(code);
    const bureau = tree.bureauOf(code);
    bureaus.add(bureau);
    if (region.level === 'province' || code === bureau) {
      for (const inner of tree.within(code)) {
        const { level } = tree.get(inner);
        if (level === 'province' || level === 'city') whole.add(inner);
      }
    } else {
      for (const inner of tree.within(code)) regions.add(inner);
    }
  }
  for (const bureau of whole) bureaus.add(bureau);
  return { bureaus: [...bureaus], wholeBureaus: [...whole], regions: [...regions] };
}

/** The scope that sees the whole of the given bureaus. */
export function scopeOfBureaus(bureaus: readonly string[]): Scope {
  return { bureaus, wholeBureaus: bureaus, regions: [] };
}

/** Whether a record with this bureau and region lies in the scope; the same rule as the policy in SQL. */
export function inScope(scope: Scope, record: { readonly bureau: string; readonly region: string }): boolean {
  return (
    scope.bureaus.includes(record.bureau) &&
    (scope.wholeBureaus.includes(record.bureau) || scope.regions.includes(record.region))
  );
}

const CODE = /^(\d{6}|\d{9})$/;
const ACTOR = /^[a-z_0-9A-Z.-]{1,80}$/;

/**
 * The SET LOCAL statements for the head of a transaction. Literals, since Citus hands on SET statements and
 * `SET LOCAL x = $1` is a syntax error; so every code is checked to be one, and a wrong one throws.
 */
export function scopeStatements(scope: Scope, actorId: string): string {
  const list = (codes: readonly string[]) => {
    for (const code of codes) if (!CODE.test(code)) throw new Error(`not a region code: ${code}`);
    return codes.join(',');
  };
  if (!ACTOR.test(actorId)) throw new Error(`not an actor id: ${actorId}`);
  return [
    `SET LOCAL wangjian.bureaus = '${list(scope.bureaus)}'`,
    `SET LOCAL wangjian.whole_bureaus = '${list(scope.wholeBureaus)}'`,
    `SET LOCAL wangjian.regions = '${list(scope.regions)}'`,
    `SET LOCAL wangjian.actor = '${actorId}'`,
  ].join('; ');
}
