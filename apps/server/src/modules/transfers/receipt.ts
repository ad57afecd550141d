import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { TRANSFER_RESULTS, TRANSFER_RETURNS } from '@wangjian/core/transfer.ts';
import { z } from 'zod';
import { type ReadContext, readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { agencyOfDocument } from '../documents/service.ts';
import { addCustody } from './custody.ts';
import { takes } from './lifecycle.ts';
import { packageName } from './material.ts';
import {
  again,
  noteAccepted,
  noteAnswered,
  noteReceived,
  noteReturned,
  type Returned,
} from './other-side.ts';
import { receiptIsOpen } from './present.ts';
import { type ItemRow, itemsOf, lockTransfer, type TransferRow, transferOfCode } from './store.ts';

/** One answer to every code that opens nothing: unknown, not sent yet, expired, replaced. */
export const CLOSED =
  '接收码不正确，或者已经失效。请核对函件上的接收码；仍有疑问的，请按函件上的电话联系发出单位。';

const Code = { bureau: z.string(), hash: z.string() };
type Given = z.output<z.ZodObject<typeof Code>>;

async function openRow({ tx, clock }: Pick<ReadContext, 'tx' | 'clock'>, { bureau, hash }: Given) {
  const row = await transferOfCode(tx, bureau, hash);
  if (!row || !receiptIsOpen(row, dayInChina(clock.now()))) throw new AppError('not_found', CLOSED);
  return row;
}

/** The same for writing: nobody else moves it meanwhile. */
async function lockedRow(context: WriteContext, given: Given): Promise<TransferRow> {
  return await lockTransfer(context.tx, (await openRow(context, given)).id);
}

/** What the receiver sees of it. */
export interface ReceiverView {
  readonly row: TransferRow;
  readonly agency: string;
  readonly items: readonly ItemRow[];
  /** What it may do now. */
  readonly may: { readonly sign: boolean; readonly result: boolean };
}

const receiverOf = (row: TransferRow, name = row.counterpart) => ({
  id: null,
  name,
  orgName: row.receiver_org ?? row.counterpart,
  region: row.region,
});

export const openForReceiver = readCase({
  action: 'transfer.receiver-read',
  title: '接收单位查看移送材料',
  permission: 'public',
  input: z.object(Code),
  async run(context, given) {
    const row = await openRow(context, given);
    const view: ReceiverView = {
      row,
      agency: (await agencyOfDocument(context, row)).name,
      items: await itemsOf(context.tx, row.id),
      may: { sign: takes(row, 'was-received'), result: takes(row, 'was-answered') },
    };
    return { result: view, audit: { on: row.id, by: receiverOf(row) } };
  },
});

export const takePackage = useCase({
  action: 'transfer.receiver-download',
  title: '接收单位下载材料包',
  permission: 'public',
  input: z.object(Code),
  async run(context, given) {
    const row = await lockedRow(context, given);
    if (row.package_sha256 === null) throw new AppError('conflict', '材料包正在封装，请一分钟后再下载');
    await addCustody(context, row, {
      act: 'downloaded',
      by: { name: row.receiver_name ?? '持接收码者', org: row.receiver_org ?? row.counterpart },
      note: context.request.address,
    });
    return {
      result: {
        name: packageName(row.title),
        sha256: row.package_sha256,
        bytes: Number(row.package_bytes),
      },
      audit: { on: row.id, by: receiverOf(row), after: { sha256: row.package_sha256 } },
    };
  },
});

export const ReceiverSign = z
  .object({
    answer: z.enum(['accept', 'return']),
    name: z.string().trim().min(1, '请填写签收人姓名').max(50),
    org: z.string().trim().min(2, '请填写单位全称').max(100),
    phone: z.string().trim().min(5, '请填写联系电话').max(40),
    reason: z.preprocess((given) => given || undefined, z.enum(TRANSFER_RETURNS).optional()),
    text: z.string().trim().max(1000).default(''),
  })
  .superRefine(({ answer, reason, text }, context) => {
    if (answer === 'return' && (reason === undefined || text.length < 2))
      context.addIssue({ code: 'custom', message: '退回的，请选择原因并写明理由' });
  });

export const signAsReceiver = useCase({
  action: 'transfer.receiver-sign',
  title: '接收单位签收移送材料',
  permission: 'public',
  input: ReceiverSign.and(z.object(Code)),
  async run(context, { bureau, hash, answer, name, org, phone, reason, text }) {
    const row = await lockedRow(context, { bureau, hash });
    if (!takes(row, 'was-received'))
      throw new AppError('conflict', '已经签收过了，不能重复签收；需要更正的，请联系发出单位');
    const on = dayInChina(context.clock.now());
    const by = { name, org };
    await noteReceived(context, row, 'was-received', { by, phone, on });
    const received = await again(context, row);
    if (answer === 'accept') await noteAccepted(context, received, 'was-accepted', { by, opinion: text, on });
    else await noteReturned(context, received, 'was-returned', { by, reason: reason ?? 'other', text, on });
    return {
      result: { title: row.title, answer },
      audit: { on: row.id, by: receiverOf({ ...row, receiver_org: org }, name), after: { answer } },
    };
  },
});

export const ReceiverResult = z.object({
  result: z.enum(TRANSFER_RESULTS, '请选择查处结果'),
  text: z.string().trim().min(2, '请写明查处情况').max(5000),
  name: z.string().trim().min(1, '请填写填报人姓名').max(50),
});

export const answerAsReceiver = useCase({
  action: 'transfer.receiver-answer',
  title: '接收单位反馈查处情况',
  permission: 'public',
  input: ReceiverResult.extend(Code).extend({ files: z.array(z.custom<Returned>()) }),
  async run(context, { bureau, hash, result, text, name, files }) {
    const row = await lockedRow(context, { bureau, hash });
    if (!takes(row, 'was-answered'))
      throw new AppError('conflict', '现在不能填报查处情况：请先签收；已经填报的不能重复填报');
    const on = dayInChina(context.clock.now());
    const by = { name, org: row.receiver_org ?? row.counterpart };
    await noteAnswered(context, row, 'was-answered', { by, result, text, on, files });
    return {
      result: { title: row.title },
      audit: { on: row.id, by: receiverOf(row, name), after: { result } },
    };
  },
});
