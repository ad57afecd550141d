import { LEAD_RESULT_NAMES, LEAD_STATUS_NAMES } from '@wangjian/core/lead.ts';
import { maskAddress, maskPhone } from '@wangjian/core/personal-data.ts';
import type { z } from 'zod';
import { may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { deadlinesOf, nextDeadlinesOf } from '../deadlines/service.ts';
import { documentsOf } from '../documents/service.ts';
import type * as contract from './contract.ts';
import { custodyHolds } from './custody.ts';
import { leadInSight } from './lead-news.ts';
import { allowedActions, TRANSFER_ACTION_NAMES } from './lifecycle.ts';
import {
  custodyOf,
  evidenceCounts,
  getTransferRow,
  itemsOf,
  type TransferRow,
  transferEvents,
} from './store.ts';

type Reading = Pick<ReadContext, 'tx' | 'regions' | 'clock'>;

/** Transfers as lists show them. */
export async function presentTransfers(
  context: Reading,
  rows: readonly TransferRow[],
): Promise<contract.TransferItem[]> {
  const ids = rows.map(({ id }) => id);
  const deadlines = await nextDeadlinesOf(context, ids);
  const evidence = await evidenceCounts(context.tx, ids);
  return rows.map((row) => ({
    id: row.id,
    direction: row.direction,
    kind: row.kind,
    reach: row.reach,
    title: row.title,
    status: row.status,
    counterpart: row.counterpart,
    party: row.party,
    region: row.region,
    regionName: context.regions.find(row.region)?.name ?? row.region,
    onId: row.on_id,
    leadId: row.lead_id,
    number: row.number,
    dueOn: row.due_on,
    sentOn: row.sent_on,
    receivedOn: row.received_on,
    result: row.result,
    closedOn: row.closed_on,
    evidence: evidence.get(row.id) ?? 0,
    deadline: deadlines.get(row.id) ?? null,
    openedAt: row.opened_at.toISOString(),
    openedBy: row.officer_name,
    version: row.version,
  }));
}

/** Where the letter stands; `discarded` also where it was thrown away. */
export async function documentState(
  context: Pick<ReadContext, 'tx' | 'regions'>,
  row: Pick<TransferRow, 'id' | 'document_id'>,
): Promise<string | null> {
  if (row.document_id === null) return null;
  const documents = (await documentsOf(context, [row.id])).get(row.id) ?? [];
  return documents.find(({ id }) => id === row.document_id)?.status ?? 'discarded';
}

/** What became of the lead that was registered from an incoming letter, while the reader may see it. */
async function leadResultOf(
  { tx }: Reading,
  row: TransferRow,
): Promise<contract.TransferDetail['leadResult']> {
  if (row.direction !== 'in' || row.lead_id === null) return null;
  // It may lie with another region since: what became of it is seen there.
  const lead = await leadInSight(tx, row.lead_id);
  if (lead === null) return null;
  const { number, status, result } = lead;
  return {
    number,
    status: LEAD_STATUS_NAMES[status],
    result: result === null ? null : LEAD_RESULT_NAMES[result],
  };
}

/** The transfer with all that its page shows; address and telephone are masked. */
export async function transferDetail(
  context: Reading & Pick<ReadContext, 'actor'>,
  id: string,
): Promise<z.input<typeof contract.TransferDetail>> {
  const { tx, actor } = context;
  const row = await getTransferRow(tx, id);
  const [item] = await presentTransfers(context, [row]);
  const state = await documentState(context, row);
  const custody = await custodyOf(tx, id);
  const gone = state === 'void' || state === 'discarded';
  return {
    ...item!,
    form: { ...row.form, address: row.form.address ? maskAddress(row.form.address) : null },
    documentId: row.document_id,
    documentState: state,
    replyDocumentId: row.reply_document_id,
    replyNumber: row.reply_number,
    letterOn: row.letter_on,
    acceptedOn: row.accepted_on,
    receiver:
      row.receiver_name === null
        ? null
        : {
            name: row.receiver_name,
            org: row.receiver_org,
            phone: row.receiver_phone === null ? null : maskPhone(row.receiver_phone),
          },
    returned: row.return_reason === null ? null : { reason: row.return_reason, text: row.return_text ?? '' },
    resultText: row.result_text,
    resultOn: row.result_on,
    leadResult: await leadResultOf(context, row),
    items: (await itemsOf(tx, id)).map((one) => ({
      id: one.id,
      kind: one.kind,
      evidenceId: one.evidence_id,
      name: one.name,
      bytes: Number(one.bytes),
      sha256: one.sha256,
      url: one.url,
      capturedOn: one.captured_on,
    })),
    custody: custody.map((link) => ({
      seq: link.seq,
      at: link.at.toISOString(),
      act: link.act,
      byName: link.by_name,
      byOrg: link.by_org,
      toOrg: link.to_org,
      note: link.note,
      files: link.sha256s.length,
      hash: link.hash,
    })),
    custodyIntact: custodyHolds(custody),
    package:
      row.package_sha256 === null
        ? null
        : { sha256: row.package_sha256, bytes: Number(row.package_bytes ?? 0) },
    codeExpiresOn: row.code_hash === null ? null : row.code_expires_on,
    deadlines: (await deadlinesOf(context, [id])).get(id) ?? [],
    timeline: (await transferEvents(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      action: event.action,
      actionName: TRANSFER_ACTION_NAMES[event.action as keyof typeof TRANSFER_ACTION_NAMES] ?? event.action,
      opinion: event.opinion,
    })),
    allowed: may(actor, 'transfer.write')
      ? allowedActions(row).filter((action) => action !== 'redraft' || gone)
      : [],
  };
}

/** Whether the receiver's code opens the transfer today: sent, not past its last day, not cancelled. */
export function receiptIsOpen(
  row: Pick<TransferRow, 'code_hash' | 'code_expires_on' | 'status'>,
  today: string,
): boolean {
  return (
    row.code_hash !== null &&
    row.code_expires_on !== null &&
    today <= row.code_expires_on &&
    ['sent', 'received', 'accepted', 'returned', 'done'].includes(row.status)
  );
}
