import {
  PUBLICITY_STATUS_NAMES,
  type PublicityStatus,
  REPLY_STATUS_NAMES,
  type ReplyStatus,
} from '@wangjian/core/affairs.ts';
import { BUILT_IN_ROLES, type BuiltInRole } from '@wangjian/core/permissions.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import {
  PUBLICITY_ACTIONS,
  type PublicityAction,
  publicityActions,
  REPLY_ACTIONS,
  type ReplyAction,
  replyActions,
} from './lifecycle.ts';

let t: TestApp;
let officer: TestUser;
let approver: TestUser;
let org: { city: string; network: string; county: string };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
beforeAll(async () => {
  t = await testApp();
  const city = await t.unit({ name: '中卫市市场监督管理局', level: 'city', region: '640500' });
  org = {
    city,
    network: await t.unit({ name: '网监科', level: 'section', region: '640500', parentId: city }),
    county: await t.unit({ name: '中宁县局', level: 'county', region: '640521', parentId: city }),
  };
  officer = await t.officer({ role: 'dispatcher', region: '640500', orgId: org.network, name: '马晓燕' });
  approver = await t.officer({ role: 'approver', region: '640500', orgId: org.city, name: '王志刚' });
});
afterAll(() => t.close());

async function ok(user: TestUser, path: string, body: object) {
  const answer = await user.call('POST', path, body);
  expect([path, answer.status === 200 ? '' : answer.text]).toEqual([path, '']);
  return answer.json;
}
const REPLIES = '/api/affairs/replies';
const PUBLICITY = '/api/affairs/publicity';
let numbers = 0;
const proposal = (more: object = {}) => {
  numbers += 1;
  return {
    kind: 'suggestion',
    role: 'host',
    session: '市五届人大四次会议',
    proposalNumber: String(numbers),
    proposers: ['王某某'],
    title: '关于实施网络打假的建议',
    receivedOn: '2026-10-08',
    dueOn: '2026-12-08',
    ...more,
  };
};
const REPLY = {
  result: 'A',
  openness: 'open',
  copies: ['市人大选工委', '市政府督察室'],
  work: '加强网上巡查。',
  signer: '王志刚',
};
const due = async (id: string) =>
  (
    await t.app.kernel.owner.query<{ due: string; outcome: string | null; org_id: string }>(
      'SELECT due, outcome, org_id FROM deadlines WHERE on_id = $1 ORDER BY id',
      [id],
    )
  ).rows;

/** A proposal whose reply is signed. */
async function signedReply() {
  const { id, version } = await ok(officer, REPLIES, proposal());
  const drafted = await ok(officer, `${REPLIES}/${id}/draft`, { version, ...REPLY });
  const path = `/api/documents/${drafted.documentId}`;
  const document = (await officer.call('GET', path)).json;
  const filled = await officer.call('PATCH', path, {
    version: document.version,
    values: { contactPhone: '0955-7000000', contact: '马晓燕' },
  });
  expect(filled.status).toBe(200);
  const submitted = await ok(officer, `${path}/submit`, { version: filled.json.version });
  const first = await t.officer({ role: 'approver', region: '640500', orgId: org.city, name: '苏正平' });
  const reviewed = await ok(first, `${path}/decide`, { decision: 'approve', version: submitted.version });
  const signed = await ok(approver, `${path}/decide`, { decision: 'sign', version: reviewed.version });
  return { id, path, document: signed, values: document.values };
}

describe('a reply to a proposal', () => {
  it('runs from the letter to the answer, on a document with the head of an official letter', async () => {
    const { id, path, document, values } = await signedReply();
    expect(values).toMatchObject({
      result: 'A',
      proposal: '第1号建议',
      proposer: '王某某代表',
      openness: '此件主动公开',
      copies: '市人大选工委，市政府督察室',
      contactUnit: expect.stringContaining('网监科'),
    });
    const signed = (await officer.call('GET', `${REPLIES}/${id}`)).json;
    expect(signed).toMatchObject({ status: 'signed', number: document.number, signer: '王志刚' });
    const early = await officer.call('POST', `${REPLIES}/${id}/deliver`, {
      version: signed.version,
      repliedOn: '2026-10-01',
    });
    expect(early.status).toBe(400);
    const replied = await ok(officer, `${REPLIES}/${id}/deliver`, {
      version: signed.version,
      repliedOn: '2026-10-12',
    });
    expect(replied).toMatchObject({ status: 'replied', repliedOn: '2026-10-12' });
    expect(await due(id)).toMatchObject([{ outcome: 'met' }]);
    const noted = await ok(officer, `${REPLIES}/${id}/feedback`, {
      version: replied.version,
      feedback: 'satisfied',
    });
    expect(noted.feedback).toBe('satisfied');
    // A void reply is to be given again, in the same time.
    const latest = (await approver.call('GET', path)).json;
    await ok(approver, `${path}/void`, { version: latest.version, reason: '文号有误' });
    expect((await officer.call('GET', `${REPLIES}/${id}`)).json).toMatchObject({
      status: 'registered',
      number: null,
      repliedOn: null,
    });
    expect(await due(id)).toMatchObject([{ outcome: 'met' }, { outcome: null }]);
  });

  it('is registered once, by key and by its number; its term moves and goes with the unit', async () => {
    const body = proposal({ key: 'once' });
    const [one, again] = [await ok(officer, REPLIES, body), await ok(officer, REPLIES, body)];
    expect(again.id).toBe(one.id);
    expect((await officer.call('POST', REPLIES, { ...body, key: 'other' })).status).toBe(409);
    const handed = await ok(officer, `${REPLIES}/${one.id}/hand`, {
      version: one.version,
      orgId: org.city,
      reason: '由办公室答复',
    });
    const moved = await ok(officer, `${REPLIES}/${one.id}/term`, {
      version: handed.version,
      dueOn: '2026-12-20',
      reason: '经同意延期',
    });
    expect(moved.deadline.due).toContain('2026-12-20');
    expect(await due(one.id)).toMatchObject([{ org_id: org.city, outcome: null }]);
    const cancelled = await ok(officer, `${REPLIES}/${one.id}/cancel`, {
      version: moved.version,
      reason: '代表撤回',
    });
    expect(cancelled.status).toBe('cancelled');
    expect(await due(one.id)).toMatchObject([{ outcome: 'dropped' }]);
    await ok(officer, REPLIES, { ...body, key: 'third' });
  });

  it('handed to a county lies with it: it is told, sees the whole course and answers', async () => {
    const county = await t.officer({ role: 'dispatcher', region: '640521', orgId: org.county });
    const { id, version } = await ok(officer, REPLIES, proposal());
    expect((await county.call('GET', `${REPLIES}/${id}`)).status).toBe(404);
    await ok(officer, `${REPLIES}/${id}/hand`, { version, orgId: org.county, reason: '由中宁县局答复' });
    const seen = (await county.call('GET', `${REPLIES}/${id}`)).json;
    expect(seen).toMatchObject({
      deadline: { due: '2026-12-08' },
      allowed: expect.arrayContaining(['draft']),
    });
    expect(seen.timeline).toHaveLength(2);
    await t.runJobs();
    expect((await county.call('GET', '/api/inbox')).json.items[0].title).toContain('请答复建议提案');
    const back = await ok(officer, `${REPLIES}/${id}/hand`, {
      version: seen.version,
      orgId: org.network,
      reason: '改由本科答复',
    });
    expect(back.orgName).toContain('网监科');
    expect((await county.call('GET', `${REPLIES}/${id}`)).status).toBe(404);
    const direct = await ok(officer, REPLIES, proposal({ orgId: org.county }));
    expect((await county.call('GET', `${REPLIES}/${direct.id}`)).status).toBe(200);
  });

  it('that came late is kept with its day, and its term can be set anew', async () => {
    const { id, version } = await ok(
      officer,
      REPLIES,
      proposal({ receivedOn: '2026-06-01', dueOn: '2026-09-01' }),
    );
    expect(await due(id)).toEqual([]);
    await ok(officer, `${REPLIES}/${id}/term`, { version, dueOn: '2026-11-01', reason: '补办' });
    expect(await due(id)).toMatchObject([{ outcome: null }]);
  });
});

describe('publicity work', () => {
  const work = { kind: 'media', title: '网络维权放心网购', day: '2026-10-10', pieces: 1, medium: '中卫日报' };

  it('takes pictures and videos and nothing else, shows them, and counts once it is published', async () => {
    const one = await ok(officer, PUBLICITY, work);
    const send = (content: Buffer, name: string) => {
      const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`;
      return officer.inject({
        method: 'POST',
        url: `${PUBLICITY}/${one.id}/pictures?caption=${encodeURIComponent('现场')}`,
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--b--\r\n')]),
      });
    };
    expect((await send(Buffer.from('<script>'), 'a.png')).status).toBe(400);
    const film = Buffer.concat([Buffer.from('\0\0\0\x20ftypmp42', 'latin1'), Buffer.alloc(99)]);
    const filmed = (await send(film, '活动.mp4')).json.pictures[0];
    expect(filmed).toMatchObject({ name: '活动.mp4', video: true });
    const video = `${PUBLICITY}/${one.id}/pictures/${filmed.id}`;
    const saved = await officer.call('GET', video);
    expect(saved.headers['content-type']).toBe('video/mp4');
    expect(saved.headers['content-disposition']).toMatch(/^attachment;/);
    await officer.call('DELETE', video);
    await send(PNG, '现场.png');
    const { json } = await send(PNG, '现场.png');
    expect(json.pictures).toMatchObject([{ name: '现场.png', caption: '现场' }]);
    const path = `${PUBLICITY}/${one.id}/pictures/${json.pictures[0].id}`;
    const file = await officer.call('GET', path);
    expect([file.status, file.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await officer.call('DELETE', path)).json.pictures).toEqual([]);
    expect((await officer.call('GET', path)).status).toBe(404);
  });

  it('refuses what it cannot be: no medium, a day to come, an address that is none', async () => {
    for (const wrong of [
      { medium: '' },
      { day: '2026-10-13' },
      { link: 'javascript:alert(1)' },
      { pieces: 0 },
    ])
      expect((await officer.call('POST', PUBLICITY, { ...work, ...wrong })).status).toBe(400);
    expect((await officer.call('POST', PUBLICITY, { ...work, kind: 'tip' })).status).toBe(400);
  });
});

describe('the counts', () => {
  it('are those of the records by period and unit, and each number opens exactly its records', async () => {
    const county = await t.officer({ role: 'dispatcher', region: '640521', orgId: org.county });
    const put = async (user: TestUser, kind: string, day: string, pieces: number) => {
      const one = await ok(user, PUBLICITY, {
        kind,
        title: '宣传',
        day,
        pieces,
        medium: '某报',
        content: '提示',
      });
      return await ok(user, `${PUBLICITY}/${one.id}/publish`, { version: one.version });
    };
    await put(officer, 'material', '2026-03-15', 200);
    await put(officer, 'material', '2026-04-01', 50);
    await put(county, 'material', '2026-03-15', 30);
    await put(county, 'tip', '2026-03-16', 1);
    const wrong = await put(officer, 'board', '2026-03-15', 12);
    await ok(officer, `${PUBLICITY}/${wrong.id}/void`, { version: wrong.version, reason: '重复登记' });
    const day = (text: string, end = false) =>
      encodeURIComponent(`${text}T${end ? '23:59:59.999' : '00:00:00'}+08:00`);
    const march = `from=${day('2026-03-01')}&to=${day('2026-03-31', true)}`;
    const counts = async (query: string) => (await officer.call('GET', `/api/affairs/counts?${query}`)).json;
    expect((await counts(march)).publicity).toMatchObject({
      material: { records: 2, pieces: 230 },
      board: { records: 0, pieces: 0 },
      tip: { records: 1, pieces: 1 },
    });
    for (const unit of ['', `&org=${org.network}`, `&org=${org.city}`, `&org=${org.county}`]) {
      const { publicity } = await counts(march + unit);
      for (const kind of ['material', 'board', 'media', 'tip', 'activity']) {
        const { json } = await officer.call(
          'GET',
          `${PUBLICITY}?${march}${unit}&kind=${kind}&status=published&pageSize=500`,
        );
        const pieces = json.items.reduce((sum: number, one: { pieces: number }) => sum + one.pieces, 0);
        expect({ unit, kind, records: json.total, pieces }).toEqual({ unit, kind, ...publicity[kind] });
      }
    }
    const { replies } = await counts(`from=${day('2026-10-01')}`);
    const listed = await officer.call('GET', `${REPLIES}?from=${day('2026-10-01')}&result=A&status=replied`);
    expect(replies.A.records).toBe(listed.json.total);
  });
});

const ROLES = Object.keys(BUILT_IN_ROLES) as BuiltInRole[];
const REGIONS = ['640500', '640521', '110105'] as const;

async function everything(): Promise<string> {
  const rows = [];
  for (const table of [
    'proposal_replies',
    'proposal_events',
    'publicity_works',
    'publicity_pictures',
    'documents',
    'deadlines',
  ])
    rows.push((await t.app.kernel.owner.query(`SELECT * FROM ${table} ORDER BY 1, 2`)).rows);
  return JSON.stringify(rows);
}

describe('every action', () => {
  it('in a wrong state, by a role without the permission, or outside the region is refused and writes nothing', async () => {
    const users = new Map<string, TestUser>();
    for (const role of ROLES)
      for (const region of REGIONS) users.set(`${role} ${region}`, await t.officer({ role, region }));
    const reply = (await ok(officer, REPLIES, proposal())).id as string;
    const work = (
      await ok(officer, PUBLICITY, { kind: 'board', title: '展板', day: '2026-10-10', pieces: 2 })
    ).id as string;
    const { owner } = t.app.kernel;
    const putInto = async (table: string, id: string, status: string): Promise<number> =>
      (await owner.query(`UPDATE ${table} SET status = $2 WHERE id = $1 RETURNING version`, [id, status]))
        .rows[0].version;
    const words = { reason: '说明理由', text: '说明内容', dueOn: '2026-12-30', repliedOn: '2026-10-12' };
    const onReply = fc.record({
      thing: fc.constant('reply' as const),
      action: fc.constantFrom<ReplyAction>(...REPLY_ACTIONS),
      state: fc.constantFrom(...(Object.keys(REPLY_STATUS_NAMES) as ReplyStatus[])),
    });
    const onWork = fc.record({
      thing: fc.constant('publicity' as const),
      action: fc.constantFrom<PublicityAction>(...PUBLICITY_ACTIONS.filter((one) => one !== 'picture')),
      state: fc.constantFrom(...(Object.keys(PUBLICITY_STATUS_NAMES) as PublicityStatus[])),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(onReply, onWork),
        fc.constantFrom(...ROLES),
        fc.constantFrom(...REGIONS),
        async (wanted, role, region) => {
          const holds = (BUILT_IN_ROLES[role].permissions as readonly string[]).includes('campaign.write');
          const allowed: readonly string[] =
            wanted.thing === 'reply' ? replyActions(wanted.state) : publicityActions(wanted.state);
          if (holds && region === '640500' && allowed.includes(wanted.action)) return;
          const isReply = wanted.thing === 'reply';
          const version = await putInto(
            isReply ? 'proposal_replies' : 'publicity_works',
            isReply ? reply : work,
            wanted.state,
          );
          const before = await everything();
          const verb = wanted.action === 'comment' ? 'comments' : wanted.action;
          const form = isReply
            ? { ...proposal(), ...REPLY, ...words, orgId: org.city, feedback: 'fair' }
            : { kind: 'board', title: '展板', day: '2026-10-10', pieces: 2, ...words };
          const answer = await users
            .get(`${role} ${region}`)!
            .call('POST', isReply ? `${REPLIES}/${reply}/${verb}` : `${PUBLICITY}/${work}/${verb}`, {
              ...form,
              version,
            });
          const code = !holds ? 403 : region !== '640500' ? 404 : 409;
          expect(answer.status, `${JSON.stringify(wanted)} ${role} ${region}: ${answer.text}`).toBe(code);
          if (code === 409) expect(answer.json.allowed).toEqual(allowed);
          expect(await everything()).toBe(before);
        },
      ),
      { numRuns: process.env.WANGJIAN_TEST_FULL ? 1000 : 120 },
    );
  });
});
