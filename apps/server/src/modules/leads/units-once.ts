import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type UnitTree, unitsOfBureau } from '../officers/service.ts';

/** The units of each bureau that comes up, read once. */
export function unitsOnce(tx: ScopedTx): (bureau: string) => Promise<UnitTree> {
  const trees = new Map<string, Promise<UnitTree>>();
  return (bureau) => {
    const known = trees.get(bureau) ?? unitsOfBureau(tx, bureau);
    trees.set(bureau, known);
    return known;
  };
}
