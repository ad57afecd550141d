import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { withClient } from './platform/db/connections.ts';
import { openDatabase } from './platform/db/database.ts';
import { identify } from './platform/db/process-identity.ts';

const WRAPPER = join(import.meta.dirname, '..', 'bin', 'wangjian.mjs');
const START = join(import.meta.dirname, '..', '..', '..', 'scripts', 'start.mjs');

// Real clusters and processes: on a machine that is busy with other things they take their time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let scratch: string;
/** One folder for most tests, each of which leaves it stopped: making a cluster is what takes long. */
let dataDir: string;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'wangjian-serve-'));
  dataDir = join(scratch, 'data');
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** A process of ours; `said` settles when it prints the words, and fails when it ends before. */
function run(script: string, args: readonly string[]) {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm test has installed already, and must not be installed anew under its feet.
    env: { ...process.env, WANGJIAN_NO_INSTALL: '1' },
  });
  running.add(child);
  let output = '';
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer) => {
    output += chunk.toString('utf8');
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const finished: Promise<Finished> = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    return { code, signal, output } as Finished;
  });
  const said = async (words: string): Promise<void> => {
    const heard = new Promise<void>((resolve) => {
      const look = () => {
        if (output.includes(words)) resolve();
      };
      listeners.add(look);
      look();
    });
    const ended = finished.then(({ code }) => {
      throw new Error(`ended with ${code} before it said “${words}”:\n${output}`);
    });
    await Promise.race([heard, ended]);
  };
  return { child, finished, said };
}

const serve = (dataDir: string, port: number, ...more: string[]) =>
  run(WRAPPER, ['serve', '--empty', '--data', dataDir, '--port', String(port), ...more]);

async function freePort(): Promise<{ port: number; holder: Server }> {
  const holder = createServer();
  holder.listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, holder };
}

async function closedPort(): Promise<number> {
  const { port, holder } = await freePort();
  holder.close();
  await once(holder, 'close');
  return port;
}

async function postmasterPid(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

/** Settles when the process is gone. */
async function gone(pid: number): Promise<void> {
  while (identify(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s stops everything, PostgreSQL included, with exit code 0',
  async (signal) => {
    const process_ = serve(dataDir, await closedPort());
    await process_.said('网鉴已启动');
    const postmaster = await postmasterPid(dataDir);
    process_.child.kill(signal);
    const { code, output } = await process_.finished;
    expect(output).toContain('网鉴已停止');
    expect(code).toBe(0);
    expect(identify(postmaster)).toBeUndefined();
  },
);

test('kill -9 and start again: nothing is lost and the old server is gone', async () => {
  const first = serve(dataDir, await closedPort());
  await first.said('网鉴已启动');
  const tool = await openDatabase({ dataDir, whenRunning: 'share' });
  await withClient(tool.urls.owner, async (client) => {
    await client.query(
      'CREATE SCHEMA probe; CREATE TABLE probe.kept (n int); INSERT INTO probe.kept VALUES (42)',
    );
  });
  const postmaster = await postmasterPid(dataDir);
  first.child.kill('SIGKILL');
  expect((await first.finished).signal).toBe('SIGKILL');

  const second = serve(dataDir, await closedPort());
  await second.said('网鉴已启动');
  expect(identify(postmaster)).toBeUndefined();
  const again = await openDatabase({ dataDir, whenRunning: 'share' });
  await withClient(again.urls.owner, async (client) => {
    expect((await client.query('SELECT n FROM probe.kept')).rows).toEqual([{ n: 42 }]);
  });
  second.child.kill('SIGTERM');
  expect((await second.finished).code).toBe(0);
});

test('a wrapper (npm start) that is killed takes the platform with it', async () => {
  const start = run(START, ['--empty', '--data', dataDir, '--port', String(await closedPort())]);
  await start.said('网鉴已启动');
  const postmaster = await postmasterPid(dataDir);
  const { pid } = JSON.parse(await readFile(join(dataDir, 'serve.lock'), 'utf8')) as { pid: number };
  start.child.kill('SIGKILL');
  await gone(pid);
  await gone(postmaster);
});

test('npm start hands signals on and answers with the exit code of serve', async () => {
  const start = run(START, ['--empty', '--data', dataDir, '--port', String(await closedPort())]);
  await start.said('网鉴已启动');
  start.child.kill('SIGTERM');
  expect((await start.finished).code).toBe(0);
});

test('a service manager that tells npm start and all its children to stop gets an orderly stop', async () => {
  const options = ['--empty', '--data', dataDir, '--port', String(await closedPort())];
  const npm = spawn('sh', ['-c', '"$0" "$@"; exit $?', process.execPath, START, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WANGJIAN_NO_INSTALL: '1', npm_lifecycle_event: 'start' },
    detached: true,
  });
  let output = '';
  const take = (chunk: Buffer) => (output += chunk.toString('utf8'));
  npm.stdout.on('data', take);
  npm.stderr.on('data', take);
  const closed = once(npm, 'close');
  await vi.waitUntil(() => output.includes('网鉴已启动'), { timeout: 120_000 });
  const postmaster = await postmasterPid(dataDir);
  process.kill(-npm.pid!, 'SIGTERM');
  await closed;
  expect(output).toContain('网鉴已停止');
  expect(output).not.toContain('立即退出');
  expect(identify(postmaster)).toBeUndefined();
});

test('a busy port is named, with what to do, and nothing is set up', async () => {
  const { port, holder } = await freePort();
  try {
    const { code, output } = await run(START, ['--data', join(scratch, 'busy'), '--port', String(port)])
      .finished;
    expect(code).toBe(2);
    expect(output).toMatch(new RegExp(`端口 ${port} 已被.*--port ${port + 1}`));
    await expect(readFile(join(scratch, 'busy', 'wangjian.json'))).rejects.toThrow(/ENOENT/);
  } finally {
    holder.close();
  }
});

test('a second serve on the same data folder, and a folder of a newer version, are refused', async () => {
  const first = serve(dataDir, await closedPort());
  await first.said('网鉴已启动');
  const second = await serve(dataDir, await closedPort()).finished;
  expect(second.code).toBe(2);
  expect(second.output).toContain('正由另一个网鉴进程');
  first.child.kill('SIGTERM');
  expect((await first.finished).code).toBe(0);

  const future = join(scratch, 'future');
  await mkdir(future);
  await writeFile(join(future, 'wangjian.json'), JSON.stringify({ format: 99, postgres: 18 }));
  const newer = await serve(future, await closedPort()).finished;
  expect(newer.code).toBe(2);
  expect(newer.output).toContain('更新版本的网鉴');
});

test('backup while it runs, restore into a new folder, serve from there', async () => {
  const out = join(scratch, 'backup.tar');
  const source = serve(dataDir, await closedPort());
  await source.said('网鉴已启动');
  const backup = await run(WRAPPER, ['backup', '--data', dataDir, '--out', out, '--json']).finished;
  expect(backup.code).toBe(0);
  expect(JSON.parse(backup.output)).toMatchObject({ file: out });
  source.child.kill('SIGTERM');
  await source.finished;

  const restored = join(scratch, 'restored');
  const restore = await run(WRAPPER, ['restore', out, '--data', restored]).finished;
  expect(restore).toMatchObject({ code: 0, output: expect.stringContaining('已逐表核对') });
  const onto = await run(WRAPPER, ['restore', out, '--data', restored]).finished;
  expect(onto).toMatchObject({ code: 2, output: expect.stringContaining('不是空的') });
  const again = serve(restored, await closedPort());
  await again.said('网鉴已启动');
  again.child.kill('SIGTERM');
  expect((await again.finished).code).toBe(0);
});
