// The platform of the benchmark, a process of its own: embedded PostgreSQL, every module, HTTP on loopback.
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '@wangjian/core/clock.ts';
import { buildApp } from '../../apps/server/src/build-app.ts';
import { DEMO_BUREAU, DEMO_ORG_UNITS, DEMO_PASSWORD } from '../../apps/server/src/demo/bureau.ts';
import { type SeedOfficer, seedBureau } from '../../apps/server/src/modules/officers/seed.ts';
import { readConfig } from '../../apps/server/src/platform/config.ts';
import { openDatabase } from '../../apps/server/src/platform/db/database.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import { migrateEverything } from '../../apps/server/src/schema.ts';

const OFFICERS = 50;
const [folder = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir: join(folder, 'data'), whenRunning: 'refuse' });
await migrateEverything(database.urls.owner);
const config = readConfig({}, { filesFolder: join(folder, 'files') });
const app = await buildApp({
  urls: database.urls,
  config,
  clock: systemClock,
  log: createLog(process.env.BENCH_LOG ?? 'silent'),
});
await seedBureau(app.kernel, {
  bureau: DEMO_BUREAU,
  units: DEMO_ORG_UNITS,
  officers: [
    ...Array.from({ length: OFFICERS }, (_, n) =>
      officer(`officer${n}`, `承办${n}`, 'org_network', DEMO_BUREAU),
    ),
    officer('county', '县局承办', 'org_640521_network', '640521'),
  ],
});
await app.http.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.http.server.address() as AddressInfo;
process.send?.({ base: `http://127.0.0.1:${port}`, owner: database.urls.owner });
process.on('disconnect', async () => {
  await app.close();
  await database.stop();
  process.exit(0);
});

function officer(login: string, name: string, orgId: string, region: string): SeedOfficer {
  const roles = ['dispatcher', 'inspector', 'approver'] as const;
  return { login, name, post: '', orgId, region, roles, password: DEMO_PASSWORD, mustChange: false };
}
