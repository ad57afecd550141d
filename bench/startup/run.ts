// 启动用时：首次启动、再次启动、kill -9 之后的启动、停止（每项取多轮的中位数）
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = Number(process.argv[2] ?? 3);
const cli = join(import.meta.dirname, '..', '..', 'apps', 'server', 'src', 'cli', 'main.ts');
const measured = new Map<string, number[]>();

for (let round = 0; round < ROUNDS; round += 1) {
  const folder = await mkdtemp(join(tmpdir(), 'wangjian-startup-'));
  try {
    const dataDir = join(folder, 'data');
    const first = await timed('首次启动（--empty）', () => start(dataDir));
    await timed('停止（SIGTERM）', () => end(first, 'SIGTERM'));
    const second = await timed('再次启动', () => start(dataDir));
    await end(second, 'SIGKILL');
    const third = await timed('kill -9 之后启动', () => start(dataDir));
    await timed('停止（SIGTERM）', () => end(third, 'SIGTERM'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
for (const [what, values] of measured) {
  const sorted = values.toSorted((a, b) => a - b);
  const seconds = (value: number | undefined) => ((value ?? 0) / 1000).toFixed(2);
  process.stdout.write(
    `${what}：中位数 ${seconds(sorted[Math.floor(sorted.length / 2)])} 秒，最长 ${seconds(sorted.at(-1))} 秒（${sorted.length} 次）\n`,
  );
}

async function timed<T>(what: string, run: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const answer = await run();
  measured.set(what, [...(measured.get(what) ?? []), performance.now() - began]);
  return answer;
}

/** Starts `serve` and waits for its block. */
async function start(dataDir: string): Promise<ChildProcess> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--empty', '--data', dataDir, '--port', String(port)],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  const up = Promise.withResolvers<void>();
  const take = (chunk: Buffer) => {
    output += chunk.toString('utf8');
    if (output.includes('网鉴已启动')) up.resolve();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  child.once('exit', (code) => up.reject(new Error(`serve ended with ${code}:\n${output}`)));
  await up.promise;
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  probe.close();
  await once(probe, 'close');
  return address.port;
}
