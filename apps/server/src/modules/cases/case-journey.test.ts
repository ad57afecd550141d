import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { caseDesk, type Desk } from './test/case-desk.ts';

// Whole journeys through HTTP: many requests each.
vi.setConfig({ testTimeout: 180_000 });

let t: TestApp;
let desk: Desk;
let supervisor: TestUser;
beforeAll(async () => {
  t = await testApp();
  desk = await caseDesk(t);
  supervisor = await t.officer({ role: 'supervisor', region: '640500', name: '督查' });
});
afterAll(() => t.close());

it('goes from a free start to the archived file, by documents signed and served, with every period', async () => {
  const { officer, reviewer } = desk;
  let one = await desk.newCase({ violations: ['false-original-price'] });
  expect(one).toMatchObject({ state: 'drafting', category: 'C06', caseType: 'price', number: null });
  expect(desk.running(one)).toEqual(['clue-check']);

  one = await desk.step(one, 'file', { opinion: '建议立案' });
  expect(one).toMatchObject({ state: 'drafting', pending: '提请立案' });
  // Nothing else may be begun while the approval waits.
  expect((await desk.tryStep(one, 'refuse', { ground: 'minor', opinion: '轻微' })).status).toBe(409);
  one = await desk.sign(one);
  expect(one.state).toBe('investigating');
  expect(one.number).toMatch(/^卫.*市监立〔2026〕1号$/);
  expect(one.filedOn).toBe('2026-10-12');
  expect(desk.running(one)).toEqual(['case-handling']);

  one = await desk.step(one, 'edit', { summary: '当事人虚构原价销售商品，违法所得三千元' });
  one = await desk.step(one, 'party', { partyId: one.parties[0]!.id, income: 300_000 });
  // 价格违法行为行政处罚规定 art. 7: up to five times the income.
  expect(one.parties[0]!.range).toMatchObject({ min: 0, max: 1_500_000 });

  const penalty = desk.penalty({ fine: 1_200_000, forfeitIncome: 300_000 });
  const facts = '当事人于2026年10月1日起虚构原价销售商品，违法所得三千元。';
  const above = await desk.tryStep(one, 'conclude', {
    facts,
    proposal: { ...penalty, fine: 1_500_001 },
    opinion: '建议处罚',
  });
  expect(above.status).toBe(409);
  expect(above.json.message).toContain('高于法定幅度');
  one = await desk.step(one, 'conclude', { facts, proposal: penalty, opinion: '建议处罚' });
  one = await desk.sign(one);
  expect(one).toMatchObject({ state: 'reviewing', proposalWords: '没收违法所得3000元；罚款1.2万元' });
  expect(desk.running(one)).toEqual(['case-handling', 'case-review']);
  await t.runJobs();
  const { items } = (await reviewer.call('GET', '/api/inbox')).json;
  expect(items.map(({ title }: { title: string }) => title)).toContain(`案件待审核：${one.title}`);

  one = await desk.step(one, 'pass-review', { opinion: '同意' }, reviewer);
  expect(one).toMatchObject({ state: 'notifying', review: { kind: 'case', by: '审核' } });
  one = await desk.step(one, 'notify', {});
  one = await desk.sign(one);
  expect(one.state).toBe('notifying');
  one = await desk.serve(one);
  expect(one.state).toBe('stating');
  expect(desk.running(one)).toEqual(['case-handling', 'party-statement']);
  const early = await desk.tryStep(one, 'proceed', {});
  expect(early.json.message).toContain('届满');
  t.clock.advance(9 * 86_400_000);
  one = await desk.step(one, 'proceed', {});
  expect(one.state).toBe('deciding');

  const heavier = await desk.tryStep(one, 'decide', { penalty: { ...penalty, fine: 1_300_000 } });
  expect(heavier.json.message).toContain('重于告知');
  one = await desk.step(one, 'decide', { penalty });
  const decision = (await officer.call('GET', `/api/documents/${one.pendingStep!.documentId}`)).json.values;
  expect(decision).toMatchObject({
    penalty: '没收违法所得3000元；罚款1.2万元',
    publicity: '本局将依法向社会公示本行政处罚决定信息。',
  });
  expect(decision.payment).toContain('罚款和没收款');
  // 价格违法行为行政处罚规定 art. 20: reconsideration comes first.
  expect(decision.remedyFirst).toMatch(/^应当先/);
  expect(decision.penaltyArticles.join()).toContain('价格违法行为行政处罚规定');
  one = await desk.sign(one);
  expect(one).toMatchObject({ state: 'serving', outcome: 'penalty', fine: 1_200_000, forfeit: 300_000 });
  expect(desk.running(one)).toEqual(
    ['decision-service', 'penalty-publication', 'penalty-publication-credit-china'].sort(),
  );
  one = await desk.serveDecision(one);
  expect(one.state).toBe('executing');
  expect(desk.running(one)).toContain('fine-payment');

  const on = desk.today();
  expect((await desk.tryStep(one, 'finish', { reason: 'paid' })).json.message).toContain('没有缴纳');
  one = await desk.step(one, 'pay', { on, kind: 'fine', amount: 1_200_000, receipt: '票据001' });
  one = await desk.step(one, 'pay', { on, kind: 'forfeit', amount: 300_000, receipt: '票据002' });
  const twice = await desk.tryStep(one, 'pay', { on, kind: 'fine', amount: 1, receipt: '票据003' });
  expect(twice.status).toBe(409);
  one = await desk.step(one, 'finish', { reason: 'paid' });
  expect(one.state).toBe('ending');
  expect(desk.running(one)).toContain('case-closing');
  one = await desk.step(one, 'close', { opinion: '建议结案' });
  one = await desk.sign(one);
  expect(one).toMatchObject({ state: 'closed', closedOn: desk.today() });
  // The publication goes on after the case is closed.
  expect(desk.running(one)).toEqual(['penalty-publication', 'penalty-publication-credit-china']);
  const system = 'penalty-publication-credit-china';
  one = await desk.step(one, 'publish', { system, on: desk.today() });
  expect(desk.running(one)).toEqual(['penalty-publication']);
  expect((await desk.tryStep(one, 'publish', { system, on: desk.today() })).json.message).toContain(
    '已经登记',
  );
  // What was begun and not signed is no file yet.
  const begun = await officer.call('POST', '/api/documents', { form: 'talk-record', on: one.id });
  expect(begun.status, begun.text).toBe(200);
  expect((await desk.tryStep(one, 'archive', { archiveNumber: '2026-001' })).json.message).toContain(
    '（不需要的请废弃）',
  );
  await officer.call('POST', `/api/documents/${begun.json.id}/discard`, {
    version: begun.json.version,
    reason: '不需要',
  });
  one = await desk.step(one, 'archive', { archiveNumber: '2026-001' });
  expect(one.state).toBe('archived');
  one = await desk.step(one, 'publish', { system: 'penalty-publication', on: desk.today() });
  expect(desk.running(one)).toEqual([]);
  expect(one.allowed.find(({ action }) => action === 'publish')).toMatchObject({ ready: false });

  const file = (await officer.call('GET', `/api/cases/${one.id}/file`)).json;
  expect(file.missing).toEqual([]);
  // Nothing was printed yet: the pages are said to be a guess.
  expect(file.volumes[0].entries.every(({ uncounted }: { uncounted: boolean }) => uncounted)).toBe(true);
  expect(file.volumes[0].entries.map((entry: { section: string }) => entry.section)).toEqual([
    'filing',
    'decision',
    'papers',
  ]);
  expect(file.volumes[1].entries.map((entry: { section: string }) => entry.section)).toEqual([
    'report',
    'review',
    'closing',
  ]);
  const seen = (await supervisor.call('GET', `/api/cases/${one.id}`)).json;
  expect(seen.allowed).toEqual([]);
  expect(seen.timeline.map((line: { actionName: string }) => line.actionName)).toContain('文书送达');
});
