/** What other modules may call: who there is, and names by id. */
export { officersOfBureau, unitsOfBureau } from './directory.ts';
export { officerNames } from './officer-store.ts';
export type { UnitTree } from './unit-tree.ts';
