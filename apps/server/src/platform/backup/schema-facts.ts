import type { Client } from 'pg';
import type { BackupSequence, BackupTable } from './manifest.ts';

/** A table as the system catalog has it, before its rows are read. */
export type TableFacts = Omit<BackupTable, 'folder' | 'parts' | 'rows' | 'fingerprint'>;

/** The schemas that migrations make; what an administrator keeps beside them, in a schema of their own, is theirs. */
const OURS = `n.nspname IN ('public', 'graphile_worker', 'wangjian_meta')
  -- made anew by running the migrations
  AND NOT (n.nspname = 'wangjian_meta' AND c.relname = 'migrations')
  AND NOT (n.nspname = 'graphile_worker' AND c.relname = 'migrations')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`;

/** Every table that holds rows (partitions, not their parents), parents of partitions always before them. */
export async function readTables(client: Client): Promise<TableFacts[]> {
  const { rows } = await client.query<TableFacts>(`
    SELECT n.nspname AS schema, c.relname AS name,
           c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS "forceRowSecurity",
           (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                            ORDER BY a.attnum)
              FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
           (SELECT json_build_object('parent', i.inhparent::regclass::text,
                                     'bound', pg_get_expr(c.relpartbound, c.oid))
              FROM pg_inherits i WHERE i.inhrelid = c.oid AND c.relispartition) AS partition,
           coalesce((SELECT json_agg(json_build_object(
                              'grantee', CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
                              'privilege', g.privilege_type) ORDER BY g.grantee, g.privilege_type)
                       FROM aclexplode(c.relacl) g WHERE g.grantee <> c.relowner), '[]') AS grants
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND ${OURS}
     ORDER BY n.nspname, c.relname`);
  return rows;
}

/** Every sequence with where it stands; `last` as text because a bigint may not fit a number. */
export async function readSequences(client: Client): Promise<BackupSequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    SELECT n.nspname AS schema, c.relname AS name
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND c.relpersistence = 'p' AND ${OURS}
     ORDER BY n.nspname, c.relname`);
  const sequences: BackupSequence[] = [];
  for (const { schema, name } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${qualified({ schema, name })}`,
    );
    sequences.push({ schema, name, ...state.rows[0]! });
  }
  return sequences;
}

/** `"schema"."name"`. */
export function qualified(of: { readonly schema: string; readonly name: string }): string {
  return `${quoted(of.schema)}.${quoted(of.name)}`;
}

/** An identifier in double quotes. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
