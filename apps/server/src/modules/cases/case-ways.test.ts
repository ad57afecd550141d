import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

const handling = (one: CaseDetail) =>
  one.deadlines.find(({ on, rule, ended }) => on === one.id && rule === 'case-handling' && ended === null)!;

async function filed(some: Record<string, unknown> = {}): Promise<CaseDetail> {
  return await desk.sign(await desk.step(await desk.newCase(some), 'file', {}));
}
async function noticed(one: CaseDetail, fine: number): Promise<CaseDetail> {
  let now = await desk.step(one, 'conclude', {
    facts: '查明当事人发布虚假广告的事实',
    proposal: desk.penalty({ fine }),
    opinion: '建议处罚',
  });
  now = await desk.step(await desk.sign(now), 'pass-review', { opinion: '同意' }, desk.reviewer);
  return await desk.serve(await desk.sign(await desk.step(now, 'notify', {})));
}

it('decides on the spot within the limits of the simple procedure, with no approval and no publication', async () => {
  let one = await desk.newCase({
    procedure: 'simple',
    violations: ['licence-info-not-displayed'],
    party: { kind: 'individual', name: '甲小店' },
  });
  expect(one.allowed.map(({ action }) => action)).not.toContain('file');
  const say = { facts: '未公示营业执照信息', statement: '当事人表示无异议', place: '经营场所' };
  const high = await desk.tryStep(one, 'decide-on-spot', { ...say, penalty: desk.penalty({ fine: 20_001 }) });
  expect(high.json.message).toContain('200元');
  one = await desk.step(one, 'decide-on-spot', {
    ...say,
    penalty: desk.penalty({ warning: true, fine: 20_000 }),
  });
  const paper = (await desk.officer.call('GET', `/api/documents/${one.pendingStep!.documentId}`)).json;
  expect(paper.values.remedyFirst).toContain('应当先');
  // Reconsideration first after a decision on the spot was not read in a source: the officer sees that.
  const marked = paper.form.fields.filter(({ unverified }: { unverified?: string }) => unverified);
  expect(marked.map(({ id }: { id: string }) => id)).toEqual(['remedyFirst', 'remedyThen']);
  one = await desk.sign(one);
  expect(one).toMatchObject({
    state: 'executing',
    outcome: 'penalty',
    filedOn: null,
    fine: 20_000,
    decidedOn: desk.today(),
  });
  expect(one.parties[0]!.publication).toMatchObject({ publish: false });
  expect(desk.running(one)).toEqual(['fine-payment', 'simple-procedure-filing']);
  one = await desk.step(one, 'pay', { on: desk.today(), kind: 'fine', amount: 20_000, receipt: '当场收缴' });
  one = await desk.step(one, 'finish', { reason: 'paid' });
  expect(one.state).toBe('closed');
  one = await desk.step(one, 'archive', { archiveNumber: '当场001' });
  expect(desk.running(one)).toEqual([]);
});

describe('the hearing', () => {
  it('is offered above the threshold, held after seven working days, and followed by a legal review and a joint decision', async () => {
    let one = await noticed(await filed(), 30_000_000);
    expect(one).toMatchObject({ state: 'stating', hearing: { unverified: true } });
    expect(desk.running(one)).toEqual(['case-handling', 'hearing-request', 'party-statement']);
    one = await desk.step(one, 'request-hearing', { on: desk.today() });
    expect(handling(one).pausedSince).not.toBeNull();
    const soon = await desk.tryStep(one, 'schedule-hearing', {
      hearingOn: '2026-10-15',
      place: '会议室',
      host: '周八',
    });
    expect(soon.json.message).toContain('七个工作日');
    one = await desk.step(one, 'schedule-hearing', {
      hearingOn: '2026-10-26',
      place: '会议室',
      host: '周八',
    });
    one = await desk.serve(await desk.sign(one));
    expect((await desk.tryStep(one, 'end-hearing', { opinion: '听证情况' })).json.message).toContain(
      '2026-10-26',
    );
    t.clock.advance(14 * DAY);
    one = await desk.step(one, 'end-hearing', { opinion: '当事人对事实无异议' });
    expect(one).toMatchObject({
      state: 'reviewing',
      review: { kind: 'legal', collectiveDecision: true, on: null },
    });
    expect(handling(one).pausedSince).toBeNull();
    one = await desk.step(one, 'pass-review', { opinion: '同意' }, desk.reviewer);
    expect(one.state).toBe('deciding');
    const penalty = desk.penalty({ fine: 20_000_000 });
    const alone = await desk.tryStep(one, 'decide', { penalty });
    expect(alone.json.message).toContain('集体讨论');
    one = await desk.step(one, 'decide', {
      penalty,
      discussedOn: desk.today(),
      discussion: '一致同意从轻处罚',
    });
    one = await desk.sign(one);
    expect(one.state).toBe('serving');
  });

  it('cannot be asked for below the threshold', async () => {
    const one = await noticed(await filed({ violations: ['false-original-price'] }), 5_000_000);
    expect((await desk.tryStep(one, 'request-hearing', { on: desk.today() })).json.message).toContain(
      '不在听证范围',
    );
  });
});

it('is reviewed by nobody who handled it', async () => {
  let one = await filed();
  one = await desk.step(one, 'assign', { officerId: desk.reviewer.actor.id, certificate: '64050009' });
  one = await desk.step(one, 'conclude', {
    facts: '查明的事实',
    proposal: desk.penalty({ fine: 20_000_000 }),
    opinion: '建议处罚',
  });
  one = await desk.sign(one);
  const own = await desk.tryStep(one, 'pass-review', { opinion: '同意' }, desk.reviewer);
  expect(own).toMatchObject({ status: 409 });
  expect(own.json.message).toContain('第四十九条');
});

describe('suspension and opinions of others', () => {
  it('let the handling period stand still, and it goes on by the days that were not counted', async () => {
    let one = await filed();
    const due = handling(one).due;
    one = await desk.step(one, 'suspend', { ground: 'party-missing', opinion: '当事人下落不明' });
    one = await desk.sign(one);
    expect(one.state).toBe('suspended');
    expect(handling(one).pausedSince).toBe(desk.today());
    t.clock.advance(10 * DAY);
    one = await desk.step(one, 'resume', { opinion: '已经联系上当事人' });
    expect(one.state).toBe('investigating');
    expect(handling(one).pausedSince).toBeNull();
    expect(handling(one).due > due).toBe(true);
  });

  it('an appraisal stops the period until the opinion has come, and holds up the report', async () => {
    let one = await filed();
    one = await desk.step(one, 'matters', {
      kind: 'appraisal',
      title: '白酒真伪鉴别',
      counterpart: '某酒业公司',
      content: '请鉴别样品是否为贵公司生产',
      items: [{ name: '白酒', quantity: '2瓶', note: '封样' }],
    });
    const [matter] = one.matters;
    one = await desk.sign(one, matter!.documentId!);
    expect(one.matters[0]).toMatchObject({ stateName: '进行中', openedOn: desk.today() });
    expect(handling(one).pausedSince).toBe(desk.today());
    const early = await desk.tryStep(one, 'conclude', {
      facts: '查明的事实',
      proposal: desk.penalty({ fine: 20_000_000 }),
      opinion: '建议处罚',
    });
    expect(early.json.message).toContain('等待鉴别');
    t.clock.advance(3 * DAY);
    const path = `/api/cases/${one.id}/matters/${matter!.id}`;
    const answer = await desk.officer.call('POST', path, {
      version: one.matters[0]!.version,
      action: 'answer',
      on: desk.today(),
      result: '均为假冒',
    });
    expect(answer.status).toBe(200);
    one = answer.json;
    expect(handling(one).pausedSince).toBeNull();
    expect(one.matters[0]!.allowed.map(({ action }) => action)).toEqual(['inform']);
    // The same step once more is refused and names what may be done.
    const again = await desk.officer.call('POST', path, {
      version: one.matters[0]!.version,
      action: 'answer',
      on: desk.today(),
      result: '再答',
    });
    expect(again.json.message).toContain('告知当事人');
  });
});

it('files nothing that was found too late, unless it went on or harmed life, health or finance', async () => {
  const two = await desk.newCase({ actedOn: '2024-10-09', foundOn: '2026-10-10' });
  expect((await desk.tryStep(two, 'file', {})).json.message).toContain('两年以后才被发现');
  expect((await desk.tryStep(two, 'file', { limitation: 'five-years' })).status).toBe(200);
  const five = await desk.newCase({ actedOn: '2021-10-09', foundOn: '2026-10-10' });
  expect((await desk.tryStep(five, 'file', { limitation: 'five-years' })).json.message).toContain('五年以后');
  const filing = await desk.step(five, 'file', { limitation: 'continuing' });
  const paper = await desk.officer.call('GET', `/api/documents/${filing.pendingStep!.documentId}`);
  expect(paper.json.values.proposal).toContain('连续或者继续状态');
  const just = await desk.newCase({ actedOn: '2024-10-10', foundOn: '2026-10-10' });
  expect((await desk.tryStep(just, 'file', {})).status).toBe(200);
});

it('grants a hearing that is asked for although the handling period is over, and leaves announcements out of it', async () => {
  let one = await filed();
  one = await desk.step(one, 'conclude', {
    facts: '查明的事实',
    proposal: desk.penalty({ fine: 30_000_000 }),
    opinion: '建议处罚',
  });
  one = await desk.step(await desk.sign(one), 'pass-review', { opinion: '同意' }, desk.reviewer);
  t.clock.advance(95 * DAY);
  const served = await filed();
  one = await desk.serve(await desk.sign(await desk.step(await desk.get(one), 'notify', {})));
  one = await desk.step(one, 'request-hearing', { on: desk.today() });
  expect(one.state).toBe('hearing');

  // 公告: the days until it counts as served do not count (程序规定 art. 64 para. 2).
  let two = await desk.step(served, 'conclude', {
    facts: '查明的事实',
    proposal: desk.penalty({ fine: 30_000_000 }),
    opinion: '建议处罚',
  });
  two = await desk.step(await desk.sign(two), 'pass-review', { opinion: '同意' }, desk.reviewer);
  two = await desk.sign(await desk.step(two, 'notify', {}));
  const due = handling(two).due;
  const documentId = two.pendingStep!.documentId;
  const { version } = (await desk.officer.call('GET', `/api/documents/${documentId}`)).json;
  const announced = await desk.officer.call('POST', `/api/documents/${documentId}/services`, {
    manner: 'notice',
    recipient: '某公司',
    servedOn: desk.today(),
    officers: '李四、王五',
    version,
  });
  expect(announced.status, announced.text).toBe(200);
  expect(handling(await desk.get(two)).due > due).toBe(true);
});

it('adds a late fine each day up to the fine, demands, and only then goes to the court', async () => {
  let one = await noticed(await filed({ violations: ['false-original-price'] }), 5_000_000);
  t.clock.advance(9 * DAY);
  one = await desk.step(one, 'proceed', {});
  one = await desk.sign(await desk.step(one, 'decide', { penalty: desk.penalty({ fine: 5_000_000 }) }));
  one = await desk.serveDecision(one);
  expect((await desk.tryStep(one, 'apply-court', { court: '沙坡头区人民法院' })).json.message).toContain(
    '催告书',
  );
  // 行政强制法 art. 54: nobody is urged before the time to pay is over.
  expect((await desk.tryStep(one, 'demand', {})).json.message).toContain('缴款期限到');
  t.clock.advance(18 * DAY);
  one = await desk.get(one);
  // 3 % for each day after the last day to pay, which a holiday may have moved (程序规定 arts 75, 80).
  const days = (Date.parse(desk.today()) - Date.parse(one.dues.payBy!)) / DAY;
  expect([1, 2, 3]).toContain(days);
  expect(one.dues).toMatchObject({ lateFine: days * 150_000, open: 5_000_000 + days * 150_000 });
  one = await desk.serve(await desk.sign(await desk.step(one, 'demand', {})));
  expect(desk.running(one)).toContain('enforcement-demand');
  expect((await desk.tryStep(one, 'apply-court', { court: '沙坡头区人民法院' })).json.message).toContain(
    '催告期',
  );
  t.clock.advance(40 * DAY);
  one = await desk.get(one);
  expect(one.dues.lateFine).toBe(5_000_000);
  // 行政强制法 art. 53: not while the party can still sue.
  const suable = await desk.tryStep(one, 'apply-court', { court: '沙坡头区人民法院' });
  expect(suable.json.message).toContain('起诉期限');
  expect(desk.running(one)).toContain('enforcement-application');
  expect(
    (await desk.tryStep(one, 'finish', { reason: 'court-ended', opinion: '裁定终结执行' })).json.message,
  ).toContain('还没有申请法院强制执行');
  t.clock.advance(130 * DAY);
  one = await desk.get(one);
  one = await desk.sign(await desk.step(one, 'apply-court', { court: '沙坡头区人民法院' }));
  expect(one.days.map(({ name }) => name)).toContain('申请强制执行');
  const asked = one.papers.find(({ form }) => form === 'court-enforcement')!;
  const paper = await desk.officer.call('GET', `/api/documents/${asked.id}`);
  // What is asked for is what is still open: the fine, and the late fine beside it.
  expect(paper.json.values).toMatchObject({ fine: 5_000_000, surcharge: 5_000_000 });
});

it('adds no late fine while the party fights the decision, and withdraws what was published of one that was changed', async () => {
  let one = await noticed(await filed({ violations: ['false-original-price'] }), 5_000_000);
  t.clock.advance(14 * DAY);
  one = await desk.step(await desk.get(one), 'proceed', {});
  one = await desk.sign(await desk.step(one, 'decide', { penalty: desk.penalty({ fine: 5_000_000 }) }));
  const start = { kind: 'litigation', on: desk.today(), opinion: '起诉' };
  expect((await desk.tryStep(one, 'remedy', start)).json.message).toContain('送达决定书');
  one = await desk.serveDecision(one);
  t.clock.advance(2 * DAY);
  one = await desk.step(await desk.get(one), 'remedy', {
    kind: 'reconsideration',
    on: desk.today(),
    opinion: '区人民政府受理',
  });
  t.clock.advance(40 * DAY);
  one = await desk.get(one);
  expect(one.dues).toMatchObject({ lateFine: 0, open: 5_000_000 });
  expect((await desk.tryStep(one, 'remedy', { ...start, on: desk.today() })).json.message).toContain(
    '还没有结果',
  );
  const changed = { result: 'changed', on: desk.today(), opinion: '复议决定变更' };
  expect((await desk.tryStep(one, 'remedy', changed)).json.message).toContain('变更后');
  expect((await desk.tryStep(one, 'remedy', { ...changed, fine: 5_000_001 })).json.message).toContain(
    '不能高于',
  );
  one = await desk.step(one, 'remedy', { ...changed, fine: 3_000_000 });
  expect(one).toMatchObject({ state: 'executing', fine: 3_000_000, dues: { fine: 3_000_000 } });
  expect(one.parties[0]!.remedies).toMatchObject([{ kindName: '行政复议', resultName: '变更决定' }]);
  const withdrawals = ['decision-disclosure-withdrawal', 'penalty-publication-withdrawal'];
  expect(desk.running(one)).toEqual(expect.arrayContaining(withdrawals));
  expect(desk.running(one)).not.toContain('penalty-publication');
  for (const system of withdrawals) one = await desk.step(one, 'publish', { system, on: desk.today() });
  expect(one.allowed.find(({ action }) => action === 'publish')?.ready).toBe(false);
});

it('is approved by nobody who handles it', async () => {
  let one = await desk.newCase();
  one = await desk.step(one, 'assign', { officerId: desk.head.actor.id, certificate: '64050008' });
  await expect(desk.sign(await desk.step(one, 'file', {}))).rejects.toThrow('查处与审批分开');
  expect((await desk.get(one)).state).toBe('drafting');
});

it('takes a request back, and a second press of one step is one step', async () => {
  let one = await desk.newCase();
  const key = 'press-once';
  const [first, second] = [
    await desk.tryStep(one, 'file', { key }),
    await desk.tryStep(one, 'file', { key }),
  ];
  expect([first.status, second.status]).toEqual([200, 200]);
  one = second.json;
  expect(one.papers).toHaveLength(1);
  one = await desk.step(one, 'withdraw-request', { opinion: '材料不全' });
  expect(one).toMatchObject({ state: 'drafting', pending: null, papers: [] });
  expect((await desk.tryStep({ ...one, version: one.version - 1 }, 'file', {})).status).toBe(409);
});

it('shows personal data masked, keeps what was not changed, and in full only with a reason', async () => {
  let one = await desk.newCase({
    party: {
      kind: 'person',
      name: '张三丰',
      idNumber: '640502199001010011',
      phone: '13909551234',
      address: '宁夏中卫市沙坡头区鼓楼东街1号',
    },
  });
  const [party] = one.parties;
  expect(one.party).toBe('张**');
  expect(party).toMatchObject({ phone: '139****1234', idNumber: '640***********0011' });
  expect(party!.address).not.toContain('鼓楼东街');
  expect((await desk.tryStep(one, 'party', { partyId: party!.id, phone: '139****1234' })).status).toBe(400);
  one = await desk.step(one, 'party', { partyId: party!.id, representative: '李某某' });
  const shown = await desk.officer.call('POST', `/api/cases/${one.id}/parties/${party!.id}/unmask`, {
    reason: '送达前核对电话',
  });
  expect(shown.json).toMatchObject({ phone: '13909551234', representative: '李某某' });
});
