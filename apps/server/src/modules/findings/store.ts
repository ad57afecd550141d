import { createHash } from 'node:crypto';
import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, type Reading } from '../../platform/listing.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches } from '../../platform/search.ts';
import type { listFindings } from './contract.ts';
import type { FindingsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<FindingsTables>();

export type FindingRow = Awaited<ReturnType<typeof getFindingRow>>;
export type FindingFilters = Omit<
  z.output<NonNullable<typeof listFindings.query>>,
  'page' | 'pageSize' | 'sort'
>;

/** The finding, or `not_found` (also outside the scope). */
export async function getFindingRow(tx: ScopedTx, id: string) {
  const row = await tables(tx)
    .selectFrom('findings')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** The finding with this text on this site, locked, when it was met before. */
export async function findByText(
  tx: ScopedTx,
  bureau: string,
  siteId: string,
  rule: string,
  textKey: string,
) {
  return await tables(tx)
    .selectFrom('findings')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('site_id', '=', siteId)
    .where('rule', '=', rule)
    .where('text_key', '=', textKey)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertFinding(tx: ScopedTx, row: Insertable<FindingsTables['findings']>) {
  await tables(tx).insertInto('findings').values(row).execute();
}

/** Counts one more occurrence; no decision, so the version stays. */
export async function seeAgain(tx: ScopedTx, row: Pick<FindingRow, 'bureau' | 'id'>, at: Date) {
  await tables(tx)
    .updateTable('findings')
    .set({ occurrences: sql`occurrences + 1`, last_seen_at: at })
    .where('bureau', '=', row.bureau)
    .where('id', '=', row.id)
    .execute();
}

const MAX_PAGES = 100;

/** Remembers a page on which a finding stands; after a hundred pages no more are kept. */
export async function addPage(
  tx: ScopedTx,
  finding: Pick<FindingRow, 'bureau' | 'id' | 'region' | 'occurrences'>,
  page: { url: string; title: string; at: Date },
) {
  if (finding.occurrences > MAX_PAGES) return;
  const { bureau, id, region } = finding;
  await tables(tx)
    .insertInto('finding_pages')
    .values({
      bureau,
      finding_id: id,
      region,
      url_hash: createHash('sha256').update(page.url).digest('hex'),
      ...page,
    })
    .onConflict((conflict) =>
      conflict.columns(['bureau', 'finding_id', 'url_hash']).doUpdateSet({ at: page.at, title: page.title }),
    )
    .execute();
}

export async function pagesOf(tx: ScopedTx, findingId: string) {
  return await tables(tx)
    .selectFrom('finding_pages')
    .selectAll()
    .where('bureau', '=', bureauOfId(findingId))
    .where('finding_id', '=', findingId)
    .orderBy('at')
    .limit(MAX_PAGES)
    .execute();
}

/** Saves a decision when the version is still the one that was read; `stale` otherwise. */
export async function saveFinding(
  tx: ScopedTx,
  id: string,
  version: number,
  change: Updateable<FindingsTables['findings']>,
) {
  const saved = await tables(tx)
    .updateTable('findings')
    .set({ ...change, version: version + 1 })
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst();
  if (!saved) throw new AppError('stale');
}

/** Puts findings under a lead (or under none). */
export async function setLead(tx: ScopedTx, bureau: string, ids: readonly string[], leadId: string | null) {
  if (ids.length === 0) return;
  await tables(tx)
    .updateTable('findings')
    .set({ lead_id: leadId })
    .where('bureau', '=', bureau)
    .where('id', 'in', [...ids])
    .execute();
}

function filtered(
  tx: ScopedTx,
  filters: FindingFilters,
  regionsWithin: readonly string[] | undefined,
  reading: Reading = 'at-once',
) {
  return tables(tx)
    .selectFrom('findings as f')
    .selectAll('f')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) all.push(matches('f.search', filters.q, reading));
      if (filters.level) all.push(where('f.level', 'in', filters.level));
      if (filters.status) all.push(where('f.status', 'in', filters.status));
      if (filters.rule) all.push(where('f.rule', '=', filters.rule));
      if (filters.violation) all.push(where('f.violation', '=', filters.violation));
      if (filters.category) all.push(where('f.category', 'in', filters.category));
      if (filters.siteId) all.push(where('f.site_id', '=', filters.siteId));
      if (filters.patrolId) all.push(where('f.patrol_id', '=', filters.patrolId));
      if (filters.leadId) all.push(where('f.lead_id', '=', filters.leadId));
      if (filters.from) all.push(where('f.found_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('f.found_at', '<', new Date(filters.to)));
      if (regionsWithin) all.push(where('f.region', 'in', [...regionsWithin]));
      return where.and(all);
    });
}

/** One page of the findings that match and the count of all. */
export async function listFindingRows(
  tx: ScopedTx,
  query: FindingFilters & ListPage,
  regionsWithin: readonly string[] | undefined,
) {
  return await listPage(filtered(tx, query, regionsWithin, 'in-turn'), query, {
    atOnce: query.q ? filtered(tx, query, regionsWithin) : undefined,
    sortable: {
      foundAt: 'f.found_at',
      lastSeenAt: 'f.last_seen_at',
      occurrences: 'f.occurrences',
      level: 'f.level',
      rule: 'f.rule',
    },
    filled: ['foundAt', 'lastSeenAt', 'occurrences', 'level', 'rule'],
    initial: '-foundAt',
    tieBreak: 'f.id',
    deep: true,
  });
}

/** All findings that match, the oldest first, for exports. */
export function allFindings(
  tx: ScopedTx,
  filters: FindingFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return filtered(tx, filters, regionsWithin).orderBy('f.id');
}

/** Findings of each site that wait for an officer. */
export async function countOpenBySite(tx: ScopedTx, siteIds: readonly string[]) {
  if (siteIds.length === 0) return [];
  return await tables(tx)
    .selectFrom('findings')
    .select((count) => ['site_id', count.fn.countAll<number>().as('count')])
    .where('bureau', 'in', [...new Set(siteIds.map(bureauOfId))])
    .where('site_id', 'in', [...siteIds])
    .where('status', '=', 'pending')
    .groupBy('site_id')
    .execute();
}

/** A bureau's policy; every bureau begins with leads opened at once. */
export async function getPolicy(tx: ScopedTx, bureau: string) {
  const row = await tables(tx)
    .selectFrom('finding_policies')
    .selectAll()
    .where('bureau', '=', bureau)
    .executeTakeFirst();
  return { openLeadAtOnce: row?.open_lead_at_once ?? true, version: row?.version ?? 1 };
}

export async function savePolicy(
  tx: ScopedTx,
  bureau: string,
  policy: { openLeadAtOnce: boolean; version: number },
) {
  const saved = await tables(tx)
    .insertInto('finding_policies')
    .values({ bureau, region: bureau, open_lead_at_once: policy.openLeadAtOnce, version: policy.version + 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['bureau'])
        .doUpdateSet({ open_lead_at_once: policy.openLeadAtOnce, version: policy.version + 1 })
        .where('finding_policies.version', '=', policy.version),
    )
    .returning('version')
    .executeTakeFirst();
  if (!saved) throw new AppError('stale');
}

/** How many leads the findings of each patrol stand under. */
export async function countLeadsOfPatrols(
  tx: ScopedTx,
  bureau: string,
  patrolIds: readonly string[],
): Promise<Map<string, number>> {
  if (patrolIds.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('findings')
    .select(['patrol_id', sql<number>`count(DISTINCT lead_id)::int`.as('leads')])
    .where('bureau', '=', bureau)
    .where('patrol_id', 'in', [...patrolIds])
    .groupBy('patrol_id')
    .execute();
  return new Map(rows.map((row) => [row.patrol_id!, row.leads]));
}

/** Violation types of the confirmed findings that stand under a lead. */
export async function findingViolations(tx: ScopedTx, bureau: string, leadId: string): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('findings')
    .select('violation')
    .distinct()
    .where('bureau', '=', bureau)
    .where('lead_id', '=', leadId)
    .where('status', '=', 'confirmed')
    .orderBy('violation')
    .execute();
  return rows.map((row) => row.violation);
}

/** Ids of the findings under a lead, and how many under each of several. */
export async function findingIdsOfLead(tx: ScopedTx, leadId: string): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('findings')
    .select('id')
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .orderBy('found_at')
    .execute();
  return rows.map((row) => row.id);
}

export async function countByLead(
  tx: ScopedTx,
  leadIds: readonly string[],
): Promise<Map<string, { findings: number; evidenceId: string | null }>> {
  if (leadIds.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('findings')
    .select([
      'lead_id',
      sql<number>`count(*)::int`.as('findings'),
      sql<string | null>`min(evidence_id)`.as('evidence_id'),
    ])
    .where('bureau', 'in', [...new Set(leadIds.map(bureauOfId))])
    .where('lead_id', 'in', [...leadIds])
    .groupBy('lead_id')
    .execute();
  return new Map(rows.map((row) => [row.lead_id!, { findings: row.findings, evidenceId: row.evidence_id }]));
}

/** Moves all findings of one lead to another (merge); `takeBackToLead` undoes it. */
export async function moveToLead(tx: ScopedTx, bureau: string, from: string, to: string) {
  await tables(tx)
    .updateTable('findings')
    .set({ lead_id: to, lead_before: from })
    .where('bureau', '=', bureau)
    .where('lead_id', '=', from)
    .execute();
}

/** Gives the findings back to a lead whose merge is undone; returns how many. */
export async function takeBackToLead(tx: ScopedTx, bureau: string, lead: string, from: string) {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('findings')
    .set({ lead_id: lead, lead_before: null })
    .where('bureau', '=', bureau)
    .where('lead_id', '=', from)
    .where('lead_before', '=', lead)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** What was merged into these findings stands under the same lead as they do now, or under none. */
export async function followMerged(tx: ScopedTx, bureau: string, ids: readonly string[]) {
  if (ids.length === 0) return;
  await tables(tx)
    .updateTable('findings as merged')
    .from('findings as kept')
    .set((row) => ({ lead_id: row.ref('kept.lead_id') }))
    .where('merged.bureau', '=', bureau)
    .whereRef('kept.bureau', '=', 'merged.bureau')
    .whereRef('kept.id', '=', 'merged.merged_into')
    .where('kept.id', 'in', [...ids])
    .execute();
}

/** Violation types of some findings, whatever their state. */
export async function violationsOf(tx: ScopedTx, bureau: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tables(tx)
    .selectFrom('findings')
    .select('violation')
    .distinct()
    .where('bureau', '=', bureau)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => row.violation);
}

/** How many there are in all; for metrics. */
export async function countFindings(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('findings')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** Findings of a site that were not rejected or merged, the surest first: what an inspection begins with. */
export async function openFindingsOfSite(tx: ScopedTx, siteId: string) {
  return await tables(tx)
    .selectFrom('findings')
    .selectAll()
    .where('bureau', '=', bureauOfId(siteId))
    .where('site_id', '=', siteId)
    .where('status', 'in', ['pending', 'confirmed'])
    .orderBy('level', 'desc')
    .orderBy('found_at', 'desc')
    .limit(200)
    .execute();
}
