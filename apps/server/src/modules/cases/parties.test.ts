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

type Party = CaseDetail['parties'][number];
const partyOf = (one: CaseDetail, name: string): Party =>
  one.parties.find((each) => each.name.includes(name))!;
const message = async (answer: Promise<{ json: { message: string } }>) => (await answer).json.message;

/** Every document that the case waits for is signed. */
async function signAll(one: CaseDetail): Promise<CaseDetail> {
  let now = one;
  for (const { documentId } of one.waiting) now = await desk.sign(now, documentId);
  return now;
}
const waitingFor = (one: CaseDetail, name: string) =>
  one.waiting.find(({ partyId }) => partyId === partyOf(one, name).id)!.documentId;

/** A company that advertised, the trader who did it for him, and one who is only warned. */
async function threeParties(): Promise<CaseDetail> {
  let one = await desk.newCase();
  one = await desk.step(one, 'party', { kind: 'person', name: '王小二', idNumber: '640502199001010011' });
  one = await desk.step(one, 'party', { kind: 'company', name: '乙广告有限公司' });
  return await desk.sign(await desk.step(one, 'file', {}));
}

it('tells, hears, decides, serves, collects and publishes for each party alone, and closes with the last', async () => {
  let one = await threeParties();
  expect(one.party).toBe('中卫市甲商贸有限公司等3名当事人');
  const [first, person, third] = ['甲商贸', '王小二', '乙广告'].map((name) => partyOf(one, name)) as [
    Party,
    Party,
    Party,
  ];
  const proposals = [
    { partyId: first.id, penalty: desk.penalty({ fine: 30_000_000, forfeitIncome: 200_000 }) },
    { partyId: person.id, penalty: desk.penalty({ fine: 20_000_000 }) },
    { partyId: third.id, penalty: desk.penalty({}) },
  ];
  const report = { facts: '查明三名当事人共同发布虚假广告', opinion: '建议处罚' };
  expect(
    await message(desk.tryStep(one, 'conclude', { ...report, proposal: proposals[0]!.penalty })),
  ).toContain('每名当事人');
  expect(await message(desk.tryStep(one, 'conclude', { ...report, parties: proposals.slice(1) }))).toContain(
    '甲商贸',
  );
  one = await desk.sign(await desk.step(one, 'conclude', { ...report, parties: proposals }));
  one = await desk.step(one, 'pass-review', { opinion: '同意' }, desk.reviewer);

  // Those who are to be punished are told, each on a paper of their own.
  one = await desk.step(one, 'notify', {});
  expect(one.waiting.map(({ partyId }) => partyId).sort()).toEqual([first.id, person.id].sort());
  const told = await desk.officer.call('GET', `/api/documents/${waitingFor(one, '王小二')}`);
  expect(told.json.values).toMatchObject({ party: '王小二', penalty: '罚款20万元' });
  expect(told.json.values.rights).toContain('听证');
  expect(told.json.title).toBe('行政处罚告知书（王**）');
  const notices = { first: waitingFor(one, '甲商贸'), person: waitingFor(one, '王小二') };
  one = await signAll(one);
  one = await desk.serve(one, notices.first);
  expect(one.state).toBe('notifying');
  // The one who was told answers while the notice of the other is on its way.
  one = await desk.step(one, 'record-statement', { on: desk.today(), text: '请求从轻' });
  expect(partyOf(one, '甲商贸').statement?.text).toBe('请求从轻');
  expect(
    await message(desk.tryStep(one, 'request-hearing', { partyId: person.id, on: desk.today() })),
  ).toContain('送达处罚告知书');
  t.clock.advance(2 * DAY);
  one = await desk.serve(one, notices.person);
  expect(one.state).toBe('stating');
  expect(
    await message(desk.tryStep(one, 'record-statement', { on: desk.today(), text: '没有意见' })),
  ).toContain('请选择');
  // Each has its own period: that of the second runs two days longer.
  const periods = one.deadlines.filter(({ rule, ended }) => rule === 'party-statement' && ended === null);
  expect(periods.map(({ on }) => on).sort()).toEqual([one.id, person.id].sort());
  expect(new Set(periods.map(({ due }) => due)).size).toBe(2);
  expect(periods.map(({ title }) => title.split('：')[0]).sort()).toEqual(['中卫市甲商贸有限公司', '王小二']);
  one = await desk.step(one, 'record-statement', {
    partyId: person.id,
    on: desk.today(),
    text: '放弃',
    waived: true,
  });
  expect(await message(desk.tryStep(one, 'proceed', {}))).toMatch(/甲商贸有限公司：陈述申辩期/);
  t.clock.advance(9 * DAY);
  one = await desk.step(one, 'proceed', {});

  // Who leads the case from now on has the periods of all its parties.
  one = await desk.step(one, 'assign', {
    officerId: desk.colleague.actor.id,
    certificate: '64050002',
    lead: true,
  });

  const verdicts = [
    {
      partyId: first.id,
      penalty: proposals[0]!.penalty,
      statementAdopted: false,
      statementReason: '没有从轻情节',
    },
    { partyId: person.id, penalty: proposals[1]!.penalty },
    { partyId: third.id, outcome: 'no-penalty', ground: 'first', reason: '初次违法并已改正' },
  ];
  const heavier = [verdicts[0], { ...verdicts[1], penalty: desk.penalty({ fine: 20_000_001 }) }, verdicts[2]];
  expect(await message(desk.tryStep(one, 'decide', { parties: heavier }))).toMatch(/王小二：处罚重于告知/);
  const untold = [...verdicts.slice(0, 2), { partyId: third.id, penalty: desk.penalty({ warning: true }) }];
  expect(await message(desk.tryStep(one, 'decide', { parties: untold }))).toContain(
    '乙广告有限公司：处罚告知书还没有送达',
  );
  one = await desk.step(one, 'decide', { parties: verdicts });
  const decisions = {
    first: waitingFor(one, '甲商贸'),
    person: waitingFor(one, '王小二'),
    third: waitingFor(one, '乙广告'),
  };
  one = await desk.sign(one, decisions.first);
  // Counted only once the last is signed.
  expect(one).toMatchObject({ state: 'deciding', outcome: null, fine: 0, decidedOn: null });
  one = await desk.sign(await desk.sign(one, decisions.person), decisions.third);
  expect(one).toMatchObject({ state: 'serving', outcome: 'penalty', fine: 50_000_000, forfeit: 200_000 });
  expect(new Set(one.parties.map(({ decisionNumber }) => decisionNumber)).size).toBe(3);
  const second = encodeURIComponent(partyOf(one, '王小二').decisionNumber!);
  expect((await desk.officer.call('GET', `/api/cases?q=${second}`)).json.total).toBe(1);
  const none = await desk.officer.call('GET', `/api/documents/${decisions.third}`);
  expect(none.json.values).toMatchObject({
    party: '乙广告有限公司',
    ground: '初次违法且危害后果轻微并及时改正',
    penaltyArticles: ['《中华人民共和国行政处罚法》第三十三条第一款'],
  });
  // The copy for publication is each party's own, without the ID number of another.
  const copy = await desk.officer.call('GET', `/api/documents/${decisions.first}`);
  expect(JSON.stringify(copy.json.values)).not.toContain('640502199001010011');
  const hidden = await t.app.kernel.owner.query(
    'SELECT persons FROM documents WHERE id = ANY ($1) ORDER BY id',
    [[decisions.first, decisions.person]],
  );
  const names = hidden.rows.map(({ persons }) => persons.map(({ value }: { value: string }) => value));
  expect(names[0]).toContain('王小二');
  expect(names[1]).not.toContain('王小二');

  one = await desk.step(one, 'assign', {
    officerId: desk.officer.actor.id,
    certificate: '64050001',
    lead: true,
  });
  const { rows: handed } = await t.app.kernel.owner.query(
    'SELECT DISTINCT officer_id FROM deadlines WHERE on_id IN ($1, $2) AND ended_at IS NULL',
    [one.id, person.id],
  );
  expect(handed).toEqual([{ officer_id: desk.officer.actor.id }]);
  one = await desk.serve(one, decisions.first);
  expect(one.state).toBe('serving');
  expect(partyOf(one, '甲商贸')).toMatchObject({ stage: 'executing', servedOn: desk.today() });
  // Who was served pays, whoever else is still to be served.
  one = await desk.step(one, 'pay', { on: desk.today(), kind: 'fine', amount: 30_000_000, receipt: '票据1' });
  expect(
    await message(
      desk.tryStep(one, 'pay', {
        partyId: person.id,
        on: desk.today(),
        kind: 'fine',
        amount: 1,
        receipt: '票据9',
      }),
    ),
  ).toContain('送达决定书');
  one = await desk.serve(await desk.serve(one, decisions.person), decisions.third);
  expect(one.state).toBe('executing');
  expect(partyOf(one, '乙广告')).toMatchObject({ stage: 'done', endReason: '作出不予行政处罚决定' });

  // One is given time, the other is done with.
  const plan = [
    { dueOn: '2027-01-10', amount: 10_000_000 },
    { dueOn: '2027-02-10', amount: 9_999_999 },
  ];
  const defer = { partyId: person.id, answer: 'instalments', appliedOn: desk.today(), opinion: '确有困难' };
  expect(await message(desk.tryStep(one, 'defer', { ...defer, instalments: plan }))).toContain('应当等于');
  plan[1]!.amount = 10_000_000;
  one = await desk.step(one, 'defer', { ...defer, instalments: plan });
  expect(await message(desk.tryStep(one, 'demand', { partyId: person.id }))).toContain('还没有签发');
  one = await desk.step(one, 'pay', {
    partyId: first.id,
    on: desk.today(),
    kind: 'forfeit',
    amount: 200_000,
    receipt: '票据2',
  });
  one = await desk.step(one, 'finish', { partyId: first.id, reason: 'paid' });
  expect(one.state).toBe('executing');
  one = await signAll(one);
  expect(partyOf(one, '王小二').dues).toMatchObject({ payBy: '2027-02-10', open: 20_000_000 });
  expect(one.dues).toMatchObject({ fine: 50_000_000, open: 20_000_000 });
  expect(one.allowed.find(({ action }) => action === 'publish')!.parties?.sort()).toEqual(
    [first.id, person.id].sort(),
  );
  const publish = { system: 'penalty-publication-credit-china', on: desk.today() };
  expect(await message(desk.tryStep(one, 'publish', publish))).toContain('请选择');
  one = await desk.step(one, 'publish', { ...publish, partyId: person.id });
  one = await desk.step(one, 'pay', {
    partyId: person.id,
    on: desk.today(),
    kind: 'fine',
    amount: 20_000_000,
    receipt: '票据3',
  });
  one = await desk.step(one, 'finish', { partyId: person.id, reason: 'paid' });
  expect(one.state).toBe('ending');
  one = await desk.step(one, 'close', { opinion: '建议结案' });
  const closing = await desk.officer.call('GET', `/api/documents/${one.pendingStep!.documentId}`);
  expect(closing.json.values).toMatchObject({ fine: 50_200_000, closing: '行政处罚决定执行完毕' });
  expect(closing.json.values.execution).toMatch(/甲商贸有限公司：.*30.2万元.*\n王小二：.*20万元/);
  one = await desk.sign(one);
  expect(one.state).toBe('closed');
  const file = (await desk.officer.call('GET', `/api/cases/${one.id}/file`)).json;
  const main: { section: string; title: string }[] = file.volumes[0].entries;
  expect(main.filter(({ section }) => section === 'decision').map(({ title }) => title)).toHaveLength(3);
  // In the list and in statistics it is one case.
  const { rows } = await t.app.kernel.owner.query('SELECT fine_fen, forfeit_fen FROM cases WHERE id = $1', [
    one.id,
  ]);
  expect(rows).toEqual([{ fine_fen: 50_000_000, forfeit_fen: 200_000 }]);
});

it('hears those who asked together, and lets a party leave the case with the reason', async () => {
  let one = await desk.newCase();
  one = await desk.step(one, 'party', { kind: 'company', name: '登记错误公司' });
  const wrong = partyOf(one, '登记错误');
  one = await desk.step(one, 'party', { partyId: wrong.id, leaves: '登记错误' });
  expect(one.parties).toHaveLength(1);
  const only = one.parties[0]!.id;
  expect(await message(desk.tryStep(one, 'party', { partyId: only, leaves: '登记错误' }))).toContain('至少');
  for (const name of ['乙公司', '丙公司']) one = await desk.step(one, 'party', { kind: 'company', name });
  one = await desk.sign(await desk.step(one, 'file', {}));
  one = await desk.step(one, 'party', { partyId: partyOf(one, '丙公司').id, leaves: '另案处理' });
  expect(partyOf(one, '丙公司')).toMatchObject({ stage: 'done', endReason: '另案处理' });
  const parties = one.parties
    .filter(({ stage }) => stage === 'undecided')
    .map(({ id }) => ({ partyId: id, penalty: desk.penalty({ fine: 30_000_000 }) }));
  one = await desk.step(one, 'conclude', { facts: '查明的事实', opinion: '建议处罚', parties });
  one = await desk.step(await desk.sign(one), 'pass-review', { opinion: '同意' }, desk.reviewer);
  one = await desk.step(one, 'notify', {});
  const notices = one.waiting.map(({ documentId }) => documentId);
  one = await signAll(one);
  for (const id of notices) one = await desk.serve(one, id);
  const [a, b] = parties.map(({ partyId }) => partyId) as [string, string];
  one = await desk.step(one, 'request-hearing', { partyId: a, on: desk.today() });
  expect(one.state).toBe('hearing');
  one = await desk.step(one, 'request-hearing', { on: desk.today() });
  expect(await message(desk.tryStep(one, 'request-hearing', { on: desk.today() }))).toContain('已经要求听证');
  one = await desk.step(one, 'withdraw-hearing', { partyId: b, opinion: '当事人撤回' });
  expect(one.state).toBe('hearing');
  const day = new Date(t.clock.now().getTime() + 30 * DAY).toISOString().slice(0, 10);
  const hearing = { hearingOn: day, hearingTime: '14:30', place: '二楼会议室' };
  expect(await message(desk.tryStep(one, 'schedule-hearing', { ...hearing, host: '李四' }))).toContain(
    '非本案调查人员',
  );
  one = await desk.step(one, 'schedule-hearing', { ...hearing, host: '周八' });
  expect(one.waiting.map(({ partyId }) => partyId)).toEqual([a]);
  const notice = await desk.officer.call('GET', `/api/documents/${one.waiting[0]!.documentId}`);
  expect(notice.json.values).toMatchObject({ hearingAt: `${day}T14:30`, place: '二楼会议室' });
  one = await desk.serve(await desk.sign(one), one.waiting[0]!.documentId);
  t.clock.advance(31 * DAY);
  one = await desk.step(one, 'end-hearing', { opinion: '当事人认为罚款过高' });
  expect(one).toMatchObject({ state: 'reviewing', review: { kind: 'legal' } });
  expect(one.parties.map(({ hearing: { heard } }) => heard)).toEqual([true, false, false]);
  one = await desk.step(one, 'pass-review', { opinion: '同意' }, desk.reviewer);
  // A decision declared void before it was served is made again, for that party alone.
  const discussed = { discussedOn: desk.today(), discussion: '一致同意' };
  one = await desk.step(one, 'decide', { parties, ...discussed });
  const papers = one.waiting.map(({ documentId }) => documentId);
  one = await signAll(one);
  const { version } = (await desk.officer.call('GET', `/api/documents/${papers[0]}`)).json;
  const voided = await desk.head.call('POST', `/api/documents/${papers[0]}/void`, {
    version,
    reason: '文字有误',
  });
  expect(voided.status, voided.text).toBe(200);
  one = await desk.get(one);
  expect(one).toMatchObject({ state: 'deciding', outcome: null, fine: 0 });
  expect(one.parties.map(({ stage }) => stage)).toEqual(['undecided', 'serving', 'done']);
  one = await desk.step(one, 'decide', { penalty: desk.penalty({ fine: 30_000_000 }), ...discussed });
  one = await signAll(one);
  expect(one).toMatchObject({ state: 'serving', fine: 60_000_000 });
  // The paper of the whole case says of each party who it is.
  const report = one.papers.find(({ form }) => form === 'investigation-report')!;
  const { rows } = await t.app.kernel.owner.query(
    "SELECT values->>'phone' AS phone FROM documents WHERE id = $1",
    [report.id],
  );
  expect(rows).toEqual([{ phone: '中卫市甲商贸有限公司：13909551234' }]);
});

it('finds the range of the fine of each party from its own amounts, and the case sums what is fined', async () => {
  let one = await desk.newCase({ violations: ['trademark-infringing-goods'] });
  one = await desk.step(one, 'party', { kind: 'person', name: '赵六', turnover: 100_000, severe: true });
  const [first, second] = one.parties as [Party, Party];
  const item = { name: '白酒', quantity: 1000, unit: '瓶', price: 6_000, sold: true, basis: '标价' };
  // Whose goods they are is asked once there are two.
  expect(await message(desk.tryStep(one, 'valuation', { items: [item] }))).toContain('请选择');
  one = await desk.step(one, 'valuation', { partyId: first.id, items: [item], asTurnover: true });
  one = await desk.step(one, 'valuation', {
    partyId: second.id,
    items: [{ ...item, quantity: 1.5, price: 333, sold: false }],
  });
  expect(one.parties.map(({ amounts, severe }) => ({ ...amounts, severe }))).toEqual([
    { turnover: 6_000_000, goods: 6_000_000, income: null, adCost: null, severe: false },
    { turnover: 100_000, goods: 500, income: null, adCost: null, severe: true },
  ]);
  expect(one.amounts).toEqual({ turnover: 6_100_000, goods: 6_000_500, income: null, adCost: null });
  // 商标法 art. 60: up to five times a turnover of 50,000 yuan and more, otherwise up to 250,000 yuan.
  expect(one.parties.map(({ range: { min, max } }) => ({ min, max }))).toEqual([
    { min: 0, max: 30_000_000 },
    { min: 0, max: 25_000_000 },
  ]);
  one = await desk.sign(await desk.step(one, 'file', {}));
  const parties = [
    { partyId: first.id, penalty: desk.penalty({ fine: 28_000_000 }) },
    { partyId: second.id, penalty: desk.penalty({ fine: 28_000_000, forfeitIncome: 90_000 }) },
  ];
  const report = { facts: '查明的事实', opinion: '建议处罚' };
  expect(await message(desk.tryStep(one, 'conclude', { ...report, parties }))).toBe(
    '现在还不能调查终结：赵六：罚款高于法定幅度，请写明理由和依据（减轻处罚见行政处罚法第三十二条）',
  );
  parties[1]!.penalty = desk.penalty({ fine: 5_000_000, forfeitIncome: 90_000 });
  one = await desk.sign(await desk.step(one, 'conclude', { ...report, parties }));
  one = await desk.step(one, 'pass-review', { opinion: '同意' }, desk.reviewer);
  one = await desk.step(one, 'notify', {});
  const notices = one.waiting.map(({ documentId }) => documentId);
  one = await signAll(one);
  for (const id of notices) one = await desk.serve(one, id);
  t.clock.advance(12 * DAY);
  one = await desk.step(await desk.step(one, 'proceed', {}), 'decide', { parties });
  // What the decision says of amounts and goods is that of its party alone.
  const words = async (name: string) =>
    (await desk.officer.call('GET', `/api/documents/${waitingFor(one, name)}`)).json.values as object;
  expect(await words('赵六')).toMatchObject({ penalty: '没收违法所得900元；罚款5万元' });
  one = await signAll(one);
  expect(one).toMatchObject({ fine: 33_000_000, forfeit: 90_000 });
  // What was decided is no longer weighed.
  expect(one.allowed.find(({ action }) => action === 'valuation')).toBeUndefined();

  // One decision is void and its party found to be dead: the case ends with what was decided of the other.
  const paper = partyOf(one, '赵六').decisionDocument!;
  const { version } = (await desk.officer.call('GET', `/api/documents/${paper}`)).json;
  await desk.head.call('POST', `/api/documents/${paper}/void`, { version, reason: '当事人死亡' });
  one = await desk.step(await desk.get(one), 'reinvestigate', { opinion: '当事人死亡' });
  one = await desk.sign(await desk.step(one, 'terminate', { opinion: '当事人赵六死亡' }));
  expect(one).toMatchObject({ state: 'serving', outcome: 'penalty', fine: 28_000_000, forfeit: 0 });
  expect(partyOf(one, '赵六')).toMatchObject({ stage: 'done', endReason: '案件终止调查' });
});

it('lights the lamp of a case by the periods of its other parties and of its measures', async () => {
  const found = async (lamp: string, id: string) =>
    (await desk.officer.call('GET', `/api/cases?lamp=${lamp}&pageSize=100`)).json.items.find(
      (each: { id: string }) => each.id === id,
    );
  let one = await desk.sign(await desk.step(await desk.newCase(), 'file', {}));
  expect(await found('green', one.id)).toBeDefined();
  one = await desk.step(one, 'matters', {
    kind: 'preservation',
    title: '先行登记保存白酒',
    counterpart: '仓库',
    content: '证据可能灭失',
  });
  one = await desk.sign(one, one.matters[0]!.documentId!);
  t.clock.advance(20 * DAY);
  await t.runJobs();
  expect(await found('green', one.id)).toBeUndefined();
  const late = await found('red', one.id);
  expect(late.due.lamp).toBe('red');

  let other = await desk.newCase();
  other = await desk.step(other, 'party', { kind: 'company', name: '丁公司' });
  const [first, second] = other.parties as [Party, Party];
  other = await desk.sign(await desk.step(other, 'file', {}));
  const parties = [first, second].map(({ id }) => ({
    partyId: id,
    penalty: desk.penalty({ fine: 30_000_000 }),
  }));
  other = await desk.step(other, 'conclude', { facts: '查明的事实', opinion: '建议处罚', parties });
  other = await desk.step(await desk.sign(other), 'pass-review', { opinion: '同意' }, desk.reviewer);
  other = await desk.step(other, 'notify', {});
  const notices = other.waiting.map(({ documentId }) => documentId);
  other = await signAll(other);
  for (const id of notices) other = await desk.serve(other, id);
  // The first gives up its rights in writing; of the second the period is over: the office may go on, and is not late.
  other = await desk.step(other, 'record-statement', {
    partyId: first.id,
    on: desk.today(),
    text: '放弃',
    waived: true,
  });
  const { rows } = await t.app.kernel.owner.query(
    'UPDATE deadlines SET ended_at = now() WHERE on_id = $1 AND ended_at IS NULL RETURNING rule',
    [other.id],
  );
  expect(rows.length).toBeGreaterThan(0);
  t.clock.advance(20 * DAY);
  await t.runJobs();
  expect(await found('yellow', other.id)).toBeDefined();
  expect(await found('red', other.id)).toBeUndefined();
});
