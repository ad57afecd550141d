import { type Clock, systemClock } from '@wangjian/core/clock.ts';
import type { OpenDiskFile } from '@wangjian/evidence/warc/append-file.ts';
import { readWarcRecord } from '@wangjian/evidence/warc/warc-reader.ts';
import { WarcWriter } from '@wangjian/evidence/warc/warc-writer.ts';
import { AddressGuard } from './address-guard.ts';
import { HostPace } from './host-pace.ts';
import { DEFAULT_LIMITS, type PatrolLimits } from './limits.ts';
import { PageFetcher } from './page-fetcher.ts';
import { type EarlierVisit, patrolSite, type SiteReport } from './patrol-site.ts';
import { type JournalItem, type OutputLine, RunFolder, type StoredPage } from './run-folder.ts';
import type { Seed } from './seed-list.ts';
import { readExchange, type SitePage } from './site-page.ts';

/** Reads the pages of one site as they come and says what is to be written about them. */
export interface SiteConsumer {
  /** `earlier` pages were written by an interrupted run: lines for them are not written again. */
  page(page: SitePage, earlier: boolean): readonly OutputLine[];
  finish(report: SiteReport): readonly OutputLine[];
}

export interface RunOptions {
  /** Result files, journal and WARC files. */
  readonly folder: string;
  /** Names of the result files that the consumers write, inside `folder`. */
  readonly files: readonly string[];
  readonly consumer: (seed: Seed) => SiteConsumer;
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

/**
 * Patrols many sites and keeps everything in one folder; begun again with the same folder it goes on where it
 * stopped, after kill -9 too. Rejects when the disk fails, the folder is in use, or `signal` is aborted.
 */
export async function runPatrol(seeds: readonly Seed[], options: RunOptions): Promise<readonly SiteReport[]> {
  const guard = new AddressGuard(options.allowPrivate);
  const folder = await RunFolder.open(options.folder, options.files, options.openDisk);
  let run: Run | undefined;
  try {
    run = new Run(options, guard, folder, await openWarc(options));
    return await run.all(seeds);
  } finally {
    await run?.close();
    await folder.close();
  }
}

function openWarc(options: RunOptions): Promise<WarcWriter> {
  const { openDisk, clock } = options;
  return WarcWriter.open({
    folder: options.folder,
    ...(openDisk ? { openDisk } : {}),
    ...(clock ? { clock } : {}),
  });
}

class Run {
  private readonly options: RunOptions;
  private readonly folder: RunFolder;
  private readonly warc: WarcWriter;
  private readonly limits: PatrolLimits;
  private readonly fetcher: PageFetcher;

  constructor(options: RunOptions, guard: AddressGuard, folder: RunFolder, warc: WarcWriter) {
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

  private async one(seed: Seed, signal: AbortSignal): Promise<SiteReport> {
    const { site } = seed;
    const consumer = this.options.consumer(seed);
    const earlier = this.earlier(this.folder.begun.get(site) ?? []);
    this.folder.begun.delete(site);
    const report = await patrolSite(
      seed,
      { fetcher: this.fetcher, limits: this.limits, keeper: this.warc, signal, earlier },
      {
        onPage: (page, wasEarlier) => {
          const lines = consumer.page(page, wasEarlier);
          return wasEarlier ? undefined : this.folder.commit({ site, page: stored(page) }, lines);
        },
        onVisit: (visit) => this.folder.commit({ site, visit }, []),
      },
    );
    await this.folder.commit({ site, report }, consumer.finish(report));
    return report;
  }

  /** What the journal knows of a site, with the words of its pages read again from the WARC. */
  private async *earlier(items: readonly JournalItem[]): AsyncGenerator<EarlierVisit> {
    for (const item of items) {
      if ('visit' in item) yield item.visit;
      else if ('page' in item) yield { page: await this.reread(item.page) };
    }
  }

  private async reread(page: StoredPage): Promise<SitePage> {
    const known = { ...page, fetchedAt: new Date(page.fetchedAt), content: undefined };
    // A page that was not taken for the site's own words then is not now.
    if (!page.warc || (page.error && !page.truncated)) return known;
    const { http } = await readWarcRecord(this.options.folder, page.warc);
    if (!http) return known;
    const read = await readExchange(
      { url: page.url, depth: page.depth, fetchedAt: known.fetchedAt, sha256: page.sha256 },
      {
        url: new URL(page.finalUrl),
        status: page.status,
        responseHeaders: [...http.headers],
        body: http.payload,
        truncated: page.truncated ? 'unspecified' : undefined,
        bodySkipped: false,
      },
      this.limits,
    );
    return { ...read, error: page.error, warc: page.warc };
  }
}

function stored(page: SitePage): StoredPage {
  const { content: _, fetchedAt, ...rest } = page;
  return { ...rest, fetchedAt: fetchedAt.toISOString() };
}
