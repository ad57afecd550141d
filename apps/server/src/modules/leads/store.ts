import { bureauOfId } from '@wangjian/core/ids.ts';
import { type LeadStatus, OPEN_LEAD_STATUSES } from '@wangjian/core/lead.ts';
import { recordGrams } from '@wangjian/core/search-grams.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, onlyAsks, type Reading } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches } from '../../platform/search.ts';
import type { withLamp } from '../deadlines/service.ts';
import type { listLeads } from './contract.ts';
import type { LeadsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<LeadsTables>();

type Lit = ReturnType<typeof withLamp>;
export type LeadQueue = NonNullable<z.output<NonNullable<typeof listLeads.query>>['queue']>;
export type LeadRow = Awaited<ReturnType<typeof getLeadRow>>;
export type LeadFilters = Omit<
  z.output<NonNullable<typeof listLeads.query>>,
  'page' | 'pageSize' | 'sort' | 'category' | 'queue' | 'mine' | 'lamp'
> & {
  /** A queue of the 工作台, with the units that the reader acts for. */
  readonly waiting?: { readonly queue: LeadQueue; readonly units: readonly string[] } | undefined;
  /** With a running deadline that shows one of these lamps (deadlines/service.ts). */
  readonly lit?: Lit | undefined;
  /** Leads of this officer: named to handle it, or entered by it. */
  readonly officerId?: string | undefined;
  /** Violation types of the categories asked for. */
  readonly violationsOfCategory?: readonly string[] | undefined;
};

/** The lead, or `not_found` (also outside the scope). */
export async function getLeadRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('leads')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** Those of the leads that are in the scope, by id. */
export async function leadRows(tx: ScopedTx, ids: readonly string[]): Promise<ReadonlyMap<string, LeadRow>> {
  const rows = await tables(tx)
    .selectFrom('leads')
    .selectAll()
    .where('bureau', 'in', [...new Set(ids.map(bureauOfId))])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The record of this bureau that succeeds another bureau's hand-over. */
export async function successorOf(tx: ScopedTx, bureau: string, dispatchId: string) {
  return await tables(tx)
    .selectFrom('leads')
    .select('id')
    .where('bureau', '=', bureau)
    .where('origin_dispatch_id', '=', dispatchId)
    .executeTakeFirst();
}

/** Leads of a bureau with one of these titles, to tell what is registered already. */
export async function sameLeads(tx: ScopedTx, bureau: string, titles: readonly string[]) {
  return await tables(tx)
    .selectFrom('leads')
    .select(['number', 'title', 'source', 'party', 'found_on'])
    .where('bureau', '=', bureau)
    .where(sql<SqlBool>`title = ANY (${sql.val(titles)}::text[])`)
    .execute();
}

/** The lead of a patrol that is still being sorted for a site, locked; undefined when there is none (ADR 0003). */
export async function sortingLeadOf(tx: ScopedTx, bureau: string, siteId: string) {
  return await tables(tx)
    .selectFrom('leads')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('site_id', '=', siteId)
    .where('status', '=', 'sorting')
    .where('source', '=', 'patrol')
    .forUpdate()
    .executeTakeFirst();
}

export async function insertLead(tx: ScopedTx, row: Insertable<LeadsTables['leads']>) {
  await tables(tx).insertInto('leads').values(row).execute();
}

/** What is found by search: title, number, party, code and address. */
export function searchGrams(
  lead: Partial<Pick<LeadRow, 'title' | 'number' | 'party' | 'uscc' | 'url'>>,
): string[] {
  return recordGrams([lead.title, lead.number, lead.party, lead.uscc, lead.url]);
}

const SEARCHED = ['title', 'number', 'party', 'uscc', 'url'] as const;

/** Saves a lead when its version is still the one that was read; `stale` otherwise. */
export async function saveLead(tx: ScopedTx, row: LeadRow, change: Updateable<LeadsTables['leads']>) {
  // The index of the grams is the dearest of all to write.
  const found = SEARCHED.some((column) => change[column] !== undefined && change[column] !== row[column]);
  refuseStale(
    await tables(tx)
      .updateTable('leads')
      .set({
        ...change,
        ...(found ? { search: searchGrams({ ...row, ...change }) } : {}),
        version: row.version + 1,
      })
      .where('bureau', '=', row.bureau)
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

const PARTS = [
  'lead_events',
  'lead_dispatches',
  'lead_checks',
  'lead_feedbacks',
  'lead_supervisions',
  'lead_attachments',
  'lead_links',
] as const;

/** All that hangs on leads lies where the leads lie, so that whoever sees a lead sees it whole; one statement. */
export async function moveRegion(tx: ScopedTx, leads: readonly LeadRow[], region: string): Promise<void> {
  const bureaus = [...new Set(leads.map(({ bureau }) => bureau))];
  const ids = leads.map(({ id }) => id);
  const moves = PARTS.map(
    (part) => sql`${sql.ref(`moved_${part}`)} AS (UPDATE ${sql.table(part)} SET region = ${region}
      WHERE bureau = ANY (${bureaus}::text[]) AND lead_id = ANY (${ids}::text[]) AND region <> ${region})`,
  );
  await sql`WITH ${sql.join(moves)} SELECT`.execute(tx);
}

export async function insertEvents(tx: ScopedTx, rows: readonly Insertable<LeadsTables['lead_events']>[]) {
  await tables(tx).insertInto('lead_events').values(rows).execute();
}

/** Whether an officer has changed the form of a lead by hand. */
export async function wasEdited(tx: ScopedTx, { bureau, id }: Pick<LeadRow, 'bureau' | 'id'>) {
  const edit = await tables(tx)
    .selectFrom('lead_events')
    .select('id')
    .where('bureau', '=', bureau)
    .where('lead_id', '=', id)
    .where('action', '=', 'edit')
    .limit(1)
    .executeTakeFirst();
  return edit !== undefined;
}

export async function eventsOf(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Leads that wait for these units in one of the queues of the 工作台. */
function inQueue(queue: LeadQueue, units: readonly string[]): Expression<SqlBool> {
  const mine = sql`= ANY (${sql.val(units)}::text[])`;
  switch (queue) {
    case 'to-sign':
      return sql<SqlBool>`l.status = 'dispatched' AND l.holder_org_id ${mine}`;
    case 'to-check':
      return sql<SqlBool>`l.status = 'checking' AND l.checked_on IS NULL AND l.holder_org_id ${mine}`;
    case 'to-report':
      return sql<SqlBool>`l.status = 'checking' AND l.checked_on IS NOT NULL AND l.holder_org_id ${mine}`;
    case 'to-review':
      return sql<SqlBool>`l.status = 'reviewing' AND l.review_org_id ${mine}`;
    case 'to-close':
      return sql<SqlBool>`l.status = 'reviewed' AND l.review_org_id ${mine}`;
    case 'returned':
      return sql<SqlBool>`(l.status = 'returned' OR l.status = 'checking' AND l.sent_back) AND l.holder_org_id ${mine}`;
    case 'dispatched':
      return sql<SqlBool>`l.status IN ('dispatched', 'checking', 'returned', 'handed-over') AND l.dispatcher_org_id ${mine}`;
  }
}

function filtered(
  tx: ScopedTx,
  filters: LeadFilters,
  regionsWithin: readonly string[] | undefined,
  reading: Reading = 'at-once',
) {
  return tables(tx)
    .selectFrom('leads as l')
    .selectAll('l')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) all.push(matches('l.search', filters.q, reading));
      if (filters.status) all.push(where('l.status', 'in', filters.status));
      if (filters.source) all.push(where('l.source', 'in', filters.source));
      if (filters.violation) all.push(sql<SqlBool>`l.violations @> ARRAY[${filters.violation}]::text[]`);
      if (filters.violationsOfCategory)
        // `&&` would say the same, but not by the index: see platform/db/roles.ts.
        all.push(
          where.or(
            filters.violationsOfCategory.map((type) => sql<SqlBool>`l.violations @> ARRAY[${type}]::text[]`),
          ),
        );
      if (filters.siteId) all.push(where('l.site_id', '=', filters.siteId));
      if (filters.patrolId) all.push(where('l.patrol_id', '=', filters.patrolId));
      if (filters.from) all.push(where('l.registered_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('l.registered_at', '<', new Date(filters.to)));
      if (filters.holder) all.push(where('l.holder_org_id', '=', filters.holder));
      if (filters.result) all.push(where('l.result', 'in', filters.result));
      if (filters.supervised !== undefined)
        all.push(where('l.supervised_at', filters.supervised === 'true' ? 'is not' : 'is', null));
      if (filters.officerId)
        all.push(
          where.or([
            where('l.holder_officer_id', '=', filters.officerId),
            where('l.registered_by', '=', filters.officerId),
          ]),
        );
      if (filters.lit) all.push(lampOf(filters, filters.lit, reading));
      if (filters.waiting) all.push(inQueue(filters.waiting.queue, filters.waiting.units));
      if (regionsWithin) all.push(where('l.region', 'in', [...regionsWithin]));
      return where.and(all);
    });
}

/** Where states are asked for too, these have an index, and their leads are looked up among those of the lamps. */
function lampOf({ status }: LeadFilters, { inTurn, atOnce, among }: Lit, reading: Reading) {
  if (reading === 'in-turn') return inTurn;
  return (status ? among : atOnce) ?? inTurn;
}

/** What a list shows of a lead: not its content, and not the grams, of which there are a hundred. */
const LISTED = [
  'bureau',
  'id',
  'region',
  'number',
  'title',
  'status',
  'source',
  'site_id',
  'party',
  'uscc',
  'violations',
  'registered_at',
  'registered_by_name',
  'received_on',
  'holder_org_id',
  'holder_officer_id',
  'dispatcher_org_id',
  'review_org_id',
  'hops',
  'origin_id',
  'feedback_due_on',
  'result',
  'closed_on',
  'supervised_at',
  'sent_back',
  'version',
] as const satisfies readonly (keyof LeadsTables['leads'])[];
export type ListedLead = Pick<LeadRow, (typeof LISTED)[number]>;

/** One page of the leads that match and the count of all. */
export async function listLeadRows(
  tx: ScopedTx,
  page: ListPage,
  filters: LeadFilters,
  regionsWithin: readonly string[] | undefined,
) {
  const listed = (some: LeadFilters, reading: Reading) =>
    filtered(tx, some, regionsWithin, reading).clearSelect().select(LISTED);
  const { lit, ...others } = filters;
  const onlyLamp = lit?.some && onlyAsks(others, []);
  return await listPage(listed(filters, 'in-turn'), page, {
    byIndex: onlyAsks(filters, ['status', 'region']),
    atOnce: filters.q || lit?.atOnce ? listed(filters, 'at-once') : undefined,
    enough: onlyLamp ? listed(others, 'at-once').where(lit.some) : undefined,
    sortable: {
      registeredAt: 'l.registered_at',
      number: 'l.number',
      title: 'l.title',
      status: 'l.status',
      receivedOn: 'l.received_on',
      feedbackDueOn: 'l.feedback_due_on',
    },
    filled: ['registeredAt', 'number', 'title', 'status', 'receivedOn'],
    initial: '-registeredAt',
    tieBreak: 'l.id',
    deep: true,
  });
}

/** All leads that match, in the order of their numbers, for exports. */
export function allLeads(tx: ScopedTx, filters: LeadFilters, regionsWithin: readonly string[] | undefined) {
  return filtered(tx, filters, regionsWithin).orderBy('l.number');
}

/** Open leads by state, region and violations: what the workbench counts; from the index alone. */
export async function countLeads(tx: ScopedTx, bureaus: readonly string[]) {
  // Those of one bureau stand in the index in the order of the groups.
  const ofBureau = (bureau: string) =>
    tables(tx)
      .selectFrom('leads')
      .select((count) => ['status', 'region', 'violations', count.fn.countAll<number>().as('count')])
      .where('bureau', '=', bureau)
      .where('status', 'in', [...OPEN_LEAD_STATUSES])
      .groupBy(['status', 'region', 'violations'])
      .execute();
  const counted: Awaited<ReturnType<typeof ofBureau>> = [];
  for (const bureau of bureaus) counted.push(...(await ofBureau(bureau)));
  return counted;
}

/** Leads of each site that are not closed. */
export async function countOpenLeadsBySite(tx: ScopedTx, siteIds: readonly string[]) {
  if (siteIds.length === 0) return [];
  return await tables(tx)
    .selectFrom('leads')
    .select((count) => ['site_id', count.fn.countAll<number>().as('count')])
    .where('bureau', 'in', [...new Set(siteIds.map(bureauOfId))])
    .where('site_id', 'in', [...siteIds])
    .where('status', 'in', [...OPEN_LEAD_STATUSES])
    .groupBy('site_id')
    .execute();
}

/** The newest leads that are not closed. */
export async function newestLeads(tx: ScopedTx, regionsWithin: readonly string[] | undefined, limit: number) {
  return await filtered(tx, { status: [...OPEN_LEAD_STATUSES] }, regionsWithin)
    .orderBy('l.registered_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(limit)
    .execute();
}

/** Leads in hand of each unit (在办), of a bureau. */
export async function openByUnit(tx: ScopedTx, bureau: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(tx)
    .selectFrom('leads')
    .select((count) => ['holder_org_id', count.fn.countAll<number>().as('count')])
    .where('bureau', '=', bureau)
    .where('status', 'in', ['dispatched', 'checking', 'returned'])
    .where('holder_org_id', 'is not', null)
    .groupBy('holder_org_id')
    .execute();
  return new Map(rows.map((row) => [row.holder_org_id!, row.count]));
}

const IN_REVIEW: readonly LeadQueue[] = ['to-review', 'to-close'];

/** How many leads wait for these units in each queue of the 工作台. */
export async function countQueues(
  tx: ScopedTx,
  queues: readonly Exclude<LeadQueue, 'dispatched'>[],
  units: readonly string[],
  regionsWithin: readonly string[],
): Promise<ReadonlyMap<LeadQueue, number>> {
  // With the units that hold and those that review each has its index, in which closed leads do not stand.
  const waiting = async (statuses: readonly LeadStatus[], unit: 'l.holder_org_id' | 'l.review_org_id') => {
    const asked = queues.filter((queue) => (unit === 'l.review_org_id') === IN_REVIEW.includes(queue));
    if (asked.length === 0) return {};
    return (await tables(tx)
      .selectFrom('leads as l')
      .select(
        asked.map((queue) => sql<number>`(count(*) FILTER (WHERE ${inQueue(queue, units)}))::int`.as(queue)),
      )
      .where(unit, 'in', [...units])
      .where('l.status', 'in', [...statuses])
      .where('l.region', 'in', [...regionsWithin])
      .executeTakeFirstOrThrow()) as Partial<Record<LeadQueue, number>>;
  };
  if (units.length === 0) return new Map();
  const counted = {
    ...(await waiting(['dispatched', 'checking', 'returned'], 'l.holder_org_id')),
    ...(await waiting(['reviewing', 'reviewed'], 'l.review_org_id')),
  };
  return new Map(queues.map((queue) => [queue, counted[queue] ?? 0]));
}

/** How many there are in all; for metrics. */
export async function countAllLeads(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('leads')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
