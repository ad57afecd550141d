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
