import { COUNTED_ROWS } from '@wangjian/core/counted-rows.ts';
import type { Permission } from '@wangjian/core/permissions.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { type Actor, may, scopeOf } from '../../../platform/actor.ts';
import type { Period } from '../annex2/count.ts';
import type { MeasureId } from './measures.ts';

/** Lists of the modules whose filters say the same as a measure: where officers can go on working. */
const LISTS: Partial<
  Record<MeasureId, { readonly permission: Permission; readonly path: string; readonly days: boolean }>
> = {
  findings: { permission: 'finding.read', path: '/findings?status=all', days: true },
  confirmed: { permission: 'finding.read', path: '/findings?status=confirmed', days: true },
  leads: { permission: 'lead.read', path: '/leads?', days: true },
  'running-green': { permission: 'deadline.read', path: '/deadlines?lamp=green', days: false },
  'running-yellow': { permission: 'deadline.read', path: '/deadlines?lamp=yellow', days: false },
  'running-red': { permission: 'deadline.read', path: '/deadlines?lamp=red', days: false },
};

/** What a number was counted for. */
interface Counted extends Period {
  readonly region: string | null;
  readonly org: string | null;
  readonly value: number;
}

/**
 * Where the console opens the records behind a number: the module's own list where its filters and the reader's regions
 * say exactly the same, else the list of records of the dashboards.
 */
export function opensOf(id: MeasureId, counted: Counted, actor: Actor, regions: RegionTree): string {
  const { region, org, from, to, value } = counted;
  const list = LISTS[id];
  const same =
    list &&
    region !== null &&
    org === null &&
    value < COUNTED_ROWS &&
    may(actor, list.permission) &&
    JSON.stringify(scopeOf(actor, list.permission, regions)) ===
      JSON.stringify(scopeOf(actor, 'report.read', regions));
  if (same) {
    const days = list.days ? `&from=${from}&to=${to}` : '';
    return `${list.path}&region=${region}${days}`.replace('?&', '?');
  }
  const query = new URLSearchParams({
    measure: id,
    ...(region && { region }),
    ...(org && { org }),
    from,
    to,
  });
  return `/reports/records?${query}`;
}
