import { spawn, spawnSync } from 'node:child_process';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { binariesAt, type PostgresBinaries } from './binaries.ts';

/** A program ready for `spawn`. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** As whom PostgreSQL runs: it refuses root, and the data folder must belong to whoever runs it. */
export interface RunAs {
  readonly how: 'same-user' | 'user-namespace' | 'account';
  launch(file: string, args: readonly string[]): Launch;
  /** Binaries that this user can reach: the given ones, or a copy where their folder is closed to it. */
  reachableBinaries(binaries: PostgresBinaries): Promise<PostgresBinaries>;
  /** Makes `folder` usable as (the parent of) a PostgreSQL data folder: exists, closed to others, right owner. */
  takeFolder(folder: string): Promise<void>;
}

/** Where the account's own files go when the tree lies under a folder that is closed to it (say /root). */
const SYSTEM_FOLDER = '/var/lib/wangjian';

const ACCOUNT = 'wangjian';

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Chooses the way: the current user when it is not root; as root a user namespace in which root's own files appear to
 * belong to an ordinary account (nothing to create, nothing to chown), else an account, existing or made.
 * WANGJIAN_DB_RUN_AS forces the account: `account`, or `account:NAME` for an existing one.
 */
export async function chooseRunAs(
  forced = process.env.WANGJIAN_DB_RUN_AS ?? '',
  systemFolder = SYSTEM_FOLDER,
): Promise<RunAs> {
  if (process.getuid?.() !== 0) return sameUser;
  const accounts = await readAccounts();
  const [way, named] = forced.split(':');
  if (way !== 'account') {
    // initdb asks the account database for a name, so the uid seen inside must be a known one.
    const face = accounts.find((a) => a.uid === 1000) ?? accounts.find((a) => a.uid !== 0);
    if (face && userNamespaceWorks(face)) return userNamespace(face);
  }
  const existing = (name: string) => accounts.find((a) => a.name === name);
  const account = named ? existing(named) : (existing(ACCOUNT) ?? makeAccount() ?? existing('postgres'));
  if (account) return asAccount(account, systemFolder);
  throw new AppError(
    'unavailable',
    '当前以 root 运行，而 PostgreSQL 不允许以 root 启动；本机既不能使用用户命名空间（unshare），也没有可用的账号。请先执行 useradd --system wangjian 后重试，或改用普通用户运行，或用环境变量 DATABASE_URL 指明已有的 PostgreSQL。',
  );
}

const sameUser: RunAs = {
  how: 'same-user',
  launch: (file, args) => ({ file, args }),
  reachableBinaries: async (binaries) => binaries,
  takeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { uid } = await stat(folder);
    const me = process.getuid?.() ?? uid;
    if (uid !== me) {
      throw new AppError(
        'invalid_input',
        `数据文件夹 ${folder} 属于另一个用户（uid ${uid}），当前用户（uid ${me}）不能使用：请用原来的用户运行，或执行 sudo chown -R ${me} ${folder} 后重试。`,
      );
    }
    await chmod(folder, 0o700);
  },
};

function userNamespace(face: Account): RunAs {
  return {
    how: 'user-namespace',
    launch: (file, args) => ({
      file: 'unshare',
      args: ['-U', `--map-user=${face.uid}`, `--map-group=${face.gid}`, '--', file, ...args],
    }),
    reachableBinaries: async (binaries) => binaries,
    takeFolder: async (folder) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await ownRecursively(folder, 0, 0);
    },
  };
}

function asAccount(account: Account, systemFolder: string): RunAs {
  const launch: RunAs['launch'] = (file, args) => ({ file, args, uid: account.uid, gid: account.gid });
  const reaches = (path: string, flag: '-x' | '-w') => {
    const check = spawnSync('/bin/sh', ['-c', `test ${flag} "$1"`, 'sh', path], {
      uid: account.uid,
      gid: account.gid,
      cwd: '/',
    });
    return check.status === 0;
  };
  return {
    how: 'account',
    launch,
    reachableBinaries: async (binaries) => {
      if (reaches(binaries.postgres, '-x')) return binaries;
      const home = join(systemFolder, `postgresql-${binaries.packageVersion}`);
      const copy = binariesAt(home, binaries.packageVersion);
      if (!reaches(copy.postgres, '-x')) {
        await rm(home, { recursive: true, force: true });
        await mkdir(systemFolder, { recursive: true, mode: 0o755 });
        await cp(binaries.home, home, { recursive: true, verbatimSymlinks: true });
      }
      return copy;
    },
    takeFolder: async (folder) => {
      const present = await lstat(folder).catch(() => undefined);
      if (!present) await mkdir(folder, { recursive: true, mode: 0o700 });
      // At a later start it may be our own link.
      const place = await realpath(folder);
      await ownRecursively(place, account.uid, account.gid);
      if (reaches(place, '-w')) return;
      // A folder above is closed to the account (say /root, 0700): keep the files outside and leave a link here.
      if (present && (await readdir(folder)).length > 0) {
        throw new AppError(
          'unavailable',
          `账号 ${account.name} 进不去数据文件夹 ${folder}（上级目录不允许其他用户进入）：请把整个数据文件夹移到例如 /var/lib/wangjian/data，再用 --data 指明。`,
        );
      }
      await mkdir(systemFolder, { recursive: true, mode: 0o755 });
      const outside = await mkdtemp(join(systemFolder, 'postgres-'));
      await ownRecursively(outside, account.uid, account.gid);
      await rm(folder, { recursive: true });
      await symlink(outside, folder);
    },
  };
}

/** Changes the owner of a whole tree, when its top does not have it yet. */
async function ownRecursively(folder: string, uid: number, gid: number): Promise<void> {
  const top = await stat(folder);
  if (top.uid === uid) return;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await ownRecursively(path, uid, gid);
    else if (!entry.isSymbolicLink()) await chown(path, uid, gid);
  }
  // The top last: a chown that was cut short starts again.
  await chown(folder, uid, gid);
}

function userNamespaceWorks(face: Account): boolean {
  const args = ['-U', `--map-user=${face.uid}`, `--map-group=${face.gid}`, '--', 'true'];
  return spawnSync('unshare', args, { stdio: 'ignore' }).status === 0;
}

async function readAccounts(): Promise<Account[]> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }));
}

/** Makes the system account with whichever tool the machine has; undefined when none works. */
function makeAccount(): Account | undefined {
  const tools: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT]],
    ['adduser', ['-S', '-D', '-H', ACCOUNT]],
  ];
  for (const [tool, args] of tools) {
    if (spawnSync(tool, args, { stdio: 'ignore' }).status !== 0) continue;
    const id = (flag: string) => Number(spawnSync('id', [flag, ACCOUNT], { encoding: 'utf8' }).stdout);
    const account = { name: ACCOUNT, uid: id('-u'), gid: id('-g') };
    if (account.uid > 0) return account;
  }
  return undefined;
}

/** Runs a program to its end as that user; the exit code and what it printed (last 64 KB). */
export async function runToEnd(
  launch: Launch,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return await new Promise((resolveRun, reject) => {
    const child = spawn(launch.file, launch.args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
      env,
      ...(launch.uid === undefined ? {} : { uid: launch.uid, gid: launch.gid }),
    });
    let output = '';
    const take = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-65_536);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    // EACCES of a closed tree arrives as an event, not as an exit code.
    child.once('error', reject);
    child.once('close', (code) => resolveRun({ code, output }));
  });
}
