import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import type { InspectionDetail } from './contract.ts';
import { allowedActions, type InspectionAction, type InspectionStatus, move } from './lifecycle.ts';
import { type InspectionOf, inspectionTools } from './test-tools.ts';

let t: TestApp;
let officer: TestUser;
let on: InspectionOf;
beforeAll(async () => {
  t = await testApp();
  officer = await t.officer({ role: 'inspector', region: '640502' });
  on = inspectionTools(t, officer);
});
afterAll(() => t.close());

/** Actions that an officer sends and the table decides; filling in and photos after the end are kept as late. */
const SENT = ['edit', 'prefill', 'record', 'waive', 'finish', 'reopen', 'void'] as const;
type Sent = (typeof SENT)[number];

const bodyOf = (action: Sent, version: number): object =>
  ({
    edit: { version, place: '中卫市沙坡头区' },
    prefill: {},
    record: { side: 'online', on: '2026-10-12', version, key: randomUUID() },
    waive: { side: 'on-site', reason: '不需要', version },
    finish: { outcome: 'no-problem', version, key: randomUUID() },
    reopen: { reason: '补正', version },
    void: { reason: '作废', version },
  })[action];

async function send(as: TestUser, id: string, action: Sent, version: number) {
  const body = bodyOf(action, version);
  if (action === 'edit') return await as.call('PATCH', `/api/inspections/${id}`, body);
  return await as.call('POST', `/api/inspections/${id}/${action}`, body);
}

/** An inspection in each state. */
const IN_STATE: Record<Exclude<InspectionStatus, 'rectifying'>, () => Promise<InspectionDetail>> = {
  planned: () => on.create({ sides: ['online'] }),
  async checking() {
    const one = await on.create({ sides: ['online'] });
    await on.fill(one.id, [{ key: 'handling', base: 0, words: '填写中' }]);
    return await on.read(one.id);
  },
  finished: () => on.finished(),
  async void() {
    const one = await on.create();
    await send(officer, one.id, 'void', one.version);
    return await on.read(one.id);
  },
};

describe('the lifecycle table of inspections', () => {
  it('leads from every action to a state of the table, and names what is allowed when it refuses', () => {
    const states: InspectionStatus[] = ['planned', 'checking', 'rectifying', 'finished', 'void'];
    for (const status of states)
      for (const action of SENT as readonly InspectionAction[])
        if (allowedActions(status).includes(action)) expect(states).toContain(move(status, action));
        else expect(() => move(status, action)).toThrow(/现在可以/);
  });

  it('every action in a wrong state is refused and writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(IN_STATE) as (keyof typeof IN_STATE)[])),
        fc.constantFrom(...SENT),
        async (status, action) => {
          const before = await IN_STATE[status]();
          if (allowedActions(before.status).includes(action)) return;
          const answer = await send(officer, before.id, action, before.version);
          expect(answer).toMatchObject({ status: 409, json: { code: 'conflict' } });
          expect(await on.read(before.id)).toEqual(before);
        },
      ),
      { numRuns: process.env.WANGJIAN_TEST_FULL ? 80 : 20 },
    );
  });

  it('no action is open to a role without the permission, or to an officer of another county', async () => {
    const reader = await t.officer({ role: 'supervisor', region: '640500' });
    const far = await t.officer({ role: 'inspector', region: '640521' });
    const one = await on.create();
    for (const action of SENT) {
      expect((await send(reader, one.id, action, one.version)).status).toBe(403);
      expect((await send(far, one.id, action, one.version)).status).toBe(404);
    }
    const cells = {
      key: randomUUID(),
      cells: [
        { key: 'handling', base: 0, result: null, words: '外人', violations: [], filledAt: one.createdAt },
      ],
    };
    expect((await reader.call('POST', `/api/inspections/${one.id}/cells`, cells)).status).toBe(403);
    expect((await far.call('POST', `/api/inspections/${one.id}/cells`, cells)).status).toBe(404);
    expect(await on.read(one.id)).toEqual(one);
  });

  it('two officers who decide at once: one goes through, the other is told', async () => {
    const one = await on.create();
    const other = await t.officer({ role: 'inspector', region: '640500' });
    const answers = await Promise.all([
      send(officer, one.id, 'void', one.version),
      send(other, one.id, 'void', one.version),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});
