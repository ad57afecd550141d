import { CASE_STATE_NAMES, type CaseState } from '@wangjian/core/case.ts';
import { BUILT_IN_ROLES, type BuiltInRole } from '@wangjian/core/permissions.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import * as contract from './contract.ts';
import { allowedActions, CASE_ACTIONS, type CaseAction, permissionOf } from './lifecycle.ts';
import { caseDesk, type Desk } from './test/case-desk.ts';

// Whole journeys through HTTP: many requests each.
vi.setConfig({ testTimeout: 180_000 });

let t: TestApp;
let desk: Desk;
let caseId: string;
const users = new Map<string, TestUser>();
const ROLES = Object.keys(BUILT_IN_ROLES) as BuiltInRole[];
/** The case's own county, another county of the city, another province. */
const REGIONS = ['640502', '640521', '110105'] as const;

beforeAll(async () => {
  t = await testApp();
  desk = await caseDesk(t);
  caseId = (await desk.newCase()).id;
  for (const role of ROLES)
    for (const region of REGIONS) users.set(`${role} ${region}`, await t.officer({ role, region }));
});
afterAll(() => t.close());

const BY_PATH = new Map(
  Object.values(contract).flatMap((one) => {
    const path = 'path' in one ? /^\/api\/cases\/:id\/([a-z-]+)$/.exec(one.path)?.[1] : undefined;
    return path && 'body' in one && one.body ? [[path, one] as const] : [];
  }),
);
const pathOf = (action: CaseAction) => (action === 'matter' ? 'matters' : action);

/** A body that the contract takes, so that a refusal is not for its shape. */
const penalty = {
  warning: true,
  criticism: false,
  fine: 0,
  forfeitIncome: 0,
  forfeitGoodsValue: 0,
  forfeitGoods: null,
  orders: [],
};
const WORDS: Record<string, unknown> = {
  opinion: '说明理由的文字',
  ground: 'other',
  penalty,
  proposal: penalty,
  facts: '查明的事实',
  statement: '没有异议',
  place: '某地',
  days: 10,
  text: '内容',
  on: '2026-10-12',
  hearingOn: '2026-12-12',
  host: '主持人',
  outcome: 'no-penalty',
  kind: 'fine',
  amount: 1,
  receipt: '票据',
  until: '2026-12-31',
  court: '人民法院',
  reason: 'other',
  archiveNumber: '档号',
  system: 'penalty-publication',
  certificate: '6405',
  title: '标题',
  counterpart: '对方',
  content: '内容',
  items: [],
};
function bodyFor(action: CaseAction, version: number, officerId: string): Record<string, unknown> {
  const body: Record<string, unknown> = { ...WORDS, version, officerId };
  if (action === 'matter') body.kind = 'courier';
  if (action === 'remedy') Object.assign(body, { kind: 'litigation' });
  if (action === 'party') Object.assign(body, { kind: 'company', name: '某公司' });
  if (action === 'recuse' || action === 'edit') body.reason = '理由';
  return body;
}

/** What a refusal must leave as it was: every row of the case. */
async function everything(): Promise<string> {
  const tables = [
    'cases',
    'case_events',
    'case_parties',
    'case_handlers',
    'case_matters',
    'case_payments',
    'case_awaited',
    'case_remedies',
    'case_valuations',
    'documents',
    'deadlines',
  ];
  const rows = [];
  for (const table of tables)
    rows.push((await t.app.kernel.owner.query(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)).rows);
  return JSON.stringify(rows);
}

async function putInto(state: CaseState, pending: CaseAction | null): Promise<number> {
  const { rows } = await t.app.kernel.owner.query<{ version: number }>(
    'UPDATE cases SET state = $2, pending_action = $3, version = version + 1 WHERE id = $1 RETURNING version',
    [caseId, state, pending],
  );
  return rows[0]!.version;
}

describe('every action of the table', () => {
  it('has an endpoint that asks for its permission', () => {
    for (const action of CASE_ACTIONS) {
      if (action === 'attach') continue; // a multipart upload, tried below
      const found = BY_PATH.get(pathOf(action));
      expect(found, action).toBeDefined();
      expect(found!.access, action).toBe(permissionOf(action));
    }
  });

  it('in a wrong state, by a role without the permission, or outside the region is refused and writes nothing', async () => {
    const actions = CASE_ACTIONS.filter((action) => action !== 'attach');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...actions),
        fc.constantFrom(...(Object.keys(CASE_STATE_NAMES) as CaseState[])),
        fc.option(fc.constantFrom<CaseAction>('file', 'notify', 'decide'), { nil: null }),
        fc.constantFrom(...ROLES),
        fc.constantFrom(...REGIONS),
        async (action, state, pending, role, region) => {
          const version = await putInto(state, pending);
          const holds = (BUILT_IN_ROLES[role].permissions as readonly string[]).includes(
            permissionOf(action),
          );
          const allowed = allowedActions({ state, pending }).includes(action);
          // What may be done is the journeys' business; here it is what may not.
          if (holds && allowed && region === '640502') return;
          const before = await everything();
          const answer = await users
            .get(`${role} ${region}`)!
            .call(
              'POST',
              `/api/cases/${caseId}/${pathOf(action)}`,
              bodyFor(action, version, desk.officer.actor.id),
            );
          const wanted = !holds ? 403 : region !== '640502' ? 404 : 409;
          expect(answer.status, `${action} ${state} ${pending} ${role} ${region}: ${answer.text}`).toBe(
            wanted,
          );
          if (wanted === 409) expect(answer.json.allowed).toEqual(allowedActions({ state, pending }));
          expect(await everything()).toBe(before);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('at an old version is refused and writes nothing', async () => {
    const version = await putInto('investigating', null);
    const before = await everything();
    const answer = await desk.officer.call('POST', `/api/cases/${caseId}/comment`, {
      version: version - 1,
      text: '旧版',
    });
    expect(answer).toMatchObject({ status: 409 });
    expect(answer.json.code).toBe('stale');
    expect(await everything()).toBe(before);
  });
});

it('reading, unmasking and the file are hidden outside the region', async () => {
  const other = users.get('inspector 640521')!;
  const [one] = [await desk.get({ id: caseId })];
  for (const path of ['', '/file', '/file.pdf'])
    expect((await other.call('GET', `/api/cases/${caseId}${path}`)).status).toBe(404);
  const unmask = await other.call('POST', `/api/cases/${caseId}/parties/${one.parties[0]!.id}/unmask`, {
    reason: '核对电话号码',
  });
  expect(unmask.status).toBe(404);
  expect((await other.call('GET', '/api/cases')).json.total).toBe(0);
});
