import { createHash } from 'node:crypto';
import { getServers } from 'node:dns';
import { readFile } from 'node:fs/promises';
import { arch, hostname, networkInterfaces, platform, release, userInfo, version } from 'node:os';
import type { Browser } from 'playwright-core';

/** Variables that could send the traffic elsewhere than the page says. */
const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

async function hostsFile(): Promise<{ sha256: string; entries: number } | undefined> {
  const path = platform() === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts';
  // A machine without the file has no entries in it: nothing to report.
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const entries = text.split('\n').filter((line) => line.replace(/#.*/, '').trim() !== '').length;
  return { sha256: createHash('sha256').update(text).digest('hex'), entries };
}

function addresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => !one.internal)
    .map((one) => one.address);
}

/**
 * The machine, its network and its software at the time of a capture, as the rules on electronic evidence ask
 * (清洁性: proxies, hosts file, DNS servers, a fresh browser profile).
 */
export async function describeEnvironment(
  browser: Browser,
  viewport: { width: number; height: number },
  userAgent: string,
): Promise<Record<string, unknown>> {
  return {
    machine: {
      hostname: hostname(),
      platform: platform(),
      release: release(),
      version: version(),
      arch: arch(),
    },
    account: userInfo().username,
    network: {
      addresses: addresses(),
      dnsServers: getServers(),
      proxyVariables: PROXY_VARIABLES.filter((name) => process.env[name]),
      hostsFile: await hostsFile(),
    },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    software: { name: '网鉴 Wangjian', version: SOFTWARE_VERSION, node: process.version },
    browser: {
      name: browser.browserType().name(),
      version: browser.version(),
      userAgent,
      viewport,
      profile: '全新的无痕上下文，无缓存、无 Cookie、无扩展',
    },
  };
}

/** Version of the program, as it stands in every record and file that it makes. */
export const SOFTWARE_VERSION = '0.1.0';
