// Installs what is missing. Runs on any Node from 20 up with nothing but npm beside it, so: plain JavaScript, built-in
// modules only. Shared by start, test and bench.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const windows = process.platform === 'win32';
const pinnedNode = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
const stampFile = join(root, 'node_modules', '.wangjian-install');

/** Says something on stderr, where it does not mix with the answers of programs. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Makes node_modules match package-lock.json and the pinned Node runnable. Ends the process with a message that says
 * what to do when that fails.
 */
export function ensureInstalled() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    say(`当前的 Node.js 是 ${process.version}，版本过低：请安装 Node.js 20 或以上版本。`);
    process.exit(2);
  }
  if (!installed()) {
    say(
      existsSync(join(root, 'node_modules'))
        ? '依赖有更新，正在安装（npm ci）……'
        : '首次运行，正在安装依赖（npm ci），约需一到三分钟……',
    );
    const began = Date.now();
    // Prefer what npm has cached already; warnings about engines do not matter, the pinned Node runs everything.
    const status = npm([
      'ci',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--loglevel=error',
      '--fetch-retry-mintimeout=2000',
      '--fetch-retry-maxtimeout=10000',
    ]);
    if (status !== 0) fail();
    writeFileSync(stampFile, lockHash());
    say(`依赖已安装（${Math.round((Date.now() - began) / 1000)} 秒）。`);
  }
  if (!runs(pinnedNode)) installPinnedNode();
}

function installed() {
  const npmRecord = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(npmRecord)) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash()) return true;
  // Installed by hand (npm ci, npm install): npm's own record is then younger than the lock.
  return !existsSync(stampFile)
    ? statSync(npmRecord).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
    : statSync(npmRecord).mtimeMs > statSync(stampFile).mtimeMs &&
        statSync(npmRecord).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** npm as it was called, or the one on the PATH; its own output goes to the terminal. */
export function npm(args, cwd = root) {
  const script = process.env.npm_execpath;
  // npx and other package managers set npm_execpath too; only npm's own entry will do.
  const viaNode = script && /npm-cli\.[cm]?js$/.test(script) && existsSync(script);
  const result = viaNode
    ? spawnSync(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 2, 2] })
    : spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd, stdio: ['ignore', 2, 2], shell: windows });
  if (result.error) say(`无法运行 npm：${result.error.message}`);
  return result.status;
}

/** The `node` package fetches its program in an install script, which some machines have switched off. */
function installPinnedNode() {
  say('正在安装项目固定使用的 Node.js……');
  const folder = join(root, 'node_modules', 'node');
  const script = join(folder, 'installArchSpecificPackage.js');
  if (existsSync(script)) {
    spawnSync(process.execPath, [script], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, npm_config_ignore_scripts: 'false' },
    });
  }
  if (!runs(pinnedNode)) fail();
}

function runs(program) {
  return existsSync(program) && spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function fail() {
  say('');
  say('依赖没有装上。请检查：');
  say('  1. 网络能否访问 npm 仓库（npm ping；内网请先用 npm config set registry 指向单位的镜像）；');
  say('  2. 磁盘空间，以及当前用户对项目文件夹的写权限；');
  say('  3. 上面 npm 的报错。排除后重新运行同一条命令即可。');
  process.exit(1);
}

/** Environment for tools: the pinned Node and the project's programs come first on the PATH. */
export function toolEnvironment() {
  const path = [join(root, 'node_modules', '.bin'), dirname(pinnedNode), process.env.PATH];
  return { ...process.env, PATH: path.filter(Boolean).join(windows ? ';' : ':') };
}

/** Starts the pinned Node on `args`; options as for `spawn`. */
export function spawnPinned(args, options = {}) {
  return spawn(pinnedNode, args, { cwd: root, stdio: 'inherit', env: toolEnvironment(), ...options });
}

/**
 * Runs the pinned Node on `args` to its end; resolves with the exit code (1 when a signal ended it) once its output is
 * read. `started` is handed the process.
 */
export function runPinned(args, { started, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawnPinned(args, options);
    started?.(child);
    child.once('error', (error) => {
      say(error.message);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}
