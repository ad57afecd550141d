import { AppError } from '@wangjian/core/errors.ts';
import type { Browser } from 'playwright-core';
import { type LaunchOptions, launchBrowser } from './launch.ts';

/** Options of a pool: those of the browser, and how many pages may be open at once. */
export interface PoolOptions extends LaunchOptions {
  /** Default 2. */
  readonly concurrency?: number;
  /** A new browser is started after this many uses, because a long-lived Chromium grows. Default 200. */
  readonly usesPerBrowser?: number;
}

/**
 * One embedded browser shared by many callers: started at the first use, started anew when it crashed or grew old,
 * closed by `close`, which waits for those at work.
 */
export class BrowserPool {
  private readonly options: PoolOptions;
  private readonly queue: PromiseWithResolvers<void>[] = [];
  private current: Promise<Browser> | undefined;
  private running = 0;
  private uses = 0;
  private closed = false;
  private idle: (() => void) | undefined;

  constructor(options: PoolOptions = {}) {
    this.options = options;
  }

  /** Runs `work` with the browser as soon as there is room. Work opens and closes its own context. */
  async use<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work(await this.browser());
    } finally {
      this.leave();
    }
  }

  /** Refuses new and waiting work, waits for what runs, and closes the browser. */
  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of this.queue.splice(0)) waiting.reject(closing());
    if (this.running > 0) {
      await new Promise<void>((resolve) => {
        this.idle = resolve;
      });
    }
    const browser = await this.current?.catch(() => undefined);
    this.current = undefined;
    await browser?.close();
  }

  private async enter(): Promise<void> {
    if (this.closed) throw closing();
    if (this.running < (this.options.concurrency ?? 2)) {
      this.running += 1;
      return;
    }
    const turn = Promise.withResolvers<void>();
    this.queue.push(turn);
    await turn.promise;
  }

  /** Hands the place to the next in the queue, or frees it. */
  private leave(): void {
    const next = this.queue.shift();
    if (next) {
      next.resolve();
      return;
    }
    this.running -= 1;
    if (this.running === 0) this.idle?.();
  }

  private async browser(): Promise<Browser> {
    if (this.uses >= (this.options.usesPerBrowser ?? 200) && this.running === 1) {
      const old = this.current;
      this.current = undefined;
      await old?.then((browser) => browser.close());
    }
    this.current ??= this.start();
    this.uses += 1;
    return this.current;
  }

  private start(): Promise<Browser> {
    this.uses = 0;
    const starting = launchBrowser(this.options);
    const forget = () => {
      if (this.current === starting) this.current = undefined;
    };
    starting.then((browser) => browser.on('disconnected', forget), forget);
    return starting;
  }
}

function closing(): AppError {
  return new AppError('unavailable', '浏览器正在关闭，请稍后再试');
}
