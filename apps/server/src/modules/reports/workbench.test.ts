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
