import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import type { LeadAction } from './lifecycle.ts';
import { insertEvent, insertLead, nextNumber, sortingLeadOf } from './store.ts';
import type { LeadsTables } from './tables.ts';

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

/** One line of the lead's course (办理过程). */
export async function writeEvent(
  { tx, actor, clock, newId }: Writing,
  lead: { bureau: string; id: string; region: string },
  action: LeadAction | 'register' | 'join',
  opinion: string | null,
) {
  await insertEvent(tx, {
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
  });
}

/** 案源登记号: 卫市监网源〔2026〕00012号, from the bureau's name and its register of the year. */
async function leadNumber({ tx, clock, regions }: Writing, bureau: string): Promise<string> {
  const year = Number(dayInChina(clock.now()).slice(0, 4));
  const number = await nextNumber(tx, bureau, year);
  const name = regions.get(bureau).name.replace(/(?:市|地区|自治州|盟|省|自治区)$/, '');
  return `${name.slice(-1)}市监网源〔${year}〕${String(number).padStart(5, '0')}号`;
}

type NewLead = Omit<
  LeadsTables['leads'],
  | 'id'
  | 'number'
  | 'status'
  | 'merged_into'
  | 'registered_at'
  | 'registered_by'
  | 'registered_by_name'
  | 'idempotency_key'
  | 'version'
  | 'opinion'
> & { opinion?: string | null };

/** Enters a lead in state 待梳理; returns its id. */
export async function registerLead(
  context: Writing,
  lead: NewLead,
  opinion: string | null = null,
): Promise<string> {
  const { bureau, region } = lead;
  const id = context.newId('lead', bureau);
  await insertLead(context.tx, {
    ...lead,
    id,
    number: await leadNumber(context, bureau),
    status: 'sorting',
    merged_into: null,
    opinion: lead.opinion ?? null,
    idempotency_key: null,
    registered_at: context.clock.now(),
    registered_by: context.actor.id,
    registered_by_name: context.actor.name,
  });
  await writeEvent(context, { bureau, id, region }, 'register', opinion);
  return id;
}
