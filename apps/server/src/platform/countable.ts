import { type RawBuilder, sql } from 'kysely';

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

/**
 * The day in China of an instant in a column. China keeps UTC+8 the whole year, and a fixed distance is reckoned quicker than
 * a zone with a name: statistics do it for every record of a year.
 */
export function dayOfInstant(column: string): RawBuilder<string> {
  return sql<string>`(${sql.ref(column)} AT TIME ZONE INTERVAL '8 hours')::date`;
}

/** A span of whole days in China, both counted, with the instants at which it begins and has ended. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly begins: Date;
  /** The first instant after it. */
  readonly ends: Date;
  /** What is asked about the present (lamps, what was due) is asked of this instant. */
  readonly now: Date;
}

/** One record as the dashboards count it: a countable one that lies in a region and says which violations it is about. */
export interface PlacedRow extends CountableRow {
  readonly region: string;
  /** Violation types of the catalog; where `category` is null they say the category too. */
  readonly violations: readonly string[];
}

/**
 * Records that dashboards count in a span of days, with the columns of `PlacedRow` and, where several numbers come from
 * the same records, plain columns that tell them apart. The span is a condition on the column that an index knows.
 */
export type Placed = (span: Span) => RawBuilder<PlacedRow>;

/** What one record is about: by it a campaign finds the records of its scope. */
export interface SubjectRow {
  readonly bureau: string;
  /** The id under which a `CountableRow` counts it. */
  readonly id: string;
  readonly region: string;
  readonly site_id: string | null;
  /** Violation types; null where the record has none by its nature (a check does not know beforehand). */
  readonly violations: readonly string[] | null;
  /** All words in which a keyword may stand. */
  readonly words: string;
}

/** Subjects of a module's records, as a sub-select with the columns of `SubjectRow`, found by (bureau, id). */
export type Subject = RawBuilder<SubjectRow>;
