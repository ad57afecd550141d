/** Fields that an import knows, in the order of its template: the column's title and the other names that it may have. */
export type ImportFields<Field extends string = string> = Readonly<
  Record<Field, { readonly title: string; readonly required: boolean; readonly aliases: readonly string[] }>
>;

const fold = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/[\s*＊:：()（）/_-]/g, '')
    .toLowerCase();

/**
 * Which field each header means; null for a header that is not known (its values are kept and shown, not imported).
 * When two headers mean the same field the first one counts.
 */
export function matchHeaders<Field extends string>(
  fields: ImportFields<Field>,
  headers: readonly string[],
): (Field | null)[] {
  const entries = Object.entries(fields) as [Field, ImportFields[string]][];
  const byName = new Map<string, Field>();
  for (const [field, { title, aliases }] of entries)
    for (const name of [title, field, ...aliases]) if (!byName.has(fold(name))) byName.set(fold(name), field);
  const taken = new Set<Field>();
  return headers.map((header) => {
    const field = byName.get(fold(header)) ?? null;
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** Titles of the required fields that no header means. */
export function missingTitles(fields: ImportFields, matched: readonly (string | null)[]): string[] {
  return Object.entries(fields)
    .filter(([field, { required }]) => required && !matched.includes(field))
    .map(([, { title }]) => title);
}
