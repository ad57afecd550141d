import type { LineId } from './piece.ts';

/** A permit that the trade in a line needs beside the licence, and that must be shown. */
export type PermitKind = 'food' | 'device' | 'drug' | 'travel' | 'seed' | 'tobacco';

/** What a line of goods offers a generator: lawful words only. */
export interface Line {
  readonly id: LineId;
  readonly label: string;
  /** Absent where the licence alone is enough (edible farm products, clothing …). */
  readonly permit?: PermitKind;
  /** `name|specification|price in yuan`. */
  readonly products: readonly string[];
  readonly selling: readonly string[];
  /** `name|value` rows of the table of properties. */
  readonly properties: readonly string[];
  readonly reviews: readonly string[];
  readonly hue: number;
}
