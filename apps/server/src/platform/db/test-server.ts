import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from './connections.ts';
import { SUPERUSER, startEmbeddedServer } from './embedded-server.ts';
import { identify } from './process-identity.ts';
import {
  APP_ROLE,
  AUDITOR_ROLE,
  createOwnerAndDatabase,
  DATABASE_NAME,
  type DatabaseUrls,
  OWNER_ROLE,
  prepareRoles,
  urlFor,
} from './roles.ts';

/** What a test file needs to make its own database; the three addresses name the migrated template. */
export interface TestServer {
  readonly superuser: string;
  readonly template: DatabaseUrls;
}

const PREFIX = 'wangjian-test-';

/**
 * The whole run's one PostgreSQL, for Vitest's globalSetup. It starts at the first request of a test file (a run that
 * needs no database pays nothing) and answers with a `TestServer` as JSON: at `/empty` as soon as it runs, at
 * `/migrated` when the template is migrated as well.
 */
export async function serveTestDatabases(
  migrateTemplate: (ownerUrl: string) => Promise<unknown>,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  await sweep();
  let started: ReturnType<typeof startTestServer> | undefined;
  let migrated: Promise<TestServer> | undefined;
  const answer = async (path: string | undefined): Promise<TestServer> => {
    started ??= startTestServer();
    const { server } = await started;
    if (path !== '/migrated') return server;
    migrated ??= finishTemplate(server, migrateTemplate);
    return await migrated;
  };
  const door = createServer((request, response) => {
    answer(request.url).then(
      (server) => response.end(JSON.stringify(server)),
      (error: Error) => response.writeHead(500).end(error.stack),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    close: async () => {
      door.closeAllConnections();
      door.close();
      await (await started?.catch(() => undefined))?.stop();
    },
  };
}

async function startTestServer(): Promise<{ readonly server: TestServer; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const password = randomBytes(12).toString('hex');
  const running = await startEmbeddedServer({
    folder: join(folder, 'postgres'),
    startLog: join(folder, 'postgres.log'),
    superuserPassword: password,
    purpose: 'test',
  });
  const stop = async () => {
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = (user: string, database: string) =>
      urlFor(`postgres://127.0.0.1:${running.port}/`, { user, password, database });
    const template: DatabaseUrls = {
      owner: url(OWNER_ROLE, DATABASE_NAME),
      app: url(APP_ROLE, DATABASE_NAME),
      auditor: url(AUDITOR_ROLE, DATABASE_NAME),
    };
    const superuser = url(SUPERUSER, 'postgres');
    await createOwnerAndDatabase(superuser, password);
    await prepareRoles(template.owner, { app: password, auditor: password });
    return { server: { superuser, template }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function finishTemplate(
  server: TestServer,
  migrateTemplate: (ownerUrl: string) => Promise<unknown>,
): Promise<TestServer> {
  await migrateTemplate(server.template.owner);
  // A template with an open connection cannot be copied: nobody may connect to it from here on.
  await withClient(server.superuser, async (client) => {
    await client.query(`ALTER DATABASE ${DATABASE_NAME} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  });
  return server;
}

/** Removes what runs that were killed left in the temporary folder; their servers ended with them. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^wangjian-test-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || identify(Number(pid))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined); // Another user's.
  }
}
