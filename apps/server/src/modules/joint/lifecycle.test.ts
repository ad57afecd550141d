import {
  JOINT_MEETING_STATUS_NAMES,
  JOINT_PART_STATUS_NAMES,
  JOINT_STATUS_NAMES,
  JOINT_TASK_STATUS_NAMES,
  type JointMeetingStatus,
  type JointPartStatus,
  type JointStatus,
  type JointTaskStatus,
} from '@wangjian/core/joint.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import {
  isForLead,
  meetingActions,
  partActions,
  taskActions,
  type WorkAction,
  workActions,
} from './lifecycle.ts';

let t: TestApp;
const users = new Map<Who, TestUser>();
let ids: Record<'work' | 'part' | 'task' | 'meeting' | 'entry', string>;

/** Who tries, and what the door says before any table is asked: null lets through. */
const DOORS = {
  lead: null,
  member: null,
  reader: 403,
  'other section': 404,
  'other county': 404,
  'other bureau': 404,
} as const;
type Who = keyof typeof DOORS;

interface States {
  readonly work: JointStatus;
  readonly part: JointPartStatus;
  readonly task: JointTaskStatus;
  readonly meeting: JointMeetingStatus;
}
interface Try {
  /** The work's own line of the table. */
  readonly on: WorkAction;
  readonly path: string;
  readonly body?: object;
  /** Whether the table of the thing itself allows it too. */
  readonly thing?: (states: States) => boolean;
}
const REASON = { reason: '说明理由' };
const PLACE = { title: '第二次会议', meetsAt: '2026-10-20T09:00', place: '会议室' };
const HELD = { attendance: [{ unit: '某单位', present: true }], minutes: '议定事项' };
const UNIT = 'units/:part';
const TASK = 'tasks/:task';
const MEETING = 'meetings/:meeting';
const part = (action: Parameters<typeof onPart>[0]) => onPart(action);
function onPart(action: 'join' | 'decline' | 'report' | 'contact' | 'remove' | 'invite') {
  return ({ part: status }: States) => (partActions(status) as string[]).includes(action);
}
const onTask = (action: 'complete' | 'term' | 'reopen' | 'cancel') => (states: States) =>
  taskActions(states.task).includes(action);
const onMeeting = (action: Parameters<typeof meetingHas>[1]) => (states: States) =>
  meetingHas(states, action);
function meetingHas(states: States, action: ReturnType<typeof meetingActions>[number]) {
  return meetingActions(states.meeting).includes(action);
}

const TRIES: Record<string, Try> = {
  edit: { on: 'edit', path: 'edit', body: { title: '新的名称', purpose: '新的目的' } },
  start: { on: 'start', path: 'start' },
  conclude: { on: 'conclude', path: 'conclude', body: { result: '联合结果', despite: true } },
  cancel: { on: 'cancel', path: 'cancel', body: REASON },
  reopen: { on: 'reopen', path: 'reopen', body: REASON },
  invite: { on: 'invite', path: 'units', body: { name: '某海关' } },
  matter: { on: 'matter', path: 'matters', body: { kind: 'theme', title: '另一个主题' } },
  entry: { on: 'entry', path: 'entries', body: { kind: 'finding', text: '发现内容' } },
  share: { on: 'entry', path: 'entries/:entry/share' },
  task: { on: 'task', path: 'tasks', body: { title: '一项任务', dueOn: '2026-12-01' } },
  meeting: { on: 'meeting', path: 'meetings', body: PLACE },
  check: {
    on: 'check',
    path: 'checks',
    body: { subject: '某园区', checkedOn: '2026-10-12', units: ['某单位'], outcome: '未见异常' },
  },
  join: { on: 'task', path: `${UNIT}/join`, thing: part('join') },
  decline: { on: 'task', path: `${UNIT}/decline`, body: REASON, thing: part('decline') },
  report: { on: 'entry', path: `${UNIT}/report`, body: { text: '本单位结果' }, thing: part('report') },
  contact: { on: 'task', path: `${UNIT}/contact`, body: { contactName: '张某' }, thing: part('contact') },
  complete: { on: 'task', path: `${TASK}/complete`, body: { result: '已经办完' }, thing: onTask('complete') },
  term: { on: 'task', path: `${TASK}/term`, body: { ...REASON, dueOn: '2026-12-02' }, thing: onTask('term') },
  'task-reopen': {
    on: 'task',
    path: `${TASK}/reopen`,
    body: { ...REASON, dueOn: '2026-12-02' },
    thing: onTask('reopen'),
  },
  'task-cancel': { on: 'task', path: `${TASK}/cancel`, body: REASON, thing: onTask('cancel') },
  change: { on: 'meeting', path: `${MEETING}/change`, body: PLACE, thing: onMeeting('change') },
  hold: { on: 'meeting', path: `${MEETING}/hold`, body: HELD, thing: onMeeting('hold') },
  minutes: { on: 'meeting', path: `${MEETING}/minutes`, body: HELD, thing: onMeeting('minutes') },
  settle: { on: 'meeting', path: `${MEETING}/settle`, thing: onMeeting('settle') },
  document: { on: 'meeting', path: `${MEETING}/document`, thing: onMeeting('document') },
  'call-off': { on: 'meeting', path: `${MEETING}/call-off`, body: REASON, thing: onMeeting('call-off') },
};

beforeAll(async () => {
  t = await testApp();
  const city = await t.unit({ name: '市局', level: 'city', region: '640500' });
  const unit = (name: string, level: 'section' | 'department' | 'county', region = '640500') =>
    t.unit({ name, level, region, parentId: city });
  const network = await unit('网监科', 'section');
  const police = await unit('市公安局', 'department');
  const enter = async (who: Who, as: Parameters<TestApp['officer']>[0]) =>
    users.set(who, await t.officer(as));
  await enter('lead', { role: 'dispatcher', region: '640500', orgId: network });
  await enter('member', { role: 'partner-department', region: '640500', orgId: police });
  await enter('reader', { role: 'supervisor', region: '640500', orgId: network });
  const price = await unit('价格科', 'section');
  await enter('other section', { role: 'dispatcher', region: '640500', orgId: price });
  const county = await unit('县局', 'county', '640521');
  await enter('other county', { role: 'inspector', region: '640521', orgId: county });
  const far = await t.unit({ name: '外地', level: 'city', region: '110105' });
  await enter('other bureau', { role: 'dispatcher', region: '110105', orgId: far });
  const lead = users.get('lead')!;
  const member = users.get('member')!;
  const post = async (user: TestUser, path: string, body: object) =>
    (await user.call('POST', `/api/joint${path}`, body)).json;
  const opened = await post(lead, '', {
    kind: 'action',
    title: '联合行动',
    purpose: '试验',
    units: [{ orgId: police }],
  });
  const own = opened.parts.find((one: { leads: boolean }) => !one.leads).id;
  await post(member, `/${opened.id}/units/${own}/join`, { version: 1 });
  await post(lead, `/${opened.id}/start`, { version: opened.version });
  await post(member, `/${opened.id}/entries`, { partId: own, kind: 'finding', text: '内部发现' });
  await post(lead, `/${opened.id}/meetings`, PLACE);
  const whole = await post(member, `/${opened.id}/tasks`, {
    partId: own,
    title: '本单位任务',
    dueOn: '2026-12-01',
  });
  ids = {
    work: opened.id,
    part: own,
    task: whole.tasks[0].id,
    meeting: whole.meetings[0].id,
    entry: whole.entries[0].id,
  };
  await t.runJobs();
});
afterAll(() => t.close());

const TABLES = ['works', 'parts', 'matters', 'entries', 'meetings', 'tasks', 'checks', 'events'];

/** What a refusal must leave as it was. */
async function everything(): Promise<string> {
  const rows = [];
  for (const table of [...TABLES.map((name) => `joint_${name}`), 'deadlines', 'documents', 'inbox_messages'])
    rows.push((await t.app.kernel.owner.query(`SELECT * FROM ${table} ORDER BY 1, 2`)).rows);
  return JSON.stringify(rows);
}

async function putInto(states: States): Promise<Record<string, number>> {
  const { owner } = t.app.kernel;
  const set = async (table: string, id: string, status: string): Promise<number> =>
    (
      await owner.query<{ version: number }>(
        `UPDATE joint_${table} SET status = $2 WHERE id = $1 RETURNING version`,
        [id, status],
      )
    ).rows[0]!.version;
  return {
    work: await set('works', ids.work, states.work),
    part: await set('parts', ids.part, states.part),
    task: await set('tasks', ids.task, states.task),
    meeting: await set('meetings', ids.meeting, states.meeting),
    entry: 1,
  };
}

const among = <Name extends string>(names: Record<Name, string>) =>
  fc.constantFrom(...(Object.keys(names) as Name[]));
const anyState = fc.record({
  work: among(JOINT_STATUS_NAMES),
  part: among(JOINT_PART_STATUS_NAMES),
  task: among(JOINT_TASK_STATUS_NAMES),
  meeting: among(JOINT_MEETING_STATUS_NAMES),
});

describe('every action on joint work', () => {
  it('in a wrong state, by a role or a unit that may not, or from outside is refused and writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(TRIES)),
        anyState,
        fc.constantFrom(...(Object.keys(DOORS) as Who[])),
        async (name, states, who) => {
          const { on, path, body, thing } = TRIES[name]!;
          const door = DOORS[who];
          const inTime = workActions(states.work, true).includes(on) && (thing?.(states) ?? true);
          const barred = who === 'member' && (isForLead(on) || on === 'matter');
          // What may be done is the journeys' business; here it is what may not.
          if (door === null && inTime && !barred) return;
          const versions = await putInto(states);
          const before = await everything();
          const kind = /:(\w+)/.exec(path)?.[1] ?? 'work';
          const address = path.replace(/:(\w+)/, (_, key: keyof typeof ids) => ids[key]);
          const answer = await users.get(who)!.call('POST', `/api/joint/${ids.work}/${address}`, {
            version: versions[kind],
            partId: ids.part,
            ...body,
          });
          const what = `${name} ${who} ${JSON.stringify(states)}: ${answer.text}`;
          if (door !== null) expect(answer.status, what).toBe(door);
          // A wrong state and a wrong unit at once: either is a true answer. The lead has no part in the police's own.
          else expect([403, 404, 409], what).toContain(answer.status);
          if (answer.status === 409) expect(answer.json.code, what).toBe('conflict');
          if (who === 'lead' && door === null && !inTime && thing === undefined)
            expect([answer.status, answer.json.allowed], what).toEqual([409, expect.any(Array)]);
          expect(await everything(), what).toBe(before);
        },
      ),
      { numRuns: process.env.WANGJIAN_TEST_FULL ? 1500 : 120 },
    );
  });

  it('at an old version is refused and writes nothing', async () => {
    const versions = await putInto({ work: 'running', part: 'joined', task: 'open', meeting: 'held' });
    const before = await everything();
    const tries = [
      ['lead', 'edit', TRIES.edit!.body, versions.work],
      ['member', `units/${ids.part}/report`, TRIES.report!.body, versions.part],
      ['member', `tasks/${ids.task}/complete`, TRIES.complete!.body, versions.task],
      ['lead', `meetings/${ids.meeting}/minutes`, HELD, versions.meeting],
    ] as const;
    for (const [who, path, body, version] of tries) {
      const answer = await users
        .get(who)!
        .call('POST', `/api/joint/${ids.work}/${path}`, { ...body, version: (version ?? 0) + 1 });
      expect([path, answer.json.code]).toEqual([path, 'stale']);
    }
    expect(await everything()).toBe(before);
  });

  it('never moves out of an end but by the lead unit, with a reason', () => {
    expect(workActions('concluded', false)).toEqual(['comment']);
    expect(workActions('concluded', true)).toEqual(['reopen', 'comment']);
    expect(workActions('cancelled', true)).toEqual(['comment']);
  });
});
