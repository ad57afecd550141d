import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withClient } from './connections.ts';
import { openDatabase } from './database.ts';
import { SUPERUSER, startEmbeddedServer } from './embedded-server.ts';
import { identify } from './process-identity.ts';
import { chooseRunAs } from './run-as.ts';

const root = process.getuid?.() === 0;
// Real clusters and processes: on a machine that is busy with other things they take their time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let scratch: string;
/** One folder for most tests, each of which leaves it stopped: making a cluster is what takes long. */
let dataDir: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wangjian-launcher-'));
  dataDir = join(scratch, 'data');
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

/** A process that opens the data folder and commits rows until it is killed. */
async function holder(dataDir: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'test-hold-database.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  const lines = createInterface({ input: child.stdout });
  const ready = Promise.withResolvers<void>();
  const enough = Promise.withResolvers<void>();
  lines.on('line', (line) => {
    if (line.startsWith('ready')) ready.resolve();
    else if (acknowledged.push(Number(line)) === 200) enough.resolve();
  });
  await ready.promise;
  return { child, acknowledged, enough: enough.promise };
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function postmasterPid(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

const open = (dataDir: string) => openDatabase({ dataDir, whenRunning: 'refuse' });

test('kill -9 loses no acknowledged row and leaves no server behind', async () => {
  const acknowledged: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    const running = await holder(dataDir);
    await running.enough;
    await kill(running.child);
    acknowledged.push(...running.acknowledged);
  }
  const database = await open(dataDir);
  try {
    const kept = await withClient(database.urls.owner, async (client) => {
      const { rows } = await client.query<{ n: number }>('SELECT n FROM acknowledged');
      return new Set(rows.map(({ n }) => n));
    });
    expect(acknowledged.length).toBeGreaterThanOrEqual(400);
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
  } finally {
    await database.stop();
  }
});

test('an orphan whose guard was killed too is stopped by the next start', async () => {
  const running = await holder(dataDir);
  const orphan = await postmasterPid(dataDir);
  process.kill(await parentOf(orphan), 'SIGKILL');
  await kill(running.child);
  expect(identify(orphan)).toBeDefined();
  const database = await open(dataDir);
  expect(identify(orphan)).toBeUndefined();
  expect(await postmasterPid(dataDir)).not.toBe(orphan);
  await database.stop();
});

test('a pid file that names somebody else’s living process does not stop the start', async () => {
  const pidFile = join(dataDir, 'postgres', 'pgdata', 'postmaster.pid');
  await writeFile(
    pidFile,
    `${process.pid}\n${join(dataDir, 'postgres', 'pgdata')}\n1\n5432\n\n127.0.0.1\n\nready\n`,
  );
  await writeFile(join(dataDir, 'serve.lock'), JSON.stringify({ pid: process.pid, started: '1' }));
  const database = await open(dataDir);
  expect(await postmasterPid(dataDir)).not.toBe(process.pid);
  await database.stop();
});

test('a second process is refused, a tool shares the running server', async () => {
  const first = await open(dataDir);
  await expect(open(dataDir)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`pid ${process.pid}`),
  });
  const tool = await openDatabase({ dataDir, whenRunning: 'share' });
  expect(tool.kind).toBe('shared');
  expect(tool.urls).toEqual(first.urls);
  await tool.stop();
  await withClient(first.urls.app, async (client) =>
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]),
  );
  await first.stop();
});

test('the server listens on loopback only, wants a password, and its secrets are for the owner only', async () => {
  const database = await open(dataDir);
  try {
    expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    const wrong = new URL(database.urls.app);
    wrong.password = 'guess';
    await expect(withClient(wrong.href, async () => undefined)).rejects.toThrow(
      /password authentication failed/,
    );
    await withClient(database.urls.owner, async (client) => {
      const { rows } = await client.query(
        `SELECT current_setting('listen_addresses') AS listen, current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums`,
      );
      expect(rows).toEqual([{ listen: '127.0.0.1', fsync: 'on', checksums: 'on' }]);
    });
  } finally {
    await database.stop();
  }
});

test('the app and the auditor are neither owner nor past row-level security, and may make nothing', async () => {
  const database = await open(dataDir);
  try {
    for (const url of [database.urls.app, database.urls.auditor]) {
      await withClient(url, async (client) => {
        const { rows } = await client.query(
          'SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user',
        );
        expect(rows).toEqual([
          { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
        ]);
        await expect(client.query('CREATE TABLE mine (n int)')).rejects.toThrow(/permission denied/);
      });
    }
    await withClient(database.urls.owner, async (client) => {
      await client.query('CREATE TABLE IF NOT EXISTS granted_to_nobody (n int)');
    });
    await withClient(database.urls.app, async (client) => {
      await expect(client.query('SELECT * FROM granted_to_nobody')).rejects.toThrow(/permission denied/);
    });
  } finally {
    await database.stop();
  }
});

test('a first start that was cut short begins anew', async () => {
  const cut = join(scratch, 'cut');
  await mkdir(join(cut, 'postgres', 'pgdata.new', 'base'), { recursive: true });
  await writeFile(join(cut, 'wangjian.json'), JSON.stringify({ format: 1, postgres: 18, created: '' }));
  await writeFile(join(cut, 'postgres', 'pgdata.new', 'PG_VERSION'), '18\n');
  const database = await open(cut);
  await withClient(database.urls.app, async (client) => client.query('SELECT 1'));
  await database.stop();
});

test('a server that dies by itself is reported', async () => {
  const database = await open(dataDir);
  process.kill(await postmasterPid(dataDir), 'SIGKILL');
  await expect(database.died).resolves.toMatch(/exit/);
  await database.stop();
  await (await open(dataDir)).stop();
});

describe('as an account, where user namespaces are closed', () => {
  test('the server runs even when the data folder lies under a folder that is closed to the account', async () => {
    const runAs = await chooseRunAs('account:nobody', join(scratch, 'system'));
    // As an ordinary user there is nothing to switch to: the server runs as that user.
    expect(runAs.how).toBe(root ? 'account' : 'same-user');
    const closed = join(scratch, 'closed-tree');
    await mkdir(closed, { mode: 0o700 });
    // mkdtemp makes 0700 folders, and the account's own folder must lie outside such.
    await chmod(scratch, 0o755);
    const folder = join(closed, 'postgres');
    const start = () =>
      startEmbeddedServer({
        folder,
        startLog: join(closed, 'start.log'),
        superuserPassword: 'a',
        purpose: 'test',
        runAs,
      });
    for (let round = 0; round < 2; round += 1) {
      const server = await start();
      await withClient(`postgres://${SUPERUSER}:a@127.0.0.1:${server.port}/postgres`, async (client) => {
        expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      });
      await server.stop();
    }
    if (root) expect(await readlink(folder)).toContain(join(scratch, 'system'));
  });
});

async function parentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8');
  return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
}
