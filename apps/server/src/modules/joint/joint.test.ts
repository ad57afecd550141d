import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';

let t: TestApp;
let lead: TestUser;
let police: TestUser;
let county: TestUser;
let outsider: TestUser;
let approver: TestUser;
let org: Record<'city' | 'network' | 'price' | 'police' | 'cyber' | 'county', string>;
beforeAll(async () => {
  t = await testApp();
  const city = await t.unit({ name: '中卫市市场监督管理局', level: 'city', region: '640500' });
  const within = (name: string, level: 'section' | 'department' | 'county', region = '640500') =>
    t.unit({ name, level, region, parentId: city });
  org = {
    city,
    network: await within('网监科', 'section'),
    price: await within('价格科', 'section'),
    police: await within('市公安局', 'department'),
    cyber: await within('市委网信办', 'department'),
    county: await within('沙坡头区市场监督管理局', 'county', '640502'),
  };
  lead = await t.officer({ role: 'dispatcher', region: '640500', orgId: org.network, name: '马' });
  police = await t.officer({ role: 'partner-department', region: '640500', orgId: org.police, name: '警' });
  county = await t.officer({ role: 'inspector', region: '640502', orgId: org.county, name: '沙' });
  outsider = await t.officer({ role: 'dispatcher', region: '640500', orgId: org.price, name: '价' });
  approver = await t.officer({ role: 'approver', region: '640500', orgId: org.city, name: '局' });
});
afterAll(() => t.close());

/** Calls and expects it to go well; answers with the body. */
async function ok(user: TestUser, path: string, body: object) {
  const answer = await user.call('POST', `/api/joint${path}`, body);
  expect({ path, status: answer.status, text: answer.status === 200 ? '' : answer.text }).toEqual({
    path,
    status: 200,
    text: '',
  });
  return answer.json;
}
const read = async (user: TestUser, id: string) => (await user.call('GET', `/api/joint/${id}`)).json;
const statusOf = async (user: TestUser, path: string, body: object) =>
  (await user.call('POST', `/api/joint${path}`, body)).status;
type Part = { id: string; orgId: string | null; name: string; version: number; contactPhone: string };
const partOf = (work: { parts: Part[] }, orgId: string) =>
  work.parts.find((one) => one.orgId === orgId) as Part;

/** An action in which police and county take part, running. */
async function running(key: string) {
  const opened = await ok(lead, '', {
    kind: 'action',
    title: '打击网络售假联合行动',
    purpose: '联合打击网络销售假冒商品',
    units: [
      { orgId: org.police, duty: '侦办涉嫌犯罪', contactName: '张警官', contactPhone: '13812345678' },
      { orgId: org.county },
      { name: '某海关缉私处' },
    ],
    matters: [{ kind: 'theme', title: '网售假冒枸杞' }],
    key,
  });
  const { id } = opened;
  await ok(police, `/${id}/units/${partOf(opened, org.police).id}/join`, { version: 1 });
  await ok(county, `/${id}/units/${partOf(opened, org.county).id}/join`, { version: 1 });
  return await ok(lead, `/${id}/start`, { version: opened.version });
}

describe('joint work of several departments', () => {
  it('is made once for one key, seen by the units that take part, and by nobody else', async () => {
    const body = { kind: 'action', title: '同一次行动', purpose: '只建一次', key: 'once' };
    const [first, again] = [await ok(lead, '', body), await ok(lead, '', body)];
    expect(again.id).toBe(first.id);
    expect((await police.call('GET', `/api/joint/${first.id}`)).status).toBe(404);
    expect((await outsider.call('GET', `/api/joint/${first.id}`)).status).toBe(404);
    // The head of the bureau acts for its sections.
    expect((await approver.call('GET', `/api/joint/${first.id}`)).status).toBe(200);
    expect((await outsider.call('GET', '/api/joint')).json.total).toBe(0);
    const csv = (user: TestUser, kind: string) => user.call('GET', `/api/joint/${kind}/export?format=csv`);
    expect((await csv(lead, 'actions')).text).toContain('同一次行动');
    expect((await csv(lead, 'conferences')).text).not.toContain('同一次行动');
    expect((await csv(outsider, 'actions')).text).not.toContain('同一次行动');
    expect((await csv(police, 'actions')).status).toBe(403);
  });

  it('shows each department the shared part and its own, not what others keep to themselves', async () => {
    const work = await running('private');
    const { id } = work;
    const own = partOf(work, org.police).id;
    const entry = (text: string, shared: boolean) =>
      ok(police, `/${id}/entries`, { partId: own, kind: 'finding', text, shared });
    await entry('已掌握嫌疑人身份', false);
    await entry('发货地在外省', true);
    await ok(police, `/${id}/tasks`, { partId: own, title: '内部侦查', dueOn: '2026-11-01', shared: false });
    const [byPolice, byLead, byCounty] = [
      await read(police, id),
      await read(lead, id),
      await read(county, id),
    ];
    expect(byPolice.entries).toHaveLength(2);
    expect(byPolice.tasks).toHaveLength(1);
    for (const others of [byLead, byCounty]) {
      expect(JSON.stringify(others)).not.toContain('嫌疑人');
      expect(JSON.stringify(others)).not.toContain('内部侦查');
      expect(others.entries.map((one: { text: string }) => one.text)).toEqual(['发货地在外省']);
    }
    const hidden = byPolice.entries.find((one: { shared: boolean }) => !one.shared);
    expect(await statusOf(lead, `/${id}/entries/${hidden.id}/share`, { version: 1 })).toBe(404);
    await ok(police, `/${id}/entries/${hidden.id}/share`, { version: 1 });
    expect((await read(lead, id)).entries).toHaveLength(2);
    // The second wall: without a use case of this module not even the rows are there.
    const rows = await lead.read((tx) =>
      tx.withTables<{ joint_entries: { id: string } }>().selectFrom('joint_entries').select('id').execute(),
    );
    expect(rows).toEqual([]);
  });

  it('masks the contact, shows it in full for a reason, and writes what a unit without an account did', async () => {
    const work = await running('contacts');
    const part = partOf(work, org.police);
    expect(part.contactPhone).toBe('138****5678');
    const path = `/${work.id}/units/${part.id}`;
    expect((await ok(lead, `${path}/unmask`, { reason: '通知开会需要' })).contactPhone).toBe('13812345678');
    expect(await statusOf(police, `${path}/unmask`, { reason: '通知开会需要' })).toBe(403);
    expect(
      await statusOf(lead, `${path}/contact`, { version: part.version, contactPhone: '138****5678' }),
    ).toBe(400);
    const customs = work.parts.find((one: Part) => one.orgId === null) as Part;
    await ok(lead, `/${work.id}/units/${customs.id}/join`, { version: 1 });
    const text = { partId: customs.id, kind: 'progress', text: '来函告知已布控', shared: true };
    expect(await statusOf(police, `/${work.id}/entries`, text)).toBe(403);
    await ok(lead, `/${work.id}/entries`, text);
  });

  it('a unit out of the lead’s region does its task; the deadline runs, moves and ends with it', async () => {
    const work = await running('tasks');
    const { id } = work;
    const partId = partOf(work, org.county).id;
    const body = { partId, title: '核查线下仓库', dueOn: '2026-10-20', key: 'task' };
    const [one] = (await ok(lead, `/${id}/tasks`, body)).tasks;
    await ok(lead, `/${id}/tasks`, body);
    await t.runJobs();
    const due = async () =>
      (
        await t.app.kernel.owner.query<{ due: string; outcome: string | null }>(
          'SELECT due, outcome FROM deadlines WHERE on_id = $1',
          [one.id],
        )
      ).rows;
    expect(await due()).toMatchObject([{ outcome: null }]);
    const told = await county.call('GET', '/api/inbox?pageSize=50');
    expect(told.json.items.some((news: { title: string }) => news.title.startsWith('新任务'))).toBe(true);
    expect((await county.call('GET', '/api/joint/tasks')).json.items).toMatchObject([{ id: one.id }]);
    const listed = async (user: TestUser) =>
      (await user.call('GET', '/api/joint')).json.items.find((row: { id: string }) => row.id === id);
    expect(await listed(county)).toMatchObject({ openTasks: 1, nextDue: '2026-10-20', leads: false });
    expect(await listed(lead)).toMatchObject({ openTasks: 0, leads: true });
    expect(await statusOf(county, `/${id}/tasks/${one.id}/cancel`, { version: 1, reason: '不想办' })).toBe(
      403,
    );
    await ok(lead, `/${id}/tasks/${one.id}/term`, { version: 1, dueOn: '2026-10-25', reason: '情况复杂' });
    await t.runJobs();
    expect((await due())[0]!.due).toContain('2026-10-25');
    await ok(county, `/${id}/tasks/${one.id}/complete`, { version: 2, result: '仓库已清空' });
    await t.runJobs();
    expect(await due()).toMatchObject([{ outcome: 'met' }]);
    await ok(lead, `/${id}/tasks/${one.id}/reopen`, { version: 3, reason: '缺照片', dueOn: '2026-10-30' });
    await t.runJobs();
    expect(await due()).toHaveLength(2);
  });

  it('ends with a joint result, and says first what is still open', async () => {
    const work = await running('end');
    const { id } = work;
    await ok(lead, `/${id}/tasks`, {
      partId: partOf(work, org.police).id,
      title: '提供研判报告',
      dueOn: '2026-10-20',
    });
    const end = { version: work.version, result: '查处三家网店' };
    const refused = await lead.call('POST', `/api/joint/${id}/conclude`, end);
    expect(refused.status).toBe(409);
    expect(refused.json.message).toMatch(/市公安局尚未报送结果.*提供研判报告/);
    expect(await statusOf(police, `/${id}/conclude`, { ...end, despite: true })).toBe(403);
    const reported = await ok(police, `/${id}/units/${partOf(work, org.police).id}/report`, {
      version: 2,
      text: '刑事立案一起',
    });
    expect(partOf(reported, org.police)).toMatchObject({ status: 'reported' });
    const ended = await ok(lead, `/${id}/conclude`, { ...end, despite: true });
    expect(ended).toMatchObject({
      status: 'concluded',
      result: '查处三家网店',
      unfinished: expect.any(Array),
    });
    expect(ended.tasks).toMatchObject([{ status: 'cancelled' }]);
  });

  it('a unit that was removed sees nothing more, and comes back when invited again', async () => {
    const work = await running('remove');
    const part = partOf(work, org.police);
    const path = `/${work.id}/units/${part.id}`;
    const after = await ok(lead, `${path}/remove`, { version: 2, reason: '职责调整' });
    expect((await police.call('GET', `/api/joint/${work.id}`)).status).toBe(404);
    await ok(lead, `${path}/invite`, { version: partOf(after, org.police).version });
    expect((await read(police, work.id)).status).toBe('running');
    // Lists count all who take part, those without an account too.
    const count = async () =>
      (await lead.call('GET', '/api/joint?pageSize=100')).json.items.find(
        ({ id }: { id: string }) => id === work.id,
      ).units;
    const before = await count();
    expect(before).toBe(work.parts.length);
    await ok(lead, `/${work.id}/units`, { name: '市烟草专卖局', key: 'by-name' });
    expect(await count()).toBe(before + 1);
  });
});

describe('联席会议', () => {
  it('plans, meets, sets tasks, and has its minutes signed as a document with a number', async () => {
    const body = {
      kind: 'conference',
      title: '网络市场监管联席会议',
      purpose: '统筹协调',
      units: [{ orgId: org.police }],
    };
    const opened = await ok(lead, '', body);
    const { id } = opened;
    const planned = await ok(lead, `/${id}/meetings`, {
      title: '第一次会议',
      meetsAt: '2026-10-15T09:00',
      place: '三楼会议室',
      agenda: ['通报情况', '部署检查'],
      key: 'm',
    });
    const meeting = `/${id}/meetings/${planned.meetings[0].id}`;
    expect(await statusOf(lead, `${meeting}/document`, { version: 1 })).toBe(409);
    const attendance = [
      { unit: '网监科', person: '马', present: true },
      { unit: '市公安局', person: '警', present: false },
    ];
    await ok(lead, `${meeting}/hold`, { version: 1, attendance });
    expect(await statusOf(lead, `${meeting}/document`, { version: 2 })).toBe(409);
    await ok(lead, `${meeting}/minutes`, { version: 2, attendance, minutes: '议定开展联合检查。' });
    const withTask = await ok(lead, `/${id}/tasks`, {
      partId: partOf(opened, org.police).id,
      meetingId: planned.meetings[0].id,
      title: '提供名单',
      dueOn: '2026-10-30',
      shared: false,
    });
    // What a meeting decided is no secret.
    expect(withTask.tasks).toMatchObject([{ shared: true, meetingId: planned.meetings[0].id }]);
    const drafted = await ok(lead, `${meeting}/document`, { version: 3 });
    const { documentId } = drafted.meetings[0];
    const document = (await lead.call('GET', `/api/documents/${documentId}`)).json;
    // One document at a time, and it follows the minutes until it is sent in.
    expect(await statusOf(lead, `${meeting}/document`, { version: 4 })).toBe(409);
    const later = '议定11月开展联合检查。';
    await ok(lead, `${meeting}/minutes`, { version: 4, attendance, minutes: later });
    const followed = (await lead.call('GET', `/api/documents/${documentId}`)).json;
    expect(followed.values.minutes).toBe(later);
    expect(document.values).toMatchObject({
      present: '网监科 马',
      absent: '市公安局 警',
      tasks: [{ task: '提供名单', unit: '市公安局' }],
    });
    const submitted = await lead.call('POST', `/api/documents/${documentId}/submit`, {
      version: followed.version,
    });
    expect(submitted.status).toBe(200);
    expect(await statusOf(lead, `${meeting}/minutes`, { version: 5, attendance, minutes: '改' })).toBe(409);
    const signed = await approver.call('POST', `/api/documents/${documentId}/decide`, {
      version: submitted.json.version,
      decision: 'sign',
    });
    expect(signed.status).toBe(200);
    await t.runJobs();
    const [after] = (await read(lead, id)).meetings;
    expect(after).toMatchObject({ status: 'recorded', number: signed.json.number });
    expect(after.number).toMatch(/会纪〔2026〕\d+号/);
    // The department has no access to documents: it reads the minutes, and no link that would be refused.
    expect((await read(police, id)).meetings[0]).toMatchObject({
      documentId: null,
      minutes: later,
    });
  });

  it('keeps joint checks of units that take part, with the inspection behind its own door', async () => {
    const work = await running('checks');
    const partId = partOf(work, org.county).id;
    const check = { partId, subject: '某电商产业园', units: ['网监科', '市公安局'], outcome: '未见异常' };
    expect(await statusOf(county, `/${work.id}/checks`, { ...check, checkedOn: '2026-10-13' })).toBe(400);
    const after = await ok(county, `/${work.id}/checks`, { ...check, checkedOn: '2026-10-12', key: 'c' });
    const [one] = after.checks;
    const path = `/${work.id}/checks/${one.id}/withdraw`;
    expect(await statusOf(police, path, { version: 1, reason: '登记有误' })).toBe(403);
    expect((await ok(county, path, { version: 1, reason: '登记有误' })).checks[0].withdrawnWhy).toBe(
      '登记有误',
    );
  });
});

describe('superiors who take no part', () => {
  it('look on at what the units below lead: the shared part, and nothing can be done there', async () => {
    const hall = await t.unit({ name: '自治区市场监督管理厅', level: 'province', region: '640000' });
    const other = await t.unit({ name: '银川市市场监督管理局', level: 'city', region: '640100' });
    const countyLead = await t.officer({
      role: 'dispatcher',
      region: '640502',
      orgId: org.county,
      name: '县',
    });
    const above = await t.officer({ role: 'supervisor', region: '640500', orgId: org.city, name: '督' });
    const province = await t.officer({ role: 'supervisor', region: '640000', orgId: hall, name: '厅' });
    const dispatching = await t.officer({
      role: 'dispatcher',
      region: '640500',
      orgId: org.city,
      name: '派',
    });
    const strangers = [
      await t.officer({ role: 'supervisor', region: '640100', orgId: other }),
      await t.officer({ role: 'supervisor', region: '640500', orgId: org.cyber }),
      // Only whoever supervises looks on.
      await t.officer({ role: 'inspector', region: '640500', orgId: org.city }),
    ];
    const opened = await ok(countyLead, '', {
      ...{ kind: 'action', title: '县里的联合行动', purpose: '查处本县网店', key: 'below' },
      units: [{ orgId: org.police }],
    });
    const { id } = opened;
    const own = partOf(opened, org.police).id;
    await ok(police, `/${id}/units/${own}/join`, { version: 1 });
    await ok(countyLead, `/${id}/start`, { version: opened.version });
    const entry = (text: string, shared: boolean) =>
      ok(police, `/${id}/entries`, { partId: own, kind: 'finding', text, shared });
    await entry('只给自己看的侦查', false);
    await entry('共享的发现', true);
    for (const superior of [above, province, dispatching]) {
      const seen = await read(superior, id);
      expect(seen).toMatchObject({ oversees: true, leadName: '沙坡头区市场监督管理局', allowed: [] });
      expect(seen.entries.map((one: { text: string }) => one.text)).toEqual(['共享的发现']);
      expect(JSON.stringify(seen)).not.toContain('侦查');
      const { items } = (await superior.call('GET', '/api/joint')).json;
      expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({ oversees: true });
    }
    expect((await province.call('GET', '/api/joint/actions/export?format=csv')).text).toContain(
      '县里的联合行动',
    );
    for (const stranger of strangers) {
      expect((await stranger.call('GET', `/api/joint/${id}`)).status).toBe(404);
      expect((await stranger.call('GET', '/api/joint')).text).not.toContain('县里的联合行动');
    }
    const rows = async () =>
      JSON.stringify((await t.app.kernel.owner.query('SELECT * FROM joint_works ORDER BY id')).rows);
    const before = await rows();
    expect(await statusOf(dispatching, `/${id}/comments`, { text: '督办一下' })).toBe(404);
    expect(await statusOf(dispatching, `/${id}/cancel`, { version: 2, reason: '不办了' })).toBe(404);
    expect(await statusOf(dispatching, `/${id}/units/${own}/remove`, { version: 2, reason: '不办了' })).toBe(
      404,
    );
    expect(await rows()).toBe(before);
    // Work that another department leads has no superior here.
    const theirs = await ok(police, '', {
      kind: 'action',
      title: '公安的行动',
      purpose: '侦办',
      key: 'police',
    });
    expect((await above.call('GET', `/api/joint/${theirs.id}`)).status).toBe(404);
  });
});
