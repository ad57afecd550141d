import { createServer } from 'node:net';
import { AppError } from '@wangjian/core/errors.ts';
import { externalFromEnvironment, openDatabase, type RunningDatabase } from './platform/db/database.ts';
import { beginSetup, finishSetup } from './platform/db/setup-state.ts';
import { startFailure } from './platform/start-failure.ts';
import { migrateEverything } from './schema.ts';

/** Which half of the platform a process runs; `all` on a single machine. */
export type Role = 'all' | 'api' | 'worker';

export interface AppSettings {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly role: Role;
  /** Set a fresh database up for real use, without the demo bureau. */
  readonly empty: boolean;
  /** A fresh demo gets its past year written, beside the platform. */
  readonly history: boolean;
  /** A fresh demo opens only a third of its market, for tests. */
  readonly smallDemo: boolean;
  /** Told in Chinese what goes on while the platform starts and stops. */
  readonly note: (text: string) => void;
}

/** What a part of the platform gets to start with. */
export interface AppContext extends AppSettings {
  readonly database: RunningDatabase;
  /** The installation is the demo one: the demo market runs along, at every start. */
  readonly demo: boolean;
  /** The first set-up is not whole yet; what a part does in it must bear being repeated. */
  readonly fresh: boolean;
}

/** A line of the block that `serve` prints when everything runs, e.g. `{label: '地址', text: 'http://…'}`. */
export interface Notice {
  readonly label: string;
  readonly text: string;
}

/** A part of the platform that runs while the process does: HTTP, workers, the demo market. */
export interface AppPart {
  readonly name: string;
  readonly roles: readonly Role[];
  start(context: AppContext): Promise<StartedPart>;
}

export interface StartedPart {
  readonly notices?: readonly Notice[];
  stop(): Promise<void>;
}

export interface RunningApp {
  readonly database: RunningDatabase;
  readonly notices: readonly Notice[];
  /** Stops the parts, the last started first, then the database; a part that fails to stop does not hold up the rest. */
  stop(): Promise<void>;
}

/** Starts database → migrations → the parts of this role in their order; what was started is stopped when one fails. */
export async function startApp(settings: AppSettings, parts: readonly AppPart[]): Promise<RunningApp> {
  if (settings.role !== 'worker') await refuseBusyPort(settings.host, settings.port);
  const external = externalFromEnvironment();
  const database = await openDatabase({
    dataDir: settings.dataDir,
    ...(external ? { external } : {}),
    whenRunning: settings.role === 'all' ? 'refuse' : 'share',
    note: settings.note,
  });
  const started: { readonly name: string; stop(): Promise<void> }[] = [
    { name: 'database', stop: database.stop },
  ];
  const stop = async () => {
    for (const part of started.splice(0).reverse()) {
      await part.stop().catch((error: Error) => settings.note(`停止 ${part.name} 时出错：${error.message}`));
    }
  };
  try {
    const applied = await migrateEverything(database.urls.owner);
    if (applied.length > 0) settings.note(`数据库已升级：执行了 ${applied.length} 个迁移。`);
    const setup = await beginSetup(database.urls.owner, settings.empty ? 'empty' : 'demo');
    if (settings.empty && setup.kind === 'demo') {
      throw new AppError(
        'invalid_input',
        `数据文件夹 ${settings.dataDir} 里是演示数据，不能作为空库使用：请用 --data 指明另一个文件夹，或去掉 --empty。`,
      );
    }
    const context: AppContext = { ...settings, database, demo: setup.kind === 'demo', fresh: !setup.done };
    const notices: Notice[] = [];
    for (const part of parts) {
      if (!part.roles.includes(settings.role)) continue;
      const running = await part.start(context);
      started.push({ name: part.name, stop: () => running.stop() });
      notices.push(...(running.notices ?? []));
    }
    if (!setup.done) await finishSetup(database.urls.owner);
    return { database, notices, stop };
  } catch (error) {
    // Looked at while everything is still there: PostgreSQL gives some space back when it stops.
    const failure = await startFailure(error, settings.dataDir);
    await stop();
    throw failure;
  }
}

/** Looks before anything is set up; the part that listens meets a port taken meanwhile with the same words. */
async function refuseBusyPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, host, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** The error of a server that could not listen, in words that say what to do. */
export function listenFailure(cause: NodeJS.ErrnoException, host: string, port: number): AppError {
  if (cause.code === 'EADDRINUSE') {
    return new AppError(
      'invalid_input',
      `端口 ${port} 已被其他程序占用（也可能是网鉴已经在运行）：请先停止占用它的程序，或换一个端口，例如 npm start -- --port ${port + 1}。`,
      { cause },
    );
  }
  if (cause.code === 'EACCES') {
    return new AppError('invalid_input', `没有权限使用端口 ${port}：请换一个 1024 以上的端口。`, { cause });
  }
  return new AppError(
    'invalid_input',
    `无法在 ${host}:${port} 上监听（${cause.code ?? cause.message}）：请检查 --host 和 --port。`,
    { cause },
  );
}
