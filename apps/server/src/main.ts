import { resolve } from 'node:path';
import { type AppSettings, startApp } from './app.ts';
import { appParts } from './app-parts.ts';
import { serverVersion } from './platform/db/database.ts';
import { printStartBlock } from './start-block.ts';

/** Stopping may take this long before the process ends anyway; PostgreSQL then shuts down by its guard. */
const STOP_PATIENCE_MS = 15_000;
/** A terminal and a wrapper may both hand us the same Ctrl-C; only a later one means impatience. */
const SAME_SIGNAL_MS = 1_500;

/**
 * Runs the platform until it is told to stop (Ctrl-C, SIGTERM, SIGHUP, or the end of the process that started it) and
 * returns the exit code. Errors of the start are thrown.
 */
export async function serve(settings: Omit<AppSettings, 'note'>): Promise<number> {
  const began = performance.now();
  const note = (text: string) => process.stderr.write(`${text}\n`);
  const stopAsked = untilAskedToStop(note);
  // The start itself can take seconds: a Ctrl-C in it is obeyed as soon as there is something to stop.
  const app = await startApp({ ...settings, note }, appParts);
  const version = await serverVersion(app.database.urls.owner);
  const place =
    app.database.kind === 'external'
      ? 'DATABASE_URL 指明的服务器'
      : `内置，数据在 ${resolve(settings.dataDir)}`;
  printStartBlock((performance.now() - began) / 1000, [
    ...app.notices,
    { label: '数据库', text: `PostgreSQL ${version}（${place}）` },
    { label: '停止', text: '按 Ctrl-C' },
  ]);
  // A role may hold nothing open by itself; the process still runs until it is told to stop.
  const alive = setInterval(() => undefined, 3_600_000);
  const why = await Promise.race([stopAsked, app.database.died.then(() => 'died' as const)]);
  if (why === 'died')
    note('内置数据库意外停止，网鉴随之停止：请看数据文件夹中 postgres/pgdata/log 下的日志，然后重新启动。');
  else note('正在停止……');
  const patience = setTimeout(() => process.exit(1), STOP_PATIENCE_MS);
  await app.stop();
  clearTimeout(patience);
  clearInterval(alive);
  if (why !== 'died') note('网鉴已停止。');
  return why === 'died' ? 1 : 0;
}

/** Settles at the first request to stop; a second one ends the process at once. */
async function untilAskedToStop(note: (text: string) => void): Promise<'asked'> {
  return await new Promise((resolveAsked) => {
    let first: number | undefined;
    const ask = () => {
      const now = performance.now();
      if (first === undefined) {
        first = now;
        resolveAsked('asked');
      } else if (now - first > SAME_SIGNAL_MS) {
        note('立即退出。');
        process.exit(1);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    // Started by npm start or npx: when that wrapper is killed, we must not stay behind on its port. The wrapper also
    // goes when everybody was told to stop (systemd, Ctrl-C): then this is no second request.
    process.once('disconnect', () => first ?? ask());
    // Listening holds the channel, and the channel the process: a start that was refused would never end.
    process.channel?.unref();
  });
}
