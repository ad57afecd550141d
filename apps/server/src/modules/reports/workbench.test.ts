import { afterAll, beforeAll, expect, it } from 'vitest';
import { runUseCase } from '../../platform/run-use-case.ts';
import { type TestApp, testApp } from '../../platform/test/test-app.ts';
import { getWorkbench } from './service.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

it('counts only where the reader holds the permission, though the unit lies above', async () => {
  const city = await t.officer({ role: 'dispatcher', region: '640500' });
  const entered = await city.call('POST', '/api/leads', {
    title: '沙坡头区的线索',
    source: 'citizen',
    region: '640502',
    foundOn: '2026-10-12',
    content: '内容',
  });
  expect(entered.status).toBe(200);
  const { actor } = city;
  if (actor.kind !== 'officer') throw new Error('an officer');
  const asGranted = async (region: string) =>
    await runUseCase(t.app.kernel, getWorkbench, { ...actor, grants: [{ ...actor.grants[0]!, region }] }, {});
  const own = await asGranted('640502');
  expect(own.newestLeads).toHaveLength(1);
  const elsewhere = await asGranted('640521');
  expect(elsewhere.newestLeads).toEqual([]);
  expect(elsewhere.counts.filter(({ value }) => value > 0)).toEqual([]);
});

it('names the documents that wait for the reader: drafts of an officer, what a leader has to decide', async () => {
  const drafter = await t.officer({ role: 'inspector', region: '640502' });
  const leader = await t.officer({ role: 'approver', region: '640500' });
  const waiting = async (user: typeof leader) =>
    (await user.call('GET', '/api/workbench')).json.counts.find(
      ({ id }: { id: string }) => id === 'documents-waiting',
    );
  expect(await waiting(drafter)).toBeUndefined();
  expect(await waiting(leader)).toMatchObject({ value: 0, opens: '/documents?mine=true' });
  const draft = { form: 'correction-order', region: '640502', values: {} };
  const made = await drafter.call('POST', '/api/documents', draft);
  expect(made.status, made.text).toBe(200);
  expect(await waiting(drafter)).toMatchObject({ value: 1 });
  expect(await waiting(leader)).toMatchObject({ value: 0 });
  await t.app.kernel.owner.query(`UPDATE documents SET status = 'review' WHERE id = $1`, [made.json.id]);
  expect(await waiting(drafter)).toBeUndefined();
  expect(await waiting(leader)).toMatchObject({ value: 1 });
  expect((await leader.call('GET', '/api/documents?mine=true')).json.total).toBe(1);
});

it('says of each region what the list of it holds, of its own one with all that lies in it', async () => {
  const city = await t.officer({ role: 'dispatcher', region: '640500' });
  for (const region of ['640500', '640521', '640521'])
    await city.call('POST', '/api/leads', {
      title: '某区的线索',
      source: 'citizen',
      region,
      foundOn: '2026-10-12',
      content: '内容',
    });
  const { byRegion } = (await city.call('GET', '/api/workbench')).json;
  expect(byRegion.map(({ name }: { name: string }) => name)).toEqual(['中卫市合计', '沙坡头区', '中宁县']);
  for (const { region, leads } of byRegion)
    expect([region, (await city.call('GET', `/api/leads?region=${region}`)).json.total]).toEqual([
      region,
      leads,
    ]);
});

it('names the cases that wait for a review to those who review, and to nobody else', async () => {
  const reviewer = await t.officer({ role: 'legal-reviewer', region: '640500' });
  const handler = await t.officer({ role: 'inspector', region: '640500' });
  const waiting = async (user: typeof reviewer) =>
    (await user.call('GET', '/api/workbench')).json.counts.filter(
      ({ id }: { id: string }) => id === 'cases-reviewing',
    );
  expect(await waiting(reviewer)).toMatchObject([{ value: 0, opens: '/cases?state=reviewing' }]);
  expect(await waiting(handler)).toEqual([]);
  // Findings are for those who triage: to a reviewer their number is no to-do.
  const toneOf = async (user: typeof reviewer) =>
    (await user.call('GET', '/api/workbench')).json.counts.find(
      ({ id }: { id: string }) => id === 'findings-pending',
    ).tone;
  expect([await toneOf(reviewer), await toneOf(handler)]).toEqual(['plain', 'attention']);
  const { items } = (await reviewer.call('GET', '/api/cases?state=reviewing')).json;
  expect(items).toEqual([]);
});
