import { flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { AppError } from '@wangjian/core/errors.ts';
import type { PatrolLimits } from '../limits.ts';
import type { SiteReport } from '../patrol-site.ts';
import type { Seed } from '../seed-list.ts';
import { type ReadPage, readAnswer } from '../site-page.ts';
import { softError } from '../soft-error.ts';
import { LinkSieve } from './link-sieve.ts';
import { unpacked } from './packed-content.ts';
import type { Order, Reading, Reply } from './reader-protocol.ts';

/** What a worker makes of the pages of one site; results must be plain data. */
export interface SiteWork<E, F> {
  page(page: ReadPage): E;
  finish(report: SiteReport): F;
}

interface OpenSite<E, F> {
  readonly work: SiteWork<E, F>;
  readonly sieve: LinkSieve;
}

/**
 * The worker's half of `ReaderPool`: reads pages and gives them to the work of their site. `start` loads what the work
 * needs; an AppError that it throws ends the run with that error.
 */
export async function serveReader<E, F>(
  limits: PatrolLimits,
  start: () => Promise<(seed: Seed) => SiteWork<E, F>>,
): Promise<void> {
  const port = parentPort!;
  const say = (reply: Reply) => port.postMessage(reply);
  const sites = new Map<number, OpenSite<E, F>>();
  let open: (seed: Seed) => SiteWork<E, F>;
  try {
    open = await start();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, problems } = error;
    say({ refused: { code, message, problems } });
    return;
  }
  port.on('message', (order: Order) => {
    if ('begin' in order) {
      sites.set(order.of, { work: open(order.begin), sieve: new LinkSieve(limits) });
    } else if ('answer' in order) {
      const page = readAnswer(order.request, order.answer, limits);
      say({ value: read(sites.get(order.of)!, page) });
    } else if ('page' in order) {
      const content = order.content && unpacked(order.content);
      say({ value: read(sites.get(order.of)!, { ...order.page, content }) });
    } else {
      const { work } = sites.get(order.of)!;
      sites.delete(order.of);
      say({ value: work.finish(order.finish) });
    }
  });
  say({ ready: true });
  // A worker is ended, not left to its exit, where Node would write it.
  flushCompileCache();
}

function read<E, F>(site: OpenSite<E, F>, page: ReadPage): Reading<E> {
  const { charset, charsetFrom, title } = page;
  const onward = page.onward && { ...page.onward, links: site.sieve.fresh(page.onward.links) };
  const facts = { charset, charsetFrom, title, onward };
  try {
    return { ...facts, error: page.error, extra: site.work.page(page) };
  } catch (error) {
    // A page that a rule or the identification stumbles over is an error of that page, never the end of the run.
    const detail = error instanceof Error ? error.message.slice(0, 200) : String(error);
    return { ...facts, error: softError('internal', detail), extra: undefined };
  }
}
