import { spawnSync } from 'node:child_process';
import { chmod, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';

/**
 * `on` where the kernel allows it (the default falls back with a warning), `require` refuses to start without it, `off`
 * never uses it. Set by `WANGJIAN_BROWSER_SANDBOX`.
 */
export type SandboxSetting = 'auto' | 'require' | 'off';

/** How the program is started: directly, or through a user namespace because Chromium refuses root. */
export interface SandboxPlan {
  readonly sandboxed: boolean;
  readonly asOtherUser: boolean;
  /** One Chinese sentence when the sandbox is off although it was wished for. */
  readonly warning?: string;
}

const AS_USER = ['-U', '--map-user=1000', '--map-group=1000', '--'];
/** The namespaces that Chromium's own sandbox asks of the kernel. */
const PROBE = ['unshare', '-U', '-p', '-n', '-f', '--', 'true'];

/** The setting in force; throws AppError `invalid_input` for an unknown word. */
export function sandboxSetting(word = process.env.WANGJIAN_BROWSER_SANDBOX ?? 'auto'): SandboxSetting {
  if (word === 'auto' || word === 'require' || word === 'off') return word;
  throw new AppError(
    'invalid_input',
    `WANGJIAN_BROWSER_SANDBOX 只能是 auto、require 或 off，收到的是“${word}”`,
  );
}

let probed: boolean | undefined;

function kernelAllowsSandbox(): boolean {
  if (probed === undefined) {
    const [program, ...args] = isRoot() ? ['unshare', ...AS_USER, ...PROBE] : PROBE;
    probed = spawnSync(program!, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
  }
  return probed;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Decides how Chromium runs on this machine. Throws AppError `unavailable` when the sandbox is required and cannot be. */
export function planSandbox(
  setting: SandboxSetting,
  allowed: () => boolean = kernelAllowsSandbox,
): SandboxPlan {
  if (setting === 'off') return { sandboxed: false, asOtherUser: false };
  // Elsewhere than on Linux Chromium brings a sandbox that needs nothing of ours.
  if (process.platform !== 'linux' || allowed()) return { sandboxed: true, asOtherUser: isRoot() };
  const why = '本机内核不允许用户命名空间（user namespaces），浏览器沙箱无法启用';
  if (setting === 'require') {
    throw new AppError(
      'unavailable',
      `${why}：请开启内核参数 user.max_user_namespaces，或把 WANGJIAN_BROWSER_SANDBOX 设为 auto`,
    );
  }
  return {
    sandboxed: false,
    asOtherUser: false,
    warning: `${why}，本次不用沙箱运行；如需强制，请开启 user.max_user_namespaces 并设 WANGJIAN_BROWSER_SANDBOX=require`,
  };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * A starter script for `program` in `cache` that puts it into a user namespace where it is not root; returns its path.
 * Chromium still belongs to the same real user, so it can read what this process can.
 */
export async function writeStarter(program: string, cache: string, name: string): Promise<string> {
  const starter = join(cache, `${name}.sh`);
  const draft = `${starter}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, `#!/bin/sh\nexec unshare ${AS_USER.join(' ')} ${quote(program)} "$@"\n`);
  await chmod(draft, 0o755);
  await rename(draft, starter);
  return starter;
}
