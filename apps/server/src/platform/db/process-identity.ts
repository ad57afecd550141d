import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** A process for good: `pid` alone is given to another process sooner or later, `started` tells the two apart. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly started: string;
}

/** The process that runs now under `pid`, or undefined. */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether exactly this process still runs. */
export function isAlive(process: ProcessIdentity): boolean {
  return startOf(process.pid) === process.started;
}

/** Whether `pid` is a PostgreSQL server whose data folder (real path) is `folder`. */
export function isPostgresOn(pid: number, folder: string): boolean {
  if (startOf(pid) === undefined) return false;
  if (process.platform === 'linux') {
    try {
      // A postmaster works in its data folder; the name survives even when the program's file was replaced.
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
      return name === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      // Gone meanwhile, or a process of another user: not ours.
      return false;
    }
  }
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(folder);
}

function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    let status: string;
    try {
      status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    } catch {
      // No such process.
      return undefined;
    }
    // Fields after the command name in brackets: state is the 3rd, the start time in clock ticks the 22nd.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return fields[19];
  }
  if (process.platform === 'win32') {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      // No such process.
      return undefined;
    }
  }
  const started = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return started === '' ? undefined : started;
}
