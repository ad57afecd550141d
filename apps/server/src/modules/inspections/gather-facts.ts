import { dayInChina, instantInChina } from '@wangjian/core/plain-date.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { openFindingsOfSite, ruleBook } from '../findings/service.ts';
import { addressShown, checkPermitNumbers, getSite } from '../registry/service.ts';
import { permitNote } from './permit-note.ts';
import { type KnownFacts, type KnownFinding, type PrefilledCell, prefill } from './prefill.ts';
import { priceSeries } from './prices/prices.ts';

/** What is shown beside the form: each fact with its source and day. */
export interface ShownFact {
  readonly name: string;
  readonly words: string;
  readonly from: string;
}

/** Findings of a site that were not rejected, with their names. */
export async function findingsFor(
  { tx }: Pick<ReadContext, 'tx'>,
  siteId: string | null,
): Promise<KnownFinding[]> {
  if (siteId === null) return [];
  const book = ruleBook();
  return (await openFindingsOfSite(tx, siteId)).map((row) => ({
    id: row.id,
    violation: row.violation,
    violationName: book.violationName(row.violation),
    ruleTitle: book.ruleTitle(row.rule),
    level: row.level,
    term: row.term,
    quote: row.quote,
    why: row.why,
    url: row.url,
    evidenceId: row.evidence_id,
  }));
}

/** Everything that the platform knows of a site before an officer looks at it. */
export async function gatherFacts(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  siteId: string,
): Promise<{ cells: PrefilledCell[]; shown: ShownFact[]; party: string | null; uscc: string | null }> {
  const book = ruleBook();
  const site = await getSite(tx, siteId);
  const findings = await findingsFor({ tx }, siteId);
  const permits = permitNote(
    await checkPermitNumbers(
      tx,
      site.bureau,
      site.permit_numbers,
      { name: site.operator_name, uscc: site.uscc },
      dayInChina(clock.now()),
    ),
  );
  const hints = (await priceSeries(tx, siteId, dayInChina(clock.now()))).flatMap((page) =>
    page.hints.map((hint) => `${hint} ${page.url}`),
  );
  const prices =
    hints.length === 0
      ? []
      : [{ row: 'price-conduct', result: null, words: hints.slice(0, 5).join('\n'), from: '价格序列' }];
  const facts: KnownFacts = {
    site: {
      name: site.name,
      url: site.url,
      operatorName: site.operator_name,
      uscc: site.uscc,
      address: addressShown(site.operator_address, site.operator_name, site.uscc),
      licenceDisplay: site.licence_display,
      icp: site.icp,
      police: site.police,
      pages: site.pages,
      lastPatrolAt: site.last_patrol_at,
    },
    findings,
    screened: new Set(
      book.catalog.rules
        .filter(({ document }) => document.status === 'active')
        .map(({ document }) => document.violation),
    ),
    notes: [permits, ...prices],
  };
  const patrolled =
    site.last_patrol_at === null
      ? '尚未监测'
      : `${instantInChina(site.last_patrol_at).slice(0, 16).replace('T', ' ')} 监测，读取 ${site.pages} 页`;
  const shown = [
    { name: '网站', words: `${site.name}（${site.url}）`, from: '主体库' },
    { name: '经营者', words: site.operator_name ?? '未识别', from: '主体库' },
    { name: '统一社会信用代码', words: site.uscc ?? '未识别', from: '主体库' },
    { name: '前置审批许可', words: permits.words, from: permits.from },
    { name: '最近监测', words: patrolled, from: '监测' },
    { name: '未排除的监测发现', words: `${findings.length} 条`, from: '监测' },
  ];
  return { cells: prefill(facts), shown, party: site.operator_name, uscc: site.uscc };
}
