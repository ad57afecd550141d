import { AppError } from '@wangjian/core/errors.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import type { z } from 'zod';
import { type Actor, may } from '../../platform/actor.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type ReadContext, readCase, useCase } from '../../platform/use-case.ts';
import { evidenceIdsOf } from '../evidence/service.ts';
import { countByLead, findingIdsOfLead, fineInWords, ruleBook } from '../findings/service.ts';
import { refuseOtherBureau, siteLabels } from '../registry/service.ts';
import * as contract from './contract.ts';
import { allowedActions, LEAD_ACTION_NAMES, type LeadAction, type LeadStatus, move } from './lifecycle.ts';
import { maskedPersons, presentLead, withoutPersons } from './present.ts';
import { refuseSecondSorting, registerLead as register, writeEvent } from './register.ts';
import { eventsOf, getLeadRow, type LeadFilters, type LeadRow, listLeadRows, saveLead } from './store.ts';

export { acceptLeads, dismissLeads, mergeLeads, reopenLeads } from './decide.ts';
export { countLeads, countOpenLeadsBySite, newestLeads } from './store.ts';

/** Leads as lists show them, with names and counts. */
export async function presentLeads(tx: ScopedTx, regions: RegionTree, rows: readonly LeadRow[]) {
  const labels = await siteLabels(
    tx,
    rows.map(({ bureau }) => bureau),
    rows.flatMap(({ site_id }) => site_id ?? []),
  );
  const counts = await countByLead(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => presentLead(row, counts.get(row.id), labels, regions));
}

/** Filters of the list as the store asks them: a category is its violation types. */
export function leadFilters({
  category,
  ...query
}: z.output<NonNullable<typeof contract.listLeads.query>>): LeadFilters {
  const { catalog } = ruleBook();
  return {
    ...query,
    violationsOfCategory:
      category &&
      [...catalog.violations.values()].filter((type) => category.includes(type.category)).map(({ id }) => id),
  };
}

export const listLeads = readCase({
  action: 'lead.list',
  title: '查看线索列表',
  permission: 'lead.read',
  input: contract.listLeads.query!,
  async run({ tx, regions }, query) {
    const { items, total } = await listLeadRows(
      tx,
      query,
      leadFilters(query),
      query.region === undefined ? undefined : regions.within(query.region),
    );
    return { result: { items: await presentLeads(tx, regions, items), total }, audit: 'plain' };
  },
});

/** What this reader may do with a lead in its state: the buttons of its page. */
function allowedTo(actor: Actor, status: LeadStatus): LeadAction[] {
  return allowedActions(status).filter((action) =>
    may(actor, action === 'edit' || action === 'comment' ? 'lead.register' : 'lead.sort'),
  );
}

async function detail(
  { tx, regions, actor }: Pick<ReadContext, 'tx' | 'regions' | 'actor'>,
  id: string,
): Promise<z.input<typeof contract.LeadDetail>> {
  const row = await getLeadRow(tx, id);
  const [item] = await presentLeads(tx, regions, [row]);
  const { catalog } = ruleBook();
  const named = (articles: readonly { law: string; article: string }[]) =>
    articles.map(({ law, article }) => `《${law}》${article}`).join('；');
  const inForce = (
    articles: readonly {
      law: string;
      article: string;
      from?: string | undefined;
      until?: string | undefined;
    }[],
  ) =>
    articles.filter(
      ({ from, until }) => (!from || row.found_on >= from) && (!until || row.found_on <= until),
    );
  return {
    ...item!,
    form: {
      title: row.title,
      source: row.source as LeadSource,
      region: row.region,
      siteId: row.site_id,
      party: row.party,
      uscc: row.uscc,
      url: row.url,
      ...maskedPersons(row),
      foundOn: row.found_on,
      content: row.content,
      violations: row.violations,
      opinion: row.opinion,
    },
    timeline: (await eventsOf(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      action: event.action,
      actionName: LEAD_ACTION_NAMES[event.action as keyof typeof LEAD_ACTION_NAMES] ?? event.action,
      opinion: event.opinion,
    })),
    allowed: allowedTo(actor, row.status),
    evidence: await evidenceIdsOf(tx, id),
    findingIds: await findingIdsOfLead(tx, id),
    mergedInto: row.merged_into,
    articles: row.violations.flatMap((violation) => {
      const type = catalog.violations.get(violation);
      if (!type) return [];
      return {
        violation,
        violationName: type.name,
        duty: named(inForce(type.duty)),
        penalty: named(inForce(type.penalty)),
        fine: fineInWords(type.fine),
        unverified: type.source !== 'text',
      };
    }),
  };
}
type LeadSource = z.infer<typeof contract.LeadSource>;

export const getLead = readCase({
  action: 'lead.read',
  title: '查看线索',
  permission: 'lead.read',
  input: contract.getLead.params!,
  async run(context, { id }) {
    return { result: await detail(context, id), audit: 'plain' };
  },
});

function checkForm(form: {
  uscc?: string | null | undefined;
  violations?: readonly string[] | undefined;
}): void {
  if (form.uscc && !isUscc(form.uscc.toUpperCase()))
    throw new AppError('invalid_input', '统一社会信用代码的校验位不对，请核对是否抄错', {
      problems: [{ path: 'uscc', message: '校验位不对' }],
    });
  const unknown = form.violations?.find((id) => !ruleBook().catalog.violations.has(id));
  if (unknown !== undefined)
    throw new AppError('invalid_input', `没有违法行为类型“${unknown}”，请从列表中选择`, {
      problems: [{ path: 'violations', message: '没有这个类型' }],
    });
}

/** A lead names a site of its own bureau that the officer can see. */
async function checkSite(tx: ScopedTx, bureau: string, siteId: string | null | undefined): Promise<void> {
  if (!siteId) return;
  const known = await siteLabels(tx, [bureau], [siteId]);
  if (!known.has(siteId))
    throw new AppError('invalid_input', '所选主体不存在，或者不在您的管辖范围内，请重新选择', {
      problems: [{ path: 'siteId', message: '没有找到该主体' }],
    });
}

export const registerLead = useCase({
  action: 'lead.register',
  title: '登记线索',
  permission: 'lead.register',
  input: contract.registerLead.body!,
  idempotencyKey: (input) => input.key,
  async run(context, { key: _key, ...form }) {
    checkForm(form);
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
      site_id: form.siteId ?? null,
      party: form.party ?? null,
      uscc: form.uscc?.toUpperCase() ?? null,
      party_address: form.partyAddress ?? null,
      party_phone: form.partyPhone ?? null,
      url: form.url ?? null,
      informant: form.informant ?? null,
      informant_phone: form.informantPhone ?? null,
      found_on: form.foundOn,
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
  async run(context, { id, version, ...form }) {
    const { tx, regions } = context;
    const row = await getLeadRow(tx, id);
    move(row.status, 'edit');
    checkForm(form);
    refuseOtherBureau(regions, row.bureau, form.region);
    await checkSite(tx, row.bureau, form.siteId);
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
    const columns = {
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
      content: form.content,
      violations: form.violations,
      opinion: form.opinion,
    };
    const change = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
    await saveLead(tx, id, version, change);
    await writeEvent(context, row, 'edit', null);
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

export const commentLead = useCase({
  action: 'lead.comment',
  title: '添加说明',
  permission: 'lead.register',
  input: contract.commentLead.body!.extend(contract.getLead.params!.shape),
  async run(context, { id, text }) {
    const row = await getLeadRow(context.tx, id);
    move(row.status, 'comment');
    await writeEvent(context, row, 'comment', text);
    return { result: await detail(context, id), audit: { on: id, why: text } };
  },
});
