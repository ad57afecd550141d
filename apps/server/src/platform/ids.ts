import type { Clock } from '@wangjian/core/clock.ts';
import { monotonicFactory } from 'ulid';

const KIND = /^[a-z]+$/;
const BUREAU = /^\d{6}$/;
// Monotonic for the whole process: ids made in one millisecond still sort in the order in which they were made.
const nextUlid = monotonicFactory();

/** A new record id, `lead_640500_01J…`: kind, bureau, ULID of the clock's instant. */
export function newId(kind: string, bureau: string, clock: Clock): string {
  if (!KIND.test(kind) || !BUREAU.test(bureau)) throw new Error(`not a kind and bureau: ${kind}, ${bureau}`);
  return `${kind}_${bureau}_${nextUlid(clock.now().getTime())}`;
}
