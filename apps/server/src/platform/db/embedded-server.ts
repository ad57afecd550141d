import { spawn } from 'node:child_process';
import {
  access,
  chown,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@wangjian/core/errors.ts';
import { findPostgresBinaries, type PostgresBinaries } from './binaries.ts';
import { postgresSettings, type ServerPurpose } from './postgres-settings.ts';
import { isPostgresOn } from './process-identity.ts';
import { chooseRunAs, type Launch, type RunAs, runToEnd } from './run-as.ts';

/** A running embedded server. */
export interface EmbeddedServer {
  readonly port: number;
  /** Fast shutdown (a few hundred ms); repeated calls wait for the first. */
  stop(): Promise<void>;
  /** Settles when the server ends without having been asked to. */
  readonly died: Promise<string>;
}

export interface EmbeddedServerOptions {
  /** Holds PostgreSQL's data (`pgdata` within); it may become a link, see run-as.ts. */
  readonly folder: string;
  /** What PostgreSQL prints before its own log opens goes there. */
  readonly startLog: string;
  readonly superuserPassword: string;
  readonly purpose: ServerPurpose;
  /** As whom; chosen from the machine when absent. */
  readonly runAs?: RunAs;
  /** Told in Chinese what takes long. */
  readonly note?: (text: string) => void;
}

export const SUPERUSER = 'postgres';

/**
 * Guards PostgreSQL: when our end of descriptor 3 closes, however we ended (kill -9 too), the server shuts down.
 * `$@` is the server's command line.
 */
const GUARD = `
"$@" 3<&- &
server=$!
( read -r _ <&3; kill -INT $server ) 2>/dev/null &
watch=$!
exec 3<&-
wait $server
code=$?
kill $watch 2>/dev/null
exit $code`;

/**
 * Starts PostgreSQL on a folder, initialising it first when it is empty. The caller holds the data folder's lock, so a
 * server that still runs there is an orphan of a killed process and is stopped. Listens on loopback, on a free port.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const runAs = options.runAs ?? (await chooseRunAs());
  const binaries = await runAs.reachableBinaries(await findPostgresBinaries());
  const pgdata = await initialise(options, runAs, binaries);
  await stopOrphan(pgdata, options.note);
  await writeFile(join(pgdata, 'wangjian.conf'), postgresSettings(options.purpose), { mode: 0o644 });
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const started = await launch(
      options,
      pgdata,
      runAs.launch('/bin/sh', ['-c', GUARD, 'sh', binaries.postgres, '-D', pgdata, '-p', String(port)]),
      port,
    );
    if ('server' in started) return started.server;
    // Somebody else took the port between the look and the start; or backends of a killed server are still ending.
    if (attempt < 6 && /could not (bind|create any TCP)|Address already in use/.test(started.output))
      continue;
    if (attempt < 40 && /shared memory block .* is still in use/.test(started.output)) {
      await delay(250);
      continue;
    }
    throw startFailure(started.output, options.startLog);
  }
}

/** The port of the server that runs on the data in `folder` now, or undefined. */
export async function runningPort(folder: string): Promise<number | undefined> {
  const pgdata = await realpath(join(folder, 'pgdata')).catch(() => undefined);
  if (pgdata === undefined) return undefined;
  const state = await readPidFile(pgdata);
  return state?.ready && isPostgresOn(state.pid, pgdata) ? state.port : undefined;
}

/** Makes the cluster when there is none; the real path of PGDATA. */
async function initialise(
  options: EmbeddedServerOptions,
  runAs: RunAs,
  binaries: PostgresBinaries,
): Promise<string> {
  await runAs.takeFolder(options.folder);
  const parent = await realpath(options.folder);
  const pgdata = join(parent, 'pgdata');
  if (await exists(join(pgdata, 'PG_VERSION'))) {
    await runAs.takeFolder(pgdata);
    return pgdata;
  }
  options.note?.('正在初始化内置数据库……');
  // Filled beside and renamed when whole: a first start that was cut short begins anew.
  const draft = join(parent, 'pgdata.new');
  await rm(draft, { recursive: true, force: true });
  await runAs.takeFolder(draft);
  const passwordFile = join(parent, 'password.tmp');
  await writeFile(passwordFile, options.superuserPassword, { mode: 0o600 });
  try {
    const owner = await stat(draft);
    await chown(passwordFile, owner.uid, owner.gid);
    const run = runAs.launch(binaries.initdb, [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=zh-Hans-CN',
      ...(options.purpose === 'test' ? ['--no-sync'] : []),
    ]);
    const { code, output } = await runToEnd(run, ENVIRONMENT).catch((error: Error) => ({
      code: -1,
      output: error.message,
    }));
    if (code !== 0) throw startFailure(output, options.startLog);
  } finally {
    await rm(passwordFile, { force: true });
  }
  const configuration = join(draft, 'postgresql.conf');
  const text = await readFile(configuration, 'utf8');
  await writeFile(configuration, `${text}\ninclude = 'wangjian.conf'\ninclude_if_exists = 'local.conf'\n`);
  await rename(draft, pgdata);
  return pgdata;
}

/** Stops a server that a killed process left behind, and clears a pid file that points at somebody else's process. */
async function stopOrphan(pgdata: string, note?: (text: string) => void): Promise<void> {
  const state = await readPidFile(pgdata);
  if (!state) return;
  if (isPostgresOn(state.pid, pgdata)) {
    note?.('上次没有正常退出，正在停止遗留的数据库进程……');
    await endPostgres(state.pid, pgdata);
  }
  // PostgreSQL takes any living process with this pid for itself and would refuse to start.
  await rm(join(pgdata, 'postmaster.pid'), { force: true });
}

/** Fast shutdown, then immediate (recovers at the next start), then kill. */
async function endPostgres(pid: number, pgdata: string): Promise<void> {
  const steps: readonly (readonly [NodeJS.Signals, number])[] = [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patience] of steps) {
    if (!isPostgresOn(pid, pgdata)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It ended by itself after it was looked for.
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    for (let waited = 0; waited < patience && isPostgresOn(pid, pgdata); waited += 20) await delay(20);
  }
}

async function launch(
  options: EmbeddedServerOptions,
  pgdata: string,
  run: Launch,
  port: number,
): Promise<{ readonly server: EmbeddedServer } | { readonly output: string }> {
  await mkdir(dirname(options.startLog), { recursive: true });
  const log = await open(options.startLog, 'w', 0o600);
  const child = spawn(run.file, run.args, {
    stdio: ['ignore', log.fd, log.fd, 'pipe'],
    // A group of its own: Ctrl-C in the terminal must reach us first, PostgreSQL when we say so.
    detached: true,
    cwd: '/',
    env: ENVIRONMENT,
    ...(run.uid === undefined ? {} : { uid: run.uid, gid: run.gid }),
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`));
  });
  await log.close();
  // A caller that forgets to stop must not hang: when Node ends, the guard ends the server.
  child.unref();
  const lifeline = child.stdio[3] as Socket | null;
  lifeline?.on('error', () => lifeline.destroy());
  lifeline?.unref();
  const why = await untilReady(pgdata, port, ended, options.note);
  if (why !== undefined) return { output: `${await readFile(options.startLog, 'utf8')}\n${why}` };

  let stopping: Promise<void> | undefined;
  const { promise: died, resolve: reportDeath } = Promise.withResolvers<string>();
  void ended.then((how) => {
    if (!stopping) reportDeath(how);
  });
  const pid = (await readPidFile(pgdata))?.pid;
  const stop = async () => {
    child.ref();
    lifeline?.destroy();
    if (pid !== undefined) await endPostgres(pid, pgdata);
    await ended;
  };
  return {
    server: {
      port,
      died,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    },
  };
}

/** Waits for PostgreSQL to accept connections; undefined then, or how the process ended before. */
async function untilReady(
  pgdata: string,
  port: number,
  ended: Promise<string>,
  note?: (text: string) => void,
): Promise<string | undefined> {
  let end: string | undefined;
  void ended.then((how) => {
    end = how;
  });
  for (let waited = 0; end === undefined; waited += 15) {
    const state = await readPidFile(pgdata);
    if (state?.ready && state.port === port) return undefined;
    // Replaying the log after a power cut may take minutes; PostgreSQL ends by itself when it cannot.
    if (waited === 4_500) note?.('数据库正在恢复上次未写完的数据，请稍候……');
    await delay(15);
  }
  return end;
}

interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

async function readPidFile(pgdata: string): Promise<PidFile | undefined> {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const lines = text?.split('\n');
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function startFailure(output: string, startLog: string): AppError {
  const lastLines = output.trim().split('\n').slice(-6).join('\n');
  if (/No space left on device/.test(output)) {
    return new AppError(
      'storage_full',
      '磁盘空间不足，内置数据库无法启动：请清理磁盘后重试，已有数据没有丢失。',
    );
  }
  if (/EACCES|Permission denied/.test(output)) {
    return new AppError(
      'unavailable',
      `内置数据库没有权限运行或读写数据文件夹：请检查项目和数据文件夹的权限。PostgreSQL 的输出：\n${lastLines}`,
    );
  }
  return new AppError(
    'unavailable',
    `内置数据库没有启动成功：请看日志 ${startLog} 。PostgreSQL 的输出：\n${lastLines}`,
  );
}

/** No PG* variable of the caller may reach the server, and messages stay in English so that we can read them. */
const ENVIRONMENT: NodeJS.ProcessEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
