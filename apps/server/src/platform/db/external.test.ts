import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from './connections.ts';
import { externalFromEnvironment, openDatabase } from './database.ts';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts';
import { urlFor } from './roles.ts';

// A server of its own plays the installation's: these tests change the passwords of roles.
let scratch: string;
let server: EmbeddedServer;
let superuser: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wangjian-external-'));
  server = await startEmbeddedServer({
    folder: join(scratch, 'postgres'),
    startLog: join(scratch, 'start.log'),
    superuserPassword: 'p',
    purpose: 'test',
  });
  superuser = `postgres://postgres:p@127.0.0.1:${server.port}/postgres`;
  await withClient(superuser, async (client) => {
    await client.query("CREATE ROLE bureau LOGIN PASSWORD 'first' CREATEROLE BYPASSRLS");
    await client.query("CREATE ROLE plain LOGIN PASSWORD 'p'");
    await client.query('CREATE DATABASE register OWNER bureau');
  });
});
afterAll(async () => {
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
});

const owner = (password = 'first') => urlFor(superuser, { user: 'bureau', password, database: 'register' });
const open = (url: string, roles: { app?: string; auditor?: string } = {}) =>
  openDatabase({
    dataDir: join(scratch, 'unused'),
    external: { owner: url, ...roles },
    whenRunning: 'refuse',
  });
const works = async (url: string) =>
  await withClient(url, async (client) => (await client.query('SELECT current_user AS me')).rows);

test('the roles are made, every machine with the same address agrees, and they may log in', async () => {
  const first = await open(owner());
  const second = await open(owner());
  expect(first.kind).toBe('external');
  expect(second.urls).toEqual(first.urls);
  expect(await works(first.urls.app)).toEqual([{ me: 'wangjian_app' }]);
  expect(await works(first.urls.auditor)).toEqual([{ me: 'wangjian_auditor' }]);
});

test('a changed password of the owner changes the derived ones', async () => {
  const before = await open(owner());
  await withClient(superuser, async (client) => client.query("ALTER ROLE bureau PASSWORD 'second'"));
  const after = await open(owner('second'));
  expect(after.urls.app).not.toBe(before.urls.app);
  expect(await works(after.urls.app)).toEqual([{ me: 'wangjian_app' }]);
  await withClient(superuser, async (client) => client.query("ALTER ROLE bureau PASSWORD 'first'"));
});

test('what the database administrator must do is said: rights, row security, app with too many rights', async () => {
  const plain = urlFor(superuser, { user: 'plain', password: 'p', database: 'register' });
  await expect(open(plain)).rejects.toThrow(/plain.*ALTER ROLE "plain" BYPASSRLS/);
  await withClient(superuser, async (client) => {
    await client.query('DROP OWNED BY wangjian_app, wangjian_auditor');
  });
  await withClient(urlFor(superuser, { database: 'register' }), async (client) => {
    await client.query('DROP OWNED BY wangjian_app, wangjian_auditor');
    await client.query('DROP ROLE wangjian_app; DROP ROLE wangjian_auditor; ALTER ROLE plain BYPASSRLS');
  });
  await expect(open(plain)).rejects.toThrow(/CREATE ROLE wangjian_app LOGIN[\s\S]*DATABASE_APP_URL/);
  await withClient(superuser, async (client) => client.query('CREATE ROLE wangjian_app LOGIN BYPASSRLS'));
  await expect(open(owner())).rejects.toThrow(/ALTER ROLE wangjian_app NOSUPERUSER NOBYPASSRLS/);
  await withClient(superuser, async (client) => client.query('DROP ROLE wangjian_app'));
});

test('a server that is not there, and an address that is none, are named', async () => {
  await expect(open('postgres://bureau:first@127.0.0.1:1/register')).rejects.toThrow(
    /无法连接 DATABASE_URL.*ECONNREFUSED/,
  );
  await expect(open(owner('wrong'))).rejects.toThrow(/无法连接 DATABASE_URL.*password/);
  expect(() => externalFromEnvironment({ DATABASE_URL: 'mysql://x' })).toThrow(
    /DATABASE_URL 不是有效的 PostgreSQL 地址/,
  );
  expect(externalFromEnvironment({})).toBeUndefined();
});
