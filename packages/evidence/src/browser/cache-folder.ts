import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Folder that holds what is unpacked once and used by many runs: the caller's choice (the platform passes a folder
 * under its data), else `WANGJIAN_CACHE`, else `~/.cache/wangjian`. Never the shared temporary folder, where anyone
 * could have put a file of that name before us.
 */
export function cacheFolder(chosen?: string): string {
  return resolve(chosen ?? process.env.WANGJIAN_CACHE ?? join(homedir(), '.cache', 'wangjian'));
}
