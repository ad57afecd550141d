import { AppError } from '@wangjian/core/errors.ts';
import { parseId } from '@wangjian/core/ids.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { TRANSFER_KIND_NAMES } from '@wangjian/core/transfer.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import { z } from 'zod';
import { allBureaus } from '../../platform/bureaus.ts';
import { type ReadContext, readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { agencyOf } from '../documents/service.ts';
import { linkEvidence } from '../evidence/service.ts';
import { ruleBook } from '../findings/service.ts';
import { inspectionOf } from '../inspections/service.ts';
import { holdLead, leadOf } from '../leads/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import * as contract from './contract.ts';
import { movesLead } from './lead-news.ts';
import { draftLetter } from './letter.ts';
import { chosenPieces, piecesOf } from './pieces.ts';
import { transferDetail } from './present.ts';
import { getTransferRow, insertItems, insertTransfer, saveTransfer, transfersOn } from './store.ts';
import { writeTransferEvent } from './write.ts';

type Form = contract.TransferForm;

function refuse(path: string, message: string): never {
  throw new AppError('invalid_input', message, { problems: [{ path, message }] });
}

/** Checks that hold for what goes out and what comes in. */
export function checkMatter(form: Pick<Form, 'uscc' | 'violations'>): void {
  if (form.uscc && !isUscc(form.uscc)) refuse('uscc', '统一社会信用代码的校验位不对，请核对是否抄错');
  const unknown = form.violations.find((id) => !ruleBook().catalog.violations.has(id));
  if (unknown !== undefined) refuse('violations', `没有违法行为类型“${unknown}”，请从列表中选择`);
}

/** The other side by name and place; refuses the own unit and what is not on this installation. */
async function receiverOf(context: WriteContext, form: Form, bureau: string) {
  const { tx, regions } = context;
  const none = { other_bureau: null, other_org_id: null };
  if (form.reach === 'outside') {
    if (form.to.length < 2) refuse('to', '请填写对方单位的全称');
    return { ...none, counterpart: form.to };
  }
  if (form.reach === 'bureau') {
    const code = form.toBureau ?? refuse('toBureau', '请选择对方的局');
    if (code === bureau) refuse('toBureau', '对方是本局：本局单位之间请选“本局其他单位”');
    if (!(await allBureaus(tx)).includes(code))
      refuse('toBureau', '该局没有使用本系统，请选“没有使用本系统的单位”并填写单位名称');
    return { counterpart: agencyOf(regions, code).name, other_bureau: code, other_org_id: null };
  }
  const orgId = form.toOrgId ?? refuse('toOrgId', '请选择对方单位');
  const units = await unitsOfBureau(tx, bureau);
  const unit = units.find(orgId);
  if (!unit?.active) refuse('toOrgId', '没有找到该单位，请重新选择');
  // Officers see transfers by region: liaison officers of other departments must not, so they get a package and a code.
  if (unit.level === 'department')
    refuse('toOrgId', '其他部门不在本局办理移送，请选“没有使用本系统的单位”，对方凭接收码签收');
  if (context.actor.kind === 'officer' && units.actsFor(context.actor.orgId, orgId))
    refuse('toOrgId', '对方就是您所在的单位，请选择其他单位');
  return { counterpart: units.fullName(orgId), other_bureau: bureau, other_org_id: orgId };
}

const NOT_TRANSFERABLE: Readonly<Record<string, string>> = {
  sorting: '还没有采纳，请先梳理',
  dismissed: '已不予处理',
  merged: '已并入其他线索',
  'handed-over': '已移交其他局，由对方办理',
  'handed-back': '已退回移交机关',
};

/**
 * A lead leaves as a letter only where `分派` and `移交其他局` of leads do not move it already: within the own bureau it
 * is dispatched, and it is transferred to one authority at a time.
 */
async function checkLead({ tx }: Pick<ReadContext, 'tx'>, form: Form, leadId: string): Promise<void> {
  const lead = await leadOf(tx, leadId);
  const why = NOT_TRANSFERABLE[lead.status];
  if (why !== undefined) throw new AppError('conflict', `线索 ${lead.number} ${why}，不能移送、函告`);
  if (form.kind !== 'transfer') return;
  if (form.reach === 'unit')
    refuse('reach', '线索在本局单位之间用“分派”办理，不必移送；请在线索页面分派，或者选择其他机关');
  const open = (await transfersOn(tx, leadId)).find(
    (one) =>
      one.direction === 'out' &&
      one.kind === 'transfer' &&
      !['returned', 'done', 'cancelled'].includes(one.status),
  );
  if (open)
    throw new AppError(
      'conflict',
      `该线索正在移送${open.counterpart}（${open.title}），办结或撤销后才能再移送`,
    );
}

/** What a letter is written on: a lead, an inspection with its lead, or a letter that came in and is passed on (转送). */
async function sourceOf(tx: ReadContext['tx'], onId: string) {
  const kind = parseId(onId)?.kind;
  const none = { onId, leadId: null, inspection: null, letter: null };
  if (kind === 'lead') return { ...none, leadId: onId };
  if (kind === 'inspection') {
    const inspection = await inspectionOf(tx, onId);
    return { ...none, inspection, leadId: inspection.lead_id };
  }
  if (kind !== 'transfer')
    refuse('onId', '只能由线索、检查或者收到的来函移送；案件的移送、协查在案件页面办理');
  const letter = await getTransferRow(tx, onId);
  if (letter.direction !== 'in' || letter.status !== 'accepted')
    throw new AppError('conflict', '只有已接收办理、还没有反馈结果的来函才能转送');
  return { ...none, letter };
}

export const openTransfer = useCase({
  action: 'transfer.open',
  title: '拟办移送协查',
  permission: 'transfer.write',
  input: contract.openTransfer.body!.extend({ base: z.url() }),
  idempotencyKey: (input) => input.key,
  async run(context, { key: _key, base, ...given }) {
    const { tx, actor, clock, regions, newId } = context;
    const form = { ...given, uscc: given.uscc?.toUpperCase() || null };
    const today = dayInChina(clock.now());
    checkMatter(form);
    if (form.dueOn && form.dueOn < today) refuse('dueOn', '反馈期限不能早于今天');
    const bureau = regions.bureauOf(form.region);
    const from = form.onId ? parseId(form.onId) : undefined;
    if (from && from.bureau !== bureau)
      throw new AppError('invalid_input', '移送应与所移送的记录在同一局，请选择该记录所在的辖区');
    const source = form.onId ? await sourceOf(tx, form.onId) : undefined;
    const leadId = source?.leadId ?? null;
    if (leadId !== null) await checkLead(context, form, leadId);
    const receiver = await receiverOf(context, form, bureau);
    const known = source ? await piecesOf(tx, source) : [];
    const pieces = await chosenPieces(context, known, form.evidenceIds);
    const id = newId('transfer', bureau);
    const row = { bureau, region: form.region, id, counterpart: receiver.counterpart };
    await insertTransfer(tx, {
      ...row,
      ...receiver,
      direction: 'out',
      kind: form.kind,
      reach: form.reach,
      title: form.title,
      status: 'draft',
      on_id: form.onId ?? null,
      lead_id: leadId,
      party: form.party || null,
      uscc: form.uscc,
      form: JSON.stringify(form),
      due_on: form.dueOn ?? null,
      org_id: actor.kind === 'officer' ? actor.orgId : null,
      officer_id: actor.id,
      officer_name: actor.name,
      opened_at: clock.now(),
    });
    await insertItems(
      tx,
      pieces.map(({ came, ...one }) => ({
        bureau,
        id: newId('item', bureau),
        region: form.region,
        transfer_id: id,
        kind: came?.kind ?? ('evidence' as const),
        evidence_id: came ? null : one.id,
        name: came?.name ?? `网页证据-${new URL(one.url!).hostname}-${one.day}-${one.id.slice(-6)}.wacz`,
        type: came?.type ?? 'application/zip',
        bytes: one.bytes,
        sha256: one.sha256,
        sm3: one.sm3,
        url: one.url,
        captured_on: one.day,
        added_at: clock.now(),
        added_by: actor.name,
      })),
    );
    for (const { came, id: evidence_id } of pieces)
      if (!came) await linkEvidence(tx, { bureau, evidence_id, on_id: id, region: form.region });
    const drafted = await draftLetter(context, row, form, base);
    await saveTransfer(tx, { id, version: 1 }, drafted);
    await writeTransferEvent(
      context,
      row,
      'open',
      `${TRANSFER_KIND_NAMES[form.kind]}：${receiver.counterpart}`,
    );
    if (source?.letter)
      await writeTransferEvent(
        context,
        source.letter,
        'comment',
        `转送${receiver.counterpart}：${form.title}`,
      );
    if (leadId !== null && movesLead(form))
      await holdLead(context, leadId, { by: 'transfer', recordId: id, title: form.title });
    return { result: await transferDetail(context, id), audit: { on: id, after: form } };
  },
});

export const prefillTransfer = readCase({
  action: 'transfer.prefill',
  title: '带入移送内容',
  permission: 'transfer.write',
  input: contract.prefillTransfer.query!,
  async run({ tx }, { onId }) {
    const source = await sourceOf(tx, onId);
    const { inspection, letter, leadId } = source;
    const lead = leadId === null ? undefined : await leadOf(tx, leadId);
    const pieces = await piecesOf(tx, source);
    const title = letter?.title ?? (inspection ? `${inspection.subject}检查发现的问题` : lead!.title);
    const party = letter?.party ?? (inspection ? (inspection.party ?? inspection.subject) : lead?.party);
    const facts = letter?.form.facts ?? lead?.content;
    return {
      result: {
        form: {
          ...{ onId, region: (letter ?? inspection ?? lead)!.region, title: title.slice(0, 120), party },
          ...(letter ? { kind: 'inform' as const } : {}),
          uscc: (letter ?? inspection ?? lead)!.uscc,
          address: letter?.form.address ?? inspection?.place ?? lead?.party_address ?? null,
          violations: (letter?.form.violations ?? lead?.violations ?? []).slice(0, 20),
          evidenceIds: pieces.filter(({ sha256 }) => sha256 !== null).map(({ id }) => id),
          ...(facts ? { facts: [facts, lead?.url && `网址：${lead.url}`].filter(Boolean).join('\n') } : {}),
        },
        evidence: pieces.map(({ id, title: of, url, day, sha256 }) => ({ id, title: of, url, day, sha256 })),
      },
      audit: { on: onId, why: '拟办移送协查' },
    };
  },
});

export const listReceivers = readCase({
  action: 'transfer.receivers',
  title: '查看可直接送达的单位',
  permission: 'transfer.write',
  input: z.undefined(),
  async run({ tx, actor, regions }) {
    const units = await unitsOfBureau(tx, actor.bureau);
    return {
      result: {
        bureaus: (await allBureaus(tx))
          .filter((code) => code !== actor.bureau)
          .map((code) => ({ code, name: agencyOf(regions, code).name })),
        units: units.all
          .filter(({ active, level }) => active && level !== 'department')
          .filter(({ id }) => !(actor.kind === 'officer' && units.actsFor(actor.orgId, id)))
          .map(({ id }) => ({ id, name: units.fullName(id) })),
      },
      audit: 'plain',
    };
  },
});
