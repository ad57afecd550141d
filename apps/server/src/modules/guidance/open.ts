import { AppError } from '@wangjian/core/errors.ts';
import { GUIDANCE_KIND_NAMES, GUIDANCE_KINDS } from '@wangjian/core/guidance.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import { z } from 'zod';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { type DocumentValues, draftDocument } from '../documents/service.ts';
import { evidenceIdsOf, linkEvidence } from '../evidence/service.ts';
import { ruleBook } from '../findings/service.ts';
import { holdLead, leadOf } from '../leads/service.ts';
import { hashOf, newCode } from './code.ts';
import * as contract from './contract.ts';
import { guidanceDetail } from './present.ts';
import { type GuidanceRow, insertGuidance } from './store.ts';
import { writeGuidanceEvent } from './write.ts';

/** What a form of catalog/forms is handed: the record's fields, by the form's own ids. */
function documentValues(form: contract.GuidanceForm, today: string, reply: string): DocumentValues {
  const { kind, party, uscc, address, representative, phone, facts, articles, dueOn } = form;
  const common = { party, uscc: uscc ?? null };
  switch (kind) {
    case 'visit':
    case 'research':
      return {
        visitKind: GUIDANCE_KIND_NAMES[kind],
        party,
        address: address ?? null,
        visitOn: today,
        content: facts,
      };
    case 'advice':
    case 'reminder':
      return { ...common, matters: facts, articles, dueOn: dueOn ?? null, replyLink: reply };
    case 'talk':
      return {
        to: party,
        uscc: uscc ?? null,
        address: address ?? null,
        talkAt: form.talkAt ?? null,
        place: form.talkPlace ?? null,
        matters: facts,
        replyLink: reply,
      };
    case 'takedown':
      return { to: party, uscc: uscc ?? null, items: form.items, replyLink: reply };
    case 'admonition':
    case 'correction-order':
      return {
        ...common,
        address: address ?? null,
        representative: representative ?? null,
        ...(kind === 'admonition' ? { phone: phone ?? null } : {}),
        facts,
        articles,
        dueOn: dueOn ?? null,
        replyLink: reply,
      };
  }
}

function checkForm(form: contract.GuidanceForm, today: string): void {
  const refuse = (path: string, message: string) => {
    throw new AppError('invalid_input', message, { problems: [{ path, message }] });
  };
  if (form.uscc && !isUscc(form.uscc.toUpperCase()))
    refuse('uscc', '统一社会信用代码的校验位不对，请核对是否抄错');
  if (form.kind === 'takedown' && form.items.length === 0) refuse('items', '请至少填写一条要求删除的信息');
  if (form.kind === 'talk' && (!form.talkAt || !form.talkPlace)) refuse('talkAt', '请填写约谈时间和地点');
  if ((form.kind === 'admonition' || form.kind === 'correction-order') && !form.dueOn)
    refuse('dueOn', '请填写改正（反馈）期限');
  if (form.dueOn && form.dueOn < today) refuse('dueOn', '反馈期限不能早于今天');
  const unknown = form.violations.find((id) => !ruleBook().catalog.violations.has(id));
  if (unknown !== undefined) refuse('violations', `没有违法行为类型“${unknown}”，请从列表中选择`);
}

/** Drafts the document of a guidance; the party's code stands in it, here only its hash is kept. */
export async function draftFor(
  context: WriteContext,
  row: Pick<GuidanceRow, 'bureau' | 'region' | 'id'>,
  form: contract.GuidanceForm,
  base: string,
): Promise<{ document_id: string; code_hash: string | null }> {
  const { bureau, region, id } = row;
  const answered = GUIDANCE_KINDS[form.kind].answered;
  const code = newCode(bureau);
  const reply = answered ? `您也可以登录 ${base}/answer 网上反馈，答复码：${code}` : '';
  const documentId = await draftDocument(context, {
    bureau,
    region,
    on: id,
    form: GUIDANCE_KINDS[form.kind].form,
    title: form.title,
    values: documentValues(form, dayInChina(context.clock.now()), reply),
  });
  return { document_id: documentId, code_hash: answered ? hashOf(code) : null };
}

/** `base` is the address at which the party reaches the platform. */
const OpenInput = contract.openGuidance.body!.extend({ base: z.url() });

export const openGuidance = useCase({
  action: 'guidance.open',
  title: '实施行政指导',
  permission: 'guidance.write',
  input: OpenInput,
  idempotencyKey: (input) => input.key,
  async run(context, { key: _key, base, ...given }) {
    const { tx, actor, clock, regions, newId } = context;
    const form = { ...given, uscc: given.uscc?.toUpperCase() ?? null };
    const today = dayInChina(clock.now());
    checkForm(form, today);
    const bureau = regions.bureauOf(form.region);
    const lead = form.leadId ? await leadOf(tx, form.leadId) : undefined;
    if (lead && lead.bureau !== bureau)
      throw new AppError('invalid_input', '行政指导应与线索在同一单位，请选择线索所在的辖区');
    const id = newId('guidance', bureau);
    const row = { bureau, region: form.region, id };
    const drafted = await draftFor(context, row, form, base);
    await insertGuidance(tx, {
      ...row,
      kind: form.kind,
      title: form.title,
      status: 'draft',
      party: form.party,
      uscc: form.uscc,
      site_id: form.siteId ?? lead?.site_id ?? null,
      lead_id: form.leadId ?? null,
      form: JSON.stringify(form),
      ...drafted,
      record_document_id: null,
      number: null,
      due_on: form.dueOn ?? null,
      issued_on: null,
      served_on: null,
      answered_at: null,
      code_expires_on: null,
      recheck_patrol_id: null,
      result: null,
      closed_on: null,
      org_id: actor.kind === 'officer' ? actor.orgId : null,
      officer_id: actor.id,
      officer_name: actor.name,
      opened_at: clock.now(),
    });
    await writeGuidanceEvent(context, row, 'open', form.title);
    if (lead) {
      await holdLead(context, lead.id, { by: 'guidance', recordId: id, title: form.title });
      for (const evidenceId of await evidenceIdsOf(tx, lead.id))
        await linkEvidence(tx, { bureau, evidence_id: evidenceId, on_id: id, region: form.region });
    }
    return { result: await guidanceDetail(context, id), audit: { on: id, after: form } };
  },
});

export const prefillGuidance = readCase({
  action: 'guidance.prefill',
  title: '由线索带入行政指导',
  permission: 'guidance.write',
  input: contract.prefillGuidance.query!,
  async run({ tx }, { leadId }) {
    const lead = await leadOf(tx, leadId);
    const { catalog } = ruleBook();
    const url = lead.url !== null && URL.canParse(lead.url) ? lead.url : null;
    const articles = lead.violations.flatMap((id) =>
      (catalog.violations.get(id)?.duty ?? [])
        .filter(({ from, until }) => (!from || lead.found_on >= from) && (!until || lead.found_on <= until))
        .map(({ law, article }) => `《${law}》${article}`),
    );
    return {
      result: {
        leadId,
        region: lead.region,
        siteId: lead.site_id,
        title: lead.title,
        party: lead.party && lead.party.length > 1 ? lead.party : undefined,
        uscc: lead.uscc,
        address: lead.party_address,
        phone: lead.party_phone,
        url,
        facts: lead.content,
        articles: [...new Set(articles)].slice(0, 20),
        violations: lead.violations.slice(0, 20),
        items:
          url === null ? [] : [{ shop: '', title: lead.title, url, problem: '', article: articles[0] ?? '' }],
      },
      audit: { on: leadId, why: '拟办行政指导' },
    };
  },
});
