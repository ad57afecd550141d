import { AppError } from '@wangjian/core/errors.ts';
import type { LeadSource } from '@wangjian/core/lead.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { scopeOf } from '../../platform/actor.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type ReadContext, readCase, useCase } from '../../platform/use-case.ts';
import { withLamp } from '../deadlines/service.ts';
import { ruleBook } from '../findings/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { refuseOtherBureau, siteLabels } from '../registry/service.ts';
import { actOnOne } from './act.ts';
import { checkedSourceFields, checkForm } from './check-form.ts';
import * as contract from './contract.ts';
import { detail } from './detail.ts';
import { presentLeads, withoutPersons } from './present.ts';
import type { FilledForm } from './records.ts';
import { refuseSecondSorting, registerLead as register } from './register.ts';
import {
  countQueues,
  getLeadRow,
  type LeadFilters,
  type LeadQueue,
  type LeadRow,
  listLeadRows,
} from './store.ts';

export {
  attachFile,
  attachmentType,
  downloadAttachment,
  mayAttach,
  refuseLarge,
  removeAttachment,
} from './attachments.ts';
export { feedbacksReviewed, leadsChecked, leadsClosed, leadsProven, leadsRegistered } from './countable.ts';
export { mergedLeads } from './course-store.ts';
export { acceptLeads, dismissLeads, mergeLeads, reopenLeads } from './decide.ts';
export {
  assignLeads,
  dispatchLeads,
  returnLeads,
  signLeads,
  takeLeads,
  withdrawLeads,
} from './dispatch.ts';
export { leadClosed, leadDismissed } from './events.ts';
export { handBackLeads, handOverLeads } from './hand-over.ts';
export { setNumbersAside } from './numbers.ts';
export { presentLeads } from './present.ts';
export { proposeDispatch } from './propose.ts';
export { registerLead as enterLead } from './register.ts';
export { holdLead, leadOf, noteOnLead, type ResolvedBy, resolveLead } from './resolve.ts';
export {
  approveLeads,
  archiveLeads,
  closeLeads,
  recordCheck,
  reportLead,
  sendBackLeads,
} from './review.ts';
export { countLeads, countOpenLeadsBySite, newestLeads } from './store.ts';
export { leadSubjects } from './subjects.ts';
export { superviseLeads, urgeLeads } from './supervise.ts';
export { commentLead, leadColleagues, linkLead, splitLead } from './together.ts';

type Reading = Pick<ReadContext, 'tx' | 'actor' | 'regions'>;

/** Units for which the reader acts: its own, the sections of it, the office of which it is a section. */
async function unitsOfReader({ tx, actor }: Reading): Promise<string[]> {
  if (actor.kind !== 'officer') return [];
  const units = await unitsOfBureau(tx, actor.bureau);
  return units.all.map(({ id }) => id).filter((id) => units.actsFor(actor.orgId, id));
}

const QUEUES = ['to-sign', 'to-check', 'to-report', 'to-review', 'to-close', 'returned'] as const;

/** What waits for the reader's unit in each queue of the 工作台, in these regions. */
export async function leadQueues(
  context: Reading,
  within: readonly string[],
): Promise<ReadonlyMap<LeadQueue, number>> {
  return await countQueues(context.tx, QUEUES, await unitsOfReader(context), within);
}

const LIT = { kind: 'lead', bureau: 'l.bureau', id: 'l.id', byBytes: true } as const;

/** Filters of the list as the store asks them: a category is its violation types, a queue that of the reader's units. */
export async function leadFilters(
  context: Reading & Pick<ReadContext, 'clock'>,
  asked: z.output<NonNullable<typeof contract.listLeads.query>>,
): Promise<LeadFilters> {
  const { category, queue, mine, lamp, page: _, pageSize: __, sort: ___, ...query } = asked;
  const { catalog } = ruleBook();
  return {
    ...query,
    waiting: queue && { queue, units: await unitsOfReader(context) },
    lit: lamp && withLamp(LIT, lamp, context.clock.now()),
    officerId: mine === 'true' ? context.actor.id : undefined,
    violationsOfCategory:
      category &&
      [...catalog.violations.values()].filter((type) => category.includes(type.category)).map(({ id }) => id),
  };
}

/**
 * The regions of a list: those asked for, else those of a reader who does not see the whole bureau. Row-level security
 * leaves no other rows, but only said aloud they are looked up by the index.
 */
function regionsAsked({ actor, regions }: Reading, region: string | undefined) {
  if (region !== undefined) return regions.within(region);
  const scope = scopeOf(actor, 'lead.read', regions);
  return scope.wholeBureaus.length > 0 || scope.regions.length === 0 ? undefined : scope.regions;
}

export const listLeads = readCase({
  action: 'lead.list',
  title: '查看线索列表',
  permission: 'lead.read',
  input: contract.listLeads.query!,
  async run(context, query) {
    const { items, total } = await listLeadRows(
      context.tx,
      query,
      await leadFilters(context, query),
      regionsAsked(context, query.region),
    );
    return { result: { items: await presentLeads(context, items), total }, audit: 'plain' };
  },
});

export const getLead = readCase({
  action: 'lead.read',
  title: '查看线索',
  permission: 'lead.read',
  input: contract.getLead.params!,
  async run(context, { id }) {
    return { result: await detail(context, id), audit: 'plain' };
  },
});

/** A lead names a site of its own bureau that the officer can see. */
async function checkSite(tx: ScopedTx, bureau: string, siteId: string | null | undefined): Promise<void> {
  if (!siteId) return;
  const known = await siteLabels(tx, [bureau], [siteId]);
  if (!known.has(siteId))
    throw new AppError('invalid_input', '所选主体不存在，或者不在您的管辖范围内，请重新选择', {
      problems: [{ path: 'siteId', message: '没有找到该主体' }],
    });
}

type Form = z.output<typeof FilledForm>;

/** Columns of a form's fields; what was not sent is undefined. */
function columnsOf(form: Partial<Form>) {
  return {
    title: form.title,
    source: form.source,
    region: form.region,
    site_id: form.siteId,
    party: form.party,
    uscc: form.uscc?.toUpperCase(),
    party_address: form.partyAddress,
    party_phone: form.partyPhone,
    url: form.url,
    informant: form.informant,
    informant_phone: form.informantPhone,
    found_on: form.foundOn,
    received_on: form.receivedOn ?? undefined,
    content: form.content,
    violations: form.violations,
    opinion: form.opinion,
  };
}

export const registerLead = useCase({
  action: 'lead.register',
  title: '登记线索',
  permission: 'lead.register',
  input: contract.registerLead.body!,
  idempotencyKey: (input) => input.key,
  async run(context, { key: _key, ...form }) {
    checkForm(form, dayInChina(context.clock.now()));
    const fields = checkedSourceFields(form.source, form.sourceFields ?? {});
    const bureau = context.regions.bureauOf(form.region);
    await checkSite(context.tx, bureau, form.siteId);
    await refuseSecondSorting(
      context.tx,
      { bureau, site_id: form.siteId ?? null, source: form.source },
      null,
    );
    const id = await register(context, {
      bureau,
      region: form.region,
      title: form.title,
      source: form.source,
      source_fields: JSON.stringify(fields),
      site_id: form.siteId ?? null,
      party: form.party ?? null,
      uscc: form.uscc?.toUpperCase() ?? null,
      party_address: form.partyAddress ?? null,
      party_phone: form.partyPhone ?? null,
      url: form.url ?? null,
      informant: form.informant ?? null,
      informant_phone: form.informantPhone ?? null,
      found_on: form.foundOn,
      received_on: form.receivedOn ?? form.foundOn,
      content: form.content,
      violations: form.violations,
      opinion: form.opinion ?? null,
      patrol_id: null,
    });
    return { result: await detail(context, id), audit: { on: id, after: withoutPersons(form) } };
  },
});

export const updateLead = useCase({
  action: 'lead.update',
  title: '修改线索',
  permission: 'lead.register',
  input: contract.updateLead.body!.extend(contract.getLead.params!.shape),
  async run(context, { id, version, sourceFields, ...form }) {
    const { tx, regions, clock } = context;
    const row = await getLeadRow(tx, id);
    const change: Record<string, unknown> = Object.fromEntries(
      Object.entries(columnsOf(form)).filter(([, value]) => value !== undefined),
    );
    await actOnOne(context, { id, version }, 'edit', '', async () => {
      checkForm(form, dayInChina(clock.now()));
      refuseOtherBureau(regions, row.bureau, form.region);
      await checkSite(tx, row.bureau, form.siteId);
      if (sourceFields || (form.source && form.source !== row.source))
        change.source_fields = JSON.stringify(
          checkedSourceFields((form.source ?? row.source) as LeadSource, sourceFields ?? {}),
        );
      if (row.status === 'sorting')
        await refuseSecondSorting(
          tx,
          {
            bureau: row.bureau,
            site_id: form.siteId === undefined ? row.site_id : form.siteId,
            source: form.source ?? row.source,
          },
          id,
        );
      return { change };
    });
    const before = Object.fromEntries(
      Object.keys(change).map((column) => [column, row[column as keyof LeadRow]]),
    );
    return {
      result: await detail(context, id),
      audit: { on: id, before: withoutPersons(before), after: withoutPersons(change) },
    };
  },
});

export const unmaskLead = readCase({
  action: 'lead.unmask',
  title: '查看线索未脱敏的个人信息',
  permission: 'personal.unmask',
  input: contract.unmaskLead.body!.extend(contract.getLead.params!.shape),
  async run({ tx }, { id, reason }) {
    const row = await getLeadRow(tx, id);
    return {
      result: {
        partyAddress: row.party_address,
        partyPhone: row.party_phone,
        informant: row.informant,
        informantPhone: row.informant_phone,
      },
      audit: { on: id, why: reason },
    };
  },
});
