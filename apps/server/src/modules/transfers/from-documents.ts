import { on } from '../../platform/events.ts';
import { documentReturned, documentSigned, documentVoided } from '../documents/service.ts';
import { notify } from '../inbox/service.ts';
import { leadClosed } from '../leads/service.ts';
import { move, takes } from './lifecycle.ts';
import { saveTransfer, transferOfDocument, transfersOn } from './store.ts';
import { pathOf, writeTransferEvent } from './write.ts';

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

/** W-05: a lead that came by letter has ended, so its result is due to the unit that found it. */
const ended = on(leadClosed, {
  action: 'transfer.lead-closed',
  title: '移送来的线索办结',
  async run(context, { leadId }) {
    const waiting = (await transfersOn(context.tx, leadId)).filter(
      ({ direction, lead_id, status }) => direction === 'in' && lead_id === leadId && status === 'accepted',
    );
    for (const row of waiting) {
      await writeTransferEvent(context, row, 'comment', '由此登记的线索已办结，请反馈查处情况');
      if (row.officer_id !== null)
        await notify(context, {
          to: { officerIds: [row.officer_id] },
          kind: 'task',
          title: `线索已办结，请向${row.counterpart}反馈查处情况：${row.title}`,
          path: pathOf(row.id),
          on: row.id,
        });
    }
    const [first] = waiting;
    return { audit: first ? { on: first.id, why: '线索办结' } : 'nothing done' };
  },
});

export const events = [issued, returned, voided, ended];
