import type { Finding } from '@wangjian/core/finding.ts';
import { SiteReader } from '@wangjian/patrol/classify/site-reader.ts';
import type { SiteError, SiteReport } from '@wangjian/patrol/patrol-site.ts';
import type { OutputLine } from '@wangjian/patrol/run-folder.ts';
import type { SiteConsumer } from '@wangjian/patrol/run-patrol.ts';
import type { Seed } from '@wangjian/patrol/seed-list.ts';
import type { SitePage } from '@wangjian/patrol/site-page.ts';
import { softError } from '@wangjian/patrol/soft-error.ts';
import type { Screener } from '@wangjian/screening/screener.ts';

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
  /** Count of findings by violation type. */
  types: Map<string, number>;
}

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

interface ResultOptions {
  readonly screener: Screener;
  readonly tally: Tally;
  /** True when `pages.jsonl` is to hold the text of each page. */
  readonly text: boolean;
}

/** Joins patrol, screening and identification: reads the pages of one site and makes the lines about them. */
export function siteResults(seed: Seed, options: ResultOptions): SiteConsumer {
  return new SiteResults(seed, options);
}

class SiteResults implements SiteConsumer {
  private readonly options: ResultOptions;
  private readonly reader: SiteReader;
  private readonly own: SiteError[] = [];
  private findings = 0;

  constructor(seed: Seed, options: ResultOptions) {
    this.options = options;
    this.reader = new SiteReader(new URL(seed.urls[0]!).host);
  }

  page(page: SitePage, earlier: boolean): readonly OutputLine[] {
    const { tally } = this.options;
    tally.pages += 1;
    if (earlier) tally.earlierPages += 1;
    const lines: OutputLine[] = [{ file: 'pages.jsonl', json: pageLine(page, this.options.text) }];
    for (const finding of this.judge(page)) lines.push(this.findingLine(page.url, finding));
    return lines;
  }

  finish(report: SiteReport): readonly OutputLine[] {
    const { tally, screener } = this.options;
    const facts = { ...this.reader.facts(), host: report.host };
    const lines = screener.checkSite(facts).map((finding) => this.findingLine(report.homeUrl, finding));
    const errors = [...report.errors, ...this.own];
    tally.sites += 1;
    if (report.ended === 'unreachable') tally.unreachable += 1;
    for (const { kind } of errors) tally.errors.set(kind, (tally.errors.get(kind) ?? 0) + 1);
    const { host, siteKind, confidence, operators, uscc, icp, police, phones } = facts;
    const site = { host, siteKind, confidence, operators, uscc, icp, police, phones };
    lines.push({
      file: 'sites.jsonl',
      json: {
        ...site,
        pages: report.read,
        findings: this.findings,
        errors: errors.map(({ url, kind, messageZh }) => ({ url, kind, message: messageZh })),
      },
    });
    return lines;
  }

  /** A page that a rule or the identification stumbles over is an error of that page, never the end of the run. */
  private judge(page: SitePage): readonly Finding[] {
    if (!page.content) return [];
    try {
      this.reader.add(page.content, page.url);
      return this.options.screener.screenText({ text: page.content.text, kind: 'page' });
    } catch (error) {
      const detail = error instanceof Error ? error.message.slice(0, 200) : String(error);
      this.own.push({ url: page.url, ...softError('internal', detail) });
      return [];
    }
  }

  private findingLine(url: string, finding: Finding): OutputLine {
    const { tally } = this.options;
    this.findings += 1;
    tally[finding.level === 'violation' ? 'violations' : 'suspects'] += 1;
    tally.types.set(finding.violation, (tally.types.get(finding.violation) ?? 0) + 1);
    const { rule, version, violation, level, start, end, term, quote, articles, why } = finding;
    const json = { url, rule, version, violation, level, start, end, term, quote, articles, why };
    return { file: 'findings.jsonl', json };
  }
}

function pageLine(page: SitePage, withText: boolean) {
  const { url, finalUrl, status, charset, charsetFrom, title, bytes, truncated, sha256, warc } = page;
  const fetchedAt = page.fetchedAt.toISOString();
  const line = {
    url,
    finalUrl,
    status,
    fetchedAt,
    charset,
    charsetFrom,
    title,
    bytes,
    truncated,
    sha256,
    warc,
  };
  return withText ? { ...line, text: page.content?.text ?? '' } : line;
}
