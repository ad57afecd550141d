import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const Row = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  group: z.string().min(1),
  words: z.string().min(1),
  looks: z.string().min(1),
  violations: z.array(z.string()),
  /** Whether pages cannot show that all is well (how complaints were handled): only what was found is filled in. */
  beyondPages: z.boolean().default(false),
});
const Annex1 = z.strictObject({
  title: z.string().min(1),
  source: z.string().min(1),
  version: z.string(),
  rows: z.array(Row).length(19),
  footer: z.string(),
  seal: z.string(),
});
export type Annex1Row = z.infer<typeof Row>;

/** `catalog/annex1/annex1.yaml`: the rows of 网上检查记录表 and the violation types that belong to each. */
export interface Annex1Form extends z.infer<typeof Annex1> {
  /** The row of a violation type; `other` for one that the catalog does not know. */
  rowOf(violation: string): string;
}

let form: Annex1Form | undefined;

/** Reads the form once a process. */
export function annex1(): Annex1Form {
  form ??= read();
  return form;
}

function read(): Annex1Form {
  const path = join(import.meta.dirname, '..', '..', '..', '..', '..', 'catalog', 'annex1', 'annex1.yaml');
  const document = Annex1.parse(parse(readFileSync(path, 'utf8')));
  const rows = new Map(document.rows.flatMap(({ id, violations }) => violations.map((type) => [type, id])));
  return { ...document, rowOf: (violation) => rows.get(violation) ?? 'other' };
}

/** Boxes of the form that belong to no row: how it was dealt with, and what the party says. */
const FREE_KEYS = ['handling', 'party-opinion'] as const;

/** Whether a box stands on the form. */
export function isCellKey(key: string): boolean {
  if ((FREE_KEYS as readonly string[]).includes(key)) return true;
  const [row, side, ...more] = key.split('.');
  return (
    more.length === 0 &&
    (side === 'online' || side === 'on-site') &&
    annex1().rows.some(({ id }) => id === row)
  );
}
