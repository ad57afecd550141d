import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { type AuditNote, useCase, type WriteContext } from '../../platform/use-case.ts';
import type { DocumentAction } from './contract.ts';
import * as contract from './contract.ts';
import { formOf, render, systemValues } from './document-file.ts';
import { writeDocumentEvent } from './draft.ts';
import { documentReturned, documentSigned, documentVoided } from './events.ts';
import { move } from './lifecycle.ts';
import { tellDrafter, tellNextApprover } from './news.ts';
import { takeNumber, voidNumber } from './numbers.ts';
import { documentDetail } from './present.ts';
import { type DocumentRow, documentEvents, getDocumentRow, saveDocument } from './store.ts';
import { checkValues, missingFields } from './values.ts';

/** Reads the document at the version that the officer saw; `stale` when somebody was faster. */
export async function atVersion(context: WriteContext, id: string, version: number): Promise<DocumentRow> {
  const row = await getDocumentRow(context.tx, id);
  if (row.version !== version) throw new AppError('stale');
  return row;
}

/** Who drafted or submitted it may not decide on it; 签发 not by who 审核 it, where the form wants two people. */
export function refuseOwnDecision(
  row: Pick<DocumentRow, 'form' | 'drafted_by' | 'submitted_by' | 'reviewed_by'>,
  officer: string,
  action: DocumentAction,
): void {
  if (officer === row.drafted_by || officer === row.submitted_by)
    throw new AppError('forbidden', '拟稿人不能审批自己的文书，请由其他负责人审批');
  if (action === 'sign' && formOf(row).twoPeople && officer === row.reviewed_by)
    throw new AppError('forbidden', '本文书的审核与签发应由两人分别完成，您已审核，请由其他负责人签发');
}

const newsOf = (row: DocumentRow, at: Date) => ({
  bureau: row.bureau,
  region: row.region,
  documentId: row.id,
  on: row.on_id,
  form: row.form,
  title: row.title,
  number: row.number,
  at,
});

async function done(context: WriteContext, row: DocumentRow, note: Omit<AuditNote, 'on'>) {
  return {
    result: await documentDetail(context, row.id),
    audit: { on: row.id, before: { status: row.status }, ...note },
  };
}

export const editDocument = useCase({
  action: 'document.edit',
  title: '修改文书草稿',
  permission: 'document.write',
  input: contract.editDocument.body!.extend(contract.getDocument.params!.shape),
  async run(context, { id, version, title, values }) {
    const row = await atVersion(context, id, version);
    const form = formOf(row);
    move(row.status, 'edit', form);
    checkValues(form, values);
    const change = { title: title ?? row.title, values: { ...row.values, ...values } };
    await saveDocument(context.tx, id, version, change);
    return await done(context, row, { before: { title: row.title, values: row.values }, after: change });
  },
});

export const submitDocument = useCase({
  action: 'document.submit',
  title: '提交文书',
  permission: 'document.write',
  input: contract.submitDocument.body!.extend(contract.getDocument.params!.shape),
  async run(context, { id, version, opinion }) {
    const row = await atVersion(context, id, version);
    const form = formOf(row);
    const status = move(row.status, 'submit', form);
    refuseIncomplete(form, row);
    const submitted = { ...row, submitted_by: context.actor.id, returned: null };
    await writeDocumentEvent(context, row, 'submit', opinion || null);
    if (status === 'signed') await sign(context, submitted);
    else
      await saveDocument(context.tx, id, version, {
        status,
        submitted_by: context.actor.id,
        reviewed_by: null,
        returned: null,
      });
    await tellNextApprover(context, submitted, status);
    return await done(context, row, { why: opinion, after: { status } });
  },
});

function refuseIncomplete(form: ReturnType<typeof formOf>, row: DocumentRow): void {
  const missing = missingFields(form, row.values);
  if (missing.length > 0)
    throw new AppError('invalid_input', `“${form.name}”还有必填项没有填写：${missing.join('、')}`, {
      problems: missing.map((label) => ({ path: label, message: '没有填写' })),
    });
}

/**
 * Makes a draft final whose form asks for no approval, as part of the step that drafted it; `invalid_input` names what
 * is still empty, `conflict` where somebody has to approve it.
 */
export async function signUnapproved(context: WriteContext, id: string): Promise<void> {
  const row = await getDocumentRow(context.tx, id);
  const form = formOf(row);
  if (move(row.status, 'submit', form) !== 'signed')
    throw new AppError('conflict', `《${row.title}》需要审批，不能直接定稿`);
  refuseIncomplete(form, row);
  await writeDocumentEvent(context, row, 'submit', null);
  await sign(context, { ...row, submitted_by: context.actor.id, returned: null });
}

/** Fixes the text: number, date and file. The row still carries the version that was read. */
async function sign(context: WriteContext, row: DocumentRow): Promise<void> {
  const { tx, actor, clock, files, events } = context;
  const form = formOf(row);
  const { bureau, region, issuer } = row;
  const taken = form.number
    ? await takeNumber(context, {
        ...{ bureau, region, issuer, on: row.id },
        pattern: form.number,
        what: row.title,
      })
    : undefined;
  const signedOn = dayInChina(clock.now());
  const signed: DocumentRow = {
    ...row,
    status: 'signed',
    number: taken?.number ?? null,
    signed_by: actor.id,
    signed_by_name: actor.name,
    signed_on: signedOn,
  };
  const system = systemValues(context, signed, await documentEvents(tx, row.id));
  const { sha256 } = await files.put(await render(context, signed, system));
  await saveDocument(tx, row.id, row.version, {
    status: 'signed',
    number: signed.number,
    submitted_by: row.submitted_by,
    returned: null,
    signed_by: actor.id,
    signed_by_name: actor.name,
    signed_on: signedOn,
    file_sha256: sha256,
    system,
  });
  await events.emit(documentSigned, { ...newsOf(signed, clock.now()), signedOn, by: actor.name });
  await tellDrafter(
    context,
    signed,
    `${signed.title}已签发${signed.number ? `：${signed.number}` : ''}`,
    undefined,
  );
}

/** Back to the drafter, with the reason. */
async function sendBack(context: WriteContext, row: DocumentRow, action: DocumentAction, reason: string) {
  if (reason.length < 2) throw new AppError('invalid_input', '请写明退回的理由');
  const { tx, actor, clock, events } = context;
  await saveDocument(tx, row.id, row.version, {
    status: move(row.status, action, formOf(row)),
    returned: reason,
    reviewed_by: null,
  });
  await writeDocumentEvent(context, row, action, reason);
  await tellDrafter(context, row, `${row.title}被退回`, reason);
  await events.emit(documentReturned, {
    ...newsOf(row, clock.now()),
    reason,
    by: actor.name,
    drafterId: row.drafted_by,
  });
}

export const decideDocument = useCase({
  action: 'document.decide',
  title: '审批文书',
  permission: 'document.approve',
  input: contract.decideDocument.body!.extend(contract.getDocument.params!.shape),
  async run(context, { id, version, decision, opinion }) {
    const row = await atVersion(context, id, version);
    const status = move(row.status, decision, formOf(row));
    refuseOwnDecision(row, context.actor.id, decision);
    if (decision === 'return') await sendBack(context, row, decision, opinion);
    else {
      await writeDocumentEvent(context, row, decision, opinion || null);
      if (decision === 'sign') await sign(context, row);
      else {
        await saveDocument(context.tx, id, version, { status, reviewed_by: context.actor.id });
        await tellNextApprover(context, row, status);
      }
    }
    return await done(context, row, { why: opinion, after: { decision, status } });
  },
});

export const reviewLegality = useCase({
  action: 'document.legal-review',
  title: '文书法制审核',
  permission: 'case.review',
  input: contract.reviewLegality.body!.extend(contract.getDocument.params!.shape),
  async run(context, { id, version, decision, opinion }) {
    const row = await atVersion(context, id, version);
    const action = `legal-${decision}` as const;
    const status = move(row.status, action, formOf(row));
    refuseOwnDecision(row, context.actor.id, action);
    if (decision === 'return') await sendBack(context, row, action, opinion);
    else {
      await writeDocumentEvent(context, row, action, opinion || null);
      await saveDocument(context.tx, id, version, { status });
      await tellNextApprover(context, row, status);
    }
    return await done(context, row, { why: opinion, after: { decision, status } });
  },
});

export const withdrawDocument = useCase({
  action: 'document.withdraw',
  title: '撤回文书',
  permission: 'document.write',
  input: contract.withdrawDocument.body!.extend(contract.getDocument.params!.shape),
  async run(context, { id, version, opinion }) {
    const row = await atVersion(context, id, version);
    const status = move(row.status, 'withdraw', formOf(row));
    if (context.actor.id !== row.drafted_by && context.actor.id !== row.submitted_by)
      throw new AppError('forbidden', '只有拟稿人或提交人可以撤回');
    await saveDocument(context.tx, id, version, { status, reviewed_by: null });
    await writeDocumentEvent(context, row, 'withdraw', opinion || null);
    return await done(context, row, { why: opinion, after: { status } });
  },
});

export const discardDocument = useCase({
  action: 'document.discard',
  title: '废弃文书草稿',
  permission: 'document.write',
  input: contract.discardDocument.body!.extend(contract.getDocument.params!.shape),
  async run(context, { id, version, reason }) {
    const row = await atVersion(context, id, version);
    const status = move(row.status, 'discard', formOf(row));
    await saveDocument(context.tx, id, version, { status });
    await writeDocumentEvent(context, row, 'discard', reason);
    return await done(context, row, { why: reason, after: { status } });
  },
});

export const voidDocument = useCase({
  action: 'document.void',
  title: '作废文书',
  permission: 'document.approve',
  input: contract.voidDocument.body!.extend(contract.getDocument.params!.shape),
  async run(context, { id, version, reason }) {
    const row = await atVersion(context, id, version);
    const status = move(row.status, 'void', formOf(row));
    await saveDocument(context.tx, id, version, { status, void_reason: reason });
    if (row.number !== null) await voidNumber(context.tx, row.bureau, row.number, reason);
    await writeDocumentEvent(context, row, 'void', reason);
    await context.events.emit(documentVoided, { ...newsOf(row, context.clock.now()), reason });
    return await done(context, row, { why: reason, after: { status } });
  },
});
