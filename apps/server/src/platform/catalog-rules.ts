import type { Client } from 'pg';

/** Tables that are the same on every machine (Citus reference tables), each with its reason. */
export const REFERENCE_TABLES: Readonly<Record<string, string>> = {
  regions: 'GB/T 2260, from the catalog',
  region_ancestors: 'GB/T 2260, from the catalog',
  bureaus: 'which bureaus there are',
  org_units: 'read at every sign-in',
  officers: 'sign-in knows a name and no bureau',
  officer_passwords: 'goes with officers',
  sign_in_failures: 'counted for names that nobody has, too',
  roles: 'read at every request',
  role_grants: 'read at every request',
  sign_in_policies: 'one row a bureau',
  demo_accounts: 'only in a demo',
  calendar_notices: 'the State Council’s days off are the same everywhere',
};

/** Reference tables without bureau and region, which row-level security cannot divide. */
const UNDIVIDED = new Set([
  'regions',
  'region_ancestors',
  'bureaus',
  'sign_in_failures',
  'demo_accounts',
  'calendar_notices',
]);

interface TableFacts {
  readonly name: string;
  readonly partition: boolean;
  readonly rls: boolean;
  readonly forced: boolean;
  readonly columns: readonly string[];
  readonly policies: readonly string[];
  /** The expressions of policy `scope`, as PostgreSQL prints them. */
  readonly scope: string | null;
  readonly triggers: readonly string[];
  readonly grantees: readonly string[];
  readonly indexes: readonly { name: string; primary: boolean; unique: boolean; first: string | null }[];
  readonly foreignKeys: readonly {
    name: string;
    columns: string[];
    refTable: string;
    refColumns: string[];
  }[];
}

/**
 * Reads PostgreSQL's own catalog and returns every breach of the rules of keys and distribution
 * (docs/ARCHITECTURE.md), as a sentence that names the table.
 */
export async function catalogBreaches(client: Client): Promise<string[]> {
  const { rows } = await client.query<TableFacts>(FACTS);
  const usual = rows.find(({ name }) => name === 'audit_links')?.scope;
  return rows.flatMap((table) => {
    if (table.partition) return partitionBreaches(table);
    const breaches = tableBreaches(table);
    const { name, scope } = table;
    // Someone may have written a policy of that name by hand.
    if (scope !== null && scope !== usual) breaches.push(`${name}: policy "scope" is not protect_table's`);
    return breaches;
  });
}

/** A partition is reached through its parent, whose policy holds; by its own name nobody may reach it. */
function partitionBreaches({ name, grantees }: TableFacts): string[] {
  return grantees.length === 0 ? [] : [`${name}: a partition is granted to ${grantees.join(', ')}`];
}

function tableBreaches(table: TableFacts): string[] {
  const { name } = table;
  const reference = Object.hasOwn(REFERENCE_TABLES, name);
  const breaches = table.triggers.map((trigger) => `${name}: has trigger ${trigger}`);
  if (!UNDIVIDED.has(name)) breaches.push(...scopeBreaches(table));
  if (reference) return breaches;
  for (const { name: index, unique, first } of table.indexes) {
    if (unique && first !== 'bureau')
      breaches.push(`${name}: unique index ${index} does not begin with bureau`);
  }
  if (!table.indexes.some(({ primary }) => primary)) breaches.push(`${name}: has no primary key`);
  for (const key of table.foreignKeys) {
    // A reference table is on every machine, so a key into it needs no bureau.
    if (Object.hasOwn(REFERENCE_TABLES, key.refTable) && key.columns[0] !== 'bureau') continue;
    if (key.columns[0] !== 'bureau' || key.refColumns[0] !== 'bureau') {
      breaches.push(`${name}: foreign key ${key.name} does not begin with bureau`);
    }
  }
  return breaches;
}

function scopeBreaches({ name, columns, rls, forced, policies }: TableFacts): string[] {
  const breaches: string[] = [];
  for (const column of ['bureau', 'region']) {
    if (!columns.includes(column)) breaches.push(`${name}: has no column ${column} NOT NULL`);
  }
  if (!rls || !forced)
    breaches.push(`${name}: row-level security is not forced; call protect_table('${name}')`);
  if (!policies.includes('scope'))
    breaches.push(`${name}: has no policy "scope"; call protect_table('${name}')`);
  return breaches;
}

const FACTS = `
SELECT c.relname AS name, c.relispartition AS partition, c.relrowsecurity AS rls, c.relforcerowsecurity AS forced,
  ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull) AS columns,
  ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
  (SELECT pg_get_expr(p.polqual, p.polrelid) || ' / ' || pg_get_expr(p.polwithcheck, p.polrelid)
     FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'scope') AS scope,
  ARRAY(SELECT t.tgname::text FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal) AS triggers,
  ARRAY(SELECT DISTINCT g.grantee::text FROM information_schema.role_table_grants g
         WHERE g.table_schema = 'public' AND g.table_name = c.relname
           AND g.grantee IN ('wangjian_app', 'wangjian_auditor', 'PUBLIC')) AS grantees,
  COALESCE((SELECT json_agg(json_build_object('name', ic.relname, 'primary', i.indisprimary, 'unique', i.indisunique,
      'first', (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0])))
    FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid WHERE i.indrelid = c.oid), '[]') AS indexes,
  COALESCE((SELECT json_agg(json_build_object('name', k.conname, 'refTable', r.relname,
      'columns', (SELECT array_agg(a.attname ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY u(num, place)
                    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num),
      'refColumns', (SELECT array_agg(a.attname ORDER BY u.place) FROM unnest(k.confkey) WITH ORDINALITY u(num, place)
                       JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num)))
    FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
   WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conparentid = 0), '[]') AS "foreignKeys"
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
ORDER BY c.relname`;
