import { parseId } from '@wangjian/core/ids.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import {
  TRANSFER_KIND_NAMES,
  TRANSFER_RESULT_NAMES,
  TRANSFER_RETURN_NAMES,
  type TransferResult,
  type TransferReturn,
} from '@wangjian/core/transfer.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { endDeadline, startDeadline } from '../deadlines/service.ts';
import { notify } from '../inbox/service.ts';
import { addCustody } from './custody.ts';
import { remindType } from './job-types.ts';
import { movesLead, tellLead } from './lead-news.ts';
import { move } from './lifecycle.ts';
import { getTransferRow, insertItems, itemsOf, saveTransfer, type TransferRow } from './store.ts';
import { ASSISTANCE_RULE, CONSULTATION_RULE, pathOf, writeTransferEvent } from './write.ts';

/** A file that came back, as it lies in the file store. */
export interface Returned {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Who on the other side did it. */
export interface Other {
  readonly name: string;
  readonly org: string;
}

/** Tells the officer who sent it. */
async function tell(context: WriteContext, row: TransferRow, title: string): Promise<void> {
  if (row.officer_id === null || row.officer_id === context.actor.id) return;
  await notify(context, {
    to: { officerIds: [row.officer_id] },
    kind: 'notice',
    title: `${title}：${row.title}`,
    path: pathOf(row.id),
    on: row.id,
  });
}

/** The deadline's record: this side's unit and officer. */
export const termOf = (row: TransferRow) => ({
  bureau: row.bureau,
  region: row.region,
  on: row.id,
  title: `${TRANSFER_KIND_NAMES[row.kind]}：${row.title}`,
  path: pathOf(row.id),
  orgId: row.org_id,
  officerId: row.officer_id,
});

/** The receiver signed: the period of 协助调查 begins (接函之日). */
export async function noteReceived(
  context: WriteContext,
  row: TransferRow,
  action: 'record-receipt' | 'was-received',
  { by, phone, on }: { readonly by: Other; readonly phone: string | null; readonly on: PlainDate },
): Promise<void> {
  await saveTransfer(context.tx, row, {
    status: move(row, action),
    received_on: on,
    receiver_name: by.name,
    receiver_org: by.org,
    receiver_phone: phone,
  });
  await addCustody(context, row, { act: 'received', by, toOrg: by.org });
  await writeTransferEvent(context, row, action, `${by.org} ${by.name}，${on}`, asOther(action, by));
  if (row.kind === 'assistance')
    await startDeadline(context, { ...termOf(row), rule: ASSISTANCE_RULE, start: on });
  await tell(context, row, '对方已签收');
}

/** What the officer typed in for the other side stands under the officer's own name. */
function asOther(action: string, by: Other): Other | undefined {
  return action.startsWith('was-') ? by : undefined;
}

/** The receiver takes the matter on; a lead that left with it has its result. */
export async function noteAccepted(
  context: WriteContext,
  row: TransferRow,
  action: 'record-accept' | 'was-accepted',
  { by, opinion, on }: { readonly by: Other; readonly opinion: string; readonly on: PlainDate },
): Promise<void> {
  await saveTransfer(context.tx, row, { status: move(row, action), accepted_on: on });
  await addCustody(context, row, { act: 'accepted', by });
  await writeTransferEvent(context, row, action, opinion || null, asOther(action, by));
  const handling = `${TRANSFER_KIND_NAMES[row.kind]}${row.counterpart}，对方已接收${opinion ? `：${opinion}` : ''}`;
  if (movesLead(row))
    await tellLead(context, row, {
      words: row.form.facts,
      ends: { handling, reference: row.number, reason: row.form.reason },
    });
  await tell(context, row, '对方已接收办理');
}

/** The receiver sends it back; over jurisdiction the period of consultation begins (程序规定 art. 13). */
export async function noteReturned(
  context: WriteContext,
  row: TransferRow,
  action: 'record-return' | 'was-returned',
  what: {
    readonly by: Other;
    readonly reason: TransferReturn;
    readonly text: string;
    readonly on: PlainDate;
  },
): Promise<void> {
  const { by, reason, text, on } = what;
  const words = `${TRANSFER_RETURN_NAMES[reason]}：${text}`;
  await saveTransfer(context.tx, row, {
    status: move(row, action),
    return_reason: reason,
    return_text: text,
  });
  await addCustody(context, row, { act: 'returned', by, note: words });
  await writeTransferEvent(context, row, action, words, asOther(action, by));
  await endDeadline(context, { on: row.id, outcome: 'dropped', reason: `对方退回：${words}` });
  if (reason === 'jurisdiction' && row.kind === 'transfer')
    await startDeadline(context, { ...termOf(row), rule: CONSULTATION_RULE, start: on });
  if (movesLead(row)) await tellLead(context, row, { words: `${row.counterpart}退回（${words}）` });
  await tell(context, row, `对方退回（${TRANSFER_RETURN_NAMES[reason]}）`);
}

/** The result comes back to the unit that found it (W-05). */
export async function noteAnswered(
  context: WriteContext,
  row: TransferRow,
  action: 'record-result' | 'was-answered',
  what: {
    readonly by: Other;
    readonly result: TransferResult;
    readonly text: string;
    readonly on: PlainDate;
    readonly number?: string | null;
    /** What came with it; an officer may have attached more before. */
    readonly files?: readonly Returned[];
  },
): Promise<void> {
  const { by, result, text, on, number = null, files = [] } = what;
  const words = `${TRANSFER_RESULT_NAMES[result]}：${text}`;
  await saveTransfer(context.tx, row, {
    status: move(row, action),
    result,
    result_text: text,
    result_on: on,
    reply_number: number,
    closed_on: on,
    code_expires_on: row.code_hash === null ? null : on,
  });
  await keepReplies(context, row, files, by);
  await writeTransferEvent(context, row, action, words, asOther(action, by));
  await endDeadline(context, { on: row.id, outcome: 'met', reason: words.slice(0, 200) });
  if (row.kind !== 'assistance')
    await tellLead(context, row, {
      words: `${row.counterpart}反馈：${words}`,
      ends: { handling: words.slice(0, 2000), reference: number ?? row.number, reason: row.form.reason },
    });
  // A letter that was passed on: who holds the first one can answer it now.
  if (row.on_id !== null && parseId(row.on_id)?.kind === 'transfer')
    await context.jobs.add(remindType, {
      recordId: row.on_id,
      news: '转送的函件已有结果',
      words: `转送的函件已有结果（${by.org}：${words.slice(0, 200)}）`,
      by,
    });
  await tell(context, row, `对方已反馈结果（${TRANSFER_RESULT_NAMES[result]}）`);
}

/** Keeps what came back, and notes in the chain that it was handed over. */
async function keepReplies(
  context: WriteContext,
  row: TransferRow,
  files: readonly Returned[],
  by: Other,
): Promise<void> {
  const { tx, newId, clock } = context;
  const known = await itemsOf(tx, row.id);
  const fresh = files.filter(
    ({ name, sha256 }) => !known.some((one) => one.sha256 === sha256 && one.name === name),
  );
  await insertItems(
    tx,
    fresh.map((file) => ({
      bureau: row.bureau,
      id: newId('item', row.bureau),
      region: row.region,
      transfer_id: row.id,
      kind: 'reply' as const,
      evidence_id: null,
      ...file,
      sm3: null,
      url: null,
      captured_on: null,
      added_at: clock.now(),
      added_by: by.name,
    })),
  );
  if (fresh.length > 0 || known.some(({ kind }) => kind === 'reply'))
    await addCustody(context, row, { act: 'answered', by });
}

/** The row as it is now, after a step before it in the same transaction. */
export async function again({ tx }: WriteContext, row: TransferRow): Promise<TransferRow> {
  return await getTransferRow(tx, row.id);
}
