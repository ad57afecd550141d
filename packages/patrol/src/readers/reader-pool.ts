import { AppError } from '@wangjian/core/errors.ts';
import type { PatrolLimits } from '../limits.ts';
import type { SiteReport } from '../patrol-site.ts';
import type { Seed } from '../seed-list.ts';
import {
  type Answer,
  type Onward,
  type ReadRequest,
  readAnswer,
  type SitePage,
  unreadPage,
} from '../site-page.ts';
import type { SoftError } from '../soft-error.ts';
import { LinkSieve } from './link-sieve.ts';
import { packed } from './packed-content.ts';
import type { Reading } from './reader-protocol.ts';
import { ReaderWorker, type ReaderWorkerOptions, type WorkerLoss } from './reader-worker.ts';

/** A page read by a worker; `extra` is what the worker made of it, undefined where it could not. */
export interface WorkedPage<E> extends SitePage {
  readonly extra: E | undefined;
}

/** One site in the hands of a worker: pages one at a time, in order, then the end. */
export interface RemoteSite<E, F> {
  /** Rejects with `ReaderLost` when the worker is gone; the site must then be opened again and begun anew. */
  read(request: ReadRequest, answer: Answer): Promise<WorkedPage<E>>;
  /** Undefined when a worker was lost over it: what there is to say of the site as a whole is missing then. */
  finish(report: SiteReport): Promise<F | undefined>;
}

export interface ReaderPoolOptions extends ReaderWorkerOptions {
  readonly workers: number;
  readonly limits: PatrolLimits;
}

interface Asked {
  readonly of: number;
  readonly blame: string;
  readonly request: ReadRequest;
  readonly answer: Answer;
}

interface Pending {
  readonly reply: Promise<unknown>;
  /** Known already where the page was read here. */
  readonly onward: Onward | undefined;
}

/** When so many pages wait for a worker, this thread reads the words of the next one itself: it has the time. */
const HELP_FROM = 3;
/** But not of a long one, which would hold up all fetching. */
const HELP_BYTES = 256 * 1024;
/** So often a worker may be lost with nothing in hand; then it is no page's fault, and the run ends. */
const MAX_BLAMELESS = 3;

/**
 * Worker threads that read pages: extraction and whatever the entry module adds, beside the thread that fetches. A site
 * stays with its worker, which keeps what it learned of it. A worker that crashes or hangs is replaced: the page that it
 * had in hand is given up with an error, and its sites begin anew.
 */
export class ReaderPool<E, F> {
  private readonly options: ReaderPoolOptions;
  private readonly workers: ReaderWorker[];
  /** Pages and reports that cost a worker its life, with the reason. */
  private readonly givenUp = new Map<string, SoftError>();
  private blameless = 0;
  private lastSite = 0;

  constructor(options: ReaderPoolOptions) {
    this.options = options;
    this.workers = Array.from({ length: Math.max(1, options.workers) }, () => this.start());
  }

  /** Gives a site to the worker that has the fewest. Throws AppError when workers keep dying with nothing in hand. */
  open(seed: Seed): RemoteSite<E, F> {
    const worker = this.leastBusy();
    this.lastSite += 1;
    const of = this.lastSite;
    worker.sites += 1;
    worker.tell({ of, begin: seed });
    const sieve = new LinkSieve(this.options.limits);
    return {
      read: async (request, answer) => {
        const blame = `${seed.site} ${request.url}`;
        const { content: _, ...unread } = unreadPage(request, answer, this.givenUp.get(blame));
        if (unread.error) return { ...unread, extra: undefined };
        const mayHelp = worker.backlog >= HELP_FROM && answer.body.length <= HELP_BYTES;
        const { reply, onward } = mayHelp
          ? this.readHere(worker, { of, blame, request, answer }, sieve)
          : this.readThere(worker, { of, blame, request, answer });
        const reading = (await reply) as Reading<E>;
        return { ...unread, ...reading, onward: onward ?? reading.onward };
      },
      finish: async (report) => {
        worker.sites -= 1;
        if (this.givenUp.has(seed.site)) return undefined;
        return (await worker.ask(seed.site, { of, finish: report })) as F;
      },
    };
  }

  /** What is left of the page after this is what of it is new, while the worker has its words. */
  private readHere(worker: ReaderWorker, { of, blame, request, answer }: Asked, sieve: LinkSieve): Pending {
    const { content, ...page } = readAnswer(request, answer, this.options.limits);
    const { onward } = page;
    const order = {
      of,
      page: { ...page, onward: onward && { ...onward, links: [] } },
      content: content && packed(content),
    };
    return {
      onward: onward && { ...onward, links: sieve.fresh(onward.links) },
      reply: worker.ask(blame, order),
    };
  }

  private readThere(worker: ReaderWorker, { of, blame, request, answer }: Asked): Pending {
    // Copied once and handed over; the original goes on into the WARC.
    const body = new Uint8Array(answer.body);
    const order = { of, request, answer: { ...answer, body } };
    return { reply: worker.ask(blame, order, [body.buffer]), onward: undefined };
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.end()));
  }

  private leastBusy(): ReaderWorker {
    if (this.blameless >= MAX_BLAMELESS) {
      throw new AppError('internal', '读取网页的处理程序一再意外退出，巡查已停下；取到的内容都保留着');
    }
    let least = 0;
    for (const [index, worker] of this.workers.entries()) {
      if (worker.lost) this.workers[index] = this.start();
      if (this.workers[index]!.sites < this.workers[least]!.sites) least = index;
    }
    return this.workers[least]!;
  }

  private start(): ReaderWorker {
    return new ReaderWorker(this.options, (loss) => this.onLoss(loss));
  }

  private onLoss({ blame, reason }: WorkerLoss): void {
    if (blame === undefined) this.blameless += 1;
    else this.givenUp.set(blame, reason);
  }
}
