import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import {
  TRANSFER_KIND_NAMES,
  TRANSFER_KINDS,
  TRANSFER_RESULT_NAMES,
  TRANSFER_RETURN_NAMES,
} from '@wangjian/core/transfer.ts';
import { may } from '../../platform/actor.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { endDeadline, extendDeadline, startDeadline } from '../deadlines/service.ts';
import { draftDocument } from '../documents/service.ts';
import { enterLead } from '../leads/service.ts';
import * as contract from './contract.ts';
import { atVersion, done } from './course.ts';
import { addCustody } from './custody.ts';
import { type News, tellType } from './job-types.ts';
import { move } from './lifecycle.ts';
import { checkMatter } from './open.ts';
import { again, termOf } from './other-side.ts';
import { documentState, transferDetail } from './present.ts';
import { getTransferRow, insertTransfer, itemsOf, saveTransfer, type TransferRow } from './store.ts';
import { ANSWER_TERM, ASSISTANCE_RULE, inFull, writeTransferEvent } from './write.ts';

const Id = contract.getTransfer.params!.shape;

/** Tells the sender, when it is on this installation. */
async function tellSender(
  context: WriteContext,
  row: TransferRow,
  news: News,
  extra: { words?: string; days?: number } = {},
): Promise<void> {
  if (row.other_id === null) return;
  await context.jobs.add(tellType, {
    transferId: row.id,
    news,
    words: '',
    by: await inFull(context),
    ...extra,
  });
}

/** The letter is in this unit's hands: its periods run from that day. */
async function takeIn(context: WriteContext, row: TransferRow, on: PlainDate): Promise<void> {
  const { tx, actor, clock } = context;
  const by = await inFull(context);
  await saveTransfer(tx, row, {
    status: move(row, 'receive'),
    received_on: on,
    receiver_name: by.name,
    receiver_org: by.org,
    officer_id: actor.id,
    officer_name: actor.name,
  });
  const mine = { ...row, officer_id: actor.id };
  if (row.kind === 'assistance')
    await startDeadline(context, { ...termOf(mine), rule: ASSISTANCE_RULE, start: on });
  const dueOn = row.due_on as PlainDate | null;
  if (dueOn !== null && dueOn >= dayInChina(clock.now()))
    await startDeadline(context, { ...termOf(mine), rule: null, dueOn, term: ANSWER_TERM });
}

export const receiveTransfer = useCase({
  action: 'transfer.receive',
  title: '签收移送协查',
  permission: 'transfer.write',
  input: contract.receiveTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version }) {
    const row = await atVersion(context, id, version, 'receive');
    await takeIn(context, row, dayInChina(context.clock.now()));
    await addCustody(context, row, { act: 'received', toOrg: (await inFull(context)).org });
    await writeTransferEvent(context, row, 'receive', null);
    await tellSender(context, row, 'received');
    return await done(context, row, null, { status: 'received' });
  },
});

export const registerIncoming = useCase({
  action: 'transfer.register',
  title: '登记收到的移送、协查函',
  permission: 'transfer.write',
  input: contract.registerIncoming.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { key: _key, from, letterNumber, letterOn, receivedOn, ...given }) {
    const { tx, actor, clock, regions, newId } = context;
    const form = { ...given, uscc: given.uscc?.toUpperCase() || null };
    const today = dayInChina(clock.now());
    checkMatter(form);
    if (receivedOn > today) throw new AppError('invalid_input', '收到日期不能晚于今天');
    if (letterOn && letterOn > receivedOn)
      throw new AppError('invalid_input', '来函日期不能晚于收到日期，请检查');
    const bureau = regions.bureauOf(form.region);
    const id = newId('transfer', bureau);
    await insertTransfer(tx, {
      bureau,
      id,
      region: form.region,
      direction: 'in',
      kind: form.kind,
      reach: 'outside',
      title: form.title,
      status: 'sent',
      counterpart: from,
      party: form.party || null,
      uscc: form.uscc,
      form: JSON.stringify({ ...form, reach: 'outside', to: '', evidenceIds: [] }),
      number: letterNumber || null,
      letter_on: letterOn ?? null,
      due_on: form.dueOn ?? null,
      sent_on: letterOn ?? null,
      org_id: actor.kind === 'officer' ? actor.orgId : null,
      officer_id: actor.id,
      officer_name: actor.name,
      opened_at: clock.now(),
    });
    const row = await getTransferRow(tx, id);
    await takeIn(context, row, receivedOn as PlainDate);
    await writeTransferEvent(context, row, 'register', `${from}${letterNumber ? `，${letterNumber}` : ''}`);
    return { result: await transferDetail(context, id), audit: { on: id, after: { ...form, from } } };
  },
});

/** The matter becomes a lead of this bureau, with where it came from and what came along. */
async function asLead(context: WriteContext, row: TransferRow): Promise<string> {
  const { tx, actor, clock } = context;
  if (!may(actor, 'lead.register'))
    throw new AppError('forbidden', '您没有登记线索的权限：请不勾选“登记为线索”，或者请有权限的同事接收');
  const { form } = row;
  const today = dayInChina(clock.now());
  const region = row.reach === 'bureau' || /市场监督管理(?:总局|局|厅)/.test(row.counterpart);
  const evidence = (await itemsOf(tx, row.id)).filter(({ kind }) => kind === 'evidence');
  const url = evidence.find((one) => one.url !== null)?.url ?? null;
  return await enterLead(
    context,
    {
      bureau: row.bureau,
      region: row.region,
      title: row.title,
      source: region ? 'region' : 'department',
      source_fields: JSON.stringify({
        [region ? 'authority' : 'department']: row.counterpart,
        ...(row.number ? { letterNumber: row.number } : {}),
        ...(row.letter_on ? { handedOverOn: row.letter_on } : {}),
      }),
      site_id: null,
      party: row.party,
      uscc: row.uscc,
      party_address: form.address ?? null,
      party_phone: null,
      url,
      informant: null,
      informant_phone: null,
      found_on: row.letter_on ?? row.received_on ?? today,
      received_on: row.received_on ?? today,
      content: [
        form.facts,
        `移送理由：${form.reason}`,
        evidence.length > 0 ? `随函网页证据 ${evidence.length} 份，见移送记录。` : '',
      ]
        .filter(Boolean)
        .join('\n')
        .slice(0, 5000),
      violations: form.violations,
      patrol_id: null,
    },
    `由${row.counterpart}${TRANSFER_KIND_NAMES[row.kind]}${row.number ? `（${row.number}）` : ''}`,
  );
}

export const acceptTransfer = useCase({
  action: 'transfer.accept',
  title: '接收办理移送协查',
  permission: 'transfer.write',
  input: contract.acceptTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, opinion, asLead: wanted }) {
    const row = await atVersion(context, id, version, 'accept');
    if (wanted && row.kind === 'assistance')
      throw new AppError('invalid_input', '协助调查不登记为线索：案件由请求单位办理');
    const leadId = wanted ? await asLead(context, row) : null;
    await saveTransfer(context.tx, row, {
      status: move(row, 'accept'),
      accepted_on: dayInChina(context.clock.now()),
      lead_id: leadId,
    });
    await addCustody(context, row, { act: 'accepted', toOrg: (await inFull(context)).org });
    await writeTransferEvent(
      context,
      row,
      'accept',
      [opinion, leadId && '已登记为线索'].filter(Boolean).join('；') || null,
    );
    await tellSender(context, row, 'accepted', { words: opinion });
    return await done(context, row, opinion || null, { status: 'accepted', lead: leadId });
  },
});

export const returnTransfer = useCase({
  action: 'transfer.return',
  title: '退回移送协查',
  permission: 'transfer.write',
  input: contract.returnTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, reason, opinion }) {
    const row = await atVersion(context, id, version, 'return');
    const words = `${TRANSFER_RETURN_NAMES[reason]}：${opinion}`;
    await saveTransfer(context.tx, row, {
      status: move(row, 'return'),
      return_reason: reason,
      return_text: opinion,
      closed_on: dayInChina(context.clock.now()),
    });
    await addCustody(context, row, { act: 'returned', toOrg: row.counterpart, note: words });
    await endDeadline(context, { on: id, outcome: 'dropped', reason: words });
    await writeTransferEvent(context, row, 'return', words);
    await tellSender(context, row, 'returned');
    return await done(context, row, opinion, { reason });
  },
});

export const draftReply = useCase({
  action: 'transfer.draft-reply',
  title: '拟制复函',
  permission: 'transfer.write',
  input: contract.draftReply.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, result, opinion }) {
    const row = await atVersion(context, id, version, 'draft-reply');
    const state = await documentState(context, { id, document_id: row.reply_document_id });
    if (state !== null && state !== 'void' && state !== 'discarded')
      throw new AppError('conflict', '复函已经拟制，请在“文书”中修改；需要重拟的，先废弃原草稿');
    const form = TRANSFER_KINDS[row.kind].reply!;
    const common = { to: row.counterpart, letter: row.number, cause: row.title, situation: opinion };
    const reply_document_id = await draftDocument(context, {
      bureau: row.bureau,
      region: row.region,
      on: id,
      form,
      title: `${row.title}（复函）`.slice(0, 120),
      values:
        form === 'result-feedback'
          ? { ...common, party: row.party, result: TRANSFER_RESULT_NAMES[result] }
          : common,
    });
    await saveTransfer(context.tx, row, { reply_document_id });
    await writeTransferEvent(context, row, 'draft-reply', null);
    return await done(context, row, null, { document: reply_document_id });
  },
});

export const feedBack = useCase({
  action: 'transfer.feed-back',
  title: '反馈移送协查结果',
  permission: 'transfer.write',
  input: contract.feedBack.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, result, opinion }) {
    const row = await atVersion(context, id, version, 'feed-back');
    const state = await documentState(context, { id, document_id: row.reply_document_id });
    if (state !== null && !['signed', 'served', 'void', 'discarded'].includes(state))
      throw new AppError('conflict', '复函还没有签发，签发后再反馈结果；不用复函的，先废弃草稿');
    const today = dayInChina(context.clock.now());
    await saveTransfer(context.tx, row, {
      status: move(row, 'feed-back'),
      result,
      result_text: opinion,
      result_on: today,
      closed_on: today,
    });
    const words = `${TRANSFER_RESULT_NAMES[result]}：${opinion}`;
    await endDeadline(context, { on: id, outcome: 'met', reason: words.slice(0, 200) });
    if ((await itemsOf(context.tx, id)).some(({ kind }) => kind === 'reply'))
      await addCustody(context, row, { act: 'answered', toOrg: row.counterpart });
    await writeTransferEvent(context, row, 'feed-back', words);
    await tellSender(context, await again(context, row), 'answered');
    return await done(context, row, null, { result });
  },
});

export const extendTransfer = useCase({
  action: 'transfer.extend',
  title: '延长协查期限',
  permission: 'transfer.write',
  input: contract.extendTransfer.body!.extend(Id),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, version, days, opinion }) {
    const row = await atVersion(context, id, version, 'extend');
    await extendDeadline(context, { on: id, rule: ASSISTANCE_RULE, length: days, reason: opinion });
    await saveTransfer(context.tx, row, { status: move(row, 'extend') });
    await writeTransferEvent(context, row, 'extend', `${days} 个工作日：${opinion}`);
    await tellSender(context, row, 'extended', { words: opinion, days });
    return await done(context, row, opinion, { days });
  },
});
