import { AppError } from '@wangjian/core/errors.ts';
import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { endDeadline, startDeadline } from '../deadlines/service.ts';
import { draftDocument, dropDraft } from '../documents/service.ts';
import { holdLead } from '../leads/service.ts';
import { recheckPages } from '../patrols/service.ts';
import { hashOf, newCode } from './code.ts';
import * as contract from './contract.ts';
import { finish } from './finish.ts';
import { type GuidanceMove, move } from './lifecycle.ts';
import { draftFor } from './open.ts';
import { documentState, guidanceDetail } from './present.ts';
import { pagesOf, recheckOf, sealAfter } from './recheck.ts';
import { type GuidanceRow, getGuidanceRow, insertAnswer, saveGuidance } from './store.ts';
import { ANSWER_TERM, CODE_DAYS, pathOf, writeGuidanceEvent } from './write.ts';

const Id = contract.getGuidance.params!.shape;

async function atVersion(context: WriteContext, id: string, version: number, action: GuidanceMove) {
  const row = await getGuidanceRow(context.tx, id);
  const status = move(row.status, action, row.kind);
  if (row.version !== version) throw new AppError('stale');
  return { row, status };
}

async function done(context: WriteContext, row: GuidanceRow, why: string | null, after: unknown) {
  return {
    result: await guidanceDetail(context, row.id),
    audit: { on: row.id, why, before: { status: row.status }, after },
  };
}

export const redraftGuidance = useCase({
  action: 'guidance.redraft',
  title: '重新拟制行政指导文书',
  permission: 'guidance.write',
  input: contract.redraftGuidance.body!.extend({ ...Id, base: z.url() }),
  async run(context, { id, version, base }) {
    const { row } = await atVersion(context, id, version, 'redraft');
    const state = await documentState(context, row);
    if (state !== undefined && state !== 'void' && state !== 'discarded')
      throw new AppError('conflict', '文书还在办理，请在文书页面修改；需要重拟的，先废弃原草稿');
    const drafted = await draftFor(context, row, row.form, base);
    await saveGuidance(context.tx, row, drafted);
    await writeGuidanceEvent(context, row, 'redraft', null);
    return await done(context, row, null, { document: drafted.document_id });
  },
});

export const cancelGuidance = useCase({
  action: 'guidance.cancel',
  title: '撤销行政指导',
  permission: 'guidance.write',
  input: contract.cancelGuidance.body!.extend(Id),
  async run(context, { id, version, reason }) {
    const { row, status } = await atVersion(context, id, version, 'cancel');
    if (row.document_id !== null) await dropDraft(context, row.document_id, reason);
    await saveGuidance(context.tx, row, { status, code_hash: null });
    await endDeadline(context, { on: id, outcome: 'dropped', reason });
    await writeGuidanceEvent(context, row, 'cancel', reason);
    if (row.lead_id !== null)
      await holdLead(context, row.lead_id, { by: 'guidance', recordId: id, title: `已撤销（${reason}）` });
    return await done(context, row, reason, { status });
  },
});

export const draftTalkRecord = useCase({
  action: 'guidance.talk-record',
  title: '拟制约谈记录',
  permission: 'guidance.write',
  input: contract.draftTalkRecord.body!.extend(Id),
  async run(context, { id, version }) {
    const { row } = await atVersion(context, id, version, 'talk-record');
    const documentId = await draftDocument(context, {
      bureau: row.bureau,
      region: row.region,
      on: id,
      form: 'talk-record',
      title: `${row.title}（约谈记录）`.slice(0, 120),
      values: {
        to: row.party,
        talkNumber: row.number,
        startAt: row.form.talkAt ?? null,
        place: row.form.talkPlace ?? null,
        matters: row.form.facts,
      },
      key: `${id}:talk-record:${row.version}`,
    });
    await saveGuidance(context.tx, row, { record_document_id: documentId });
    await writeGuidanceEvent(context, row, 'talk-record', null);
    return await done(context, row, null, { document: documentId });
  },
});

export const renewCode = useCase({
  action: 'guidance.new-code',
  title: '更换答复码',
  permission: 'guidance.write',
  input: contract.renewCode.body!.extend(Id),
  async run(context, { id, version }) {
    const { row } = await atVersion(context, id, version, 'new-code');
    const code = newCode(row.bureau);
    const today = dayInChina(context.clock.now());
    const from = row.due_on !== null && row.due_on > today ? (row.due_on as PlainDate) : today;
    const expiresOn = addDays(from, CODE_DAYS);
    await saveGuidance(context.tx, row, { code_hash: hashOf(code), code_expires_on: expiresOn });
    await writeGuidanceEvent(context, row, 'new-code', null);
    return { result: { code, expiresOn }, audit: { on: id, after: { expiresOn } } };
  },
});

export const answerForParty = useCase({
  action: 'guidance.answer',
  title: '代登记当事人反馈',
  permission: 'guidance.write',
  input: contract.answerForParty.body!.extend(Id),
  idempotencyKey: (input) => input.key,
  async run(context, { id, version, kind, text, by, contact }) {
    const { tx, clock, actor, newId } = context;
    const { row, status } = await atVersion(context, id, version, 'answer');
    const answer = {
      bureau: row.bureau,
      id: newId('answer', row.bureau),
      region: row.region,
      guidance_id: id,
      kind,
      text,
      by_name: by,
      contact: contact ?? null,
      for_party: actor.name,
      at: clock.now(),
    };
    await insertAnswer(tx, answer, []);
    await saveGuidance(tx, row, { status, answered_at: clock.now(), answers: row.answers + 1 });
    await endDeadline(context, { on: id, rule: null, term: ANSWER_TERM, outcome: 'met' });
    await writeGuidanceEvent(context, row, 'answer', text);
    return await done(context, row, null, { kind, by });
  },
});

export const recheckGuidance = useCase({
  action: 'guidance.recheck',
  title: '复查页面',
  permission: 'guidance.write',
  input: contract.recheckGuidance.body!.extend(Id),
  async run(context, { id, version }) {
    const { row, status } = await atVersion(context, id, version, 'recheck');
    const urls = pagesOf(row);
    if (urls.length === 0)
      throw new AppError('invalid_input', '没有登记网址，不能自动复查；请实地或人工查看后直接办结');
    const { bureau, region, site_id: siteId } = row;
    const patrolId = await recheckPages(
      context,
      bureau,
      region,
      `复查：${row.title}`,
      urls.map((url) => ({ siteId: urls.length === 1 ? siteId : null, region, url, whole: false })),
    );
    await saveGuidance(context.tx, row, { status, recheck_patrol_id: patrolId });
    await writeGuidanceEvent(
      context,
      row,
      'recheck',
      `${urls.slice(0, 5).join('\n')}${urls.length > 5 ? `\n等 ${urls.length} 个网页` : ''}`,
    );
    return await done(context, row, null, { patrol: patrolId });
  },
});

export const demandAgain = useCase({
  action: 'guidance.demand',
  title: '要求继续改正',
  permission: 'guidance.write',
  input: contract.demandAgain.body!.extend(Id),
  async run(context, { id, version, reason, dueOn }) {
    const { row, status } = await atVersion(context, id, version, 'demand');
    if (dueOn < dayInChina(context.clock.now())) throw new AppError('invalid_input', '期限不能早于今天');
    await saveGuidance(context.tx, row, {
      status,
      due_on: dueOn,
      // What was read before says nothing of what is to be corrected now.
      recheck_patrol_id: null,
      code_expires_on: addDays(dueOn as PlainDate, CODE_DAYS),
    });
    await endDeadline(context, { on: id, outcome: 'dropped', reason });
    await startDeadline(context, {
      bureau: row.bureau,
      region: row.region,
      on: id,
      rule: null,
      dueOn: dueOn as PlainDate,
      term: ANSWER_TERM,
      title: row.title,
      path: pathOf(id),
      orgId: row.org_id,
      officerId: row.officer_id,
    });
    await writeGuidanceEvent(context, row, 'demand', `${reason}（${dueOn} 前）`);
    return await done(context, row, reason, { status, dueOn });
  },
});

/** 已改正 of what stood on pages needs each of them read again, and nothing of the kind seen there. */
async function refuseUnseen(context: WriteContext, row: GuidanceRow): Promise<void> {
  const recheck = await recheckOf(context, row);
  if (recheck?.state !== 'read' && recheck?.state !== 'gone')
    throw new AppError(
      'conflict',
      '网上的问题要有改正前后的证据才能按“已改正”办结：请先“发起复查”，读到全部页面后再办结；已实地（人工）核实的，勾选“已实地（人工）核实改正”',
    );
  if (recheck.stillFound > 0)
    throw new AppError(
      'conflict',
      `复查仍发现同类问题 ${recheck.stillFound} 处，不能按“已改正”办结：请“要求继续改正”；确属误报、已人工核实的，勾选“已实地（人工）核实改正”`,
    );
}

export const closeGuidance = useCase({
  action: 'guidance.close',
  title: '办结行政指导',
  permission: 'guidance.write',
  input: contract.closeGuidance.body!.extend(Id),
  async run(context, { id, version, result, opinion, seenOnSite }) {
    const { row } = await atVersion(context, id, version, 'close');
    if (result === 'corrected' && pagesOf(row).length > 0 && !seenOnSite) await refuseUnseen(context, row);
    const after = await sealAfter(context, row);
    await finish(context, row, result, opinion, { evidence_after: after });
    return await done(context, row, opinion, { result, after });
  },
});

export const commentGuidance = useCase({
  action: 'guidance.comment',
  title: '添加说明',
  permission: 'guidance.write',
  input: contract.commentGuidance.body!.extend(Id),
  async run(context, { id, text }) {
    const row = await getGuidanceRow(context.tx, id);
    await writeGuidanceEvent(context, row, 'comment', text);
    return await done(context, row, text, {});
  },
});
