import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { findPostgresBinaries } from './binaries.ts';
import { withClient } from './connections.ts';
import { type DataFolder, lockDataFolder, openDataFolder, requireDataFolder } from './data-folder.ts';
import { type EmbeddedServer, runningPort, SUPERUSER, startEmbeddedServer } from './embedded-server.ts';
import {
  APP_ROLE,
  AUDITOR_ROLE,
  createOwnerAndDatabase,
  DATABASE_NAME,
  type DatabaseUrls,
  externalUrls,
  OWNER_ROLE,
  prepareRoles,
  urlFor,
} from './roles.ts';

/** A database that is ready for connections; migrations are not run yet. */
export interface RunningDatabase {
  /** `shared`: the embedded server of another process of ours, which also stops it. */
  readonly kind: 'embedded' | 'shared' | 'external';
  readonly urls: DatabaseUrls;
  /** Settles with a reason when the embedded server ends by itself; never for the other kinds. */
  readonly died: Promise<string>;
  /** Stops the embedded server; nothing to do for the other kinds. */
  stop(): Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly dataDir: string;
  /** DATABASE_URL, DATABASE_APP_URL, DATABASE_AUDITOR_URL; without the first the embedded server is used. */
  readonly external?: {
    readonly owner: string;
    readonly app?: string | undefined;
    readonly auditor?: string | undefined;
  };
  /** When another process runs the data folder's server: use it (tools) or refuse (a second `serve`). */
  readonly whenRunning: 'share' | 'refuse';
  /** Only a data folder that is one already (tools), instead of making it. */
  readonly existing?: boolean;
  readonly note?: (text: string) => void;
}

/** The external database named by the environment, or undefined for the embedded one. */
export function externalFromEnvironment(
  env: NodeJS.ProcessEnv = process.env,
): NonNullable<OpenDatabaseOptions['external']> | undefined {
  const owner = env.DATABASE_URL;
  if (!owner) return undefined;
  for (const name of ['DATABASE_URL', 'DATABASE_APP_URL', 'DATABASE_AUDITOR_URL']) {
    const value = env[name];
    if (value && !/^postgres(ql)?:\/\//.test(value)) {
      throw new AppError(
        'invalid_input',
        `环境变量 ${name} 不是有效的 PostgreSQL 地址：应形如 postgres://用户:密码@主机:5432/数据库。`,
      );
    }
  }
  return { owner, app: env.DATABASE_APP_URL, auditor: env.DATABASE_AUDITOR_URL };
}

/** Opens the database: external by address, else the data folder's embedded server, started when it does not run. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<RunningDatabase> {
  const never = new Promise<string>(() => undefined);
  if (options.external) {
    const urls = await externalUrls(options.external).catch((cause: unknown) => {
      throw cause instanceof AppError ? cause : unreachable(cause as Error);
    });
    return { kind: 'external', urls, died: never, stop: async () => undefined };
  }
  if (options.existing) await requireDataFolder(options.dataDir);
  const { major } = await findPostgresBinaries();
  const folder = await openDataFolder(options.dataDir, major);
  const lock = await lockDataFolder(folder.path);
  if ('heldBy' in lock) {
    const port =
      options.whenRunning === 'share' ? await runningPort(join(folder.path, 'postgres')) : undefined;
    if (port !== undefined) {
      return { kind: 'shared', urls: embeddedUrls(folder, port), died: never, stop: async () => undefined };
    }
    throw new AppError(
      'conflict',
      options.whenRunning === 'share'
        ? `另一个网鉴进程（pid ${lock.heldBy.pid}）正在启动或停止数据文件夹 ${folder.path} 的数据库：请稍后重试。`
        : `数据文件夹 ${folder.path} 正由另一个网鉴进程（pid ${lock.heldBy.pid}）使用：请先停止它，或用 --data 指明另一个文件夹。`,
    );
  }
  try {
    const server = await startOn(folder, options.note);
    const stop = async () => {
      await server.stop();
      await lock.release();
    };
    return { kind: 'embedded', urls: embeddedUrls(folder, server.port), died: server.died, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function startOn(folder: DataFolder, note?: (text: string) => void): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({
    folder: folder.postgres,
    startLog: join(folder.logs, 'postgres-start.log'),
    superuserPassword: folder.secrets.superuser,
    purpose: 'durable',
    ...(note ? { note } : {}),
  });
  try {
    const superuserUrl = embeddedUrl(folder.secrets.superuser, server.port, SUPERUSER, 'postgres');
    await createOwnerAndDatabase(superuserUrl, folder.secrets.owner);
    const { owner } = embeddedUrls(folder, server.port);
    await prepareRoles(owner, folder.secrets);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function embeddedUrls(folder: DataFolder, port: number): DatabaseUrls {
  const { owner, app, auditor } = folder.secrets;
  return {
    owner: embeddedUrl(owner, port, OWNER_ROLE),
    app: embeddedUrl(app, port, APP_ROLE),
    auditor: embeddedUrl(auditor, port, AUDITOR_ROLE),
  };
}

function embeddedUrl(password: string, port: number, user: string, database = DATABASE_NAME): string {
  return urlFor(`postgres://127.0.0.1:${port}/`, { user, password, database });
}

/** Makes sure that the database answers; resolves with the version of PostgreSQL. */
export async function serverVersion(url: string): Promise<string> {
  return await withClient(url, async (client) => {
    const { rows } = await client.query<{ version: string }>(
      "SELECT current_setting('server_version') AS version",
    );
    return rows[0]!.version;
  });
}

function unreachable(cause: Error): AppError {
  return new AppError(
    'unavailable',
    `无法连接 DATABASE_URL 指向的数据库（${cause.message}）：请检查地址、端口、用户名和密码，以及数据库是否已启动。`,
    { cause },
  );
}
