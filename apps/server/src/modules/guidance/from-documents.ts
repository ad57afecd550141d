import { GUIDANCE_KINDS } from '@wangjian/core/guidance.ts';
import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';
import { on } from '../../platform/events.ts';
import { endDeadline, startDeadline } from '../deadlines/service.ts';
import { documentReturned, documentServed, documentSigned, documentVoided } from '../documents/service.ts';
import { finish } from './finish.ts';
import { move, takes } from './lifecycle.ts';
import { guidanceOfDocument, saveGuidance } from './store.ts';
import { ANSWER_TERM, CODE_DAYS, pathOf, writeGuidanceEvent } from './write.ts';

/** 督促删除: the platform answers within a day of service. */
const TAKEDOWN_DAYS = 1;

/** The document was signed: the guidance is issued; a 走访 or 调研 is done with its record. */
const issued = on(documentSigned, {
  action: 'guidance.issue',
  title: '行政指导文书签发',
  async run(context, { documentId, number, signedOn }) {
    const row = await guidanceOfDocument(context.tx, documentId);
    if (!row || !takes(row.status, 'issue')) return { audit: 'nothing done' };
    const status = move(row.status, 'issue', row.kind);
    await saveGuidance(context.tx, row, { status, number, issued_on: signedOn });
    await writeGuidanceEvent(context, row, 'issue', number);
    if (!GUIDANCE_KINDS[row.kind].answered)
      await finish(context, { ...row, status, number, version: row.version + 1 }, 'done', row.title);
    return { audit: { on: row.id, before: { status: row.status }, after: { status, number } } };
  },
});

/** Served: the term begins and the party's code opens. */
const served = on(documentServed, {
  action: 'guidance.serve',
  title: '行政指导文书送达',
  async run(context, { documentId, effectiveOn, recipient }) {
    const row = await guidanceOfDocument(context.tx, documentId);
    if (!row || !takes(row.status, 'serve')) return { audit: 'nothing done' };
    const first = row.served_on === null;
    const status = move(row.status, 'serve', row.kind);
    const dueOn =
      row.kind === 'takedown' ? addDays(effectiveOn, TAKEDOWN_DAYS) : (row.due_on as PlainDate | null);
    await saveGuidance(context.tx, row, {
      status,
      ...(first
        ? {
            served_on: effectiveOn,
            due_on: dueOn,
            code_expires_on: addDays(dueOn ?? effectiveOn, CODE_DAYS),
          }
        : {}),
    });
    await writeGuidanceEvent(context, row, 'serve', recipient);
    if (first && dueOn !== null)
      await startDeadline(context, {
        bureau: row.bureau,
        region: row.region,
        on: row.id,
        rule: null,
        dueOn,
        term: ANSWER_TERM,
        title: row.title,
        path: pathOf(row.id),
        orgId: row.org_id,
        officerId: row.officer_id,
      });
    return { audit: { on: row.id, before: { status: row.status }, after: { status, dueOn } } };
  },
});

const returned = on(documentReturned, {
  action: 'guidance.document-returned',
  title: '行政指导文书被退回',
  async run(context, { documentId, reason }) {
    const row = await guidanceOfDocument(context.tx, documentId);
    if (!row) return { audit: 'nothing done' };
    await writeGuidanceEvent(context, row, 'comment', `文书被退回：${reason}`);
    return { audit: { on: row.id, why: reason } };
  },
});

/** A void document no longer binds anybody: the guidance is to be drafted anew or cancelled. */
const voided = on(documentVoided, {
  action: 'guidance.document-void',
  title: '行政指导文书作废',
  async run(context, { documentId, reason }) {
    const row = await guidanceOfDocument(context.tx, documentId);
    if (!row || !takes(row.status, 'void')) return { audit: 'nothing done' };
    const status = move(row.status, 'void', row.kind);
    await saveGuidance(context.tx, row, {
      status,
      number: null,
      issued_on: null,
      served_on: null,
      code_hash: null,
      code_expires_on: null,
    });
    await endDeadline(context, { on: row.id, outcome: 'dropped', reason });
    await writeGuidanceEvent(context, row, 'void', reason);
    return { audit: { on: row.id, why: reason, before: { status: row.status }, after: { status } } };
  },
});

export const events = [issued, served, returned, voided];
