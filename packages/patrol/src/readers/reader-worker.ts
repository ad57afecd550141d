import { type ResourceLimits, Worker } from 'node:worker_threads';
import { AppError } from '@wangjian/core/errors.ts';
import { type SoftError, softError } from '../soft-error.ts';
import { ReaderLost } from './reader-lost.ts';
import type { Order, Reply } from './reader-protocol.ts';

export interface ReaderWorkerOptions {
  /** Module that calls `serveReader`. */
  readonly entry: URL;
  readonly workerData: unknown;
  readonly resourceLimits?: ResourceLimits;
  /** Milliseconds that one page may take; the worker is ended then, and the page has an error. Default 60,000. */
  readonly pageMs?: number;
}

/** What the pool hears of a worker that is gone. */
export interface WorkerLoss {
  /** What it had in hand; undefined when it had nothing. */
  readonly blame: string | undefined;
  readonly reason: SoftError;
}

interface Waiting {
  readonly blame: string;
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

const PAGE_MS = 60_000;
/** Time is counted in ticks of this process, so that one that was stopped for an hour blames nobody. */
const TICKS = 10;

/** One worker thread: orders go in, replies come in the same order, and it is ended when a reply takes too long. */
export class ReaderWorker {
  /** Sites that it has in hand. */
  sites = 0;
  private readonly worker: Worker;
  private readonly watch: NodeJS.Timeout;
  private readonly onLoss: (loss: WorkerLoss) => void;
  private readonly waiting: Waiting[] = [];
  private ready = false;
  private ticks = 0;
  /** Why nothing can be asked any more. */
  private gone: Error | undefined;

  constructor(options: ReaderWorkerOptions, onLoss: (loss: WorkerLoss) => void) {
    const { entry, workerData, resourceLimits, pageMs = PAGE_MS } = options;
    this.onLoss = onLoss;
    this.worker = new Worker(entry, {
      workerData,
      ...(resourceLimits ? { resourceLimits } : {}),
    });
    this.worker.on('message', (reply: Reply) => this.onReply(reply));
    this.worker.on('error', (error: NodeJS.ErrnoException) => this.onError(error));
    this.worker.on('exit', () => this.lose(softError('internal', '处理程序意外退出')));
    this.watch = setInterval(() => this.tick(pageMs), pageMs / TICKS);
    this.watch.unref();
  }

  /** Pages and reports that wait for their reply. */
  get backlog(): number {
    return this.waiting.length;
  }

  get lost(): boolean {
    return this.gone !== undefined;
  }

  /** Gives an order that has no reply. */
  tell(order: Order): void {
    this.worker.postMessage(order);
  }

  /** Gives an order and waits for its reply. Rejects with `ReaderLost`, or with what kept the worker from starting. */
  ask(blame: string, order: Order, transfer: ArrayBuffer[] = []): Promise<unknown> {
    if (this.gone) return Promise.reject(this.gone);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (this.waiting.length === 0) this.ticks = 0;
    this.waiting.push({ blame, done: resolve, failed: reject });
    this.worker.postMessage(order, transfer);
    return promise;
  }

  async end(): Promise<void> {
    this.giveUp(new ReaderLost('ended'));
    await this.worker.terminate();
  }

  private onReply(reply: Reply): void {
    if ('value' in reply) {
      this.ticks = 0;
      this.waiting.shift()?.done(reply.value);
    } else if ('refused' in reply) {
      const { code, message, problems } = reply.refused;
      this.giveUp(new AppError(code, message, { problems }));
    } else {
      this.ready = true;
      this.ticks = 0;
    }
  }

  private tick(pageMs: number): void {
    if (!this.ready || this.waiting.length === 0) return;
    this.ticks += 1;
    if (this.ticks > TICKS) this.lose(softError('internal', `超过 ${pageMs / 1000} 秒没有处理完`));
  }

  private onError(error: NodeJS.ErrnoException): void {
    // A worker that cannot even start is no page's fault.
    if (!this.ready) this.giveUp(error);
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.lose(softError('internal', isMemory ? '处理时内存不足' : error.message?.slice(0, 200)));
  }

  private lose(reason: SoftError): void {
    if (this.gone) return;
    const blame = this.waiting[0]?.blame;
    this.giveUp(new ReaderLost(reason.messageZh));
    void this.worker.terminate();
    this.onLoss({ blame, reason });
  }

  private giveUp(why: Error): void {
    if (this.gone) return;
    this.gone = why;
    clearInterval(this.watch);
    for (const { failed } of this.waiting.splice(0)) failed(why);
  }
}
