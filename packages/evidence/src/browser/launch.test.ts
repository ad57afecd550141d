import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { launchBrowser } from './launch.ts';
import { BrowserPool } from './pool.ts';
import { planSandbox, sandboxSetting } from './sandbox.ts';

/** Processes below `root`, by the parent that each names. */
function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const status = /^\d+$/.test(name) && existsSync(`/proc/${name}/status`) ? statusOf(Number(name)) : '';
    const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? -1);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  const queue = [root];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const own = children.get(next) ?? [];
    found.push(...own);
    queue.push(...own);
  }
  return found;
}

/** Empty for a process that has just gone. */
function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

/** Gone, or dead and only waiting for its new parent to notice. */
function isGone(pid: number): boolean {
  const status = statusOf(pid);
  return status === '' || /^State:\s*Z/m.test(status);
}

/** The pixels of a sign as the browser draws it. */
async function drawn(browser: Browser, sign: string, font: string): Promise<string> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      ([text, family]) => {
        const canvas = document.createElement('canvas');
        canvas.width = 48;
        canvas.height = 48;
        const pen = canvas.getContext('2d')!;
        pen.font = `32px ${family}`;
        pen.fillText(text!, 4, 36);
        return canvas.toDataURL();
      },
      [sign, font],
    );
  } finally {
    await page.close();
  }
}

describe('launchBrowser', () => {
  for (const kernel of ['current', 'chromium109'] as const) {
    it(`draws Chinese with real glyphs, whatever font the page asks for (${kernel})`, async () => {
      const browser = await launchBrowser({ kernel });
      try {
        expect(browser.version().split('.')[0]).toBe(kernel === 'current' ? '153' : '109');
        for (const font of ['sans-serif', '"Microsoft YaHei"', 'SimSun, serif', '"No Such Font"']) {
          // Signs of GB 2312, of GBK only and of extension A; a font that lacks them draws one and the same box.
          const pictures = await Promise.all(
            [...'网鉴囍喆㐂\u{F8FF}'].map((sign) => drawn(browser, sign, font)),
          );
          expect(new Set(pictures).size, font).toBe(6);
        }
      } finally {
        await browser.close();
      }
    });
  }

  it.runIf(process.platform === 'linux')(
    'runs its pages in the sandbox, as root too, where the kernel allows it',
    async () => {
      const browser = await launchBrowser();
      try {
        await browser.newPage();
        const renderers = descendants(process.pid).filter((pid) =>
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'),
        );
        expect(renderers.length).toBeGreaterThan(0);
        const { sandboxed } = planSandbox('auto');
        for (const pid of renderers) {
          expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--no-sandbox')).toBe(!sandboxed);
          // Mode 2 is a seccomp filter; a process id of its own namespace is the second half of the sandbox.
          if (sandboxed) expect(statusOf(pid)).toMatch(/^Seccomp:\s*2$/m);
          if (sandboxed) expect(statusOf(pid)).toMatch(/^NSpid:\s*\d+\s+\d+/m);
        }
      } finally {
        await browser.close();
      }
    },
  );

  it.runIf(process.platform === 'linux')(
    'leaves no process behind when its parent is killed with -9',
    async () => {
      const launch = fileURLToPath(new URL('./launch.ts', import.meta.url));
      const script = `import { launchBrowser } from ${JSON.stringify(launch)};
      const browser = await launchBrowser(); await browser.newPage(); console.log('up'); setInterval(() => {}, 1000);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      const pids = descendants(child.pid!);
      expect(pids.length).toBeGreaterThan(2);
      child.kill('SIGKILL');
      await once(child, 'exit');
      // The kernel tells nobody but a parent when a process ends, so this looks again and again.
      for (let i = 0; i < 200 && !pids.every(isGone); i += 1) await wait(50);
      expect(pids.filter((pid) => !isGone(pid))).toEqual([]);
    },
  );

  it('says what to do when the program of the setting is not there', async () => {
    await expect(launchBrowser({ program: '/no/such/chromium' })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('WANGJIAN_CHROMIUM'),
    });
  });
});

describe('planSandbox', () => {
  it('without user namespaces falls back with a warning, or refuses when it is required', () => {
    if (process.platform !== 'linux') return;
    expect(planSandbox('auto', () => false)).toMatchObject({
      sandboxed: false,
      warning: expect.stringContaining('沙箱'),
    });
    expect(() => planSandbox('require', () => false)).toThrow('沙箱无法启用');
    expect(planSandbox('off')).toEqual({ sandboxed: false, asOtherUser: false });
  });

  it('refuses an unknown setting', () => {
    expect(() => sandboxSetting('yes')).toThrow('WANGJIAN_BROWSER_SANDBOX');
  });
});

describe('BrowserPool', () => {
  it('lets no more work at once than it may, in the order of asking, and survives a crash of the browser', async () => {
    const pool = new BrowserPool({ concurrency: 2 });
    let now = 0;
    let most = 0;
    const order: number[] = [];
    try {
      await Promise.all(
        [0, 1, 2, 3, 4].map((i) =>
          pool.use(async (browser) => {
            order.push(i);
            now += 1;
            most = Math.max(most, now);
            const page = await browser.newPage();
            await page.close();
            now -= 1;
          }),
        ),
      );
      expect(most).toBe(2);
      expect(order).toEqual([0, 1, 2, 3, 4]);
      const lost = await pool.use(async (browser) => {
        await browser.close();
        return browser;
      });
      expect(await pool.use(async (browser) => browser !== lost && browser.isConnected())).toBe(true);
    } finally {
      await pool.close();
    }
  });

  it('when closed refuses what waits and what comes, and waits for what runs', async () => {
    const pool = new BrowserPool({ concurrency: 1 });
    const started = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    let done = false;
    const running = pool.use(async () => {
      started.resolve();
      await release.promise;
      done = true;
    });
    const waiting = pool.use(async () => 'never');
    await started.promise;
    const closed = pool.close();
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
    release.resolve();
    await Promise.all([running, closed]);
    expect(done).toBe(true);
    await expect(pool.use(async () => 'late')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
