import { on } from '../../platform/events.ts';
import { documentReturned, documentSigned, documentVoided } from '../documents/service.ts';
import { leadClosed, leadOf } from '../leads/service.ts';
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
      await writeTransferEvent(context, row, 'comment', `文书作废：${reason}`);
      return { audit: { on: row.id, why: reason } };
    }
    const status = move(row, 'void');
    await saveTransfer(context.tx, row, { status, number: null, code_hash: null });
    await writeTransferEvent(context, row, 'void', reason);
    return { audit: { on: row.id, why: reason, before: { status: row.status }, after: { status } } };
  },
});

/** Sources that a lead has which was entered from a letter. */
const BY_LETTER: ReadonlySet<string> = new Set(['department', 'region']);

/**
 * W-05: a lead that came by letter has ended, so its result is due to the unit that found it. The one who closes the
 * lead need not see the letter (a county's officer that of the city), so a job looks for it.
 */
const ended = on(leadClosed, {
  action: 'transfer.lead-closed',
  title: '移送来的线索办结',
  async run({ tx, jobs, actor }, { leadId, closedOn }) {
    const { source } = await leadOf(tx, leadId);
    if (BY_LETTER.has(source))
      await jobs.add(
        remindType,
        { leadId, closedOn, by: { name: actor.name, org: actor.orgName } },
        { key: `transfer-remind:${leadId}:${closedOn}` },
      );
    return { audit: 'nothing done' };
  },
});

export const events = [issued, returned, voided, ended];
