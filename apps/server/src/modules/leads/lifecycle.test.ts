import { LEAD_STATUSES, type LeadStatus } from '@wangjian/core/lead.ts';
import type { Permission } from '@wangjian/core/permissions.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestAnswer, type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { LEAD_ACTIONS, type LeadAction, MOVES, type Who } from './lifecycle.ts';

const NOW = '2026-10-12T01:00:00Z';
/** Units of the test's bureau: whom an officer of each acts for, and whom it stands above, written down by hand. */
const UNITS = {
  city: {
    region: '640500',
    actsFor: ['city', 'network'],
    above: ['network', 'county', 'squad', 'town', 'other'],
  },
  network: { region: '640500', actsFor: ['network', 'city'], above: ['county', 'squad', 'town', 'other'] },
  county: { region: '640502', actsFor: ['county', 'squad'], above: ['squad', 'town'] },
  squad: { region: '640502', actsFor: ['squad', 'county'], above: ['town'] },
  town: { region: '640502101', actsFor: ['town'], above: [] },
  other: { region: '640521', actsFor: ['other'], above: [] },
} as const;
type UnitName = keyof typeof UNITS;
const NAMES = Object.keys(UNITS) as UnitName[];
/** Which units each unit's officers may send a lead to. */
const REACH: Record<UnitName, UnitName> = {
  city: 'other',
  network: 'other',
  county: 'town',
  squad: 'town',
  town: 'county',
  other: 'city',
};
const EVERYTHING = [
  'lead.read',
  'lead.register',
  'lead.sort',
  'lead.dispatch',
  'lead.handle',
  'lead.review',
  'lead.supervise',
] as const satisfies readonly Permission[];

interface Case {
  readonly status: LeadStatus;
  readonly action: LeadAction;
  readonly unit: UnitName;
  /** The permission that the officer lacks, if any. */
  readonly lacks: Permission | null;
  readonly holder: UnitName;
  readonly hops: 0 | 1 | 2;
  readonly dispatcher: UnitName;
  readonly reviewer: UnitName;
  readonly origin: boolean;
  readonly region: '640500' | '640502' | '640502101' | '640521';
}

let t: TestApp;
const ids = {} as Record<UnitName, string>;
const officers = new Map<string, TestUser>();
let made = 0;

beforeAll(async () => {
  t = await testApp();
  ids.city = await t.unit({ name: '市局', level: 'city', region: '640500' });
  ids.network = await t.unit({ name: '网监科', level: 'section', region: '640500', parentId: ids.city });
  ids.county = await t.unit({ name: '区局', level: 'county', region: '640502', parentId: ids.city });
  ids.squad = await t.unit({ name: '大队', level: 'section', region: '640502', parentId: ids.county });
  ids.town = await t.unit({
    name: '市场监管所',
    level: 'township',
    region: '640502101',
    parentId: ids.county,
  });
  ids.other = await t.unit({ name: '县局', level: 'county', region: '640521', parentId: ids.city });
  // Another bureau that uses the system.
  await t.officer({ role: 'dispatcher', region: '640100' });
});
afterAll(() => t.close());

async function officerOf(unit: UnitName, lacks: Permission | null): Promise<TestUser> {
  const key = `${unit} ${lacks}`;
  const known = officers.get(key);
  if (known) return known;
  const permissions = EVERYTHING.filter((permission) => permission !== lacks);
  const user = await t.officer({ permissions, region: UNITS[unit].region, orgId: ids[unit], name: unit });
  officers.set(key, user);
  return user;
}

const sql = async (text: string, values: unknown[] = []) =>
  (await t.app.kernel.owner.query(text, values)).rows;

/** A lead in any state, with the hand-overs that led there. */
async function plant(one: Case, status: LeadStatus = one.status): Promise<{ id: string; version: number }> {
  made += 1;
  const id = `lead_640500_01JA${String(made).padStart(22, '0')}`;
  const waits = ['sorting', 'accepted'].includes(status);
  const hops = waits ? 0 : one.hops;
  const columns = {
    bureau: '640500',
    id,
    region: one.region,
    number: `测〔2026〕${made}号`,
    title: '测试线索',
    status,
    source: 'citizen',
    found_on: '2026-10-12',
    received_on: '2026-10-12',
    content: '测试内容',
    registered_at: NOW,
    registered_by: 'nobody',
    registered_by_name: '测试员',
    holder_org_id: waits ? null : ids[one.holder],
    dispatcher_org_id: hops > 0 || status === 'handed-over' ? ids[one.dispatcher] : null,
    review_org_id: ids[one.reviewer],
    hops,
    checked_on: '2026-10-12',
    result: 'rectified',
    origin_id: one.origin ? 'lead_640100_01JA0000000000000000000000' : null,
  };
  const names = Object.keys(columns);
  await sql(
    `INSERT INTO leads (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(columns),
  );
  await sql(
    `INSERT INTO lead_feedbacks (bureau, id, region, lead_id, result, facts, at, officer_id, officer_name, org_name)
     VALUES ('640500', $1, $2, $3, 'rectified', '已整改', $4, 'nobody', '测试员', '')`,
    [`feedback_640500_01JA${String(made).padStart(22, '0')}`, one.region, id, NOW],
  );
  for (let hop = 1; hop <= hops; hop += 1)
    await sql(
      `INSERT INTO lead_dispatches (bureau, id, region, lead_id, hop, from_org_id, to_org_id, from_status, before_region,
         at, officer_id, officer_name, state)
       VALUES ('640500', $1, $2, $3, $4, $5, $6, 'accepted', $2, $7, 'nobody', '测试员', 'open')`,
      [
        `dispatch_640500_01JA${String(made * 10 + hop).padStart(22, '0')}`,
        one.region,
        id,
        hop,
        ids[one.dispatcher],
        ids[one.holder],
        NOW,
      ],
    );
  return { id, version: 1 };
}

/** Everything that an action may write, as one text. */
const TABLES = [
  'leads',
  'lead_events',
  'lead_dispatches',
  'lead_checks',
  'lead_feedbacks',
  'lead_supervisions',
  'lead_attachments',
  'lead_links',
  'deadlines',
] as const;
async function everything(): Promise<string> {
  const parts: unknown[] = [];
  for (const table of TABLES)
    parts.push(
      (await sql(`SELECT count(*), md5(string_agg(x::text, ',' ORDER BY x::text)) FROM ${table} AS x`))[0],
    );
  return JSON.stringify(parts);
}

async function send(
  user: TestUser,
  { action, unit, holder }: Case,
  lead: { id: string; version: number },
  other: string,
): Promise<TestAnswer> {
  const leads = [lead];
  const version = lead.version;
  const post = (path: string, body: object) => user.call('POST', `/api/leads/${path}`, body);
  const why = '按规定办理';
  const holderOfficer = await officerOf(holder, null);
  switch (action) {
    case 'edit':
      return await user.call('PATCH', `/api/leads/${lead.id}`, { title: '改过的标题', version });
    case 'dismiss':
    case 'return':
    case 'hand-back':
      return await post(action, { leads, reason: 'not-enough', opinion: why });
    case 'merge':
      return await post('merge', { leads, into: other });
    case 'split':
      return await post(`${lead.id}/split`, { version, title: '拆出的线索', content: '另一件事' });
    case 'reopen':
    case 'withdraw':
      return await post(action, { leads, reason: why });
    case 'dispatch':
      return await post('dispatch', {
        leads,
        to: [{ id: lead.id, orgId: ids[REACH[unit]], overrideReason: why }],
        dueOn: '2026-10-20',
      });
    case 'hand-over':
      return await post('hand-over', { leads, bureau: '640100', opinion: why });
    case 'assign':
      return await post('assign', { leads, officerId: holderOfficer.actor.id });
    case 'check':
      return await post(`${lead.id}/checks`, {
        version,
        checkedOn: '2026-10-12',
        way: 'online',
        content: '查看网页',
        finding: '已删除',
        officers: ['甲', '乙'],
      });
    case 'report':
      return await post(`${lead.id}/feedback`, { version, result: 'rectified', facts: why, handling: why });
    case 'supervise':
      return await post('supervise', { leads, text: why, dueOn: '2026-10-20' });
    case 'urge':
      return await post('urge', { leads, text: why });
    case 'send-back':
      return await post('send-back', { leads, opinion: why });
    case 'link':
      return await post(`${lead.id}/links`, { otherId: other });
    case 'comment':
      return await post(`${lead.id}/comments`, { text: why });
    case 'attach':
      return await user.inject({
        method: 'POST',
        url: `/api/leads/${lead.id}/attachments`,
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
        payload:
          '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n内容\r\n--x--\r\n',
      });
    default:
      return await post(action, { leads });
  }
}

/** Whether an officer of a unit stands to the lead as the table demands; told from the tables at the top. */
function stands(who: Who, one: Case): boolean {
  const acts: readonly UnitName[] = UNITS[one.unit].actsFor;
  const above: readonly UnitName[] = UNITS[one.unit].above;
  const holds = acts.includes(one.holder);
  const dispatched = one.hops > 0 || one.status === 'handed-over';
  const dispatches = dispatched && acts.includes(one.dispatcher);
  switch (who) {
    case 'region':
      return true;
    case 'holder':
      return holds;
    case 'holder-below':
      return holds && one.hops > 0;
    case 'holder-top':
      return holds && one.hops === 0;
    case 'holder-own':
      return holds && one.hops === 0 && !one.origin;
    case 'successor':
      return holds && one.hops === 0 && one.origin;
    case 'dispatcher':
      return dispatches;
    case 'reviewer':
      return acts.includes(one.reviewer);
    case 'superior':
      return above.includes(one.holder) || dispatches;
    case 'system':
      return false;
  }
}

function expected(one: Case): number {
  const { permission } = LEAD_ACTIONS[one.action];
  if (one.lacks === permission) return 403;
  const own = UNITS[one.unit].region;
  const sees = own === '640500' || own === one.region || (own === '640502' && one.region === '640502101');
  if (!sees) return 404;
  const move = (MOVES[one.status] as Partial<Record<LeadAction, { who: Who }>>)[one.action];
  if (!move) return 409;
  return stands(move.who, one) ? 200 : 403;
}

const units = fc.constantFrom(...NAMES);
const cases: fc.Arbitrary<Case> = fc
  .record({
    status: fc.constantFrom(...LEAD_STATUSES),
    action: fc.constantFrom(
      ...(Object.keys(LEAD_ACTIONS) as LeadAction[]).filter((name) => LEAD_ACTIONS[name].permission !== null),
    ),
    unit: units,
    lacks: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(...EVERYTHING) },
    ),
    holder: units,
    hops: fc.constantFrom(0, 1, 2),
    dispatcher: units,
    reviewer: units,
    origin: fc.boolean(),
    region: fc.constantFrom('640500', '640502', '640502101', '640521'),
  })
  .map((one) => {
    const waits = one.status === 'sorting' || one.status === 'accepted';
    return { ...one, hops: waits ? 0 : one.hops, origin: !waits && one.origin };
  })
  // A unit is not handed what it holds; what it is handed lies within its regions.
  .filter((one) => one.action !== 'dispatch' || (one.holder !== REACH[one.unit] && one.unit !== 'other'))
  .filter((one) => one.action !== 'dispatch' || one.unit !== 'town' || one.region === '640502101')
  .filter((one) => one.action !== 'attach' || one.lacks !== 'lead.read');

describe('the lifecycle', () => {
  it('is kept for every action in every state, by every unit, with and without the permission', async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const lead = await plant(one);
        const other = await plant(one, 'sorting');
        const user = await officerOf(one.unit, one.lacks);
        await officerOf(one.holder, null);
        const before = await everything();
        const page = await user.call('GET', `/api/leads/${lead.id}`);
        const answer = await send(user, one, lead, other.id);
        const wanted = expected(one);
        expect({ status: answer.status, message: answer.json?.message }).toMatchObject({ status: wanted });
        // The page's buttons are what the server would do.
        if (page.status === 200) expect(page.json.allowed.includes(one.action)).toBe(wanted === 200);
        if (wanted !== 200) expect(await everything()).toBe(before);
        seen.set(wanted, (seen.get(wanted) ?? 0) + 1);
      }),
      { numRuns: process.env.WANGJIAN_TEST_FULL ? 1000 : 250 },
    );
    // All four answers came up, or the property said nothing.
    expect([...seen.keys()].toSorted()).toEqual([200, 403, 404, 409]);
  }, 240_000);

  it('lets the platform’s own actions be made by nobody', async () => {
    const one: Case = {
      status: 'checking',
      action: 'settle',
      unit: 'city',
      lacks: null,
      holder: 'city',
      hops: 0,
      dispatcher: 'city',
      reviewer: 'city',
      origin: false,
      region: '640500',
    };
    const lead = await plant(one);
    const user = await officerOf('city', null);
    expect((await user.call('POST', '/api/leads/settle', { leads: [lead] })).status).toBe(404);
    expect((await user.call('GET', `/api/leads/${lead.id}`)).json.allowed).not.toContain('settle');
  });

  it('reaches every state from 待梳理, and leads out of every one that is not the end', () => {
    const next = (status: LeadStatus) => Object.values(MOVES[status]).flatMap(({ to }) => [...to]);
    const reached = new Set<LeadStatus>(['sorting']);
    for (const status of reached) for (const to of next(status)) reached.add(to);
    expect([...reached].toSorted()).toEqual([...LEAD_STATUSES].toSorted());
    const ends = LEAD_STATUSES.filter((status) => next(status).every((to) => to === status));
    expect(ends.toSorted()).toEqual(['archived', 'handed-back']);
  });
});
