// Worker thread of `wangjian patrol`: reads pages, identifies who runs the site, screens its words.
import { workerData } from 'node:worker_threads';
import type { Finding } from '@wangjian/core/finding.ts';
import { SiteReader } from '@wangjian/patrol/classify/site-reader.ts';
import { DEFAULT_LIMITS } from '@wangjian/patrol/limits.ts';
import type { SiteReport } from '@wangjian/patrol/patrol-site.ts';
import { type SiteWork, serveReader } from '@wangjian/patrol/readers/serve-reader.ts';
import type { Seed } from '@wangjian/patrol/seed-list.ts';
import type { ReadPage } from '@wangjian/patrol/site-page.ts';
import { assemble } from '@wangjian/screening/compile.ts';
import { keptRules } from '@wangjian/screening/kept-rules.ts';
import type { Screener } from '@wangjian/screening/screener.ts';
import { CACHE_FOLDER } from './cache-folder.ts';
import { type FoundCount, findingLine, type PageWork, type SiteSummary, siteLine } from './patrol-lines.ts';

/** What the worker is started with. */
export interface ReaderSettings {
  readonly catalog: string;
  /** The day whose law counts, YYYY-MM-DD. */
  readonly on: string;
  /** True when the text of each page is wanted. */
  readonly text: boolean;
}

class PatrolledSite implements SiteWork<PageWork, SiteSummary> {
  private readonly screener: Screener;
  private readonly nameOf: (violation: string) => string;
  private readonly withText: boolean;
  private readonly reader: SiteReader;
  private findings = 0;

  constructor(seed: Seed, screener: Screener, nameOf: (violation: string) => string, withText: boolean) {
    this.screener = screener;
    this.nameOf = nameOf;
    this.withText = withText;
    this.reader = new SiteReader(new URL(seed.urls[0]!).host);
  }

  page({ content, url }: ReadPage): PageWork {
    if (!content) return { lines: '', found: [], text: this.withText ? '' : undefined };
    this.reader.add(content, url);
    const findings = this.screener.screenText({ text: content.text, kind: 'page' });
    return { ...this.written(url, findings), text: this.withText ? content.text : undefined };
  }

  finish(report: SiteReport): SiteSummary {
    const facts = { ...this.reader.facts(), host: report.host };
    const written = this.written(report.homeUrl, this.screener.checkSite(facts));
    const site = siteLine(facts, { pages: report.read, findings: this.findings, errors: report.errors });
    return { ...written, site };
  }

  private written(url: string, findings: readonly Finding[]): { lines: string; found: FoundCount[] } {
    this.findings += findings.length;
    let lines = '';
    const found: FoundCount[] = [];
    for (const finding of findings) {
      const { violation, level } = finding;
      lines += findingLine(finding.url ?? url, finding);
      found.push({ violation, name: this.nameOf(violation), level });
    }
    return { lines, found };
  }
}

await serveReader(DEFAULT_LIMITS, async () => {
  const { catalog: folder, on, text } = workerData as ReaderSettings;
  const rules = await keptRules(folder, CACHE_FOLDER);
  const screener = assemble(rules, on);
  const nameOf = (violation: string) => rules.violations.get(violation)?.name ?? violation;
  return (seed) => new PatrolledSite(seed, screener, nameOf, text);
});
