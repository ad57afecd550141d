import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@wangjian/core/clock.ts';
import type { Finding } from '@wangjian/core/finding.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { type WarcLocation, WarcWriter } from '@wangjian/evidence/warc/warc-writer.ts';
import { AddressGuard } from '@wangjian/patrol/address-guard.ts';
import { type ClassifiedSite, SiteReader } from '@wangjian/patrol/classify/site-reader.ts';
import { pricesOfPage } from '@wangjian/patrol/extract/prices.ts';
import { HostPace } from '@wangjian/patrol/host-pace.ts';
import { DEFAULT_LIMITS } from '@wangjian/patrol/limits.ts';
import { PageFetcher } from '@wangjian/patrol/page-fetcher.ts';
import { patrolSite, type SiteReport } from '@wangjian/patrol/patrol-site.ts';
import { parseSeed } from '@wangjian/patrol/seed-list.ts';
import { type ReadPage, readAnswer } from '@wangjian/patrol/site-page.ts';
import type { Screener } from '@wangjian/screening/screener.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { candidateKeys } from '../registry/service.ts';
import { type FoundShop, ShopFinder } from './find-shops.ts';
import { checkShopLicences } from './shop-licences.ts';
import type { ReadPageRow } from './site-work.ts';

/** What it takes to read one site. */
export interface SiteReading {
  readonly seed: string;
  readonly maxPages: number;
  readonly allowPrivate: readonly string[];
  readonly delayMs: number;
  readonly clock: Clock;
  readonly files: FileStore;
  readonly screener: Screener;
  readonly signal: AbortSignal;
  /** Called with each portion once its WARC records are in the store; true to stop. */
  readonly onPortion: (portion: SitePortion) => Promise<boolean>;
  /** Key of a shop among others on one host: only pages within its path are read; null reads the whole host. */
  readonly within: string | null;
}

/** Pages read since the last portion, and what is known of the site by now. */
export interface SitePortion {
  readonly pages: readonly ReadPageRow[];
  readonly facts: ClassifiedSite;
  readonly title: string;
  readonly shops: readonly FoundShop[];
}

/** What the patrol of one site came to, for the register and the rules about whole sites. */
export interface SiteReadingResult {
  readonly report: SiteReport;
  readonly facts: ClassifiedSite;
  readonly title: string;
  readonly siteFindings: readonly Finding[];
  /** The front page with its place in the store; null when it was not read. */
  readonly front: ReadPageRow | null;
  /** Other pages that site findings stand on, with these findings; `siteFindings` are those of the site as a whole. */
  readonly elsewhere: readonly ReadPageRow[];
  /** Shops met on it, where it is a platform. */
  readonly shops: readonly FoundShop[];
  readonly stopped: boolean;
}

/** A portion is written when so many pages wait, or so much time has passed: officers see findings while it runs. */
const PORTION_PAGES = 25;
const PORTION_MS = 4_000;
/** So many pages may wait until it is known whether their folder is a shop's. */
const MAX_HELD = 60;
/** Pages on which a finding about the site may stand: lists near the front page, and those with ticked boxes. */
const MAX_MARKED = 60;

/** Reads one site page by page: WARC, screening, facts; portions go out while it runs. */
export async function readSite(reading: SiteReading): Promise<SiteReadingResult> {
  const folder = await mkdtemp(join(tmpdir(), 'wangjian-patrol-'));
  const work = new SiteWork(reading, folder);
  try {
    return await work.run();
  } finally {
    await work.close().finally(() => rm(folder, { recursive: true, force: true }));
  }
}

/**
 * Keeps records in a WARC file of each portion. A page's records may still go into the old file while its portion is
 * being closed, so every location names its file, and the blob of each file is remembered.
 */
class PortionKeeper {
  /** A promise, since records of two pages may come at once. */
  private writer: Promise<WarcWriter> | undefined;
  private readonly folder: string;
  private readonly clock: Clock;
  private readonly blobs = new Map<string, string>();
  private number = 0;

  constructor(folder: string, clock: Clock) {
    this.folder = folder;
    this.clock = clock;
  }

  async append(records: Parameters<WarcWriter['append']>[0]): Promise<WarcLocation[]> {
    const portion = String(this.number);
    this.writer ??= WarcWriter.open({ folder: join(this.folder, portion), clock: this.clock });
    const locations = await (await this.writer).append(records);
    return locations.map((location) => ({ ...location, file: join(portion, location.file) }));
  }

  /** Ends the present file and puts all files that are not there yet into the store. */
  async store(files: FileStore, written: ReadonlySet<string>): Promise<void> {
    const ending = this.writer;
    this.writer = undefined;
    this.number += 1;
    await (await ending)?.close();
    for (const file of written) {
      if (!this.blobs.has(file))
        this.blobs.set(file, (await files.put(createReadStream(join(this.folder, file)))).sha256);
    }
  }

  blobOf(file: string): string {
    return this.blobs.get(file)!;
  }

  async close(): Promise<void> {
    await (await this.writer)?.close();
  }
}

class SiteWork {
  private readonly reading: SiteReading;
  private readonly keeper: PortionKeeper;
  private readonly reader: SiteReader;
  private readonly shops = new ShopFinder();
  private readonly stop = new AbortController();
  private waiting: { page: ReadPage; findings: Finding[]; warc: WarcLocation }[] = [];
  /** Pages read since the last portion; some that wait were read before it. */
  private fresh = 0;
  private lastPortion = performance.now();
  private front: ReadPageRow | null = null;
  private readonly marked = new Map<string, ReadPageRow>();
  /** Front pages of shops on a platform, by the address they were read from. */
  private readonly shopFronts = new Map<string, ReadPageRow>();
  private stopped = false;

  constructor(reading: SiteReading, folder: string) {
    this.reading = reading;
    this.keeper = new PortionKeeper(folder, reading.clock);
    this.reader = new SiteReader(new URL(parseSeed(reading.seed)?.urls[0] ?? reading.seed).host);
  }

  async run(): Promise<SiteReadingResult> {
    const { reading } = this;
    const { within } = reading;
    const seed = parseSeed(reading.seed)!;
    const limits = { ...DEFAULT_LIMITS, pagesPerSite: reading.maxPages };
    const fetcher = new PageFetcher({
      guard: new AddressGuard(reading.allowPrivate),
      limits,
      pace: new HostPace(),
      clock: reading.clock,
      delayMs: reading.delayMs,
      maxCrawlDelayMs: 10_000,
    });
    try {
      const report = await patrolSite(
        seed,
        {
          read: (request, answer) => readAnswer(request, answer, limits),
          fetcher,
          limits,
          keeper: this.keeper,
          signal: AbortSignal.any([reading.signal, this.stop.signal]),
          ...(within === null ? {} : { follows: (url: URL) => candidateKeys(url.href).includes(within) }),
        },
        { onPage: (page) => this.onPage(page) },
      ).catch((error: unknown) => {
        if (this.stopped) return undefined;
        throw error;
      });
      await this.flush(true);
      return this.result(
        report ?? {
          site: seed.site,
          host: seed.site,
          homeUrl: seed.urls[0]!,
          fetched: 0,
          read: 0,
          homeComplete: false,
          errors: [],
          ended: 'done',
        },
      );
    } finally {
      await fetcher.close();
    }
  }

  async close(): Promise<void> {
    await this.keeper.close();
  }

  private async onPage(page: ReadPage): Promise<void> {
    if (!page.warc) return;
    const { screener } = this.reading;
    const on = dayInChina(page.fetchedAt);
    if (page.content) this.shops.add(page.content, this.reader.add(page.content, page.url));
    const findings = page.content ? screener.screenText({ text: page.content.text, kind: 'page', on }) : [];
    this.waiting.push({ page, findings, warc: page.warc });
    this.fresh += 1;
    if (this.fresh >= PORTION_PAGES || performance.now() - this.lastPortion > PORTION_MS) await this.flush();
  }

  private async flush(last = false): Promise<void> {
    const facts = this.reader.facts();
    const shops = this.shops.found(facts);
    const held = last ? [] : this.waiting.filter(({ page }) => this.shops.undecided(page.finalUrl, facts));
    // Whose a page is must be known before its findings are written; but not for ever.
    const hold = new Set(held.slice(0, MAX_HELD));
    const portion = this.waiting.filter((one) => !hold.has(one));
    this.waiting = [...hold];
    this.fresh = 0;
    this.lastPortion = performance.now();
    if (portion.length === 0) return;
    await this.keeper.store(this.reading.files, new Set(portion.map(({ warc }) => warc.file)));
    const rows = portion.map(({ page, findings, warc }) =>
      asRow(page, findings, warc, this.keeper.blobOf(warc.file)),
    );
    const front = portion.findIndex(({ page }) => page.depth === 0 && page.content !== undefined);
    portion.forEach(({ page }, at) => {
      if (
        page.content &&
        (page.depth <= 1 || page.content.ticked.length > 0) &&
        this.marked.size < MAX_MARKED
      )
        this.marked.set(page.url, { ...rows[at]!, findings: [] });
      if (page.content && this.shops.isFront(page.content.url))
        this.shopFronts.set(page.content.url, { ...rows[at]!, findings: [] });
    });
    if (front >= 0) this.front ??= { ...rows[front]!, findings: [] };
    if (await this.reading.onPortion({ pages: rows, facts, title: this.front?.title ?? '', shops })) {
      this.stopped = true;
      this.stop.abort();
    }
  }

  private result(report: SiteReport): SiteReadingResult {
    const facts = this.reader.facts();
    const found =
      facts.pages > 0 && !this.stopped
        ? this.reading.screener.checkSite(
            { ...facts, homeComplete: report.homeComplete },
            dayInChina(this.reading.clock.now()),
          )
        : [];
    const onPage = Map.groupBy(found, ({ url }) => (url !== undefined && this.marked.has(url) ? url : null));
    const elsewhere = [...onPage].flatMap(([url, findings]) =>
      url === null || url === this.front?.url ? [] : [{ ...this.marked.get(url)!, findings }],
    );
    const shops = this.shops.found(facts);
    const ofShops =
      facts.pages > 0 && !this.stopped
        ? checkShopLicences(shops, facts, this.reading.screener, dayInChina(this.reading.clock.now()))
        : [];
    const placed = new Set(elsewhere.flatMap(({ findings }) => findings));
    return {
      report,
      facts,
      title: this.front?.title ?? '',
      siteFindings: found.filter((finding) => !placed.has(finding)),
      front: this.front,
      elsewhere: [
        ...elsewhere,
        ...ofShops.flatMap(({ front, findings }) => {
          const row = this.shopFronts.get(front);
          return row ? [{ ...row, findings }] : [];
        }),
      ],
      shops,
      stopped: this.stopped,
    };
  }
}

function asRow(
  page: ReadPage,
  findings: readonly Finding[],
  { offset, length }: WarcLocation,
  blob: string,
): ReadPageRow {
  return {
    url: page.url,
    finalUrl: page.finalUrl,
    title: page.title,
    text: page.content?.text ?? '',
    fetchedAt: page.fetchedAt,
    findings,
    status: page.status,
    problem: page.content ? null : (page.error?.messageZh ?? null),
    charset: page.charset,
    bytes: page.bytes,
    truncated: page.truncated,
    sha256: page.sha256,
    warc: { blob, offset, length },
    prices: page.content ? pricesOfPage(page.content.offerPrices, page.content.text) : null,
  };
}
