import { MATTER_ACTION_NAMES, MATTER_KIND_NAMES, type MatterKind } from '@wangjian/core/case.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { extendDeadline } from '../deadlines/service.ts';
import { documentsOf } from '../documents/service.ts';
import { type CaseFacts, factsOf, runningDeadline } from './case-facts.ts';
import { countAgain, endClocks, standStill, startClock } from './clocks.ts';
import * as contract from './contract.ts';
import type { DraftedValues } from './document-values.ts';
import { moveOf } from './lifecycle.ts';
import { formOf, moveMatter, signedState } from './matter-lifecycle.ts';
import { caseDetail } from './present-case.ts';
import { caseStep, openDocument, todayOf, writeCaseEvent } from './step.ts';
import {
  type CaseRow,
  insertMatter,
  lockCaseRow,
  type MatterRow,
  mattersOf,
  saveCase,
  saveMatter,
} from './store.ts';
import { workdaysAfter } from './work-days.ts';

/** The statutory period that runs on a matter once it is open. */
const CLOCKS: Partial<Record<MatterKind, string>> = {
  preservation: 'evidence-preservation',
  seizure: 'seizure',
  assistance: 'assistance-letter',
};
/** Taken on the spot: approved within 24 hours (程序规定 arts 33, 36). */
const URGENT: Partial<Record<MatterKind, string>> = {
  preservation: 'evidence-preservation-urgent-approval',
  seizure: 'seizure-urgent-approval',
};
/** 程序规定 art. 38: thirty days, and thirty more at most. */
const SEIZURE_DAYS = 30;
/** While these run, the handling period of the case stands still (程序规定 art. 64 para. 2). */
const PAUSES: Partial<Record<MatterKind, string>> = {
  appraisal: '权利人辨认或者鉴别',
  test: '检测、检验、检疫、鉴定',
};
/** Only once a crime, a site or a permit is in question before filing as well; the rest belongs to the investigation. */
const NEEDS_FILING: ReadonlySet<MatterKind> = new Set(['seizure']);

const openMatter = caseStep(contract.openMatter, {
  action: 'matter',
  check: ({ row, handlers }, { kind, takenAt }, { clock }) => [
    ...(takenAt && URGENT[kind] === undefined ? ['只有先行登记保存、查封扣押可以当场采取后补办批准'] : []),
    ...(takenAt && new Date(takenAt) > clock.now() ? ['采取措施的时间晚于现在，请检查'] : []),
    ...(NEEDS_FILING.has(kind) && row.filed_on === null ? ['查封、扣押在立案以后进行'] : []),
    ...((kind === 'preservation' || kind === 'seizure') && handlers.length < 2
      ? ['指定两名以上有执法证的办案人员']
      : []),
  ],
  async run(context, facts, input) {
    const { row, today, matters } = facts;
    if (input.parentId && !matters.some(({ id }) => id === input.parentId)) throw new AppError('not_found');
    const party = input.partyId ? facts.parties.find((one) => one.id === input.partyId) : undefined;
    if (input.partyId && !party) throw new AppError('not_found');
    const id = context.newId('matter', row.bureau);
    const goods = input.items.map(({ name, quantity, note }) => ({ name, count: quantity, note }));
    const documentId = await openDocument(
      context,
      facts,
      formOf(input.kind),
      {
        to: input.counterpart,
        goods: goods.length > 0 ? goods : undefined,
        situation: input.content,
        requests: input.content,
        questions: input.content,
        finding: input.content,
        from: today,
        // Days of a measure as they would run from today; the officer corrects them where it began otherwise.
        ...(input.kind === 'seizure' ? { to: addDays(today, SEIZURE_DAYS), from: today } : {}),
        ...(input.kind === 'preservation' ? { to: await workdaysAfter(context, today, 7) } : {}),
      },
      party,
    );
    await insertMatter(context.tx, {
      bureau: row.bureau,
      id,
      region: row.region,
      case_id: row.id,
      parent_id: input.parentId ?? null,
      party_id: party?.id ?? null,
      kind: input.kind,
      state: 'drafting',
      title: input.title,
      counterpart: input.counterpart,
      content: input.content,
      items: JSON.stringify(input.items) as never,
      document_id: documentId,
      following_document: null,
      started_on: today,
      opened_on: null,
      opened_at: null,
      taken_at: input.takenAt ? new Date(input.takenAt) : null,
      result: null,
      receipt: null,
      answer: null,
      result_on: null,
      informed_on: null,
      ended_on: null,
    });
    const urgent = URGENT[input.kind];
    if (urgent && input.takenAt)
      await startClock(context, row, urgent, new Date(input.takenAt), id, input.title);
    // 国令310 art. 5: the head decides within three days of the report.
    if (input.kind === 'police')
      await startClock(context, row, 'police-transfer-decision', today, id, input.title);
    return { opinion: `${MATTER_KIND_NAMES[input.kind]}：${input.title}（${input.counterpart}）` };
  },
});

/** The document of a matter was signed: it is open from that day, its period runs, the case's stands still. */
export async function matterSigned(
  context: WriteContext,
  row: CaseRow,
  matter: MatterRow,
  signedOn: PlainDate,
): Promise<void> {
  const { clock, tx } = context;
  const state = signedState(matter.kind);
  // What was taken on the spot runs from that day, not from the approval.
  const opened = matter.taken_at ? dayInChina(matter.taken_at) : signedOn;
  await saveMatter(tx, matter, { state, opened_on: opened, opened_at: matter.taken_at ?? clock.now() });
  const rule = CLOCKS[matter.kind];
  const urgent = URGENT[matter.kind];
  if (urgent) await endClocks(context, matter.id, [urgent]);
  if (rule && state === 'open')
    await startClock(context, row, rule, opened, matter.id, `${matter.title}（${row.title}）`);
  // 国令310 art. 5: handed over within 24 hours of the approval.
  if (matter.kind === 'police') {
    await endClocks(context, matter.id, ['police-transfer-decision']);
    await startClock(context, row, 'police-transfer-handover', clock.now(), matter.id, matter.title);
  }
  const pause = PAUSES[matter.kind];
  if (pause) await standStillFor(context, await factsOf(context, row), pause, signedOn);
}

/** Seizures whose term is running: that of a test is not counted in it (程序规定 art. 38 para. 3). */
const openSeizures = ({ matters }: CaseFacts) =>
  matters.filter(({ kind, state }) => kind === 'seizure' && state === 'open');

/** The handling period stands still, before filing that of 核查 (程序规定 arts 18, 64), and for a test what was seized. */
async function standStillFor(
  context: WriteContext,
  facts: CaseFacts,
  reason: string,
  from: PlainDate,
): Promise<void> {
  for (const rule of ['case-handling', 'clue-check'])
    await standStill(context, facts, reason, from, 'day', { record: facts.row.id, rule });
  if (reason === PAUSES.test)
    for (const { id } of openSeizures(facts))
      await standStill(context, facts, reason, from, 'day', { record: id, rule: 'seizure' });
}

/** Steps that have no words of a result. */
const WITHOUT_RESULT: ReadonlySet<string> = new Set([
  'hand-over',
  'inform',
  'hand-goods',
  'reconsider',
  'supervise',
]);

const receiptsOf = ({ receipt }: MatterRow, more: string | null | undefined) =>
  [...new Set([...(receipt?.split('；') ?? []), ...(more ? [more] : [])])].join('；') || null;

const moveOfMatter = useCase({
  action: 'case.matter.move',
  title: '办理调查、外部事项',
  permission: 'case.write',
  input: contract.moveMatter.body!.extend(contract.moveMatter.params!.shape),
  idempotencyKey: (input) => input.key,
  async run(context, input) {
    const { tx } = context;
    const row = await lockCaseRow(tx, input.id);
    moveOf({ state: row.state, pending: row.pending_action }, 'matter');
    const matter = (await mattersOf(tx, row.id)).find(({ id }) => id === input.matterId);
    if (!matter) throw new AppError('not_found');
    if (matter.version !== input.version) throw new AppError('stale');
    const state = moveMatter(matter.kind, matter.state, input.action);
    const today = todayOf(context);
    if (input.on > today) throw new AppError('invalid_input', `日期 ${input.on} 晚于今天，请检查`);
    if (matter.opened_on !== null && input.on < matter.opened_on)
      throw new AppError('invalid_input', `日期 ${input.on} 早于文书签发的日期 ${matter.opened_on}，请检查`);
    if (!WITHOUT_RESULT.has(input.action) && input.result.length < 2)
      throw new AppError('invalid_input', '请写明结果或者理由', {
        problems: [{ path: 'result', message: '必填' }],
      });
    const facts = await factsOf(context, row);
    const following = await applyMove(context, facts, matter, input);
    await saveMatter(tx, matter, {
      state,
      result: input.result || matter.result,
      // Each step may bring one: the receipt of the hand-over is kept beside that of the goods.
      receipt: receiptsOf(matter, input.receipt),
      answer: input.action === 'accept' ? 'accepted' : input.action === 'refuse' ? 'refused' : matter.answer,
      result_on: WITHOUT_RESULT.has(input.action) ? matter.result_on : input.on,
      informed_on: input.action === 'inform' ? input.on : matter.informed_on,
      ended_on: state === 'ended' || state === 'dropped' ? input.on : null,
      following_document: following ?? matter.following_document,
      ...(input.action === 'hand-over' ? { opened_on: input.on, opened_at: context.clock.now() } : {}),
    });
    await writeCaseEvent(
      context,
      row,
      'matter',
      `${matter.title}：${MATTER_ACTION_NAMES[input.action]}${input.result ? `，${input.result}` : ''}`,
    );
    return {
      result: await caseDetail(context, row.id),
      audit: {
        on: row.id,
        why: input.result || undefined,
        before: { matter: matter.id, state: matter.state },
        after: { matter: matter.id, state },
      },
    };
  },
});

/** What was decided on the goods is a document to the party (程序规定 art. 35; 行政强制法 art. 28). */
const DISPOSALS: Partial<Record<MatterKind, string>> = {
  preservation: 'evidence-disposal',
  seizure: 'seizure-release',
};

/** Drafts a document on what was preserved or seized, with the number of the one that did it. */
async function draftOnGoods(
  context: WriteContext,
  facts: CaseFacts,
  matter: MatterRow,
  form: string,
  more: DraftedValues,
): Promise<string> {
  const papers = (await documentsOf(context, [facts.row.id])).get(facts.row.id) ?? [];
  const number = papers.find(({ id }) => id === matter.document_id)?.number ?? undefined;
  return await openDocument(
    context,
    facts,
    form,
    {
      decision: number,
      notice: number,
      ...more,
      goods: matter.items.map(({ name, quantity, note }) => ({ name, count: quantity, note })),
    },
    facts.parties.find(({ id }) => id === matter.party_id),
  );
}

/** 行政强制法 art. 25: extended once. One whose paper was thrown away or declared void may be asked for again. */
async function refuseSecondExtension(
  context: WriteContext,
  { row }: CaseFacts,
  matter: MatterRow,
): Promise<void> {
  const papers = (await documentsOf(context, [row.id])).get(row.id) ?? [];
  const before = papers.find(({ id }) => id === matter.following_document);
  if (before && before.status !== 'discarded' && before.status !== 'void')
    throw new AppError('conflict', '查封、扣押期限只能延长一次，延长的文书已经生成，请在文书中办理');
}

/** The paper that followed came through: what was asked for with it holds from now on. */
export async function followingSigned(
  context: WriteContext,
  matter: MatterRow,
  title: string,
): Promise<void> {
  if (matter.kind !== 'seizure' || matter.state !== 'open') return;
  const reason = `《${title}》已签发`;
  await extendDeadline(context, { on: matter.id, rule: 'seizure', length: SEIZURE_DAYS, reason });
}

/** 结果告知书 was served: the party knows of the opinion from that day (程序规定 art. 32). */
export async function followingServed(
  context: WriteContext,
  matter: MatterRow,
  day: PlainDate,
): Promise<void> {
  if (matter.state !== 'answered') return;
  const state = moveMatter(matter.kind, matter.state, 'inform');
  await saveMatter(context.tx, matter, { state, informed_on: day, ended_on: day });
}

type Moving = { action: string; on: string; result: string; receipt?: string | null | undefined };

/** What goes with a step of a matter: its periods end, the case's count again; answers with the paper that follows. */
async function applyMove(
  context: WriteContext,
  facts: CaseFacts,
  matter: MatterRow,
  { action, on, result, receipt }: Moving,
): Promise<string | undefined> {
  const { row } = facts;
  const rule = CLOCKS[matter.kind];
  if (action === 'extend') {
    // 程序规定 art. 38: the head decides, and the party is told in writing with the reason; thirty days more at most.
    const period = runningDeadline(facts, 'seizure', matter.id);
    if (!period) throw new AppError('conflict', '查封、扣押的期限已经结束，不能延长');
    await refuseSecondExtension(context, facts, matter);
    return await draftOnGoods(context, facts, matter, 'seizure-extension', {
      reason: result,
      until: addDays(period.due.slice(0, 10) as PlainDate, SEIZURE_DAYS),
    });
  }
  if (action === 'drop') {
    const urgent = URGENT[matter.kind];
    const running = [...(rule ? [rule] : []), ...(urgent ? [urgent] : []), 'police-transfer-decision'];
    await endClocks(context, matter.id, running, 'dropped');
    return undefined;
  }
  if (action === 'hand-over') {
    await endClocks(context, matter.id, ['police-transfer-handover']);
    await startClock(context, row, 'police-filing-decision', on as PlainDate, matter.id, matter.title);
    await saveCase(context.tx, row, { transferred_to_police_on: row.transferred_to_police_on ?? on });
    return undefined;
  }
  if (rule) await endClocks(context, matter.id, [rule]);
  const disposal = DISPOSALS[matter.kind];
  if (action === 'dispose' && disposal)
    await draftOnGoods(context, facts, matter, disposal, { reason: result, details: result, releaseOn: on });
  if (matter.kind === 'police') await policeMoved(context, row, matter, action, on as PlainDate);
  if (action === 'answer' && PAUSES[matter.kind]) {
    const others = facts.matters.filter(
      ({ id, kind, state }) => id !== matter.id && PAUSES[kind] && state === 'open',
    );
    const reason = `收到${matter.counterpart}的意见`;
    if (others.length === 0)
      for (const each of ['case-handling', 'clue-check'])
        await countAgain(context, facts, reason, { record: row.id, rule: each });
    if (!others.some(({ kind }) => kind === 'test'))
      for (const { id } of openSeizures(facts))
        await countAgain(context, facts, reason, { record: id, rule: 'seizure' });
    return await openDocument(
      context,
      facts,
      'opinion-notice',
      { institution: matter.counterpart, result, receipt, finishedOn: on },
      facts.parties.find(({ id }) => id === matter.party_id),
    );
  }
  return undefined;
}

const POLICE_CLOCKS = [
  'police-filing-decision',
  'police-reconsideration-request',
  'police-reconsideration-decision',
  'procuratorate-supervision-proposal',
  'police-materials-handover',
] as const;

/** 国令310 arts 8–12: each answer of the police ends one period of three days and begins the next. */
async function policeMoved(
  context: WriteContext,
  row: CaseRow,
  matter: MatterRow,
  action: string,
  day: PlainDate,
): Promise<void> {
  await endClocks(context, matter.id, POLICE_CLOCKS, action === 'rest-with-it' ? 'dropped' : 'met');
  const next =
    action === 'accept'
      ? 'police-materials-handover'
      : action === 'reconsider'
        ? 'police-reconsideration-decision'
        : action === 'refuse' && matter.state === 'open'
          ? 'police-reconsideration-request'
          : action === 'refuse' && matter.state === 'reconsidering'
            ? 'procuratorate-supervision-proposal'
            : null;
  if (next) await startClock(context, row, next, day, matter.id, matter.title);
}

/** Measures, inquiries and what is handed to others. */
export const matterRoutes: readonly Route[] = [
  openMatter,
  route(contract.moveMatter, ({ params, body, run }) => run(moveOfMatter, { ...params, ...body })),
];
