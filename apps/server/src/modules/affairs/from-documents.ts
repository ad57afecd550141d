import { on } from '../../platform/events.ts';
import { endDeadline } from '../deadlines/service.ts';
import { documentServed, documentSigned, documentVoided } from '../documents/service.ts';
import { moveReply, takesNews } from './lifecycle.ts';
import { resumeTerm, writeReplyEvent } from './replies.ts';
import { replyOfDocument, saveReply } from './store.ts';

/** The reply was signed: number and signer are those of the document. */
const signed = on(documentSigned, {
  action: 'reply.sign',
  title: '建议提案答复函签发',
  async run(context, { documentId, number, signedOn, by }) {
    const row = await replyOfDocument(context.tx, documentId);
    if (!row || !takesNews(row.status, 'sign')) return { audit: 'nothing done' };
    const status = moveReply(row.status, 'sign');
    await saveReply(context.tx, row, { status, number, signer: by, signed_on: signedOn });
    await writeReplyEvent(context, row, 'sign', number);
    return { audit: { on: row.id, before: { status: row.status }, after: { status, number } } };
  },
});

/** Served on the deputy: that is the reply. */
const served = on(documentServed, {
  action: 'reply.serve',
  title: '建议提案答复函送达',
  async run(context, { documentId, effectiveOn, recipient }) {
    const row = await replyOfDocument(context.tx, documentId);
    if (row?.status !== 'signed') return { audit: 'nothing done' };
    const status = moveReply(row.status, 'deliver');
    await saveReply(context.tx, row, { status, replied_on: effectiveOn });
    await endDeadline(context, { on: row.id, outcome: 'met' });
    await writeReplyEvent(context, row, 'deliver', recipient);
    return { audit: { on: row.id, before: { status: row.status }, after: { status } } };
  },
});

/** A void reply is no reply: it is to be given again. */
const voided = on(documentVoided, {
  action: 'reply.void',
  title: '建议提案答复函作废',
  async run(context, { documentId, reason }) {
    const row = await replyOfDocument(context.tx, documentId);
    if (!row || !takesNews(row.status, 'void')) return { audit: 'nothing done' };
    const status = moveReply(row.status, 'void');
    await saveReply(context.tx, row, {
      status,
      number: null,
      signer: null,
      signed_on: null,
      replied_on: null,
      document_id: null,
    });
    if (row.status === 'replied') await resumeTerm(context, row);
    await writeReplyEvent(context, row, 'void', reason);
    return { audit: { on: row.id, why: reason, before: { status: row.status }, after: { status } } };
  },
});

export const events = [signed, served, voided];
