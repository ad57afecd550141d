import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { AppError } from '@wangjian/core/errors.ts';
import { type Browser, chromium } from 'playwright-core';
import { cacheFolder } from './cache-folder.ts';
import { writeFontsConfig } from './fonts.ts';
import { planSandbox, type SandboxSetting, sandboxSetting, writeStarter } from './sandbox.ts';
import { type ChromiumKernel, unpackChromium } from './unpack.ts';

/** How to start the embedded browser; everything has a default. */
export interface LaunchOptions {
  /** Default `current`; `chromium109` is the old kernel for tests. */
  readonly kernel?: ChromiumKernel;
  /** Folder for the unpacked browser; see cacheFolder. */
  readonly cache?: string;
  /** A Chromium of the system instead of the embedded one; default `WANGJIAN_CHROMIUM`. Ignored for `chromium109`. */
  readonly program?: string;
  readonly sandbox?: SandboxSetting;
  /** Hears one Chinese sentence when the sandbox has to be off; default: standard error. */
  readonly warn?: (sentence: string) => void;
  /** More Chromium switches. */
  readonly args?: readonly string[];
}

/**
 * Our own switches on top of Playwright's. The package's own list is not used: it turns off the same-origin policy,
 * the sandbox and site isolation.
 */
const ARGS = [
  '--font-render-hinting=none',
  '--no-pings',
  '--disable-domain-reliability',
  '--disable-gpu',
  '--lang=zh-CN',
  // WebRTC would open sockets past the proxy that guards outgoing requests.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

const LAUNCH_TIMEOUT_MS = 60_000;
const warned = new Set<string>();

function warnOnce(sentence: string): void {
  if (warned.has(sentence)) return;
  warned.add(sentence);
  process.stderr.write(`警告：${sentence}\n`);
}

async function locate(
  options: LaunchOptions,
  cache: string,
): Promise<{ program: string; libraries?: string }> {
  const system =
    options.kernel === 'chromium109' ? undefined : (options.program ?? process.env.WANGJIAN_CHROMIUM);
  if (!system) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new AppError(
        'unavailable',
        '内置浏览器只支持 Linux x64：请安装 Chromium 或 Chrome，并用 WANGJIAN_CHROMIUM 指定其程序路径',
      );
    }
    return unpackChromium(options.kernel ?? 'current', cache);
  }
  if (!existsSync(system))
    throw new AppError('invalid_input', `WANGJIAN_CHROMIUM 指定的浏览器不存在：${system}`);
  return { program: system };
}

/**
 * Starts the embedded Chromium (or the system's by `WANGJIAN_CHROMIUM`) with the sandbox on and Chinese fonts, as root
 * too. The caller closes it; when this process dies, even by kill -9, its end of the control pipe closes and Chromium
 * leaves by itself. Throws AppError `unavailable` with the reason when it cannot start.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const cache = cacheFolder(options.cache);
  await mkdir(cache, { recursive: true });
  const { program, libraries } = await locate(options, cache);
  const plan = planSandbox(options.sandbox ?? sandboxSetting());
  if (plan.warning) (options.warn ?? warnOnce)(plan.warning);
  const name = `chromium-${createHash('sha256').update(program).digest('hex').slice(0, 12)}`;
  const executablePath = plan.asOtherUser ? await writeStarter(program, cache, name) : program;
  const inherited = process.env.LD_LIBRARY_PATH;
  try {
    return await chromium.launch({
      executablePath,
      chromiumSandbox: plan.sandboxed,
      args: [...ARGS, ...(options.args ?? [])],
      env: {
        ...process.env,
        ...(libraries ? { LD_LIBRARY_PATH: inherited ? `${libraries}:${inherited}` : libraries } : {}),
        FONTCONFIG_FILE: await writeFontsConfig(cache),
        LANG: 'zh_CN.UTF-8',
        TZ: process.env.TZ ?? 'Asia/Shanghai',
      },
      timeout: LAUNCH_TIMEOUT_MS,
      // Playwright's handlers end this process themselves; the platform has its own orderly shutdown.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n').slice(0, 12).join('\n') : String(error);
    throw new AppError('unavailable', `浏览器无法启动（${program}）：${reason}`, { cause: error });
  }
}
