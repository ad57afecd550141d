import { addDays, dayInChina } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import { later } from './office-hours.ts';
import { approvePaper, submitPaper } from './papers.ts';
import type { Course } from './timeline.ts';

interface Part {
  readonly id: string;
  readonly orgId: string | null;
  readonly name: string;
  readonly version: number;
}
interface Task {
  readonly id: string;
  readonly title: string;
  readonly version: number;
}
interface Meeting {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly documentId: string | null;
}
interface Joint {
  readonly id: string;
  readonly version: number;
  readonly parts: readonly Part[];
  readonly tasks: readonly Task[];
  readonly meetings: readonly Meeting[];
}

/** Who leads joint work in the demo bureau. */
const LEAD = 'fenpai';
const POLICE = 'gongan';
const CYBERSPACE = 'wangxin';
/** Invited by name: it has no account, what it does is written down by the lead. */
const NO_ACCOUNT = '市烟草专卖局';

/** Joint work that was opened, with what is done to it. */
function workOf(desk: HistoryDesk, id: string) {
  const path = `/api/joint/${id}`;
  const read = (login = LEAD) => desk.get<Joint>(login, path);
  const orgOf = (login: string) => desk.officer(login).orgId;
  return {
    read,
    orgOf,
    on: (login: string, verb: string, body: object) => desk.post<Joint>(login, `${path}/${verb}`, body),
    part: async (login: string) => (await read(login)).parts.find((one) => one.orgId === orgOf(login))!,
    namedPart: async () => (await read()).parts.find(({ name }) => name === NO_ACCOUNT)!,
  };
}

async function openWork(desk: HistoryDesk, form: object) {
  const city = (login: string) => ({ orgId: desk.officer(login).orgId });
  const { id } = await desk.post<Joint>(LEAD, '/api/joint', {
    ...form,
    units: [
      { ...city(POLICE), duty: '对涉嫌犯罪的线索开展侦查，提供技术支持' },
      { ...city(CYBERSPACE), duty: '处置违法信息，督促网站平台落实主体责任' },
      { name: NO_ACCOUNT, duty: '核查网上销售烟草制品的线索' },
    ],
    key: desk.key(),
  });
  return { id, ...workOf(desk, id) };
}

async function joinAll(desk: HistoryDesk, id: string): Promise<void> {
  const { on, part, namedPart } = workOf(desk, id);
  for (const login of [POLICE, CYBERSPACE]) {
    const own = await part(login);
    const { name } = desk.officer(login);
    await on(login, `units/${own.id}/join`, {
      version: own.version,
      contactName: name,
      contactPost: '联络员',
    });
  }
  const named = await namedPart();
  await on(LEAD, `units/${named.id}/join`, { version: named.version });
}

/** A joint action of several departments; `running` leaves it in the middle, one unit's result still out. */
export async function* jointActionCourse(
  desk: HistoryDesk,
  plan: { readonly title: string; readonly purpose: string; readonly running: boolean },
  random: Random,
): Course {
  const today = dayInChina(desk.now());
  const { id, on, part, namedPart, read } = await openWork(desk, {
    kind: 'action',
    title: plan.title,
    purpose: plan.purpose,
    plan: '一、摸排线索，各部门按职责汇总；\n二、集中检查，线上监测与现场检查同步；\n三、通报结果，典型案件公开曝光。',
    beginsOn: addDays(today, 7),
    endsOn: addDays(today, 60),
    matters: [{ kind: 'theme', title: plan.title }],
  });
  yield later(desk.now(), random.int(2, 3), random);
  await joinAll(desk, id);
  yield later(desk.now(), random.int(2, 4), random);
  await on(LEAD, 'start', { version: (await read()).version });
  for (const [login, title] of [
    [POLICE, '对移交的涉嫌犯罪线索开展研判'],
    [CYBERSPACE, '核查涉案网站的备案信息并反馈'],
  ] as const)
    await on(LEAD, 'tasks', {
      partId: (await part(login)).id,
      title,
      dueOn: addDays(dayInChina(desk.now()), 25),
      key: desk.key(),
    });
  yield later(desk.now(), random.int(5, 8), random);
  await on(CYBERSPACE, 'entries', {
    partId: (await part(CYBERSPACE)).id,
    kind: 'progress',
    text: '已核对网站备案信息12条，其中2个网站备案主体与实际经营者不一致。',
    shared: true,
    key: desk.key(),
  });
  await on(POLICE, 'entries', {
    partId: (await part(POLICE)).id,
    kind: 'finding',
    text: '其中一条线索的资金流向已初步查明。',
    shared: false,
    key: desk.key(),
  });
  await on(LEAD, 'checks', {
    partId: (await part(LEAD)).id,
    subject: '沙坡头区电子商务产业园网络经营者',
    checkedOn: desk.today(),
    place: '沙坡头区电子商务产业园',
    units: [desk.officer(LEAD).orgName, desk.officer(POLICE).orgName, NO_ACCOUNT],
    outcome: '现场检查网络经营者18户，发现3户未公示营业执照信息，1户涉嫌无证销售电子烟，已分别处理。',
    key: desk.key(),
  });
  yield later(desk.now(), random.int(3, 6), random);
  const taskOf = async (login: string) =>
    (await read(login)).tasks.find(({ title }) => title.startsWith(login === POLICE ? '对移交' : '核查'))!;
  const finish = async (login: string, result: string, text: string) => {
    const task = await taskOf(login);
    await on(login, `tasks/${task.id}/complete`, { version: task.version, result });
    const own = await part(login);
    await on(login, `units/${own.id}/report`, { version: own.version, text });
  };
  await finish(CYBERSPACE, '已反馈12个网站的备案信息。', '处置违法信息36条，约谈网站2家。');
  if (plan.running) return;
  yield later(desk.now(), random.int(4, 8), random);
  await finish(POLICE, '研判报告已送市场监管局。', '受理移送线索1条，正在侦查。');
  const named = await namedPart();
  await on(LEAD, `units/${named.id}/report`, {
    version: named.version,
    text: '来函告知：查处无证零售电子烟1起。',
  });
  yield later(desk.now(), random.int(3, 6), random);
  const ours = await part(LEAD);
  await on(LEAD, `units/${ours.id}/report`, {
    version: ours.version,
    text: '线上检查网店210个次，立案4件。',
  });
  await on(LEAD, 'conclude', {
    version: (await read()).version,
    result: '各部门共检查网站、网店230余个次，处置违法信息36条，立案4件，移送公安机关1件。',
  });
}

const AGENDAS = [
  ['通报上半年网络市场监管情况', '研究打击网络销售侵权假冒商品的协作安排'],
  ['通报联合行动开展情况', '研究年货促销期间网络市场秩序维护工作'],
] as const;

/** The standing conference: two meetings with minutes, tasks and a number; the second's task is still open. */
export async function* conferenceCourse(
  desk: HistoryDesk,
  plan: { readonly between: number },
  random: Random,
): Course {
  const year = desk.today().slice(0, 4);
  const { id, on, part, namedPart, read } = await openWork(desk, {
    kind: 'conference',
    title: '中卫市网络市场监管部门联席会议',
    purpose: '统筹协调全市网络市场监管工作，研究解决监管中的重大问题，推动部门间信息共享和执法协作。',
  });
  yield later(desk.now(), random.int(2, 4), random);
  await joinAll(desk, id);
  await on(LEAD, 'start', { version: (await read()).version });
  for (const [place, agenda] of AGENDAS.entries()) {
    yield later(desk.now(), place === 0 ? 3 : plan.between, random);
    const meets = later(desk.now(), 8, random);
    const title = `联席会议${place === 0 ? '第一' : '第二'}次会议`;
    await on(LEAD, 'meetings', {
      title,
      meetsAt: `${dayInChina(meets)}T09:30`,
      place: '市市场监督管理局三楼会议室',
      chair: desk.officer('juzhang').name,
      recorder: desk.officer('fenpai2').name,
      agenda: [...agenda],
      key: desk.key(),
    });
    const meeting = async () => (await read()).meetings.find((one) => one.title === title)!;
    yield meets;
    const attendance = [
      { unit: desk.officer(LEAD).orgName, person: desk.officer('juzhang').name, post: '局长', present: true },
      {
        unit: desk.officer(POLICE).orgName,
        person: desk.officer(POLICE).name,
        post: '联络员',
        present: true,
      },
      {
        unit: desk.officer(CYBERSPACE).orgName,
        person: desk.officer(CYBERSPACE).name,
        post: '联络员',
        present: true,
      },
      { unit: NO_ACCOUNT, person: '', post: '', present: place === 0 },
    ];
    let { id: meetingId, version } = await meeting();
    await on(LEAD, `meetings/${meetingId}/hold`, {
      version,
      attendance,
      minutes: `会议听取了网络市场监管工作情况的通报。\n会议议定：${agenda[1]}，各成员单位按职责分工落实，由市市场监督管理局汇总。`,
    });
    await on(LEAD, 'tasks', {
      partId: (await (place === 0 ? part(CYBERSPACE) : namedPart())).id,
      meetingId,
      title: place === 0 ? '提供本地网站备案名录' : '报送网上涉烟线索核查情况',
      dueOn: addDays(dayInChina(desk.now()), place === 0 ? 30 : 60),
      key: desk.key(),
    });
    ({ id: meetingId, version } = await meeting());
    await on(LEAD, `meetings/${meetingId}/document`, { version });
    yield later(desk.now(), 1, random);
    const { documentId } = await meeting();
    await submitPaper(desk, LEAD, documentId!);
    await approvePaper(desk, documentId!);
    // News of the signature comes by a job, and jobs do not run in the past.
    ({ id: meetingId, version } = await meeting());
    await on(LEAD, `meetings/${meetingId}/settle`, { version });
    if (place > 0) continue;
    yield later(desk.now(), random.int(12, 20), random);
    const task = (await read(CYBERSPACE)).tasks[0]!;
    await on(CYBERSPACE, `tasks/${task.id}/complete`, {
      version: task.version,
      result: `已提供${year}年本地网站备案名录。`,
    });
  }
}
