import { Logger, runMigrations } from 'graphile-worker';
import moduleOrder from './module-order.json' with { type: 'json' };
import { findMigrations, type Migration, migrate } from './platform/db/migrations.ts';
import { loadRegions } from './platform/regions/region-catalog.ts';
import { syncRegions } from './platform/regions/sync-regions.ts';

const silent = new Logger(() => () => undefined);

/** All migrations of this version: the platform's, then the modules' in their total order. */
export async function allMigrations(): Promise<Migration[]> {
  return await findMigrations(import.meta.dirname, moduleOrder);
}

/** Brings a database to this version: the job queue's own schema first, then ours; the names newly applied. */
export async function migrateEverything(ownerUrl: string): Promise<readonly string[]> {
  const applied = await migrateOnly(ownerUrl, await allMigrations());
  await syncRegions(ownerUrl, loadRegions());
  return applied;
}

/** The same with given migrations and no data: a backup is loaded into the tables that it was made from. */
export async function migrateOnly(
  ownerUrl: string,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await runMigrations({ connectionString: ownerUrl, logger: silent });
  return await migrate(ownerUrl, migrations);
}
