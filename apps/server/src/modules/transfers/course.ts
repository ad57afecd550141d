import { AppError } from '@wangjian/core/errors.ts';
import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { TRANSFER_KIND_NAMES } from '@wangjian/core/transfer.ts';
import { z } from 'zod';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { endDeadline, startDeadline } from '../deadlines/service.ts';
import { dropDraft } from '../documents/service.ts';
import { hashOf, newCode } from '../guidance/service.ts';
import * as contract from './contract.ts';
import { addCustody } from './custody.ts';
import { dispatchType, tellType } from './job-types.ts';
import { movesLead, tellLead } from './lead-news.ts';
import { draftLetter } from './letter.ts';
import { move, type TransferMove } from './lifecycle.ts';
import { noteAccepted, noteAnswered, noteReceived, noteReturned, termOf } from './other-side.ts';
import { documentState, transferDetail } from './present.ts';
import { lockTransfer, saveTransfer, type TransferRow } from './store.ts';
import { ANSWER_TERM, writeTransferEvent } from './write.ts';

/** A receiver's code works so many days past the term for the answer, or from the day it is sent. */
const CODE_DAYS = 60;
const Id = contract.getTransfer.params!.shape;

/** The transfer locked, at the version that was read, where the action is allowed. */
export async function atVersion(
  context: WriteContext,
  id: string,
  version: number,
  action: TransferMove,
): Promise<TransferRow> {
  const row = await lockTransfer(context.tx, id);
  move(row, action);
  if (row.version !== version) throw new AppError('stale');
  return row;
}

/** The answer of an action with its audit entry. */
export async function done(context: WriteContext, row: TransferRow, why: string | null, after: unknown) {
  return {
    result: await transferDetail(context, row.id),
    audit: { on: row.id, why, before: { status: row.status }, after },
  };
}

/** Refuses a day that has not come yet, or lies before the day on which the letter left. */
function pastDay({ clock }: WriteContext, row: TransferRow, on: string): PlainDate {
  const today = dayInChina(clock.now());
  if (on > today) throw new AppError('invalid_input', `日期 ${on} 晚于今天，请检查`);
  if (row.sent_on !== null && on < row.sent_on)
    throw new AppError('invalid_input', `日期 ${on} 早于发出日期 ${row.sent_on}，请检查`);
  return on as PlainDate;
}

export const redraftTransfer = useCase({
  action: 'transfer.redraft',
  title: '重新拟制函件',
  permission: 'transfer.write',
  input: contract.redraftTransfer.body!.extend({ ...Id, base: z.url() }),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, base }) {
    const row = await atVersion(context, id, version, 'redraft');
    const state = await documentState(context, row);
    if (state !== null && state !== 'void' && state !== 'discarded')
      throw new AppError('conflict', '函件还在办理，请在文书页面修改；需要重拟的，先废弃原草稿');
    const drafted = await draftLetter(context, row, row.form, base);
    await saveTransfer(context.tx, row, drafted);
    await writeTransferEvent(context, row, 'redraft', null);
    return await done(context, row, null, { document: drafted.document_id });
  },
});

export const cancelTransfer = useCase({
  action: 'transfer.cancel',
  title: '撤销移送协查',
  permission: 'transfer.write',
  input: contract.cancelTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, opinion }) {
    const row = await atVersion(context, id, version, 'cancel');
    if (row.document_id !== null) await dropDraft(context, row.document_id, opinion);
    const status = move(row, 'cancel');
    await saveTransfer(context.tx, row, { status, code_hash: null });
    await writeTransferEvent(context, row, 'cancel', opinion);
    if (movesLead(row)) await tellLead(context, row, { words: `已撤销（${opinion}）` });
    return await done(context, row, opinion, { status });
  },
});

export const sendTransfer = useCase({
  action: 'transfer.send',
  title: '发出移送协查',
  permission: 'transfer.write',
  input: contract.sendTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, dueOn: given }) {
    const { tx, clock, jobs } = context;
    const row = await atVersion(context, id, version, 'send');
    const today = dayInChina(clock.now());
    const dueOn = (given ?? row.due_on) as PlainDate | null;
    if (dueOn !== null && dueOn < today)
      throw new AppError('invalid_input', `反馈期限 ${dueOn} 已过，请重新选择`, {
        problems: [{ path: 'dueOn', message: '不能早于今天' }],
      });
    const outside = row.reach === 'outside';
    const status = move(row, 'send');
    await saveTransfer(tx, row, {
      status,
      sent_on: today,
      due_on: dueOn,
      code_expires_on: outside ? addDays(dueOn ?? today, CODE_DAYS) : null,
    });
    await addCustody(context, row, { act: 'packed' });
    await addCustody(context, row, { act: 'handed', toOrg: row.counterpart });
    await writeTransferEvent(
      context,
      row,
      'send',
      `${row.counterpart}${row.number ? `，${row.number}` : ''}`,
    );
    if (dueOn !== null)
      await startDeadline(context, { ...termOf(row), rule: null, dueOn, term: ANSWER_TERM });
    await jobs.add(dispatchType, { transferId: id }, { key: `transfer:${id}` });
    return await done(context, row, null, { status, dueOn });
  },
});

export const urgeTransfer = useCase({
  action: 'transfer.urge',
  title: '催办移送协查',
  permission: 'transfer.write',
  input: contract.urgeTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, opinion }) {
    const row = await atVersion(context, id, version, 'urge');
    await saveTransfer(context.tx, row, { status: move(row, 'urge') });
    await writeTransferEvent(context, row, 'urge', opinion);
    if (row.reach !== 'outside')
      await context.jobs.add(tellType, { transferId: id, news: 'urged', words: opinion });
    return await done(context, row, opinion, {});
  },
});

export const closeTransfer = useCase({
  action: 'transfer.close',
  title: '办结移送协查',
  permission: 'transfer.write',
  input: contract.closeTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, opinion }) {
    const row = await atVersion(context, id, version, 'close');
    const today = dayInChina(context.clock.now());
    const status = move(row, 'close');
    await saveTransfer(context.tx, row, {
      status,
      closed_on: today,
      code_expires_on: row.code_hash === null ? null : today,
    });
    await endDeadline(context, { on: id, outcome: 'dropped', reason: opinion });
    await writeTransferEvent(context, row, 'close', opinion);
    // 函告 needs no acceptance: with it the lead is out of the bureau's hands. What came back is still the bureau's.
    if (movesLead(row) && row.status !== 'returned')
      await tellLead(context, row, {
        words: row.form.facts,
        ends: {
          handling: `${TRANSFER_KIND_NAMES[row.kind]}${row.counterpart}：${opinion}`,
          reference: row.number,
          reason: row.form.reason,
        },
      });
    return await done(context, row, opinion, { status });
  },
});

export const renewCode = useCase({
  action: 'transfer.new-code',
  title: '更换接收码',
  permission: 'transfer.write',
  input: contract.renewCode.body!.extend(Id),
  async run(context, { id, version }) {
    const row = await atVersion(context, id, version, 'new-code');
    const code = newCode(row.bureau);
    const today = dayInChina(context.clock.now());
    const from = row.due_on !== null && row.due_on > today ? (row.due_on as PlainDate) : today;
    const expiresOn = addDays(from, CODE_DAYS);
    await saveTransfer(context.tx, row, { code_hash: hashOf(code), code_expires_on: expiresOn });
    await writeTransferEvent(context, row, 'new-code', null);
    return { result: { code, expiresOn }, audit: { on: id, after: { expiresOn } } };
  },
});

export const recordReceipt = useCase({
  action: 'transfer.record-receipt',
  title: '登记对方签收',
  permission: 'transfer.write',
  input: contract.recordReceipt.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, name, org, phone, on }) {
    const row = await atVersion(context, id, version, 'record-receipt');
    const day = pastDay(context, row, on);
    await noteReceived(context, row, 'record-receipt', { by: { name, org }, phone, on: day });
    return await done(context, row, null, { name, org, on });
  },
});

export const recordAccept = useCase({
  action: 'transfer.record-accept',
  title: '登记对方接收办理',
  permission: 'transfer.write',
  input: contract.recordAccept.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, opinion, on }) {
    const row = await atVersion(context, id, version, 'record-accept');
    const day = pastDay(context, row, on);
    await noteAccepted(context, row, 'record-accept', { by: otherOf(row), opinion, on: day });
    return await done(context, row, opinion, { on });
  },
});

export const recordReturn = useCase({
  action: 'transfer.record-return',
  title: '登记对方退回',
  permission: 'transfer.write',
  input: contract.recordReturn.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, reason, opinion }) {
    const row = await atVersion(context, id, version, 'record-return');
    const on = dayInChina(context.clock.now());
    await noteReturned(context, row, 'record-return', { by: otherOf(row), reason, text: opinion, on });
    return await done(context, row, opinion, { reason });
  },
});

export const recordResult = useCase({
  action: 'transfer.record-result',
  title: '登记对方反馈的查处情况',
  permission: 'transfer.write',
  input: contract.recordResult.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, result, opinion, on }) {
    const row = await atVersion(context, id, version, 'record-result');
    const day = pastDay(context, row, on);
    await noteAnswered(context, row, 'record-result', { by: otherOf(row), result, text: opinion, on: day });
    return await done(context, row, null, { result, on });
  },
});

/** The one who signed for the other side, or the authority itself. */
function otherOf(row: TransferRow) {
  return { name: row.receiver_name ?? row.counterpart, org: row.receiver_org ?? row.counterpart };
}

export const commentTransfer = useCase({
  action: 'transfer.comment',
  title: '添加说明',
  permission: 'transfer.write',
  input: contract.commentTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, text }) {
    const row = await lockTransfer(context.tx, id);
    move(row, 'comment');
    await writeTransferEvent(context, row, 'comment', text);
    return await done(context, row, text, {});
  },
});
