import { OPENNESS_NAMES, REPLY_KIND_NAMES } from '@wangjian/core/affairs.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { deadlinesOf, endDeadline, handDeadlines, setDeadline, startDeadline } from '../deadlines/service.ts';
import { draftDocument, dropDraft } from '../documents/service.ts';
import { notify } from '../inbox/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import * as contract from './contract.ts';
import { moveReply, type ReplyAction } from './lifecycle.ts';
import { documentState, presentReplies, replyDetail } from './present.ts';
import {
  getReplyRow,
  insertReply,
  insertReplyEvent,
  listReplyRows,
  moveReplyEvents,
  type ReplyRow,
  sameProposal,
  saveReply,
} from './store.ts';
import { unitsWithin } from './units.ts';

/** The term on a proposal's record in deadlines; set by the letter that assigned it. */
export const REPLY_TERM = '答复期限';
const Id = contract.getReply.params!.shape;

function refuse(path: string, message: string): never {
  throw new AppError('invalid_input', message, { problems: [{ path, message }] });
}

/** One line of the proposal's course. */
export async function writeReplyEvent(
  { tx, actor, clock, newId }: WriteContext,
  reply: Pick<ReplyRow, 'bureau' | 'id' | 'region'>,
  action: string,
  opinion: string | null,
): Promise<void> {
  await insertReplyEvent(tx, {
    bureau: reply.bureau,
    id: newId('event', reply.bureau),
    region: reply.region,
    reply_id: reply.id,
    at: clock.now(),
    officer_name: actor.name,
    org_name: actor.orgName,
    action,
    opinion,
  });
}

async function replyFor(context: WriteContext, id: string, version: number, action: ReplyAction) {
  const row = await getReplyRow(context.tx, id);
  const status = moveReply(row.status, action);
  if (row.version !== version) throw new AppError('stale');
  return { row, status };
}

async function done(context: WriteContext, row: ReplyRow, why: string | null, after: unknown) {
  return {
    result: await replyDetail(context, row.id),
    audit: { on: row.id, why, before: { status: row.status }, after },
  };
}

/** The unit that answers; one of the bureau that is in use. */
async function answeringUnit({ tx, actor }: WriteContext, wanted: string | null | undefined) {
  const id = wanted ?? (actor.kind === 'officer' ? actor.orgId : null);
  const unit = (await unitsOfBureau(tx, actor.bureau)).find(id);
  if (!unit?.active) refuse('orgId', '没有找到承办单位，或者该单位已停用');
  return unit;
}

/** Where the matter lies: with the unit that answers, which must see it; a unit above sees what lies below. */
const regionOf = ({ actor, regions }: WriteContext, unit: { readonly region: string }): string | undefined =>
  regions.within(actor.region).includes(unit.region) ? unit.region : undefined;

/** Tells a unit that a proposal is its to answer. */
async function tellUnit(
  context: WriteContext,
  row: Pick<ReplyRow, 'id' | 'title' | 'due_on'>,
  orgId: string,
  text: string,
): Promise<void> {
  if (context.actor.kind === 'officer' && context.actor.orgId === orgId) return;
  await notify(context, {
    to: { orgId, permission: 'campaign.write', upward: true },
    kind: 'task',
    title: `请答复建议提案（${row.due_on} 前）：${row.title}`,
    text,
    path: `/affairs/replies/${row.id}`,
    on: row.id,
  });
}

const columnsOf = (form: Omit<contract.ReplyForm, 'dueOn'>) => ({
  kind: form.kind,
  role: form.role,
  incoming_number: form.incomingNumber,
  session: form.session,
  proposal_number: form.proposalNumber,
  proposers: form.proposers,
  title: form.title,
  content: form.content,
  assigned_by: form.assignedBy,
  received_on: form.receivedOn,
});

function checkDays(form: { receivedOn: string; dueOn?: string }, today: string): void {
  if (form.receivedOn > today) refuse('receivedOn', '收到日期不能晚于今天');
  if (form.dueOn !== undefined && form.dueOn < form.receivedOn) refuse('dueOn', '答复期限不能早于收到日期');
}

export const registerReply = useCase({
  action: 'reply.register',
  title: '登记建议提案',
  permission: 'campaign.write',
  input: contract.registerReply.body!,
  idempotencyKey: (input) => input.key,
  async run(context, { key: _key, orgId, ...form }) {
    const { tx, actor, clock, newId } = context;
    checkDays(form, dayInChina(clock.now()));
    const unit = await answeringUnit(context, orgId);
    const bureau = actor.bureau;
    const same = await sameProposal(tx, bureau, form);
    if (same)
      throw new AppError(
        'conflict',
        `${form.session}第${form.proposalNumber}号${REPLY_KIND_NAMES[form.kind]}已经登记：${same.title}`,
      );
    const row = { bureau, id: newId('reply', bureau), region: regionOf(context, unit) ?? actor.region };
    await insertReply(tx, {
      ...row,
      ...columnsOf(form),
      due_on: form.dueOn,
      status: 'registered',
      org_id: unit.id,
      result: null,
      openness: null,
      copies: [],
      document_id: null,
      number: null,
      signer: null,
      signed_on: null,
      replied_on: null,
      feedback: null,
      feedback_words: null,
      officer_id: actor.id,
      officer_name: actor.name,
      registered_at: clock.now(),
    });
    await writeReplyEvent(context, row, 'register', form.incomingNumber || null);
    await startTerm(context, { ...row, title: form.title, org_id: unit.id }, form.dueOn);
    await tellUnit(context, { id: row.id, title: form.title, due_on: form.dueOn }, unit.id, form.content);
    return { result: await replyDetail(context, row.id), audit: { on: row.id, after: form } };
  },
});

/** Begins the term again or for the first time; one that lies in the past is not counted, the page shows it as it is. */
async function startTerm(
  context: WriteContext,
  row: Pick<ReplyRow, 'bureau' | 'id' | 'region' | 'title' | 'org_id'>,
  dueOn: string,
): Promise<void> {
  if (dueOn < dayInChina(context.clock.now())) return;
  await startDeadline(context, {
    bureau: row.bureau,
    region: row.region,
    on: row.id,
    rule: null,
    dueOn: dueOn as PlainDate,
    term: REPLY_TERM,
    title: row.title,
    path: `/affairs/replies/${row.id}`,
    orgId: row.org_id,
  });
}

/** A reply whose document was declared void is to be answered again, by the same day. */
export const resumeTerm = (context: WriteContext, row: ReplyRow) => startTerm(context, row, row.due_on);

export const editReply = useCase({
  action: 'reply.edit',
  title: '修改建议提案',
  permission: 'campaign.write',
  input: contract.editReply.body!.extend(Id),
  async run(context, { id, version, ...form }) {
    const { row } = await replyFor(context, id, version, 'edit');
    checkDays({ receivedOn: form.receivedOn, dueOn: row.due_on }, dayInChina(context.clock.now()));
    const same = await sameProposal(context.tx, row.bureau, form);
    if (same && same.id !== id) refuse('proposalNumber', `该号已经登记：${same.title}`);
    await saveReply(context.tx, row, columnsOf(form));
    await writeReplyEvent(context, row, 'edit', null);
    return await done(context, row, null, form);
  },
});

export const handReply = useCase({
  action: 'reply.hand',
  title: '转办建议提案',
  permission: 'campaign.write',
  input: contract.handReply.body!.extend(Id),
  async run(context, { id, version, orgId, reason }) {
    const { row } = await replyFor(context, id, version, 'hand');
    const unit = await answeringUnit(context, orgId);
    const region = regionOf(context, unit) ?? row.region;
    await saveReply(context.tx, row, { org_id: unit.id, region });
    await moveReplyEvents(context.tx, id, region);
    await handDeadlines(context, id, { orgId: unit.id, region });
    await writeReplyEvent(context, { ...row, region }, 'hand', `${unit.name}：${reason}`);
    await tellUnit(context, row, unit.id, reason);
    return await done(context, row, reason, { orgId: unit.id });
  },
});

export const moveReplyTerm = useCase({
  action: 'reply.term',
  title: '建议提案答复改期',
  permission: 'campaign.write',
  input: contract.moveReplyTerm.body!.extend(Id),
  async run(context, { id, version, dueOn, reason }) {
    const { row } = await replyFor(context, id, version, 'term');
    if (dueOn < dayInChina(context.clock.now())) refuse('dueOn', '答复期限不能早于今天');
    const terms = (await deadlinesOf(context, [id])).get(id) ?? [];
    await saveReply(context.tx, row, { due_on: dueOn });
    if (terms.some(({ ended }) => ended === null))
      await setDeadline(context, { on: id, term: REPLY_TERM, dueOn: dueOn as PlainDate, reason });
    else await startTerm(context, row, dueOn);
    await writeReplyEvent(context, row, 'term', `${reason}（${dueOn} 前）`);
    return await done(context, row, reason, { dueOn });
  },
});

export const draftReply = useCase({
  action: 'reply.draft',
  title: '拟制建议提案答复函',
  permission: 'campaign.write',
  input: contract.draftReply.body!.extend(Id),
  async run(context, { id, version, result, openness, copies, work, plan, signer }) {
    const { tx } = context;
    const { row, status } = await replyFor(context, id, version, 'draft');
    const state = await documentState(context, row);
    if (row.status === 'drafting' && state !== 'discarded' && state !== 'void')
      throw new AppError('conflict', '答复函还在办理，请在文书页面修改；需要重拟的，先废弃原草稿');
    const tree = await unitsOfBureau(tx, row.bureau);
    const noun = row.kind === 'suggestion' ? '建议' : '提案';
    const documentId = await draftDocument(context, {
      bureau: row.bureau,
      region: row.region,
      on: id,
      form: 'proposal-reply',
      title: `对${row.session}第${row.proposal_number}号${noun}的答复`.slice(0, 120),
      values: {
        result,
        signer,
        session: row.session,
        proposal: `第${row.proposal_number}号${noun}`,
        proposer: `${row.proposers.join('、')}${row.kind === 'suggestion' ? '代表' : '委员'}`,
        subject: row.title,
        work,
        plan,
        contactUnit: tree.fullName(row.org_id),
        openness: OPENNESS_NAMES[openness],
        copies: copies.join('，'),
      },
    });
    await saveReply(tx, row, { status, result, openness, copies, signer, document_id: documentId });
    await writeReplyEvent(context, row, 'draft', null);
    return await done(context, row, null, { status, result, openness, document: documentId });
  },
});

export const deliverReply = useCase({
  action: 'reply.deliver',
  title: '登记建议提案答复',
  permission: 'campaign.write',
  input: contract.deliverReply.body!.extend(Id),
  async run(context, { id, version, repliedOn }) {
    const { row, status } = await replyFor(context, id, version, 'deliver');
    const today = dayInChina(context.clock.now());
    if (repliedOn > today || (row.signed_on !== null && repliedOn < row.signed_on))
      refuse('repliedOn', `答复日期应在签发（${row.signed_on ?? '—'}）之后、今天以前`);
    await saveReply(context.tx, row, { status, replied_on: repliedOn });
    await endDeadline(context, { on: id, outcome: 'met' });
    await writeReplyEvent(context, row, 'deliver', repliedOn);
    return await done(context, row, null, { status, repliedOn });
  },
});

export const noteFeedback = useCase({
  action: 'reply.feedback',
  title: '登记代表（委员）意见',
  permission: 'campaign.write',
  input: contract.noteFeedback.body!.extend(Id),
  async run(context, { id, version, feedback, words }) {
    const { row } = await replyFor(context, id, version, 'feedback');
    await saveReply(context.tx, row, { feedback, feedback_words: words || null });
    await writeReplyEvent(context, row, 'feedback', words || null);
    return await done(context, row, null, { feedback });
  },
});

export const cancelReply = useCase({
  action: 'reply.cancel',
  title: '撤销建议提案',
  permission: 'campaign.write',
  input: contract.cancelReply.body!.extend(Id),
  async run(context, { id, version, reason }) {
    const { row, status } = await replyFor(context, id, version, 'cancel');
    if (row.document_id !== null) await dropDraft(context, row.document_id, reason);
    await saveReply(context.tx, row, { status });
    await endDeadline(context, { on: id, outcome: 'dropped', reason });
    await writeReplyEvent(context, row, 'cancel', reason);
    return await done(context, row, reason, { status });
  },
});

export const commentReply = useCase({
  action: 'reply.comment',
  title: '建议提案说明',
  permission: 'campaign.write',
  input: contract.commentReply.body!.extend(Id),
  async run(context, { id, version, text }) {
    const { row } = await replyFor(context, id, version, 'comment');
    await saveReply(context.tx, row, {});
    await writeReplyEvent(context, row, 'comment', text);
    return await done(context, row, text, {});
  },
});

export const listReplies = readCase({
  action: 'reply.list',
  title: '查看建议提案列表',
  permission: 'campaign.read',
  input: contract.listReplies.query!,
  async run(context, query) {
    const units = await unitsWithin(context, query.org);
    const { items, total } = await listReplyRows(context.tx, query, query, units);
    return { result: { items: await presentReplies(context, items), total }, audit: 'plain' };
  },
});

export const getReply = readCase({
  action: 'reply.read',
  title: '查看建议提案',
  permission: 'campaign.read',
  input: contract.getReply.params!,
  run: async (context, { id }) => ({ result: await replyDetail(context, id), audit: 'plain' }),
});
