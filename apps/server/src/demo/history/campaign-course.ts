import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';
import type { HistoryDesk } from './desk.ts';
import { inOffice, later, openDay } from './office-hours.ts';
import { approvePaper, submitPaper } from './papers.ts';
import type { Course } from './timeline.ts';

const OWNER = 'fenpai';
const SUPERVISOR = 'ducha';

export interface CampaignCourse {
  readonly name: string;
  readonly aim: string;
  readonly basis: string;
  readonly products: readonly string[];
  readonly items: readonly { readonly title: string; readonly content: string }[];
  /** Counties' chiefs whose bureaus it is handed down to. */
  readonly chiefs: readonly string[];
  /** Whole days that it lasts. */
  readonly days: number;
  /** 网上检查 wanted of all units together. */
  readonly checks: number;
}

interface Task {
  readonly id: string;
  readonly orgId: string;
  readonly status: string;
  readonly version: number;
}
interface Visit {
  readonly id: string;
  readonly status: string;
  readonly version: number;
}
interface Report {
  readonly id: string;
  readonly orgId: string;
  readonly documentId: string;
  readonly status: string;
  readonly version: number;
}

const WORDS = {
  experience: '实行线上监测、线下核查联动，每条线索落实到人、到户。',
  problems: '部分网店实际经营地址与登记地址不一致，核查用时较长；基层专业力量不足。',
  plans: '把专项行动中的有效做法纳入日常监管，定期开展“回头看”。',
};

/** A campaign (专项行动) from its plan over the units' work and a visit to the summing-up; it ends when its days have passed. */
export async function* campaignCourse(desk: HistoryDesk, plan: CampaignCourse, random: Random): Course {
  const begin = dayInChina(desk.now());
  const at = (share: number) => addDays(begin, Math.round(plan.days * share));
  const end = at(1);
  const units = plan.chiefs.map((chief) => ({ chief, orgId: desk.officer(chief).officeId }));
  const orgIds = units.map(({ orgId }) => orgId);
  const { id, orgId: owner } = await desk.post<{ id: string; orgId: string }>(OWNER, '/api/campaigns', {
    name: plan.name,
    basis: plan.basis,
    aim: plan.aim,
    reportTo: '自治区市场监督管理厅',
    copiesTo: '市委网信办',
    startsOn: begin,
    endsOn: end,
    phases: [
      { kind: 'mobilise', from: begin, to: at(0.12), content: '印发方案，动员部署，引导经营者自查自纠。' },
      {
        kind: 'inspect',
        from: addDays(at(0.12), 1),
        to: at(0.8),
        content: '线上监测和线下检查相结合，集中查处违法行为。',
      },
      { kind: 'sum-up', from: addDays(at(0.8), 1), to: end, content: '督查总结，通报结果。' },
    ],
    goals: [{ measure: 'online-checks', target: plan.checks }],
    scope: { kinds: [], forms: [], regions: [], violations: [], products: [...plan.products], keywords: [] },
    items: plan.items.map((item, place) => ({
      id: `item-${place + 1}`,
      ...item,
      leader: '',
      office: '',
      orgIds,
      dueOn: at(0.8),
    })),
    midtermOn: null,
    finalOn: addDays(end, -3),
    casesWanted: 1,
    monthlyCheck: true,
    patrolEvery: 'none',
    key: desk.key(),
  });
  const path = `/api/campaigns/${id}`;
  const step = async (action: string) => {
    const { version } = await desk.get<{ version: number }>(OWNER, path);
    await desk.post(OWNER, `${path}/${action}`, { version });
  };
  const tasksOf = async (chief: string, orgId: string) =>
    (await desk.get<{ items: Task[] }>(chief, `${path}/tasks`)).items.filter((task) => task.orgId === orgId);
  const visits = async (login: string) =>
    (await desk.get<{ visits: Visit[] }>(login, `${path}/supervision`)).visits;
  const reportOf = async (login: string, orgId: string) =>
    (await desk.get<{ reports: Report[] }>(login, `${path}/reporting`)).reports.find(
      (report) => report.orgId === orgId,
    );
  const day = (on: PlainDate) => inOffice(openDay(on), random);

  yield later(desk.now(), 0, random);
  await step('issue');
  yield later(desk.now(), random.int(1, 2), random);
  for (const { chief, orgId } of units) await desk.post(chief, `${path}/receive`, { orgId });
  yield day(at(0.13));
  await step('start');
  for (const [place, { chief, orgId }] of units.entries()) {
    yield day(at(0.3 + place * 0.04));
    for (const task of await tasksOf(chief, orgId))
      await desk.post(chief, `${path}/tasks/${task.id}/progress`, {
        version: task.version,
        words: `已排查辖区网店${random.int(20, 60)}户，发现问题${random.int(2, 8)}个，均已督促整改。`,
      });
  }
  yield day(at(0.45));
  const { groups } = await desk.post<{ groups: { id: string }[] }>(OWNER, `${path}/groups`, {
    name: '第一督查组',
    leader: desk.officer('shenpi').name,
    members: [desk.officer(SUPERVISOR).name, desk.officer('fenpai2').name],
    orgIds,
    key: desk.key(),
  });
  yield later(desk.now(), 3, random);
  const visited = units.at(-1)!;
  await desk.post(SUPERVISOR, `${path}/visits`, {
    groupId: groups[0]!.id,
    orgId: visited.orgId,
    visitedOn: desk.today(),
    members: `${desk.officer('shenpi').name}、${desk.officer(SUPERVISOR).name}`,
    findings: '工作部署到位；检查台账有3户没有登记处理结果。',
    corrections: '补齐检查台账，处理结果逐户登记。',
    dueOn: addDays(dayInChina(desk.now()), 10),
    key: desk.key(),
  });
  yield later(desk.now(), random.int(3, 6), random);
  const [open] = await visits(visited.chief);
  await desk.post(visited.chief, `${path}/visits/${open!.id}/answer`, {
    version: open!.version,
    words: '检查台账已补齐，3户处理结果均已登记。',
  });
  yield later(desk.now(), random.int(1, 3), random);
  const [answered] = await visits(SUPERVISOR);
  await desk.post(SUPERVISOR, `${path}/visits/${answered!.id}/close`, {
    version: answered!.version,
    words: '整改到位。',
  });
  for (const [place, { chief, orgId }] of units.entries()) {
    yield day(at(0.7 + place * 0.03));
    for (const task of await tasksOf(chief, orgId))
      await desk.post(chief, `${path}/tasks/${task.id}/finish`, {
        version: task.version,
        words: '任务已完成，检查情况已报市局。',
      });
  }
  yield day(addDays(at(0.8), 1));
  await step('sum-up');
  const chooseCase = async (login: string, orgId: string) => {
    const { items } = await desk.get<{ items: { id: string }[] }>(
      login,
      `${path}/case-candidates?orgId=${orgId}`,
    );
    if (items[0])
      await desk.post(login, `${path}/typical-cases`, { orgId, caseId: items[0].id, key: desk.key() });
  };
  const report = async function* (login: string, orgId: string, receipt: string): Course {
    await chooseCase(login, orgId);
    await desk.post(login, `${path}/reports`, { orgId, kind: 'final', key: desk.key() });
    const { documentId } = (await reportOf(login, orgId))!;
    await submitPaper(desk, login, documentId, WORDS);
    yield later(desk.now(), 1, random);
    await approvePaper(desk, documentId);
    const move = async (who: string, action: string, words: string) => {
      const { id: reportId, version } = (await reportOf(who, orgId))!;
      await desk.post(who, `${path}/reports/${reportId}/${action}`, { version, words });
    };
    await move(login, 'submit', '');
    yield later(desk.now(), 0, random);
    await move(OWNER, 'receive', receipt);
  };
  for (const [place, { chief, orgId }] of units.entries()) {
    yield day(at(0.86 + place * 0.02));
    yield* report(chief, orgId, '');
  }
  yield day(addDays(end, -4));
  yield* report(OWNER, owner, '自治区厅网监处电话确认收到。');
  yield day(end);
  await step('close');
}
