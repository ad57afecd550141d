/** What other modules may call: names of officers and units by id. */
export { officerNames } from './officer-store.ts';
