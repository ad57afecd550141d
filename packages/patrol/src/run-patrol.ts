import { type Clock, systemClock } from '@wangjian/core/clock.ts';
import type { OpenDiskFile } from '@wangjian/evidence/warc/append-file.ts';
import { readWarcRecord } from '@wangjian/evidence/warc/warc-reader.ts';
import { WarcWriter } from '@wangjian/evidence/warc/warc-writer.ts';
import { AddressGuard } from './address-guard.ts';
import { HostPace } from './host-pace.ts';
import { headerOf } from './http-headers.ts';
import { DEFAULT_LIMITS, type PatrolLimits } from './limits.ts';
import { PageFetcher } from './page-fetcher.ts';
import { type EarlierVisit, patrolSite, type ReadPages, type SiteReport } from './patrol-site.ts';
import { ReaderLost } from './readers/reader-lost.ts';
import { type JournalItem, type OutputLine, RunFolder, type StoredPage } from './run-folder.ts';
import type { Seed } from './seed-list.ts';
import type { SitePage } from './site-page.ts';

/** Reads the pages of one site as they come and says what is to be written about them. */
export interface SiteConsumer<P extends SitePage = SitePage> {
  /**
   * Called before the first page, and again when a `ReaderLost` made the site begin anew: what was counted of it so
   * far comes once more, as earlier pages.
   */
  begin?(): void;
  read: ReadPages<P>;
  /** `earlier` pages were written by an interrupted run: lines for them are not written again. */
  page(page: P, earlier: boolean): readonly OutputLine[];
  finish(report: SiteReport): readonly OutputLine[] | Promise<readonly OutputLine[]>;
}

export interface RunOptions<P extends SitePage = SitePage> {
  /** Result files, journal and WARC files. */
  readonly folder: string;
  /** Names of the result files that the consumers write, inside `folder`. */
  readonly files: readonly string[];
  readonly consumer: (seed: Seed) => SiteConsumer<P>;
  readonly limits?: Partial<PatrolLimits>;
  /** Sites at a time; one request at a time each. */
  readonly concurrency?: number;
  /** Pause between two requests to a host, milliseconds; default 1,000. */
  readonly delayMs?: number;
  readonly allowPrivate?: readonly string[];
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly userAgent?: string;
  /** Called for each site that an earlier run of the folder had finished. */
  readonly onFinishedEarlier?: (report: SiteReport) => void;
  /** Only for tests: how files are opened. */
  readonly openDisk?: OpenDiskFile;
}

const MAX_CRAWL_DELAY_MS = 10_000;
/** Records of several pages go to the disk together. */
const GATHER_MS = 10;

/**
 * Patrols many sites and keeps everything in one folder; begun again with the same folder it goes on where it
 * stopped, after kill -9 too. Rejects when the disk fails, the folder is in use, or `signal` is aborted.
 */
export async function runPatrol<P extends SitePage>(
  seeds: readonly Seed[],
  options: RunOptions<P>,
): Promise<readonly SiteReport[]> {
  const guard = new AddressGuard(options.allowPrivate);
  const folder = await RunFolder.open(options.folder, options.files, options.openDisk);
  let run: Run<P> | undefined;
  try {
    run = new Run(options, guard, folder, await openWarc(options));
    return await run.all(seeds);
  } finally {
    await run?.close();
    await folder.close();
  }
}

function openWarc(options: Pick<RunOptions, 'folder' | 'openDisk' | 'clock'>): Promise<WarcWriter> {
  const { openDisk, clock } = options;
  return WarcWriter.open({
    folder: options.folder,
    gatherMs: GATHER_MS,
    ...(openDisk ? { openDisk } : {}),
    ...(clock ? { clock } : {}),
  });
}

class Run<P extends SitePage> {
  private readonly options: RunOptions<P>;
  private readonly folder: RunFolder;
  private readonly warc: WarcWriter;
  private readonly limits: PatrolLimits;
  private readonly fetcher: PageFetcher;

  constructor(options: RunOptions<P>, guard: AddressGuard, folder: RunFolder, warc: WarcWriter) {
    this.options = options;
    this.folder = folder;
    this.warc = warc;
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.fetcher = new PageFetcher({
      guard,
      limits: this.limits,
      pace: new HostPace(),
      clock: options.clock ?? systemClock,
      delayMs: options.delayMs ?? 1_000,
      maxCrawlDelayMs: MAX_CRAWL_DELAY_MS,
      ...(options.userAgent ? { userAgent: options.userAgent } : {}),
    });
  }

  /** One failure that is not a site's own (full disk, abort) stops the other sites too; what is done is kept. */
  async all(seeds: readonly Seed[]): Promise<readonly SiteReport[]> {
    const reports: SiteReport[] = [];
    const stop = new AbortController();
    const signal = this.options.signal ? AbortSignal.any([this.options.signal, stop.signal]) : stop.signal;
    const queue = seeds.values();
    let failure: { readonly error: unknown } | undefined;
    const worker = async () => {
      for (const seed of queue) {
        try {
          reports.push(this.earlierReport(seed) ?? (await this.one(seed, signal)));
        } catch (error) {
          failure ??= { error };
          stop.abort(error);
          return;
        }
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, this.options.concurrency ?? 16) }, worker));
    if (failure) throw failure.error;
    return reports;
  }

  async close(): Promise<void> {
    await this.fetcher.close();
    await this.warc.close();
  }

  private earlierReport(seed: Seed): SiteReport | undefined {
    const report = this.folder.finished.get(seed.site);
    if (report) this.options.onFinishedEarlier?.(report);
    return report;
  }

  /** A site whose reader was lost begins anew with what is kept of it, as after a kill; one page at least is known by then. */
  private async one(seed: Seed, signal: AbortSignal): Promise<SiteReport> {
    const consumer = this.options.consumer(seed);
    const steps = [...(this.folder.begun.get(seed.site) ?? [])];
    this.folder.begun.delete(seed.site);
    for (;;) {
      try {
        return await this.attempt(seed, consumer, steps, signal);
      } catch (error) {
        if (!(error instanceof ReaderLost)) throw error;
      }
    }
  }

  private async attempt(
    seed: Seed,
    consumer: SiteConsumer<P>,
    steps: JournalItem[],
    signal: AbortSignal,
  ): Promise<SiteReport> {
    const { site } = seed;
    const commit = async (item: JournalItem, lines: readonly OutputLine[]) => {
      await this.folder.commit(item, lines);
      steps.push(item);
    };
    consumer.begin?.();
    const report = await patrolSite(
      seed,
      {
        read: consumer.read.bind(consumer),
        fetcher: this.fetcher,
        limits: this.limits,
        keeper: this.warc,
        signal,
        earlier: this.earlier([...steps]),
      },
      {
        onPage: (page, wasEarlier) => {
          const lines = consumer.page(page, wasEarlier);
          return wasEarlier ? undefined : commit({ site, page: stored(page) }, lines);
        },
        onVisit: (visit) => commit({ site, visit }, []),
      },
    );
    await this.folder.commit({ site, report }, await consumer.finish(report));
    return report;
  }

  /** What is known of a site from the journal, with the bytes of its pages from the WARC. */
  private async *earlier(items: readonly JournalItem[]): AsyncGenerator<EarlierVisit> {
    for (const item of items) {
      if ('visit' in item) yield item.visit;
      else if ('page' in item) yield await this.earlierPage(item.page);
    }
  }

  private async earlierPage(stored: StoredPage): Promise<EarlierVisit> {
    const page = { ...stored, fetchedAt: new Date(stored.fetchedAt) };
    const { finalUrl, status, truncated } = page;
    const answer = {
      finalUrl,
      status,
      contentType: undefined,
      contentEncoding: undefined,
      body: new Uint8Array(0),
      truncated: truncated ? ('unspecified' as const) : undefined,
      bodySkipped: true,
    };
    // A page that was not taken for the site's own words then is not now.
    if (!page.warc || (page.error && !truncated)) return { page, answer };
    const { http } = await readWarcRecord(this.options.folder, page.warc);
    if (!http) return { page, answer };
    return {
      page,
      answer: {
        ...answer,
        contentType: headerOf([...http.headers], 'content-type'),
        contentEncoding: headerOf([...http.headers], 'content-encoding'),
        body: http.payload,
        bodySkipped: false,
      },
    };
  }
}

/** What the journal keeps of a page: facts alone, whatever its reader added. */
function stored(page: SitePage): StoredPage {
  const { url, finalUrl, status, charset, charsetFrom, title, bytes, sha256, truncated, depth, error, warc } =
    page;
  const facts = { url, finalUrl, status, charset, charsetFrom, title, bytes, sha256, truncated, depth };
  return { ...facts, error, warc, fetchedAt: page.fetchedAt.toISOString() };
}
