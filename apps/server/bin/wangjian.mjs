#!/usr/bin/env node
// Runs on any Node from 20 up and hands over to the pinned Node, which runs TypeScript as it is.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const entry = join(root, 'apps', 'server', 'src', 'cli', 'main.ts');
const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

// What Node compiled once it reads back the next time: half the start-up. Inherited by worker threads.
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'wangjian');

const args = process.argv.slice(2);
const isPatrol = args[0] === 'patrol';
// V8 begins with an old generation of a few MB and marks all of it each time that it has grown a little; what a patrol
// needs is known beforehand. `cli/small-heaps.ts` says the same to threads that start later.
const heapOptions = isPatrol ? ['--initial-old-space-size=56'] : [];
// glibc keeps what each of the dozen threads of a patrol has freed for that thread alone; two stocks are enough.
const wantsArenas = isPatrol && process.platform === 'linux' && process.env.MALLOC_ARENA_MAX === undefined;
if (wantsArenas) process.env.MALLOC_ARENA_MAX = '2';

if (Number(process.versions.node.split('.')[0]) >= 24) {
  // It is read when a process starts: this one starts again in its own place.
  if (wantsArenas && process.execve && !process.channel)
    process.execve(
      process.execPath,
      [process.execPath, ...process.execArgv, ...heapOptions, entry, ...args],
      process.env,
    );
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  await import(entry);
} else if (existsSync(pinned)) {
  // The channel tells `serve` when this wrapper is killed, so that it does not stay behind.
  const child = spawn(pinned, [...heapOptions, entry, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
} else {
  process.stderr.write('还没有安装依赖：请先在项目根目录运行 npm start（或 npm ci）。\n');
  process.exit(2);
}
