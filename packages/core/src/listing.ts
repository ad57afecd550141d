import { z } from 'zod';

/** Query every list takes: free-text search, page (from 1), page size, sort (`-field` for descending). */
export const ListQuery = z.object({
  q: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(50),
  sort: z.string().max(40).optional(),
});

/** One page of a list and the count of all rows that match; lists of records count up to `COUNTED_ROWS` or `COUNTED_BY_INDEX`, statistics all. */
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

/** Params of an endpoint on one record. */
export const OneRecord = z.object({ id: RecordId });

/** The number that the optimistic lock compares: what was read must still be what is there. */
export const Version = z.int().min(1);

/** Records chosen in a list, each as it was read. */
export const ChosenRecords = z
  .array(z.object({ id: RecordId, version: Version }))
  .min(1)
  .max(500);

/** Records that an action on several was refused for, each with the reason. */
export const Refused = z.array(z.object({ id: RecordId, message: z.string() }));

/** What came of an action on several records: some may be refused while the others go through. */
export const BatchOutcome = z.object({ done: z.array(RecordId), refused: Refused });
