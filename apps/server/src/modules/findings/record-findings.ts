import type { Finding } from '@wangjian/core/finding.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { requestEvidence } from '../evidence/service.ts';
import { type ConfirmedFinding, findingsConfirmed } from './events.ts';
import { ruleBook } from './rule-book.ts';
import {
  addPage,
  type FindingRow,
  findByText,
  getFindingRow,
  getPolicy,
  insertFinding,
  seeAgain,
} from './store.ts';
import { textKey } from './text-key.ts';

/** A page that was read, with what the rules say about it and where its WARC record stands. */
export interface ScreenedPage {
  readonly url: string;
  readonly title: string;
  /** The text that was screened; findings' offsets point into it. */
  readonly text: string;
  readonly charset: string;
  readonly fetchedAt: Date;
  readonly warc: { readonly blob: string; readonly offset: number; readonly length: number } | null;
  readonly findings: readonly Finding[];
}

/** Pages of one site in one patrol. */
export interface ScreenedSite {
  readonly bureau: string;
  readonly region: string;
  readonly siteId: string;
  readonly patrolId: string | null;
  readonly pages: readonly ScreenedPage[];
}

/** Characters of the page kept on either side of the term, for the page on which an officer decides. */
const CONTEXT = 300;

/**
 * Writes what the rules found on the pages of a site: a text met before counts an occurrence, a new one is a finding
 * with its evidence asked for. A `violation` is confirmed at once where the bureau's policy says so. Returns how many
 * findings are new.
 */
export async function recordFindings(context: WriteContext, site: ScreenedSite): Promise<number> {
  const policy = await getPolicy(context.tx, site.bureau);
  const confirmed: ConfirmedFinding[] = [];
  let added = 0;
  for (const page of site.pages) {
    for (const finding of page.findings) {
      const key = textKey(finding.quote);
      const known = await findByText(context.tx, site.bureau, site.siteId, finding.rule, key);
      if (known) {
        await seeAgain(context.tx, known, page.fetchedAt);
        await addPage(context.tx, known, { url: page.url, title: page.title, at: page.fetchedAt });
        continue;
      }
      const row = await add(
        context,
        site,
        page,
        finding,
        key,
        finding.level === 'violation' && policy.openLeadAtOnce,
      );
      added += 1;
      if (row.status === 'confirmed') confirmed.push(asConfirmed(row));
    }
  }
  if (confirmed.length > 0) {
    const { bureau, region, siteId, patrolId } = site;
    await context.events.emit(findingsConfirmed, {
      bureau,
      region,
      siteId,
      patrolId,
      findings: confirmed,
      note: '',
    });
  }
  return added;
}

/** A finding as the modules to the right need it. */
export function asConfirmed(row: FindingRow): ConfirmedFinding {
  return {
    id: row.id,
    violation: row.violation,
    term: row.term,
    quote: row.quote,
    why: row.why,
    url: row.url,
    evidenceId: row.evidence_id,
  };
}

async function add(
  context: WriteContext,
  site: ScreenedSite,
  page: ScreenedPage,
  finding: Finding,
  key: string,
  atOnce: boolean,
): Promise<FindingRow> {
  const { bureau, region, siteId } = site;
  const id = context.newId('finding', bureau);
  const from = Math.max(0, finding.start - CONTEXT);
  const evidenceId = page.warc
    ? await requestEvidence(context, {
        bureau,
        region,
        siteId,
        url: page.url,
        title: page.title,
        fetchedAt: page.fetchedAt,
        warc: page.warc,
        charset: page.charset,
        terms: finding.term === '' ? [] : [finding.term],
        on: [id],
      })
    : null;
  await insertFinding(context.tx, {
    bureau,
    id,
    region,
    site_id: siteId,
    rule: finding.rule,
    rule_version: finding.version,
    violation: finding.violation,
    category: ruleBook().categoryOf(finding.violation),
    level: finding.level,
    status: atOnce ? 'confirmed' : 'pending',
    automatic: atOnce,
    term: finding.term,
    quote: finding.quote,
    text_key: key,
    why: finding.why,
    articles: JSON.stringify(finding.articles),
    context_text: finding.term === '' ? '' : page.text.slice(from, finding.end + CONTEXT),
    context_start: finding.term === '' ? 0 : finding.start - from,
    context_end: finding.term === '' ? 0 : finding.end - from,
    url: page.url,
    page_title: page.title,
    patrol_id: site.patrolId,
    lead_id: null,
    lead_before: null,
    evidence_id: evidenceId,
    merged_into: null,
    found_at: page.fetchedAt,
    last_seen_at: page.fetchedAt,
    decided_by: atOnce ? context.actor.id : null,
    decided_by_name: atOnce ? '规则自动' : null,
    decided_at: atOnce ? context.clock.now() : null,
    reject_reason: null,
    note: null,
  });
  const row = await getFindingRow(context.tx, id);
  await addPage(context.tx, row, { url: page.url, title: page.title, at: page.fetchedAt });
  return row;
}
