import type { Finding, FindingLevel } from '@wangjian/core/finding.ts';
import type { SiteFacts } from '@wangjian/core/site.ts';
import type { SiteError } from '@wangjian/patrol/patrol-site.ts';

/** What counts of a finding; the finding itself is a line already. */
export interface FoundCount {
  readonly violation: string;
  readonly name: string;
  readonly level: FindingLevel;
}

/** Lines of `findings.jsonl` and what counts of them; `text` where it was asked for. */
export interface PageWork {
  readonly lines: string;
  readonly found: readonly FoundCount[];
  readonly text: string | undefined;
}

/** The line of `sites.jsonl`, and the findings about the site as a whole. */
export interface SiteSummary {
  readonly lines: string;
  readonly found: readonly FoundCount[];
  readonly site: string;
}

type Identified = Pick<
  SiteFacts,
  'host' | 'siteKind' | 'confidence' | 'operators' | 'uscc' | 'icp' | 'police' | 'phones'
>;

interface SiteCounts {
  readonly pages: number;
  readonly findings: number;
  readonly errors: readonly SiteError[];
}

/** One line of `findings.jsonl`. */
export function findingLine(url: string, finding: Finding): string {
  const { rule, version, violation, level, start, end, term, quote, articles, why } = finding;
  const line = { url, rule, version, violation, level, start, end, term, quote, articles, why };
  return `${JSON.stringify(line)}\n`;
}

/** One line of `sites.jsonl`. */
export function siteLine(site: Identified, counts: SiteCounts): string {
  const { host, siteKind, confidence, operators, uscc, icp, police, phones } = site;
  const who = { host, siteKind, confidence, operators, uscc, icp, police, phones };
  const errors = counts.errors.map(({ url, kind, messageZh }) => ({ url, kind, message: messageZh }));
  return `${JSON.stringify({ ...who, pages: counts.pages, findings: counts.findings, errors })}\n`;
}
