import { BUILT_IN_ROLES, type BuiltInRole } from '@wangjian/core/permissions.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { handDownJobs } from './hand-down-jobs.ts';
import { reportJobs } from './report-up.ts';
import { provinceDesk } from './test-province.ts';
import { enterWork, png, send, sign } from './test-tools.ts';
import { visitJobs } from './visit-jobs.ts';

// Whole journeys through HTTP: many requests each.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let t: TestApp;
type Desk = Awaited<ReturnType<typeof provinceDesk>>;
let desk: Desk['desk'];
let province: TestUser;
let yinchuan: TestUser;
let wuzhong: TestUser;
let yinchuanOffice: string;
let get: Desk['get'];
let post: Desk['post'];
let inbox: Desk['inbox'];
let list: Desk['list'];
let everything: Desk['everything'];
let replay: Desk['replay'];
let handedDown: Desk['handedDown'];
let accepted: Desk['accepted'];
beforeAll(async () => {
  t = await testApp();
  const all = await provinceDesk(t);
  ({ desk, province, yinchuan, wuzhong, yinchuanOffice, get, post, inbox, list } = all);
  ({ everything, replay, handedDown, accepted } = all);
});
afterAll(() => t.close());

describe('a plan handed down', () => {
  it('makes each bureau one campaign of its own part; nobody else sees anything of it', async () => {
    const { id, plan, child } = await handedDown();
    const mine = await get(desk.owner, child);
    expect(mine).toMatchObject({
      status: 'handed',
      superior: { orgName: '自治区市场监督管理厅', live: true },
    });
    expect(
      mine.plan.items.map(({ title, orgIds }: { title: string; orgIds: string[] }) => [title, orgIds]),
    ).toEqual([
      ['整治互联网违法广告', []],
      ['整治枸杞掺假', []],
    ]);
    const theirs = (await list(yinchuan)).find(({ name }) => name === plan.name)!;
    expect((await get(yinchuan, theirs.id)).plan.items).toHaveLength(1);
    expect(JSON.stringify(await get(yinchuan, theirs.id))).not.toMatch(/枸杞掺假|中卫/);
    expect(await list(wuzhong)).toEqual([]);
    for (const [user, foreign] of [
      [wuzhong, id],
      [wuzhong, child],
      [yinchuan, id],
      [yinchuan, child],
      [desk.owner, id],
      [desk.owner, theirs.id],
      [desk.unit, child],
    ] as const)
      expect((await user.call('GET', `/api/campaigns/${foreign}`)).status).toBe(404);
    expect((await inbox(desk.owner)).join()).toContain(
      `自治区市场监督管理厅部署了专项行动，请签收：${plan.name}`,
    );
    expect(await inbox(wuzhong)).toEqual([]);

    const { rows } = await t.app.kernel.owner.query(
      'SELECT id FROM campaign_hand_downs WHERE campaign_id = $1',
      [id],
    );
    expect(rows).toHaveLength(2);
    const before = await everything();
    for (const { id: handId } of rows) await replay(handDownJobs, 'campaign-hand-down', { handId });
    await replay(handDownJobs, 'campaign-tell-up', { campaignId: child });
    expect((await everything()).replaceAll(/"child_version":\d/g, '')).toBe(
      before.replaceAll(/"child_version":\d/g, ''),
    );
    expect((await list(desk.owner)).filter(({ name }) => name === plan.name)).toHaveLength(1);
  });

  it('is accepted and divided by the bureau, which may not weaken it nor call it off', async () => {
    const { id, child } = await handedDown();
    const { version } = await get(desk.owner, child);
    expect((await post(desk.owner, `${child}/issue`, { version })).status).toBe(409);
    const draft = (await post(desk.owner, `${child}/accept`, { version })).json;
    const put = (change: object) =>
      desk.owner.call('PUT', `/api/campaigns/${child}`, { ...draft.plan, ...change, version: draft.version });
    const late = await put({ finalOn: '2026-12-15', items: draft.plan.items.slice(1) });
    expect(late.status).toBe(400);
    expect(late.json.problems.map(({ path }: { path: string }) => path)).toEqual(['finalOn', 'items']);
    const cancelled = await post(desk.owner, `${child}/cancel`, { version: draft.version, opinion: '不办' });
    expect([cancelled.status, cancelled.json.code]).toEqual([409, 'conflict']);
    expect(draft.allowed).not.toContain('cancel');
    await t.runJobs();
    const [row] = (await get(province, id)).bureaus.filter(
      ({ region }: { region: string }) => region === '640500',
    );
    expect(row).toMatchObject({ status: 'accepted', childStatus: 'draft', childId: child, upToDate: true });
    const lacking = (await get(province, `${id}/board`)).rows.map(
      (one: { name: string; missing: { kind: string }[] }) => [one.name, one.missing.map(({ kind }) => kind)],
    );
    expect(lacking).toEqual([
      ['银川市市场监督管理局', ['receive', 'midterm']],
      ['中卫市市场监督管理局', ['issue', 'midterm']],
    ]);
    // Who did not accept is told so in its own bureau, once.
    const urged = await post(province, `${id}/urge`, { key: `urge-${id}` });
    expect(urged.json).toEqual({ units: 2 });
    await t.runJobs();
    expect(
      (await inbox(yinchuan)).filter((title) => title.startsWith('自治区市场监督管理厅提醒')),
    ).toHaveLength(1);
  });

  it("is counted on the superior's board from the records of each bureau, and every number opens them", async () => {
    const { id, child } = await handedDown({ goals: [{ measure: 'cases', target: 10 }] });
    await accepted(child);
    await enterWork(t, { org: desk.county, region: '640521', day: '2026-07-10', words: '枸杞网店' });
    await enterWork(t, { org: desk.city, region: '640500', day: '2026-07-11', words: '市级网店' });
    const board = await get(province, `${id}/board`);
    const row = board.rows.find(({ orgId }: { orgId: string }) => orgId === desk.city);
    expect(row).toMatchObject({
      bureau: { childId: child, words: '已印发' },
      tasks: 2,
      tasksDone: 0,
      values: { cases: 2, 'online-checks': 2, leads: 2 },
    });
    expect(board.totals.cases).toBe(2);
    expect((await get(province, id)).goals).toEqual([{ measure: 'cases', target: 10, value: 2 }]);
    const records = await get(province, `${id}/records?measure=cases&org=${desk.city}`);
    expect(records.items.map(({ orgName }: { orgName: string }) => orgName).sort()).toEqual([
      '中卫市市场监督管理局',
      '中宁县市场监督管理局',
    ]);
    expect((await get(province, `${id}/records?measure=cases`)).total).toBe(2);
    expect((await get(province, `${id}/records?measure=cases&org=${yinchuanOffice}`)).total).toBe(0);
    expect((await get(province, child)).status).toBe('issued');
    // The province looks on; it does not act for the city.
    const { version } = await get(province, child);
    expect((await post(province, `${child}/start`, { version })).status).toBe(403);
  });

  it('changes in sight of the bureau, which takes the change or keeps its own, never by itself', async () => {
    const { id, plan, child } = await handedDown();
    await accepted(child);
    const own = await get(desk.owner, child);
    const narrowed = await desk.owner.call('PUT', `/api/campaigns/${child}`, {
      ...own.plan,
      aim: '中卫自己的目标',
      version: own.version,
      reason: '结合实际',
    });
    expect(narrowed.status, narrowed.text).toBe(200);
    const above = await get(province, id);
    const revised = await province.call('PUT', `/api/campaigns/${id}`, {
      ...above.plan,
      aim: '厅里的新目标',
      finalOn: '2026-11-20',
      items: [
        ...above.plan.items,
        { ...plan.items[0]!, id: 'item-3', title: '检查直播间', orgIds: [desk.city] },
      ],
      version: above.version,
      reason: '增加直播检查',
    });
    expect(revised.status, revised.text).toBe(200);
    await t.runJobs();
    const seen = await get(desk.owner, child);
    expect(seen.plan).toMatchObject({ aim: '中卫自己的目标', finalOn: '2026-11-30' });
    expect(seen.plan.items).toHaveLength(2);
    expect(seen.superior).toMatchObject({ edition: 2, reason: '增加直播检查' });
    expect(seen.superior.changes.map(({ name }: { name: string }) => name)).toEqual([
      '工作目标',
      '全面总结期限',
      '任务“检查直播间”',
    ]);
    expect((await inbox(desk.owner)).join()).toContain('自治区市场监督管理厅修订了方案，请处理');
    // 银川 was given nothing of it but the aim and the day.
    const theirs = (await list(yinchuan)).find(({ name }) => name === plan.name)!;
    expect((await get(yinchuan, theirs.id)).plan).toMatchObject({
      aim: '厅里的新目标',
      finalOn: '2026-11-20',
    });
    const pending = (await get(province, id)).bureaus.map(({ upToDate }: { upToDate: boolean }) => upToDate);
    expect(pending).toEqual([true, false]);

    const settle = (body: object) =>
      post(desk.owner, `${child}/settle`, { version: seen.version, edition: 2, take: true, ...body });
    expect((await settle({ edition: 1 })).json.code).toBe('stale');
    expect((await settle({ take: false })).status).toBe(400);
    const settled = await settle({});
    expect(settled.json, settled.text).toMatchObject({
      plan: { aim: '中卫自己的目标', finalOn: '2026-11-20' },
    });
    expect(settled.json.plan.items.map(({ title }: { title: string }) => title)).toContain('检查直播间');
    expect(settled.json.superior.changes).toEqual([]);
    expect(
      (await post(desk.owner, `${child}/settle`, { version: settled.json.version, edition: 2, take: true }))
        .status,
    ).toBe(409);
    await t.runJobs();
    expect((await get(province, id)).bureaus[1]).toMatchObject({ region: '640500', upToDate: true });
  });

  it('taken back ends what was not accepted, and only tells a bureau that is at work on it', async () => {
    const { id, plan, child } = await handedDown();
    await accepted(child);
    const { version } = await get(province, id);
    await post(province, `${id}/cancel`, { version, opinion: '上级另有部署' });
    await t.runJobs();
    const theirs = (await list(yinchuan)).find(({ name }) => name === plan.name)!;
    expect(theirs.status).toBe('cancelled');
    const mine = await get(desk.owner, child);
    expect(mine).toMatchObject({ status: 'issued', superior: { live: false, statusName: '已撤销' } });
    expect(mine.allowed).toContain('cancel');
  });
});

describe("a bureau's report", () => {
  it('goes up with its cases and pictures, is returned or received, and an answer counts once', async () => {
    const { id, plan, child } = await handedDown();
    await accepted(child);
    const at = `/api/campaigns/${child}`;
    const uploaded = await send(desk.owner, `${at}/pictures?orgId=${desk.city}`, '检查.png', png());
    const [picture] = uploaded.json.pictures;
    await desk.owner.call('PUT', `${at}/pictures/${picture.id}`, {
      version: picture.version,
      caption: '联合检查',
    });
    const drafted = await desk.owner.call('POST', `${at}/reports`, {
      orgId: desk.city,
      kind: 'final',
      key: `up-${child}`,
    });
    expect(drafted.status, drafted.text).toBe(200);
    const mine = async () => (await get(desk.owner, `${child}/reporting`)).reports[0];
    const above = async () => (await get(province, `${id}/reporting`)).reports[0];
    const step = async (
      user: TestUser,
      where: string,
      report: { id: string; version: number },
      action: string,
      more = {},
    ) => {
      const answer = await post(user, `${where}/reports/${report.id}/${action}`, {
        version: report.version,
        ...more,
      });
      await t.runJobs();
      return answer;
    };
    const second = await t.officer({ role: 'approver', region: '640500', orgId: desk.city, name: '副局长' });
    await sign(desk.owner, [second, desk.approver], (await mine()).documentId);
    expect((await step(desk.owner, child, await mine(), 'submit')).status).toBe(200);
    expect(await above()).toMatchObject({
      status: 'submitted',
      orgName: '中卫市市场监督管理局',
      owner: false,
    });
    expect((await get(province, `${id}/reporting`)).pictures).toMatchObject([
      { caption: '联合检查', adopted: false },
    ]);
    expect((await step(desk.owner, child, await mine(), 'receive', { words: '自己签收' })).status).toBe(409);
    expect((await mine()).allowed).toEqual([]);
    const before = await everything();
    await replay(reportJobs, 'campaign-report-up', { reportId: (await mine()).id });
    expect(await everything()).toBe(before);

    const back = await step(province, id, await above(), 'return', {
      words: '请补充做法',
      dueOn: '2026-11-25',
    });
    expect(back.status, back.text).toBe(200);
    expect(await mine()).toMatchObject({ status: 'returned', returnReason: '请补充做法' });
    expect((await step(desk.owner, child, await mine(), 'redraft')).status).toBe(200);
    await sign(desk.owner, [second, desk.approver], (await mine()).documentId);
    await step(desk.owner, child, await mine(), 'submit');
    await replay(reportJobs, 'campaign-report-answer', {
      reportId: (await above()).id,
      words: '',
      dueOn: null,
    });
    expect(await mine()).toMatchObject({ status: 'submitted' });
    expect((await step(province, id, await above(), 'receive')).status).toBe(200);
    expect(await mine()).toMatchObject({
      status: 'received',
      receipt: '自治区市场监督管理厅于2026-09-21签收',
    });
    expect((await inbox(desk.owner)).join()).toContain(`上级已签收全面工作总结：${plan.name}`);
    const rows = (await get(province, `${id}/board`)).rows;
    expect(rows.map(({ final }: { final: string | null }) => final)).toEqual([null, '已签收']);
    expect((await wuzhong.call('GET', `/api/campaigns/${id}/reporting`)).status).toBe(404);

    const [taken] = (await get(province, `${id}/reporting`)).pictures;
    await post(province, `${id}/adopt`, { entryId: taken.id, adopted: true, version: taken.version });
    const { orgId } = await get(province, id);
    const whole = await post(province, `${id}/reports`, { orgId, kind: 'final', key: `whole-${id}` });
    expect(whole.status, whole.text).toBe(200);
    const document = whole.json.reports.find((one: { owner: boolean }) => one.owner).documentId;
    const { values } = (await province.call('GET', `/api/documents/${document}`)).json;
    expect(values.pictures).toEqual([
      { caption: '联合检查', picture: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });
});

describe("a superior's visit", () => {
  it('reaches the bureau with its term, is answered there and judged above, each step once', async () => {
    const { id, child } = await handedDown();
    await accepted(child);
    const { version } = await get(province, id);
    await post(province, `${id}/start`, { version });
    const people = { name: '第一督查组', leader: '厅领导', members: ['处长'] };
    const wrong = await post(province, `${id}/groups`, { ...people, orgIds: [desk.county], key: `no-${id}` });
    expect(wrong.status).toBe(400);
    const grouped = await post(province, `${id}/groups`, { ...people, orgIds: [desk.city], key: `g-${id}` });
    expect(grouped.status, grouped.text).toBe(200);
    const visit = {
      ...{ groupId: grouped.json.groups[0].id, orgId: desk.city, visitedOn: '2026-09-20', members: '处长' },
      ...{ findings: '台账不全', corrections: '补齐台账', dueOn: '2026-10-10', key: `v-${id}` },
    };
    const recorded = await post(province, `${id}/visits`, visit);
    expect(recorded.status, recorded.text).toBe(200);
    await t.runJobs();
    const mine = async () => (await get(desk.owner, `${child}/supervision`)).visits;
    const above = async () => (await get(province, `${id}/supervision`)).visits[0];
    expect(await mine()).toMatchObject([{ status: 'open', findings: '台账不全', allowed: ['answer'] }]);
    const terms = (await desk.owner.call('GET', '/api/deadlines?pageSize=200')).json.items;
    expect(terms.filter(({ title }: { title: string }) => title === '督查整改')).toHaveLength(1);
    expect((await get(yinchuan, `${child}/supervision`)).code).toBe('not_found');
    const step = async (user: TestUser, where: string, action: string, body: object) => {
      const [one] = (await get(user, `${where}/supervision`)).visits;
      const answer = await post(user, `${where}/visits/${one.id}/${action}`, {
        version: one.version,
        ...body,
      });
      await t.runJobs();
      return answer.status;
    };
    expect(await step(desk.owner, child, 'answer', { words: '已经补齐' })).toBe(200);
    expect(await above()).toMatchObject({ status: 'answered', answer: '已经补齐' });
    expect(await step(desk.owner, child, 'close', { words: '自己办结' })).toBe(409);
    expect(await step(province, id, 'demand', { words: '还缺一本', dueOn: '2026-10-20' })).toBe(200);
    expect(await mine()).toMatchObject([{ status: 'open', dueOn: '2026-10-20' }]);
    const before = await everything();
    await replay(visitJobs, 'campaign-visit-down', { visitId: (await above()).id });
    await replay(visitJobs, 'campaign-visit-up', { visitId: (await mine())[0].id });
    expect(await everything()).toBe(before);
    expect(await step(desk.owner, child, 'answer', { words: '全部补齐' })).toBe(200);
    expect(await step(province, id, 'close', { words: '整改到位' })).toBe(200);
    expect(await mine()).toMatchObject([{ status: 'closed', conclusion: '整改到位' }]);
  });
});

describe('who may accept and decide', () => {
  it('is the head office of the bureau alone: every other role and place is refused and writes nothing', async () => {
    const { id, child } = await handedDown();
    const roles = Object.keys(BUILT_IN_ROLES) as BuiltInRole[];
    const places = {
      own: { region: '640500', orgId: desk.city },
      county: { region: '640521', orgId: desk.county },
      other: { region: '640100', orgId: yinchuanOffice },
      above: { region: '640000', orgId: (await get(province, id)).orgId },
    } as const;
    const { version } = await get(desk.owner, child);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roles),
        fc.constantFrom('own', 'county', 'other', 'above' as const),
        fc.constantFrom('accept', 'settle'),
        async (role, place, action) => {
          const holds = (BUILT_IN_ROLES[role].permissions as readonly string[]).includes('campaign.write');
          if (holds && place === 'own' && action === 'accept') return;
          const user = await t.officer({ role, ...places[place] });
          const before = await everything();
          const answer = await post(user, `${child}/${action}`, {
            version,
            opinion: '',
            edition: 1,
            take: true,
          });
          const wanted = !holds ? 403 : { own: 409, county: 404, other: 404, above: 403 }[place];
          expect([role, place, action, answer.status]).toEqual([role, place, action, wanted]);
          expect(await everything()).toBe(before);
        },
      ),
      { numRuns: process.env.WANGJIAN_TEST_FULL ? 200 : 40, seed: 20260921 },
    );
  });
});
