import type { SiteKind } from '@wangjian/core/site.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { RegistryTables } from './tables.ts';

/** What lists of other modules show of a site. */
export interface SiteLabel {
  readonly id: string;
  readonly name: string;
  readonly operatorName: string | null;
  readonly uscc: string | null;
}

/** Labels of sites by id, for the lists of modules to the right. */
export async function siteLabels(
  tx: ScopedTx,
  bureaus: readonly string[],
  ids: readonly string[],
): Promise<Map<string, SiteLabel>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<RegistryTables>()
    .selectFrom('sites as s')
    .leftJoin('operators as o', (join) =>
      join.onRef('o.bureau', '=', 's.bureau').onRef('o.id', '=', 's.operator_id'),
    )
    .select(['s.id', 's.name', 'o.name as operatorName', 'o.uscc'])
    .where('s.bureau', 'in', [...new Set(bureaus)])
    .where('s.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Where a site and those behind it are, for questions of jurisdiction. */
export interface SitePlace {
  readonly id: string;
  readonly kind: SiteKind;
  readonly region: string;
  readonly operatorAddress: string | null;
  readonly platformName: string | null;
  readonly platformRegion: string | null;
  readonly platformAddress: string | null;
}

/** Places of sites by id. */
export async function sitePlaces(
  tx: ScopedTx,
  bureaus: readonly string[],
  ids: readonly string[],
): Promise<Map<string, SitePlace>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<RegistryTables>()
    .selectFrom('sites as s')
    .leftJoin('operators as o', (join) =>
      join.onRef('o.bureau', '=', 's.bureau').onRef('o.id', '=', 's.operator_id'),
    )
    .leftJoin('sites as p', (join) =>
      join.onRef('p.bureau', '=', 's.bureau').onRef('p.id', '=', 's.platform_id'),
    )
    .leftJoin('operators as po', (join) =>
      join.onRef('po.bureau', '=', 'p.bureau').onRef('po.id', '=', 'p.operator_id'),
    )
    .select([
      's.id',
      's.kind',
      's.region',
      'o.address as operatorAddress',
      'p.name as platformName',
      'p.region as platformRegion',
      'po.address as platformAddress',
    ])
    .where('s.bureau', 'in', [...new Set(bureaus)])
    .where('s.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
