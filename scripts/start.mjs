// npm start: installs what is missing, builds the webs when they are stale, and runs `serve` on the pinned Node with
// all options passed on. Runs on any Node from 20 up.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, spawnPinned } from './installation.mjs';
import { ensureWebBuilt } from './web-build.mjs';

const options = process.argv.slice(2);
// For machines that get a finished tree and have no registry: take what is there.
const finishedTree = process.env.WANGJIAN_NO_INSTALL === '1';
if (!finishedTree) ensureInstalled();
const needsWeb =
  !finishedTree &&
  !options.includes('--help') &&
  !options.includes('-h') &&
  options[options.indexOf('--role') + 1] !== 'worker';
if (needsWeb) {
  const code = await ensureWebBuilt();
  if (code !== 0) process.exit(code);
}

// The channel (ipc) closes when this process ends, however that happens: `serve` then stops as well.
const child = spawnPinned([join(root, 'apps', 'server', 'src', 'cli', 'main.ts'), 'serve', ...options], {
  cwd: process.cwd(),
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
let told = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    told = true;
    child.kill(signal);
  });
child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));

// npm itself may be killed without a word to us, and its shell lives on: watch whose children we both are.
if (process.env.npm_lifecycle_event === 'start' && process.platform !== 'win32') {
  const lineage = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const born = lineage();
  setInterval(() => {
    // Once: a second word would be taken for impatience, and cut the orderly stop short.
    if (told || lineage() === born) return;
    told = true;
    child.kill('SIGTERM');
  }, 1000).unref();
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    // No /proc on this system, or the process is gone; its own pid then tells.
    return '';
  }
}
