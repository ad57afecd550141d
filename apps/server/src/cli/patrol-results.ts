import type { SiteReport } from '@wangjian/patrol/patrol-site.ts';
import type { ReaderPool, RemoteSite, WorkedPage } from '@wangjian/patrol/readers/reader-pool.ts';
import type { OutputLine } from '@wangjian/patrol/run-folder.ts';
import type { SiteConsumer } from '@wangjian/patrol/run-patrol.ts';
import type { Seed } from '@wangjian/patrol/seed-list.ts';
import type { Answer, ReadRequest } from '@wangjian/patrol/site-page.ts';
import { softError } from '@wangjian/patrol/soft-error.ts';
import { type FoundCount, type PageWork, type SiteSummary, siteLine } from './patrol-lines.ts';

/** Result files of a patrol, in the folder of `--out`. */
export const RESULT_FILES = ['sites.jsonl', 'pages.jsonl', 'findings.jsonl'] as const;

/** What the run has come to so far; read by the progress bar and the summary. */
export interface Tally {
  sites: number;
  unreachable: number;
  pages: number;
  /** Pages that were not fetched in this run but in the one that it continues. */
  earlierPages: number;
  violations: number;
  suspects: number;
  errors: Map<string, number>;
  /** Count of findings by violation type, with its name. */
  types: Map<string, { readonly name: string; count: number }>;
}

/** Nothing counted yet. */
export function emptyTally(): Tally {
  return {
    sites: 0,
    unreachable: 0,
    pages: 0,
    earlierPages: 0,
    violations: 0,
    suspects: 0,
    errors: new Map(),
    types: new Map(),
  };
}

/** The thread that reads and judges pages for these results. */
export type PatrolReaders = ReaderPool<PageWork, SiteSummary>;

interface SiteResultsOptions {
  readonly readers: PatrolReaders;
  readonly tally: Tally;
  /** True when `pages.jsonl` is to hold the text of each page. */
  readonly text: boolean;
}

/** Makes the lines about one site from what a worker says of its pages. */
export class SiteResults implements SiteConsumer<WorkedPage<PageWork>> {
  private readonly seed: Seed;
  private readonly options: SiteResultsOptions;
  private remote: RemoteSite<PageWork, SiteSummary> | undefined;
  /** Pages of this attempt, and those that the tally holds: after a lost worker the first ones come again. */
  private pages = 0;
  private counted = 0;

  constructor(seed: Seed, options: SiteResultsOptions) {
    this.seed = seed;
    this.options = options;
  }

  begin(): void {
    this.pages = 0;
    this.remote = this.options.readers.open(this.seed);
  }

  read(request: ReadRequest, answer: Answer): Promise<WorkedPage<PageWork>> {
    return this.remote!.read(request, answer);
  }

  page(page: WorkedPage<PageWork>, earlier: boolean): readonly OutputLine[] {
    const { tally, text } = this.options;
    this.pages += 1;
    if (this.pages > this.counted) {
      this.counted = this.pages;
      tally.pages += 1;
      if (earlier) tally.earlierPages += 1;
      this.count(page.extra?.found ?? []);
    }
    return [
      { file: 'pages.jsonl', text: pageLine(page, text) },
      { file: 'findings.jsonl', text: page.extra?.lines ?? '' },
    ];
  }

  async finish(report: SiteReport): Promise<readonly OutputLine[]> {
    const { tally } = this.options;
    const summary = (await this.remote!.finish(report)) ?? withoutSummary(report);
    this.count(summary.found);
    tally.sites += 1;
    if (report.ended === 'unreachable') tally.unreachable += 1;
    for (const { kind } of report.errors) tally.errors.set(kind, (tally.errors.get(kind) ?? 0) + 1);
    return [
      { file: 'findings.jsonl', text: summary.lines },
      { file: 'sites.jsonl', text: summary.site },
    ];
  }

  private count(found: readonly FoundCount[]): void {
    const { tally } = this.options;
    for (const { violation, name, level } of found) {
      tally[level === 'violation' ? 'violations' : 'suspects'] += 1;
      const type = tally.types.get(violation);
      if (type) type.count += 1;
      else tally.types.set(violation, { name, count: 1 });
    }
  }
}

function pageLine(page: WorkedPage<PageWork>, withText: boolean): string {
  const { url, finalUrl, status, charset, charsetFrom, title, bytes, truncated, sha256, warc, extra } = page;
  const fetchedAt = page.fetchedAt.toISOString();
  const what = { url, finalUrl, status, fetchedAt, charset, charsetFrom, title };
  const line = { ...what, bytes, truncated, sha256, warc };
  return `${JSON.stringify(withText ? { ...line, text: extra?.text ?? '' } : line)}\n`;
}

/** The site of which no worker could say who runs it: its pages and errors, and that this failed. */
function withoutSummary({ host, homeUrl, read, errors }: SiteReport): SiteSummary {
  const failed = { url: homeUrl, ...softError('internal', '汇总网站') };
  const site = siteLine(
    { host, siteKind: 'unknown', confidence: 0, operators: [], uscc: [], icp: [], police: [], phones: [] },
    { pages: read, findings: 0, errors: [...errors, failed] },
  );
  return { lines: '', found: [], site };
}
