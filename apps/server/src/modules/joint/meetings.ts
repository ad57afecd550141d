import { AppError } from '@wangjian/core/errors.ts';
import { z } from 'zod';
import { may } from '../../platform/actor.ts';
import { found } from '../../platform/save.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { documentsOf, draftDocument, refillDraft } from '../documents/service.ts';
import { done } from './answer.ts';
import * as contract from './contract.ts';
import { type MeetingAction, moveMeeting } from './lifecycle.ts';
import { workFor } from './standing.ts';
import {
  insertInto,
  type MeetingRow,
  meetingOfDocument,
  meetingsOf,
  partsOf,
  saveThing,
  tasksOf,
  type WorkRow,
} from './store.ts';
import { ofWork, tellUnits, writeJointEvent } from './write.ts';

const Thing = contract.settleMinutes.params!.shape;
/** The form of catalog/forms that minutes are issued on. */
export const MINUTES_FORM = 'joint-minutes';

type Arrangement = z.output<NonNullable<typeof contract.planMeeting.body>>;
const arrangementOf = ({ title, meetsAt, place, chair, recorder, agenda }: Omit<Arrangement, 'key'>) => ({
  title,
  meets_at: meetsAt,
  place,
  chair,
  recorder,
  agenda: JSON.stringify(agenda),
});
const whenIn = (meetsAt: string) => meetsAt.replace('T', ' ');

export const planMeeting = useCase({
  action: 'joint.meeting',
  title: '安排联席会议',
  permission: 'joint.write',
  input: contract.planMeeting.body!.extend(contract.getJoint.params!.shape),
  idempotencyKey: (input) => input.key,
  async run(context, { id, key: _key, ...form }) {
    const { tx, newId } = context;
    const { work } = await workFor(context, id, 'meeting');
    await insertInto(tx, 'joint_meetings', {
      ...ofWork(work),
      ...arrangementOf(form),
      id: newId('jointmeeting', work.bureau),
      attendance: JSON.stringify([]),
      minutes: '',
      status: 'planned',
      why: null,
      document_id: null,
      number: null,
    });
    const words = `${form.title}，${whenIn(form.meetsAt)}，${form.place}`;
    await writeJointEvent(context, work, 'meeting', words);
    await tellUnits(context, work, (await partsOf(tx, id)).filter(isThere), {
      kind: 'notice',
      title: '会议通知',
      text: words,
    });
    return await done(context, work, null, form);
  },
});

const isThere = (part: { readonly leads: boolean; readonly status: string }) =>
  !part.leads && part.status !== 'removed' && part.status !== 'declined';

/** A meeting for an action on it, in a state that allows it, by the lead unit, not changed meanwhile. */
async function meetingFor(
  context: WriteContext,
  { id, thingId, version }: { id: string; thingId: string; version: number },
  action: MeetingAction,
) {
  const { work } = await workFor(context, id, 'meeting');
  const meeting = found((await meetingsOf(context.tx, id)).find((one) => one.id === thingId));
  const status = moveMeeting(meeting.status, action);
  if (meeting.version !== version) throw new AppError('stale');
  return { work, meeting, status };
}

export const changeMeeting = useCase({
  action: 'joint.meeting-change',
  title: '修改会议安排',
  permission: 'joint.write',
  input: contract.changeMeeting.body!.extend(Thing),
  async run(context, { id, thingId, version, ...form }) {
    const { work, meeting } = await meetingFor(context, { id, thingId, version }, 'change');
    await saveThing(context.tx, 'joint_meetings', meeting, arrangementOf(form));
    const words = `${form.title}，${whenIn(form.meetsAt)}，${form.place}`;
    await writeJointEvent(context, work, 'meeting-change', words);
    await tellUnits(context, work, (await partsOf(context.tx, id)).filter(isThere), {
      kind: 'notice',
      title: '会议安排有变动',
      text: words,
    });
    return await done(context, work, null, form);
  },
});

export const holdMeeting = useCase({
  action: 'joint.meeting-hold',
  title: '登记会议召开',
  permission: 'joint.write',
  input: contract.holdMeeting.body!.extend(Thing),
  async run(context, { attendance, minutes, ...which }) {
    const { work, meeting, status } = await meetingFor(context, which, 'hold');
    await saveThing(context.tx, 'joint_meetings', meeting, {
      status,
      attendance: JSON.stringify(attendance),
      minutes,
    });
    const present = attendance.filter((one) => one.present).length;
    await writeJointEvent(context, work, 'meeting-hold', `${meeting.title}，到会 ${present} 个单位`);
    return await done(context, work, null, { meeting: meeting.id, present });
  },
});

export const writeMinutes = useCase({
  action: 'joint.meeting-minutes',
  title: '修改会议纪要',
  permission: 'joint.write',
  input: contract.writeMinutes.body!.extend(Thing),
  async run(context, { attendance, minutes, ...which }) {
    const { work, meeting } = await meetingFor(context, which, 'minutes');
    await saveThing(context.tx, 'joint_meetings', meeting, {
      attendance: JSON.stringify(attendance),
      minutes,
    });
    const state = await minutesState(context, meeting);
    if (state === 'draft')
      await refillDraft(
        context,
        meeting.document_id!,
        await minutesValues(context, work, { ...meeting, attendance, minutes }),
      );
    else if (state !== null)
      throw new AppError('conflict', '会议纪要已经提交审批，不能再改；需要修改的，先由审批人退回');
    await writeJointEvent(context, work, 'meeting-minutes', meeting.title);
    return await done(context, work, null, { meeting: meeting.id });
  },
});

/** Where the minutes' document stands; null where there is none (any more). */
async function minutesState(context: WriteContext, meeting: MeetingRow): Promise<string | null> {
  if (meeting.document_id === null) return null;
  const documents = (await documentsOf(context, [meeting.work_id])).get(meeting.work_id) ?? [];
  const state = documents.find(({ id }) => id === meeting.document_id)?.status;
  return state === undefined || state === 'void' || state === 'discarded' ? null : state;
}

/** What the form of the minutes takes from the meeting. */
async function minutesValues(context: WriteContext, work: WorkRow, meeting: Omit<MeetingRow, 'version'>) {
  const parts = await partsOf(context.tx, work.id);
  const tasks = (await tasksOf(context.tx, work.id)).filter(
    (task) => task.meeting_id === meeting.id && task.shared && task.status !== 'cancelled',
  );
  const names = (present: boolean) =>
    meeting.attendance
      .filter((one) => one.present === present)
      .map(({ unit, person, post }) => (person ? `${unit} ${person}${post ? `（${post}）` : ''}` : unit))
      .join('；');
  return {
    subject: `${work.title}${meeting.title}`,
    meetsAt: meeting.meets_at,
    place: meeting.place,
    chair: meeting.chair,
    recorder: meeting.recorder,
    agenda: meeting.agenda.map((item, index) => `${index + 1}. ${item}`).join('\n'),
    present: names(true),
    absent: names(false),
    minutes: meeting.minutes,
    tasks: tasks.map((task) => ({
      task: task.title,
      unit: parts.find(({ id }) => id === task.part_id)?.name ?? '',
      dueOn: task.due_on,
    })),
  };
}

export const draftMinutes = useCase({
  action: 'joint.meeting-document',
  title: '拟制会议纪要',
  permission: 'joint.write',
  input: contract.draftMinutes.body!.extend(Thing),
  async run(context, which) {
    const { work, meeting } = await meetingFor(context, which, 'document');
    if (!may(context.actor, 'document.write'))
      throw new AppError('forbidden', '您没有拟制文书的权限；纪要另行印发的，请点“纪要定稿”');
    if (meeting.minutes.length < 2)
      throw new AppError('conflict', '还没有填写纪要内容，请先点“修改纪要”填写');
    if ((await minutesState(context, meeting)) !== null)
      throw new AppError('conflict', '会议纪要正在办理，请在文书页面修改、提交；需要重拟的，先废弃原草稿');
    const documentId = await draftDocument(context, {
      bureau: work.bureau,
      region: work.region,
      on: work.id,
      form: MINUTES_FORM,
      title: `${work.title}会议纪要（${meeting.title}）`.slice(0, 120),
      values: await minutesValues(context, work, meeting),
      key: `${meeting.id}:${meeting.version}`,
    });
    await saveThing(context.tx, 'joint_meetings', meeting, { document_id: documentId });
    await writeJointEvent(context, work, 'meeting-document', meeting.title);
    return await done(context, work, null, { document: documentId });
  },
});

export const settleMinutes = useCase({
  action: 'joint.meeting-settle',
  title: '会议纪要定稿',
  permission: 'joint.write',
  input: contract.settleMinutes.body!.extend(Thing),
  async run(context, which) {
    const { work, meeting, status } = await meetingFor(context, which, 'settle');
    if (meeting.minutes.length < 2)
      throw new AppError('conflict', '还没有填写纪要内容，请先点“修改纪要”填写');
    await saveThing(context.tx, 'joint_meetings', meeting, { status });
    await tellMinutes(context, work, meeting);
    return await done(context, work, null, { meeting: meeting.id, status });
  },
});

async function tellMinutes(context: WriteContext, work: WorkRow, meeting: MeetingRow): Promise<void> {
  await writeJointEvent(context, work, 'meeting-settle', meeting.title);
  await tellUnits(context, work, (await partsOf(context.tx, work.id)).filter(isThere), {
    kind: 'notice',
    title: '会议纪要已定',
    text: meeting.title,
  });
}

export const callOffMeeting = useCase({
  action: 'joint.meeting-call-off',
  title: '取消会议',
  permission: 'joint.write',
  input: contract.callOffMeeting.body!.extend(Thing),
  async run(context, { reason, ...which }) {
    const { work, meeting, status } = await meetingFor(context, which, 'call-off');
    await saveThing(context.tx, 'joint_meetings', meeting, { status, why: reason });
    await writeJointEvent(context, work, 'meeting-call-off', `${meeting.title}：${reason}`);
    await tellUnits(context, work, (await partsOf(context.tx, work.id)).filter(isThere), {
      kind: 'notice',
      title: '会议已取消',
      text: `${meeting.title}：${reason}`,
    });
    return await done(context, work, reason, { meeting: meeting.id, status });
  },
});

const SignedNews = z.object({
  documentId: z.string(),
  news: z.enum(['signed', 'void']),
  number: z.string().nullable(),
});

/** What became of the minutes' document, as the platform: the one who signs need not be of the lead unit. */
export const takeMinutesNews = useCase({
  action: 'joint.minutes-news',
  title: '会议纪要文书签发、作废',
  permission: 'session',
  input: SignedNews,
  async run(context, { documentId, news, number }) {
    const meeting = await meetingOfDocument(context.tx, documentId);
    const wanted = news === 'signed' ? 'held' : 'recorded';
    if (meeting?.status !== wanted) return { result: null, audit: 'machine work' };
    const { work } = await workFor(context, meeting.work_id, 'comment');
    if (news === 'void') {
      await saveThing(context.tx, 'joint_meetings', meeting, {
        status: moveMeeting(meeting.status, 'void'),
        document_id: null,
        number: null,
      });
      await writeJointEvent(context, work, 'meeting-void', meeting.title);
    } else {
      await saveThing(context.tx, 'joint_meetings', meeting, {
        status: moveMeeting(meeting.status, 'settle'),
        number,
      });
      await tellMinutes(context, work, meeting);
    }
    return { result: null, audit: { on: work.id, after: { document: documentId, news, number } } };
  },
});
export const MinutesNews = SignedNews;
