// Completes package-lock.json: npm leaves the optional packages of other platforms out of a lock when the registry
// that wrote it could not answer for them (npm/cli#4828), and `npm ci` then refuses the lock on every machine.
// Run after adding a dependency; with --check it only says whether something is missing (exit 1).
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OS = [
  'darwin',
  'linux',
  'win32',
  'android',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'openharmony',
];
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];

/** Where npm would find `name` for the package installed at `from`, or undefined. */
function resolve(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const key = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[key] !== undefined) return key;
    if (at === '') return undefined;
  }
}

/** The fields of a lock entry that make npm skip the package on other platforms, read from its name. */
function platformOf(name) {
  const parts = name.split(/[-/@]/).flatMap((part) => (part === 'windows' ? ['win32'] : [part]));
  const os = OS.find((known) => parts.includes(known));
  const cpu = CPU.find((known) => parts.includes(known));
  const libc = parts.some((part) => part.startsWith('musl'))
    ? 'musl'
    : parts.includes('gnu')
      ? 'glibc'
      : undefined;
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc && os === 'linux' ? { libc: [libc] } : {}),
    ...(os ? { os: [os] } : {}),
  };
}

/** Adds what is missing to the parsed lock and returns the names added. */
export function completeLock(lock) {
  const added = [];
  for (const [key, entry] of Object.entries(lock.packages)) {
    for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolve(lock.packages, key, name) !== undefined) continue;
      const platform = platformOf(name);
      // Only packages of one platform: anything else that is missing is a fault that npm must mend itself.
      if (platform.os === undefined || !/^\d/.test(wanted)) continue;
      lock.packages[`node_modules/${name}`] = {
        version: wanted,
        ...(platform.cpu ? { cpu: platform.cpu } : {}),
        ...(entry.dev ? { dev: true } : {}),
        ...(platform.libc ? { libc: platform.libc } : {}),
        optional: true,
        os: platform.os,
      };
      added.push(name);
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  return added;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const added = completeLock(lock);
  if (added.length === 0) {
    process.stdout.write('package-lock.json 完整。\n');
  } else if (process.argv.includes('--check')) {
    process.stdout.write(
      `package-lock.json 缺少 ${added.length} 个平台包（如 ${added[0]}），npm ci 会拒绝安装；请运行 node scripts/complete-lock.mjs 后提交。\n`,
    );
    process.exitCode = 1;
  } else {
    writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
    process.stdout.write(`package-lock.json 补上了 ${added.length} 个平台包。\n`);
  }
}
