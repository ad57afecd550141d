import { AppError } from '@wangjian/core/errors.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { on } from '../../platform/events.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { pauseDeadline } from '../deadlines/service.ts';
import { documentReturned, documentServed, documentSigned, documentVoided } from '../documents/events.ts';
import { formBook } from '../documents/service.ts';
import { notify } from '../inbox/service.ts';
import { type CaseFacts, factsOf, runningDeadline } from './case-facts.ts';
import { casePath } from './clocks.ts';
import { COMPLETIONS, PARTY_COMPLETIONS, type Paper } from './completions.ts';
import { decisionServed, undoDecision } from './decisions.ts';
import { pendingMove } from './lifecycle.ts';
import { followingServed, followingSigned, matterSigned } from './matters.ts';
import { stageOf } from './party-facts.ts';
import { type AwaitedRow, awaitedOf, changeParty, deleteAwaited } from './party-store.ts';
import { isCaseId, writeCaseEvent } from './step.ts';
import { type CaseRow, handlersOf, lockCaseRow, mattersOf, saveCase } from './store.ts';

/** Documents that a case still waits for once one has come; its pending step is that of the first of them. */
async function stillWaiting(context: WriteContext, row: CaseRow) {
  const left = await awaitedOf(context.tx, row.id);
  return { left, pending_action: left[0]?.action ?? null };
}

/**
 * A document came through: its effects on its party, and once every document of the step has come, those on the case,
 * which then goes on.
 */
async function complete(
  context: WriteContext,
  row: CaseRow,
  waited: AwaitedRow,
  paper: Paper,
): Promise<void> {
  const { action, party_id } = waited;
  const move = pendingMove(row.state, action);
  if (!move) return;
  await deleteAwaited(context.tx, waited.document_id);
  const input = (waited.input ?? {}) as Record<string, unknown>;
  const facts = await factsOf(context, row);
  const party = facts.parties.find(({ id }) => id === party_id);
  if (party) {
    const change = await PARTY_COMPLETIONS[action]?.(context, { ...facts, party }, paper, input);
    if (change) await changeParty(context.tx, party.id, change);
  }
  const { left, pending_action } = await stillWaiting(context, row);
  const rest = left.some((one) => one.action === action);
  const change = rest
    ? {}
    : {
        state: move.to,
        ...((await COMPLETIONS[action]?.(context, await factsOf(context, row), paper, input)) ?? {}),
      };
  await saveCase(context.tx, row, { ...change, pending_action });
}

async function tellHandlers(context: WriteContext, facts: CaseFacts, title: string, text: string) {
  const officerIds = facts.handlers
    .map(({ officer_id }) => officer_id)
    .filter((id) => id !== context.actor.id);
  if (officerIds.length === 0) return;
  await notify(context, {
    to: { officerIds },
    kind: 'notice',
    title,
    text,
    path: casePath(facts.row.id),
    on: facts.row.id,
  });
}

/** The step that waits for a document, and its move in the table. */
async function waitedFor(context: WriteContext, row: CaseRow, documentId: string) {
  const waited = (await awaitedOf(context.tx, row.id)).find((one) => one.document_id === documentId);
  return { waited, move: waited && pendingMove(row.state, waited.action) };
}

/** Who handles the case does not approve its documents: 查审分离 (程序规定 arts 49, 60). */
async function refuseHandler(context: WriteContext, row: CaseRow, form: string): Promise<void> {
  if (formBook().get(form).approval.length === 0) return;
  const handler = (await handlersOf(context.tx, [row.id])).find(
    ({ officer_id }) => officer_id === context.actor.id,
  );
  if (handler)
    throw new AppError(
      'forbidden',
      `${handler.name}是本案办案人员，不能签发本案文书，请由其他负责人签发（查处与审批分开）`,
    );
}

const nothing = { audit: 'nothing done' } as const;

const onSigned = on(documentSigned, {
  action: 'case.document-signed',
  title: '案件文书签发',
  async run(context, { documentId, on: id, form, title, number, signedOn, by }) {
    if (!isCaseId(id)) return nothing;
    const row = await lockCaseRow(context.tx, id);
    const matters = await mattersOf(context.tx, id);
    const matter = matters.find((one) => one.document_id === documentId);
    const followed = matters.find((one) => one.following_document === documentId);
    await writeCaseEvent(context, row, 'signed', `《${title}》${number ? ` ${number}` : ''}`);
    if (matter?.state === 'drafting') await matterSigned(context, row, matter, signedOn);
    if (followed) await followingSigned(context, followed, title);
    await refuseHandler(context, row, form);
    const { waited, move } = await waitedFor(context, row, documentId);
    const completes = move?.on === 'signed';
    if (waited && completes) await complete(context, row, waited, { documentId, number, day: signedOn });
    const facts = await factsOf(context, row);
    await tellHandlers(
      context,
      facts,
      `《${title}》已签发`,
      `${row.title}：${by} 签发${move?.on === 'served' ? '，请送达' : ''}`,
    );
    return {
      audit: {
        on: id,
        before: { state: row.state },
        after: { document: documentId, step: completes ? waited?.action : null },
      },
    };
  },
});

const onServed = on(documentServed, {
  action: 'case.document-served',
  title: '案件文书送达',
  async run(context, event) {
    const { documentId, on: id, title, number, effectiveOn, recipient } = event;
    if (!isCaseId(id)) return nothing;
    const row = await lockCaseRow(context.tx, id);
    await writeCaseEvent(context, row, 'served', `《${title}》${effectiveOn} 送达 ${recipient}`);
    const facts = await factsOf(context, row);
    const followed = facts.matters.find((one) => one.following_document === documentId);
    if (followed) await followingServed(context, followed, effectiveOn);
    if (event.manner === 'notice') await leaveOutAnnouncement(context, facts, event);
    const { waited, move } = await waitedFor(context, row, documentId);
    const party = facts.parties.find((one) => one.decision_document === documentId);
    if (waited && move?.on === 'served')
      await complete(context, row, waited, { documentId, number, day: effectiveOn });
    else if (party && stageOf(party) === 'serving') await decisionServed(context, facts, party, effectiveOn);
    return { audit: { on: id, before: { state: row.state }, after: { served: documentId, effectiveOn } } };
  },
});

/** 公告: its days are not counted in the handling period (程序规定 art. 64 para. 2). */
async function leaveOutAnnouncement(
  context: WriteContext,
  facts: CaseFacts,
  { servedOn, effectiveOn }: { servedOn: PlainDate; effectiveOn: PlainDate },
): Promise<void> {
  const period = runningDeadline(facts, 'case-handling');
  if (period && period.pausedSince === null && servedOn <= period.due)
    await pauseDeadline(context, {
      on: facts.row.id,
      rule: 'case-handling',
      from: servedOn,
      to: effectiveOn,
      reason: '公告',
    });
}

const onReturned = on(documentReturned, {
  action: 'case.document-returned',
  title: '案件文书退回',
  async run(context, { documentId, on: id, title, reason, by }) {
    if (!isCaseId(id)) return nothing;
    const row = await lockCaseRow(context.tx, id);
    await writeCaseEvent(context, row, 'returned', `《${title}》${by} 退回：${reason}`);
    return { audit: { on: id, why: reason, after: { returned: documentId } } };
  },
});

const onVoided = on(documentVoided, {
  action: 'case.document-voided',
  title: '案件文书作废',
  async run(context, { documentId, on: id, title, reason }) {
    if (!isCaseId(id)) return nothing;
    const row = await lockCaseRow(context.tx, id);
    await writeCaseEvent(context, row, 'voided', `《${title}》作废：${reason}`);
    const { waited } = await waitedFor(context, row, documentId);
    const facts = await factsOf(context, row);
    const party = facts.parties.find((one) => one.decision_document === documentId);
    if (waited) {
      // A notice that was signed but not yet served no longer holds the case up.
      await deleteAwaited(context.tx, documentId);
      const { pending_action } = await stillWaiting(context, row);
      await saveCase(context.tx, row, { pending_action });
    } else if (party && stageOf(party) === 'serving') {
      // Void before it was served: the case stands before the decision on this party again.
      await undoDecision(context, facts, party);
    }
    return { audit: { on: id, why: reason, after: { voided: documentId } } };
  },
});

/** What documents tell cases. */
export const events = [onSigned, onServed, onReturned, onVoided];
