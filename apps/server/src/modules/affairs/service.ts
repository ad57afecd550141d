/** What campaigns and reports count of this module. */
export { publicityDone, repliesGiven } from './countable.ts';
