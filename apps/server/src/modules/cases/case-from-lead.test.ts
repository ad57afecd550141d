import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type TestApp, testApp } from '../../platform/test/test-app.ts';
import { caseDesk, type Desk } from './test/case-desk.ts';

// Whole journeys through HTTP: many requests each.
vi.setConfig({ testTimeout: 180_000 });

let t: TestApp;
let desk: Desk;
beforeAll(async () => {
  t = await testApp();
  desk = await caseDesk(t);
});
afterAll(() => t.close());

const bare = {
  region: '640502',
  violations: ['false-advertising'],
  summary: '直接登记',
  actedOn: '2026-10-01',
  foundOn: '2026-10-10',
};

async function acceptedLead(): Promise<string> {
  const { officer } = desk;
  const lead = await officer.call('POST', '/api/leads', {
    title: '某店铺虚假宣传',
    source: 'search',
    region: '640502',
    foundOn: '2026-10-10',
    content: '某店铺首页宣传普通食品具有治疗功效',
    violations: ['false-advertising'],
  });
  expect(lead.status, lead.text).toBe(200);
  const early = await officer.call('POST', '/api/cases', { ...bare, leadId: lead.json.id });
  expect(early.json.message).toContain('先梳理采纳');
  const { id, version } = lead.json;
  const accepted = await officer.call('POST', '/api/leads/accept', { leads: [{ id, version }] });
  expect(accepted.json.done).toEqual([id]);
  return lead.json.id;
}

const fromLead = (leadId: string) => desk.newCase({ leadId, summary: '当事人发布虚假广告', source: 'lead' });

it('a lead becomes one case; it is held when filing is approved, and told the result at the end', async () => {
  const { officer } = desk;
  const leadId = await acceptedLead();
  let one = await fromLead(leadId);
  expect(one).toMatchObject({ leadId, source: 'lead' });
  expect(one.leadNumber).toMatch(/号$/);
  // 线索核查 runs on the lead, not twice.
  expect(desk.running(one)).toEqual([]);
  const second = await officer.call('POST', '/api/cases', { ...bare, leadId });
  expect(second).toMatchObject({ status: 409 });
  expect(second.json.message).toContain('已经登记为案件');

  one = await desk.sign(await desk.step(one, 'file', {}));
  let lead = (await officer.call('GET', `/api/leads/${leadId}`)).json;
  expect(JSON.stringify(lead.timeline)).toContain(one.number);

  one = await desk.step(one, 'party', { partyId: one.parties[0]!.id, adCost: 10_000_000 });
  expect(one.parties[0]!.range).toMatchObject({ min: 30_000_000, max: 50_000_000 });
  const penalty = desk.penalty({ fine: 30_000_000 });
  one = await desk.step(one, 'conclude', { facts: '查明的事实', proposal: penalty, opinion: '建议处罚' });
  one = await desk.step(await desk.sign(one), 'pass-review', { opinion: '同意' }, desk.reviewer);
  one = await desk.serve(await desk.sign(await desk.step(one, 'notify', {})));
  one = await desk.step(one, 'record-statement', {
    text: '放弃陈述申辩和听证',
    on: desk.today(),
    waived: true,
  });
  one = await desk.step(one, 'proceed', {});
  one = await desk.sign(await desk.step(one, 'decide', { penalty }));
  one = await desk.serveDecision(one);
  const on = desk.today();
  one = await desk.step(one, 'pay', { on, kind: 'fine', amount: 30_000_000, receipt: '票据1' });
  one = await desk.step(one, 'finish', { reason: 'paid' });
  one = await desk.sign(await desk.step(one, 'close', { opinion: '建议结案' }));
  expect(one.state).toBe('closed');
  expect(desk.running(one)).toEqual(['penalty-publication', 'penalty-publication-credit-china']);
  lead = (await officer.call('GET', `/api/leads/${leadId}`)).json;
  expect(JSON.stringify(lead)).toContain(one.decisionNumber);
});

it('refusing to file ends the lead with the reason', async () => {
  const leadId = await acceptedLead();
  let one = await fromLead(leadId);
  one = await desk.step(one, 'refuse', { ground: 'first', opinion: '首次违法，当日改正，没有后果' });
  one = await desk.sign(one);
  expect(one.state).toBe('not-filed');
  const lead = (await desk.officer.call('GET', `/api/leads/${leadId}`)).json;
  expect(JSON.stringify(lead)).toContain('初次违法');
});

it('an inspection is named by the case it led to; one that is not there is not found', async () => {
  const { officer } = desk;
  const inspectionId = 'inspection_640500_01M4PSZ9M00S1C5567GW3WNC99';
  const missing = await officer.call('POST', '/api/cases', { ...bare, inspectionId });
  expect(missing.status).toBe(404);
  const opened = await officer.call('POST', '/api/inspections', {
    id: inspectionId,
    subject: '某网店检查',
    region: '640502',
    sides: ['online'],
  });
  expect(opened.status, opened.text).toBe(200);
  const one = await desk.newCase({ inspectionId });
  expect(one).toMatchObject({ source: 'inspection', inspectionId });
  expect(desk.running(one)).toEqual(['clue-check']);
  expect((await officer.call('GET', `/api/cases?inspectionId=${inspectionId}`)).json.total).toBe(1);
});
