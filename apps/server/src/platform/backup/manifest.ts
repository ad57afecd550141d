import { z } from 'zod';

/** Raised when an older Wangjian could not restore what a newer one writes. */
export const BACKUP_FORMAT = 1;

const Grant = z.object({ grantee: z.string(), privilege: z.string() });

const Table = z.object({
  schema: z.string(),
  name: z.string(),
  /** The folder of its rows in the archive; rows are COPY text, gzipped in parts. */
  folder: z.string(),
  parts: z.int(),
  rows: z.int(),
  /** Sum over the rows' hashes, the same in whatever order they are read. */
  fingerprint: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rowSecurity: z.boolean(),
  forceRowSecurity: z.boolean(),
  /** Set on a partition, which a fresh database may lack (they are made month by month). */
  partition: z.object({ parent: z.string(), bound: z.string() }).nullable(),
  grants: z.array(Grant),
});

const Sequence = z.object({ schema: z.string(), name: z.string(), last: z.string(), called: z.boolean() });

/** What a backup holds; the last entry of the archive but one, whose own SHA-256 is the last. */
export const Manifest = z.object({
  format: z.int(),
  created: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  tables: z.array(Table),
  sequences: z.array(Sequence),
  /** The data folder's own files (contents of evidence, archives of pages, keys), without the database. */
  files: z.array(z.object({ path: z.string(), bytes: z.int(), entry: z.string() })),
  /** SHA-256 of every entry of the archive but the last two. */
  sha256: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof Manifest>;
export type BackupTable = z.infer<typeof Table>;
export type BackupSequence = z.infer<typeof Sequence>;

export const MANIFEST_ENTRY = 'manifest.json';
export const MANIFEST_HASH_ENTRY = 'manifest.json.sha256';
