import type { TestProject } from 'vitest/node';
import { serveTestDatabases } from './platform/db/test-server.ts';
import { migrateEverything } from './schema.ts';
import './platform/db/test-database.ts';

/** Vitest's globalSetup: one PostgreSQL for the whole run, see platform/db/test-database.ts for its use. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const databases = await serveTestDatabases(migrateEverything);
  project.provide('testDatabases', databases.address);
  return databases.close;
}
