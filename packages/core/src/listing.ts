import { z } from 'zod';

/** Query every list takes: free-text search, page (from 1), page size, sort (`-field` for descending). */
export const ListQuery = z.object({
  q: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(50),
  sort: z.string().max(40).optional(),
});

/** One page of a list and the count of all rows that match. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), total: z.int().min(0) });
}

/** A filter that may be given several times: `?kind=shop&kind=platform`. */
export function manyOf<Value extends z.ZodType>(value: Value) {
  return z
    .preprocess(
      (given) => (given === undefined || Array.isArray(given) ? given : [given]),
      z.array(value).max(50),
    )
    .optional();
}

/** Formats of an export of ALL rows that match a list's filters. */
export const ExportFormat = z.enum(['xlsx', 'csv']);

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ offset: true });

/** A record id: `lead_640500_01J…` (kind, bureau, ULID). */
export const RecordId = z.string().regex(/^[a-z]+_\d{6}_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);

/** GB/T 2260 code (6 digits) or a township's 9 digits below it. */
export const RegionCode = z.string().regex(/^(\d{6}|\d{9})$/);
