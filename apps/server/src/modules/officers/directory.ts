import { sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type Unit, type UnitTree, unitTree } from './unit-tree.ts';

/** The units of a bureau in the reader's scope, also those whose accounts the reader may not see. */
export async function unitsOfBureau(tx: ScopedTx, bureau: string): Promise<UnitTree> {
  const { rows } = await sql<{
    id: string;
    parent_id: string | null;
    name: string;
    level: Unit['level'];
    region: string;
    active: boolean;
  }>`SELECT * FROM bureau_units(${bureau})`.execute(tx);
  return unitTree(rows.map(({ parent_id: parentId, ...unit }) => ({ ...unit, parentId })));
}

/** An officer as others name them. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly orgId: string;
}

/** The officers of a bureau in the reader's scope whose accounts are in use. */
export async function officersOfBureau(tx: ScopedTx, bureau: string): Promise<readonly Colleague[]> {
  const { rows } = await sql<{ id: string; name: string; post: string; org_id: string }>`
    SELECT * FROM bureau_officers(${bureau})`.execute(tx);
  return rows.map(({ org_id: orgId, ...officer }) => ({ ...officer, orgId }));
}
