import {
  CAMPAIGN_REPORT_STATUS_NAMES,
  CAMPAIGN_STATUSES,
  type CampaignReportStatus,
  type CampaignStatus,
  TASK_STATUS_NAMES,
  type TaskStatus,
  VISIT_STATUS_NAMES,
  type VisitStatus,
} from '@wangjian/core/campaign.ts';
import { BUILT_IN_ROLES, type BuiltInRole } from '@wangjian/core/permissions.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import type { CampaignAction } from './contract.ts';
import { allowedActions, move, permissionOf } from './lifecycle.ts';
import { CAMPAIGN_ACTIONS } from './records.ts';
import { type CampaignDesk, campaignDesk } from './test-tools.ts';
import {
  moveReport,
  moveTask,
  moveVisit,
  reportActions,
  taskActions,
  visitActions,
} from './work-lifecycle.ts';

// Whole requests through HTTP, many of them.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let t: TestApp;
let desk: CampaignDesk;
let id: string;
const users = new Map<string, TestUser>();
const ROLES = Object.keys(BUILT_IN_ROLES) as BuiltInRole[];
/** The owner's own office, another department of the city, a county that takes part, another province. */
const PLACES = ['640500', 'department', '640521', '110105'] as const;

beforeAll(async () => {
  t = await testApp();
  desk = await campaignDesk(t);
  id = await desk.campaign('issued');
  const department = await t.unit({ name: '市网信办', level: 'department', region: '640500' });
  for (const role of ROLES) {
    users.set(`${role} 640500`, await t.officer({ role, region: '640500', orgId: desk.city }));
    users.set(`${role} department`, await t.officer({ role, region: '640500', orgId: department }));
    users.set(`${role} 640521`, await t.officer({ role, region: '640521', orgId: desk.county }));
    users.set(`${role} 110105`, await t.officer({ role, region: '110105' }));
  }
});
afterAll(() => t.close());

/** What a refusal must leave as it was. */
async function everything(): Promise<string> {
  const tables = [
    'campaigns',
    'campaign_hand_downs',
    'campaign_units',
    'campaign_tasks',
    'campaign_events',
    'campaign_runs',
    'campaign_groups',
    'campaign_visits',
    'campaign_reports',
    'documents',
    'deadlines',
    'patrols',
    'inspection_draws',
  ];
  const rows = [];
  for (const table of tables)
    rows.push((await t.app.kernel.owner.query(`SELECT * FROM ${table} ORDER BY 1, 2`)).rows);
  return JSON.stringify(rows);
}

async function putInto(status: CampaignStatus): Promise<number> {
  const { rows } = await t.app.kernel.owner.query<{ version: number }>(
    'UPDATE campaigns SET status = $2, version = version + 1 WHERE id = $1 RETURNING version',
    [id, status],
  );
  return rows[0]!.version;
}

let keys = 0;
/** The request of an action, with a body that the contract takes, so that a refusal is not for its shape. */
function requestOf(action: CampaignAction, version: number): ['POST' | 'PUT', string, object] {
  const at = `/api/campaigns/${id}`;
  keys += 1;
  const key = `scope-${keys}`;
  const one = users.get('dispatcher 640500')!.actor.id;
  const other = users.get('inspector 640500')!.actor.id;
  switch (action) {
    case 'edit':
      return ['PUT', at, { ...desk.plan(), version, reason: '修订' }];
    case 'settle':
      return ['POST', `${at}/settle`, { version, edition: 1, take: true }];
    case 'patrol':
      return ['POST', `${at}/patrol`, { key }];
    case 'draw':
      return [
        'POST',
        `${at}/draw`,
        { region: '640521', rate: 100, officerIds: [one, other], sides: ['online'], key },
      ];
    case 'group':
      return [
        'POST',
        `${at}/groups`,
        { name: '督查组', leader: '甲', members: ['乙'], orgIds: [desk.county], key },
      ];
    case 'visit':
      return [
        'POST',
        `${at}/visits`,
        {
          groupId: 'campaigngroup_640500_01J00000000000000000000001',
          orgId: desk.county,
          visitedOn: '2026-09-01',
          members: '甲乙',
          findings: '情况',
          key,
        },
      ];
    case 'urge':
      return ['POST', `${at}/urge`, { key }];
    case 'contribute':
      return ['POST', `${at}/receive`, { orgId: desk.county }];
    default:
      return ['POST', `${at}/${action}`, { version, opinion: '理由' }];
  }
}

const holds = (role: BuiltInRole, action: CampaignAction) =>
  (BUILT_IN_ROLES[role].permissions as readonly string[]).includes(permissionOf(action));

/** The status that a request must be refused with; null where it may go through. */
function refusal(
  action: CampaignAction,
  status: CampaignStatus,
  role: BuiltInRole,
  place: (typeof PLACES)[number],
): number | null {
  if (!holds(role, action)) return 403;
  if (place === '110105') return 404;
  const allowed = allowedActions(status).includes(action);
  // The county reads the plan and takes part; everybody else of the city does not act for it.
  if (action === 'contribute') return allowed ? (place === '640521' ? null : 403) : 409;
  if (place === '640521') return 404;
  if (action === 'visit') return allowed ? null : 409;
  return place === 'department' ? 403 : allowed ? null : 409;
}

describe('every action of a campaign', () => {
  it('in a wrong state, by a role without the permission, by another unit or outside the region is refused and writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CAMPAIGN_ACTIONS),
        fc.constantFrom(...CAMPAIGN_STATUSES),
        fc.constantFrom(...ROLES),
        fc.constantFrom(...PLACES),
        async (action, status, role, place) => {
          const wanted = refusal(action, status, role, place);
          // What may be done is the journeys' business; here it is what may not.
          if (wanted === null) return;
          const version = await putInto(status);
          const before = await everything();
          const answer = await users.get(`${role} ${place}`)!.call(...requestOf(action, version));
          expect([action, status, role, place, answer.status, answer.text]).toEqual([
            action,
            status,
            role,
            place,
            wanted,
            answer.text,
          ]);
          if (wanted === 409) expect(answer.json.allowed).toEqual(allowedActions(status));
          expect(await everything()).toBe(before);
        },
      ),
      { numRuns: process.env.WANGJIAN_TEST_FULL ? 1500 : 120, seed: 20260921 },
    );
  });

  it('at an old version is refused and writes nothing', async () => {
    const version = await putInto('issued');
    const before = await everything();
    const answer = await desk.owner.call('POST', `/api/campaigns/${id}/start`, { version: version - 1 });
    expect([answer.status, answer.json.code]).toEqual([409, 'stale']);
    expect(await everything()).toBe(before);
  });
});

describe('the tables', () => {
  const refused = (run: () => unknown, allowed: readonly string[]) => {
    try {
      run();
    } catch (error) {
      expect(error).toMatchObject({ code: 'conflict', allowed });
      return true;
    }
    return false;
  };

  it('allow exactly what they list, and name that when they refuse', () => {
    for (const status of CAMPAIGN_STATUSES)
      for (const action of CAMPAIGN_ACTIONS) {
        const allowed = allowedActions(status);
        expect(refused(() => move(status, action), allowed)).toBe(!allowed.includes(action));
      }
    for (const status of Object.keys(TASK_STATUS_NAMES) as TaskStatus[])
      for (const action of ['receive', 'progress', 'finish', 'reopen', 'withdraw', 'renew'] as const)
        expect(refused(() => moveTask(status, action), taskActions(status))).toBe(
          !taskActions(status).includes(action),
        );
    for (const status of Object.keys(VISIT_STATUS_NAMES) as VisitStatus[])
      for (const action of ['answer', 'close', 'demand'] as const)
        expect(refused(() => moveVisit(status, action), visitActions(status))).toBe(
          !visitActions(status).includes(action),
        );
    for (const status of Object.keys(CAMPAIGN_REPORT_STATUS_NAMES) as CampaignReportStatus[])
      for (const action of ['refill', 'sign', 'void', 'submit', 'receive', 'return', 'redraft'] as const)
        expect(refused(() => moveReport(status, action), reportActions(status))).toBe(
          !reportActions(status).includes(action),
        );
  });

  it('lead from every state of a campaign to an end', () => {
    for (const from of CAMPAIGN_STATUSES) {
      const reached = new Set<CampaignStatus>([from]);
      for (let size = 0; size !== reached.size; ) {
        size = reached.size;
        for (const status of [...reached])
          for (const action of allowedActions(status)) reached.add(move(status, action));
      }
      expect(reached.has('closed') || reached.has('cancelled')).toBe(true);
    }
  });
});
