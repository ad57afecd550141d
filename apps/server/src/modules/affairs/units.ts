import { bureauOfId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { type UnitTree, unitsOfBureau } from '../officers/service.ts';

/** A unit with all below it, as records name units; undefined where no unit was asked for. */
export async function unitsWithin(
  { tx }: Pick<ReadContext, 'tx'>,
  org: string | undefined,
): Promise<readonly string[] | undefined> {
  if (org === undefined) return undefined;
  const { all } = await unitsOfBureau(tx, bureauOfId(org));
  const ids = [org];
  for (let at = 0; at < ids.length; at += 1)
    for (const unit of all) if (unit.parentId === ids[at] && !ids.includes(unit.id)) ids.push(unit.id);
  return ids;
}

/** The days that a list's `from` and `to` mean, both counted. */
export function daysOf(query: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  return {
    from: query.from === undefined ? undefined : dayInChina(new Date(query.from)),
    to: query.to === undefined ? undefined : dayInChina(new Date(query.to)),
  };
}

/** Names of units for a list of one bureau or several. */
export async function unitNames(
  { tx }: Pick<ReadContext, 'tx'>,
  bureaus: readonly string[],
): Promise<(orgId: string) => string> {
  const trees = new Map<string, UnitTree>();
  for (const bureau of new Set(bureaus)) trees.set(bureau, await unitsOfBureau(tx, bureau));
  return (orgId) => trees.get(bureauOfId(orgId))?.fullName(orgId) ?? '—';
}
