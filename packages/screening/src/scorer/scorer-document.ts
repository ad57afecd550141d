import { z } from 'zod';

/**
 * `catalog/scorer/model.json`: how much each character and pair of neighbours speaks for each violation type, learned
 * offline from the examples of the catalog (bench/screening/train-scorer.ts).
 */
export const ScorerDocument = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** How many texts it learned from, for the record. */
  learnedFrom: z.strictObject({ violating: z.number().int(), lawful: z.number().int() }),
  /** A window of text counts from this score on; a text of n windows from `threshold + perWindow · ln n` on. */
  threshold: z.number(),
  perWindow: z.number().nonnegative(),
  /** Violation types, in the order of the columns after the first, which says whether anything is wrong at all. */
  types: z.array(z.string().min(1)),
  bias: z.array(z.number()),
  /** Weight of one step in each column. */
  scale: z.array(z.number()),
  /** gzip, base64: the grams, each ended by a line feed. */
  grams: z.string(),
  /** gzip, base64: float32 inverse document frequency of each gram. */
  rarity: z.string(),
  /** gzip, base64: int8 steps, one column of all grams after the other. */
  weights: z.string(),
});
export type ScorerDocument = z.infer<typeof ScorerDocument>;
