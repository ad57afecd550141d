/** What other modules may call: who there is, who holds a permission in a unit, and names by id. */
export { officersOfBureau, unitsOfBureau } from './directory.ts';
export { officerNames } from './officer-store.ts';
export { officersWith, orgNames, parentOrg, regionsOfOfficers, regionsWith } from './recipients.ts';
export type { UnitTree } from './unit-tree.ts';
