import type { withClient } from '../../apps/server/src/platform/db/connections.ts';

type Client = Parameters<Parameters<typeof withClient>[1]>[0];

/** Fills tables without their foreign keys and their indexes but the keys, and makes those anew afterwards. */
export async function aside(
  client: Client,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  const { rows: keys } = await client.query<{ table: string; name: string; words: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS words
       FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY ($1::regclass[])`,
    [tables],
  );
  const { rows: indexes } = await client.query<{ name: string; words: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS words FROM pg_index i
      WHERE i.indrelid = ANY ($1::regclass[])
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))`,
    [tables],
  );
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await fill();
  for (const { words } of indexes) await client.query(words);
  for (const { table, name, words } of keys)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${words}`);
}
