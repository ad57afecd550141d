import type { CitedArticle } from '@wangjian/core/finding.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { z } from 'zod';
import type { SiteLabel } from '../registry/service.ts';
import type { Citation, FindingItem } from './contract.ts';
import { ruleBook } from './rule-book.ts';
import type { FindingRow } from './store.ts';

/** Articles with the mark 未核对 made explicit. */
export function citations(articles: readonly CitedArticle[]): z.infer<typeof Citation>[] {
  return articles.map(({ law, article, version, unverified }) => ({
    law,
    article,
    version,
    unverified: unverified ?? false,
  }));
}

/** A finding as lists show it. */
export function presentFinding(
  row: FindingRow,
  sites: ReadonlyMap<string, SiteLabel>,
  regions: RegionTree,
): FindingItem {
  const book = ruleBook();
  return {
    id: row.id,
    rule: row.rule,
    ruleTitle: book.ruleTitle(row.rule),
    ruleVersion: row.rule_version,
    violation: row.violation,
    violationName: book.violationName(row.violation),
    category: row.category,
    categoryName: book.categoryName(row.category),
    level: row.level,
    status: row.status,
    term: row.term,
    quote: row.quote,
    why: row.why,
    url: row.url,
    pageTitle: row.page_title,
    siteId: row.site_id,
    siteName: sites.get(row.site_id)?.name ?? '',
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    patrolId: row.patrol_id,
    leadId: row.lead_id,
    evidenceId: row.evidence_id,
    occurrences: row.occurrences,
    foundAt: row.found_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    version: row.version,
  };
}

/** A fine in words: 20万元以上100万元以下; null where the law gives no fixed range. */
export function fineInWords(fine: {
  readonly min: number | null;
  readonly max: number | null;
  readonly formula: string | null;
}): string | null {
  const yuan = (amount: number) => (amount >= 10_000 ? `${amount / 10_000}万元` : `${amount}元`);
  if (fine.max === null) return fine.formula;
  const range = fine.min ? `${yuan(fine.min)}以上${yuan(fine.max)}以下` : `${yuan(fine.max)}以下`;
  return fine.formula ? `${range}；${fine.formula}` : range;
}
