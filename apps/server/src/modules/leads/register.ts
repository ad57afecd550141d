import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { Insertable } from 'kysely';
import type { WriteContext } from '../../platform/use-case.ts';
import { agencyOf } from '../documents/service.ts';
import type { LeadAction } from './lifecycle.ts';
import { nextNumber } from './numbers.ts';
import { insertEvents, insertLead, searchGrams, sortingLeadOf } from './store.ts';
import type { LeadsTables } from './tables.ts';
import { startCheckTerm } from './terms.ts';

type Writing = Pick<WriteContext, 'tx' | 'actor' | 'clock' | 'newId' | 'regions'>;

/**
 * One site has at most one lead of a patrol in sorting (ADR 0003): names the one that is there, so that the officer can
 * merge into it, before the database refuses.
 */
export async function refuseSecondSorting(
  tx: Writing['tx'],
  lead: { readonly bureau: string; readonly site_id: string | null; readonly source: string },
  except: string | null,
): Promise<void> {
  if (lead.source !== 'patrol' || lead.site_id === null) return;
  const other = await sortingLeadOf(tx, lead.bureau, lead.site_id);
  if (other && other.id !== except)
    throw new AppError('conflict', `该网站已有待梳理的线索 ${other.number}，请先处理该线索，或并入它`);
}

/** Lines of a lead's course that are no action of the table. */
export const OTHER_EVENTS = { register: '登记', join: '新增发现', hold: '转办' } as const;

type EventName = LeadAction | keyof typeof OTHER_EVENTS;

/** One line of the lead's course (办理过程). */
export async function writeEvent(
  context: Writing,
  lead: { bureau: string; id: string; region: string },
  action: EventName,
  opinion: string | null,
) {
  await writeEvents(context, action, [{ lead, opinion }]);
}

/** A line of the course of each of several leads. */
export async function writeEvents(
  { tx, actor, clock, newId }: Writing,
  action: EventName,
  lines: readonly { lead: { bureau: string; id: string; region: string }; opinion: string | null }[],
) {
  const events = lines.map(({ lead, opinion }) => ({
    bureau: lead.bureau,
    id: newId('event', lead.bureau),
    region: lead.region,
    lead_id: lead.id,
    at: clock.now(),
    officer_id: actor.kind === 'officer' ? actor.id : null,
    officer_name: actor.name,
    org_name: actor.orgName,
    action,
    opinion,
  }));
  await insertEvents(tx, events);
}

/** 案源登记号: 卫市监网源〔2026〕00012号, from the bureau's 机关代字 and its register of the year. */
async function leadNumber({ tx, clock, regions }: Writing, bureau: string): Promise<string> {
  const year = Number(dayInChina(clock.now()).slice(0, 4));
  const number = await nextNumber(tx, bureau, year, clock.now());
  return `${agencyOf(regions, bureau).word}市监网源〔${year}〕${String(number).padStart(5, '0')}号`;
}

type Row = Insertable<LeadsTables['leads']>;
type Given =
  | 'bureau'
  | 'region'
  | 'title'
  | 'source'
  | 'site_id'
  | 'party'
  | 'uscc'
  | 'party_address'
  | 'party_phone'
  | 'url'
  | 'informant'
  | 'informant_phone'
  | 'found_on'
  | 'content'
  | 'violations'
  | 'patrol_id';
type Made = 'id' | 'number' | 'registered_at' | 'registered_by' | 'registered_by_name' | 'search' | 'version';
type NewLead = Pick<Row, Given> & Partial<Omit<Row, Given | Made>>;

/** Enters a lead, 待梳理 unless a state is given, and starts 线索核查; returns its id. */
export async function registerLead(
  context: WriteContext,
  lead: NewLead,
  opinion: string | null = null,
): Promise<string> {
  const { bureau, region } = lead;
  const id = context.newId('lead', bureau);
  const number = await leadNumber(context, bureau);
  const received_on = lead.received_on ?? lead.found_on;
  await insertLead(context.tx, {
    status: 'sorting',
    source_fields: '{}',
    ...lead,
    id,
    number,
    received_on,
    search: searchGrams({ ...lead, number }),
    registered_at: context.clock.now(),
    registered_by: context.actor.id,
    registered_by_name: context.actor.name,
  });
  await writeEvent(context, { bureau, id, region }, 'register', opinion);
  const { title, holder_org_id = null, holder_officer_id = null } = lead;
  await startCheckTerm(context, {
    bureau,
    region,
    id,
    number,
    title,
    received_on,
    holder_org_id,
    holder_officer_id,
  });
  return id;
}
