import type { Command } from 'commander';

interface CommandEntry {
  readonly description: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Every command of `wangjian`, one file each beside this one; loaded only when it is asked for. */
export const commandTable: Readonly<Record<string, CommandEntry>> = {};
