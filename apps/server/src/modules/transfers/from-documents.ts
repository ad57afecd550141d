import { on } from '../../platform/events.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { documentReturned, documentSigned, documentVoided } from '../documents/service.ts';
import { leadClosed, leadDismissed } from '../leads/service.ts';
import { remindType } from './job-types.ts';
import { move, takes } from './lifecycle.ts';
import { saveTransfer, transferOfDocument } from './store.ts';
import { writeTransferEvent } from './write.ts';

/** The letter was signed: it may leave. A signed reply gives the answer its number. */
const issued = on(documentSigned, {
  action: 'transfer.issue',
  title: '移送函件签发',
  async run(context, { documentId, number }) {
    const row = await transferOfDocument(context.tx, documentId);
    if (!row) return { audit: 'nothing done' };
    if (row.reply_document_id === documentId) {
      await saveTransfer(context.tx, row, { reply_number: number });
      await writeTransferEvent(context, row, 'comment', `复函已签发${number ? `：${number}` : ''}`);
      return { audit: { on: row.id, after: { reply: number } } };
    }
    if (!takes(row, 'issue')) return { audit: 'nothing done' };
    const status = move(row, 'issue');
    await saveTransfer(context.tx, row, { status, number });
    await writeTransferEvent(context, row, 'issue', number);
    return { audit: { on: row.id, before: { status: row.status }, after: { status, number } } };
  },
});

const returned = on(documentReturned, {
  action: 'transfer.document-returned',
  title: '移送函件被退回',
  async run(context, { documentId, reason }) {
    const row = await transferOfDocument(context.tx, documentId);
    if (!row) return { audit: 'nothing done' };
    await writeTransferEvent(context, row, 'comment', `函件被退回修改：${reason}`);
    return { audit: { on: row.id, why: reason } };
  },
});

/** A void letter is drafted anew while it has not left; afterwards the course only says so. */
const voided = on(documentVoided, {
  action: 'transfer.document-void',
  title: '移送函件作废',
  async run(context, { documentId, reason }) {
    const row = await transferOfDocument(context.tx, documentId);
    if (!row) return { audit: 'nothing done' };
    if (row.document_id !== documentId || !takes(row, 'void')) {
      if (row.reply_document_id === documentId) await saveTransfer(context.tx, row, { reply_number: null });
      await writeTransferEvent(context, row, 'comment', `文书作废：${reason}`);
      return { audit: { on: row.id, why: reason } };
    }
    const status = move(row, 'void');
    await saveTransfer(context.tx, row, { status, number: null, code_hash: null });
    await writeTransferEvent(context, row, 'void', reason);
    return { audit: { on: row.id, why: reason, before: { status: row.status }, after: { status } } };
  },
});

/**
 * W-05: a lead has ended, so where it (or one merged into it) came by letter, its result is due to the unit that found
 * it. The one who ends it need not see the letter (a county's officer that of the city), so a job looks for it.
 */
const closed = on(leadClosed, {
  action: 'transfer.lead-closed',
  title: '移送来的线索办结',
  async run(context, { leadId, closedOn }) {
    await remindOf(context, leadId, '线索已办结', closedOn);
    return { audit: 'nothing done' };
  },
});

const dismissed = on(leadDismissed, {
  action: 'transfer.lead-dismissed',
  title: '移送来的线索不予处理',
  async run(context, { leadId, dismissedOn, reason }) {
    await remindOf(context, leadId, '线索已不予处理', `${dismissedOn}，${reason}`);
    return { audit: 'nothing done' };
  },
});

async function remindOf(
  { jobs, actor }: Pick<WriteContext, 'jobs' | 'actor'>,
  recordId: string,
  news: string,
  detail: string,
): Promise<void> {
  await jobs.add(
    remindType,
    {
      ...{ recordId, news, words: `由此登记的${news}（${detail}）` },
      by: { name: actor.name, org: actor.orgName },
    },
    { key: `transfer-remind:${recordId}:${news}` },
  );
}

export const events = [issued, returned, voided, closed, dismissed];
