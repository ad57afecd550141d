import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type TestApp, testApp } from '../../platform/test/test-app.ts';
import type { CaseDetail } from './contract.ts';
import { caseDesk, type Desk } from './test/case-desk.ts';

const DAY = 86_400_000;
// Whole journeys through HTTP: many requests each.
vi.setConfig({ testTimeout: 180_000 });

let t: TestApp;
let desk: Desk;
beforeAll(async () => {
  t = await testApp();
  desk = await caseDesk(t);
});
afterAll(() => t.close());

async function filed(some: Record<string, unknown> = {}): Promise<CaseDetail> {
  return await desk.sign(await desk.step(await desk.newCase(some), 'file', {}));
}

it('seizes for thirty days, once more for thirty, and closes nothing before the goods are dealt with', async () => {
  let one = await filed();
  one = await desk.step(one, 'matters', {
    kind: 'seizure',
    title: '扣押涉案白酒',
    counterpart: '当事人仓库',
    content: '涉嫌侵权商品',
    items: [{ name: '白酒', quantity: '20瓶', note: '' }],
  });
  const id = one.matters[0]!.id;
  one = await desk.sign(one, one.matters[0]!.documentId!);
  expect(one.matters[0]!.due).not.toBeNull();
  const move = async (action: string, result: string) => {
    const answer = await desk.officer.call('POST', `/api/cases/${one.id}/matters/${id}`, {
      version: one.matters[0]!.version,
      action,
      on: desk.today(),
      result,
    });
    return answer;
  };
  const before = one.matters[0]!.due!.due;
  one = (await move('extend', '情况复杂，负责人批准')).json;
  // Nothing is extended before the head has signed for it.
  expect(one.matters[0]!.due!.due).toBe(before);
  // 程序规定 art. 38: the party is told in writing, with the reason and the new day.
  const notice = one.papers.find(({ form }) => form === 'seizure-extension')!;
  const told = (await desk.officer.call('GET', `/api/documents/${notice.id}`)).json.values;
  expect((await move('extend', '再次延长')).json.message).toContain('只能延长一次');
  one = await desk.sign(one, notice.id);
  expect(one.matters[0]!.due!.due > before).toBe(true);
  expect(told).toMatchObject({ reason: '情况复杂，负责人批准', until: one.matters[0]!.due!.due });
  expect((await move('extend', '再次延长')).status).toBe(409);
  expect(one.allowed.find(({ action }) => action === 'terminate')).toMatchObject({ ready: false });
  // 程序规定 art. 38 para. 3: the days of a test are not counted in the seizure.
  one = await desk.step(one, 'matters', {
    kind: 'test',
    title: '送检',
    counterpart: '质检所',
    content: '检验真伪',
  });
  one = await desk.sign(one, one.matters[1]!.documentId!);
  const seized = () =>
    one.deadlines.find(({ on, rule, ended }) => on === id && rule === 'seizure' && ended === null)!;
  expect(seized().pausedSince).toBe(desk.today());
  t.clock.advance(4 * DAY);
  const answered = await desk.officer.call('POST', `/api/cases/${one.id}/matters/${one.matters[1]!.id}`, {
    version: one.matters[1]!.version,
    action: 'answer',
    on: desk.today(),
    result: '不合格',
  });
  one = answered.json;
  expect(seized().pausedSince).toBeNull();
  // The party is told of the result on a paper of its own; its service is the telling.
  const result = one.papers.find(({ form }) => form === 'opinion-notice')!;
  one = await desk.serve(await desk.sign(one, result.id), result.id);
  expect(one.matters[1]).toMatchObject({ stateName: '已办结', informedOn: desk.today(), result: '不合格' });
  one = (await move('dispose', '解除扣押，退还当事人')).json;
  // What becomes of the goods is a decision that the party gets.
  const release = one.papers.find(({ form }) => form === 'seizure-release')!;
  const words = (await desk.officer.call('GET', `/api/documents/${release.id}`)).json.values;
  expect(words).toMatchObject({ reason: '解除扣押，退还当事人', goods: [{ name: '白酒', count: '20瓶' }] });
  expect(one.matters[0]).toMatchObject({ stateName: '已办结', due: null });
  expect(one.allowed.find(({ action }) => action === 'terminate')).toMatchObject({ ready: true });
});

it('a measure taken on the spot is approved within a day, and runs from when it was taken', async () => {
  let one = await desk.newCase();
  const takenAt = t.clock.now().toISOString();
  one = await desk.step(one, 'matters', {
    kind: 'preservation',
    title: '先行登记保存白酒',
    counterpart: '当事人仓库',
    content: '证据可能灭失',
    takenAt,
  });
  const rules = () =>
    one.deadlines
      .filter(({ on, ended }) => on === one.matters[0]!.id && ended === null)
      .map(({ rule }) => rule);
  expect(rules()).toEqual(['evidence-preservation-urgent-approval']);
  t.clock.advance(DAY / 2);
  one = await desk.sign(one, one.matters[0]!.documentId!);
  expect(rules()).toEqual(['evidence-preservation']);
  expect(one.matters[0]!.openedOn).toBe(
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(takenAt)),
  );
});

it('goes to the police within three days and a day, imposes nothing meanwhile, and ends with their filing', async () => {
  let one = await filed({ violations: ['trademark-infringing-goods'] });
  one = await desk.step(one, 'matters', {
    kind: 'police',
    title: '涉嫌销售假冒注册商标的商品罪',
    counterpart: '中卫市公安局',
    content: '销售金额达到追诉标准',
  });
  const matter = () => one.matters[0]!;
  const rules = () =>
    one.deadlines.filter(({ on, ended }) => on === matter().id && ended === null).map(({ rule }) => rule);
  expect(rules()).toEqual(['police-transfer-decision']);
  const paper = await desk.officer.call('GET', `/api/documents/${matter().documentId}`);
  expect(paper.json.values.materials).toEqual([{ name: '案件调查报告', count: '1份' }]);
  one = await desk.sign(one, matter().documentId!);
  expect(rules()).toEqual(['police-transfer-handover']);
  const move = async (action: string, result = '') => {
    const answer = await desk.officer.call('POST', `/api/cases/${one.id}/matters/${matter().id}`, {
      version: matter().version,
      action,
      on: desk.today(),
      result,
      receipt: action === 'hand-goods' ? '清单4号' : '公（网）接〔2026〕3号',
    });
    expect(answer.status, answer.text).toBe(200);
    one = answer.json;
  };
  await move('hand-over');
  expect(rules()).toEqual(['police-filing-decision']);
  expect(one.days).toContainEqual({ name: '移送公安', on: desk.today() });
  expect(one.allowed.find(({ action }) => action === 'conclude-transfer')).toMatchObject({ ready: false });
  await move('accept', '公安机关已立案侦查');
  // 国令310 art. 12: goods and papers follow within three days of their notice.
  expect(rules()).toEqual(['police-materials-handover']);
  await move('hand-goods');
  expect(rules()).toEqual([]);
  expect(matter()).toMatchObject({ stateName: '已办结', receipt: '公（网）接〔2026〕3号；清单4号' });
  one = await desk.step(one, 'conclude-transfer', { opinion: '公安机关已立案' });
  expect(one).toMatchObject({ state: 'ending', outcome: 'police' });
  one = await desk.sign(await desk.step(one, 'close', { opinion: '建议结案' }));
  expect(one.state).toBe('closed');
});

it('asks the police again where they do not file, then goes on itself', async () => {
  let one = await filed({ violations: ['trademark-infringing-goods'] });
  one = await desk.step(one, 'matters', {
    kind: 'police',
    title: '涉嫌销售假冒注册商标的商品罪',
    counterpart: '中卫市公安局',
    content: '销售金额达到追诉标准',
  });
  one = await desk.sign(one, one.matters[0]!.documentId!);
  const steps = [
    ['hand-over', '', 'police-filing-decision'],
    ['refuse', '不予立案', 'police-reconsideration-request'],
    ['reconsider', '', 'police-reconsideration-decision'],
    ['refuse', '维持不予立案', 'procuratorate-supervision-proposal'],
    ['rest-with-it', '不再提请', null],
  ] as const;
  for (const [action, result, rule] of steps) {
    const matter = one.matters[0]!;
    expect(one.allowed.some(({ action: each, ready }) => each === 'conclude-transfer' && ready)).toBe(false);
    const answer = await desk.officer.call('POST', `/api/cases/${one.id}/matters/${matter.id}`, {
      version: matter.version,
      action,
      on: desk.today(),
      result,
    });
    expect(answer.status, answer.text).toBe(200);
    one = answer.json;
    const running = one.deadlines.filter(({ on, ended }) => on === matter.id && ended === null);
    expect(running.map((each) => each.rule)).toEqual(rule === null ? [] : [rule]);
  }
  // 国令310 art. 10: the penalty is decided after all.
  one = await desk.step(one, 'conclude', {
    facts: '查明的事实',
    proposal: desk.penalty({ fine: 1_000_000 }),
    opinion: '建议处罚',
  });
  expect(
    (await desk.step(await desk.sign(one), 'pass-review', { opinion: '同意' }, desk.reviewer)).state,
  ).toBe('notifying');
});
