import type { RegionTree } from '@wangjian/core/regions.ts';
import { withClient } from '../db/connections.ts';

/**
 * Brings the reference tables `regions` and `region_ancestors` to the catalog, as the owner. A region that left the
 * catalog is kept for its old records and ends today. Does nothing when the tables are already the catalog's.
 */
export async function syncRegions(ownerUrl: string, tree: RegionTree): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const wanted = tree.all.map(({ code, name, level, parent }) => ({
      code,
      name,
      level,
      parent,
      bureau: tree.bureauOf(code),
    }));
    const { rows } = await client.query<{ same: boolean }>(
      `SELECT count(*) = $2 AND (SELECT count(*) FROM regions WHERE valid_to IS NULL) = $2 AS same
         FROM regions r JOIN jsonb_to_recordset($1) AS w(code text, name text, level text, parent text, bureau text)
           ON (r.code, r.name, r.level, r.bureau) = (w.code, w.name, w.level, w.bureau)
          AND r.parent IS NOT DISTINCT FROM w.parent AND r.valid_to IS NULL`,
      [JSON.stringify(wanted), wanted.length],
    );
    if (rows[0]?.same) return;
    const ancestors = tree.all.flatMap(({ code }) =>
      tree.ancestors(code).map((ancestor, distance) => ({ code, ancestor, distance })),
    );
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO regions (code, name, level, parent, bureau)
       SELECT code, name, level, parent, bureau
         FROM jsonb_to_recordset($1) AS w(code text, name text, level text, parent text, bureau text)
        ORDER BY length(code), parent NULLS FIRST, code
       ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, parent = excluded.parent,
         bureau = excluded.bureau, valid_to = NULL`,
      [JSON.stringify(wanted)],
    );
    await client.query(
      `UPDATE regions SET valid_to = current_date WHERE valid_to IS NULL AND code <> ALL ($1)`,
      [wanted.map(({ code }) => code)],
    );
    await client.query(
      `INSERT INTO region_ancestors (code, ancestor, distance)
       SELECT code, ancestor, distance FROM jsonb_to_recordset($1) AS w(code text, ancestor text, distance int)
       ON CONFLICT (code, ancestor) DO UPDATE SET distance = excluded.distance`,
      [JSON.stringify(ancestors)],
    );
    await client.query('COMMIT');
  });
}
