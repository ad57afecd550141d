import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { AppError } from '@wangjian/core/errors.ts';
import { readTar } from './tar.ts';

/** Which Chromium: the current one, or 109, the kernel of many officers' desktops, for tests. */
export type ChromiumKernel = 'current' | 'chromium109';

/** An unpacked Chromium: the program, and the folder of the libraries that a bare Debian lacks. */
export interface UnpackedChromium {
  readonly program: string;
  readonly libraries: string;
}

/** Raised when the layout below changes, so that an older unpacked copy is left alone and not half reused. */
const LAYOUT = 2;
const MANIFEST = 'manifest.json';
const STALE_MS = 3_600_000;

const PACKAGES: Readonly<Record<ChromiumKernel, string>> = {
  current: '@sparticuz/chromium',
  chromium109: 'chromium109',
};

const unbrotli = promisify(brotliDecompress);
const here = createRequire(import.meta.url);

function packageRoot(name: string): string {
  let folder: string;
  try {
    folder = dirname(here.resolve(name));
  } catch (error) {
    throw new AppError('unavailable', `没有安装内置浏览器的软件包 ${name}：请在项目根目录运行 npm ci`, {
      cause: error,
    });
  }
  while (!existsSync(join(folder, 'bin', 'chromium.br'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new AppError('unavailable', `软件包 ${name} 内没有浏览器文件：请重新安装依赖（npm ci）`);
    folder = parent;
  }
  return folder;
}

/** One archive to unpack, whole or only the files named. */
interface Archive {
  readonly file: string;
  readonly only?: string;
}

/**
 * Archives of a kernel. Each package lacks what its own home system had: 109 takes NSS from the current package (its own
 * lacks NSPR), the current one takes SQLite, which NSS cannot load without and a bare Debian does not have, from 109.
 */
function archives(kernel: ChromiumKernel): Archive[] {
  const inPackage = (of: ChromiumKernel, name: string) => join(packageRoot(PACKAGES[of]), 'bin', name);
  const graphics = { file: inPackage(kernel, 'swiftshader.tar.br') };
  const nss = { file: inPackage('current', 'al2023.tar.br') };
  const old = inPackage('chromium109', 'aws.tar.br');
  return [graphics, kernel === 'current' ? { file: old, only: 'lib/libsqlite3.so.0' } : { file: old }, nss];
}

async function isWhole(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, MANIFEST))) return false;
  const sizes = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Record<string, number>;
  for (const [path, size] of Object.entries(sizes)) {
    const found = existsSync(join(folder, path)) ? (await stat(join(folder, path))).size : -1;
    if (found !== size) return false;
  }
  return true;
}

async function unpackInto(folder: string, kernel: ChromiumKernel): Promise<void> {
  const sizes: Record<string, number> = {};
  const program = join(folder, 'chromium');
  await pipeline(
    createReadStream(join(packageRoot(PACKAGES[kernel]), 'bin', 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(program, { mode: 0o755 }),
  );
  sizes.chromium = (await stat(program)).size;
  for (const { file, only } of archives(kernel)) {
    for (const { path, body } of readTar(await unbrotli(await readFile(file)))) {
      if (only && path !== only) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), body);
      await chmod(join(folder, path), 0o755);
      sizes[path] = body.length;
    }
  }
  await writeFile(join(folder, MANIFEST), JSON.stringify(sizes, null, 1));
}

/** Drafts of unpackings that were killed; a draft that is still being written is younger than this. */
async function sweepDrafts(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('.unpacking-')) continue;
    const age = Date.now() - (await stat(join(cache, name)).then((entry) => entry.mtimeMs, Date.now));
    if (age > STALE_MS) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function asStorageError(error: unknown, cache: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError(
      'storage_full',
      `磁盘空间不足，无法解压内置浏览器到 ${cache}（约需 250 MB）：请清理磁盘，或用 WANGJIAN_CACHE 指定别的目录`,
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
    return new AppError(
      'unavailable',
      `没有权限写入浏览器缓存目录 ${cache}：请用 WANGJIAN_CACHE 指定可写的目录`,
      { cause: error },
    );
  }
  return error;
}

/**
 * Unpacks a Chromium of npm into a versioned folder of the cache, once. The folder appears by one rename when it is
 * whole, so two processes may do this at once, and a killed one leaves nothing that is taken for a browser. A copy
 * whose files changed in size is unpacked anew. Throws AppError `storage_full` or `unavailable`.
 */
export async function unpackChromium(kernel: ChromiumKernel, cache: string): Promise<UnpackedChromium> {
  const root = packageRoot(PACKAGES[kernel]);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = join(cache, `chromium-${version}-${process.arch}-${LAYOUT}`);
  const unpacked = { program: join(folder, 'chromium'), libraries: join(folder, 'lib') };
  if (await isWhole(folder)) return unpacked;
  const draft = join(cache, `.unpacking-${process.pid}-${Math.random().toString(36).slice(2)}`);
  try {
    await mkdir(draft, { recursive: true });
    await sweepDrafts(cache);
    await unpackInto(draft, kernel);
    if (existsSync(folder) && !(await isWhole(folder))) await rename(folder, `${draft}-damaged`);
    await rename(draft, folder);
  } catch (error) {
    // Another process may have been first: its copy is as good as ours.
    if (!(await isWhole(folder))) throw asStorageError(error, cache);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(`${draft}-damaged`, { recursive: true, force: true });
  }
  return unpacked;
}
