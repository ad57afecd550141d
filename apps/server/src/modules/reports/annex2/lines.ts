import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const FILE = join(import.meta.dirname, '../../../../../../catalog/annex2/annex2.yaml');

/** One line of the table: what it says, what it counts, and of which records (`sources.ts`). */
const Line = z.object({
  id: z.string(),
  section: z.string(),
  words: z.string(),
  unit: z.enum(['个次', '条', '件', '万元']),
  /** What is counted, in words for the officer. */
  counts: z.string(),
  records: z.string(),
  sums: z.literal('fine_fen').optional(),
  category: z.string().optional(),
  where: z.object({ kind: z.string().optional() }).loose(),
});
export type Annex2Line = z.infer<typeof Line>;

const Table = z.object({ title: z.string(), source: z.string(), version: z.string(), lines: z.array(Line) });

let table: z.infer<typeof Table> | undefined;

/** Annex 2 as the catalog defines it; read once. */
export function annex2Table(): z.infer<typeof Table> {
  table ??= Table.parse(parse(readFileSync(FILE, 'utf8')));
  return table;
}
