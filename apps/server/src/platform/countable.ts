import type { RawBuilder } from 'kysely';

/** One record as statistics count it. */
export interface CountableRow {
  readonly bureau: string;
  readonly id: string;
  /** The unit that did it; null for the platform itself. */
  readonly org_id: string | null;
  /** The day that it counts on, `YYYY-MM-DD`. */
  readonly day: string;
  /** What tells the lines of a table apart that count the same records, e.g. `online`. */
  readonly kind: string | null;
  /** Line of Annex 2 (C01 … C12), where the record belongs to one. */
  readonly category: string | null;
  /** How many it counts as, and what it adds to a sum in 分. */
  readonly pieces: number;
  readonly fen: number;
  /** What the record is called in a list, and where the console opens it. */
  readonly title: string;
  readonly path: string;
}

/**
 * Records that statistics count, as a sub-select with the columns of `CountableRow`: each module says of its own what
 * counts, the reports count. It must be able to use an index on (bureau, day).
 */
export type Countable = RawBuilder<CountableRow>;
