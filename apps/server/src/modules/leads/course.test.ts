import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { useCase } from '../../platform/use-case.ts';
import { resolveLead } from './service.ts';

let t: TestApp;
let city: TestUser; // 网监科 of the city: sorts, dispatches, reviews
let county: TestUser; // 网监股 of the county
let town: TestUser; // 市场监管所
let units: Record<'city' | 'network' | 'county' | 'town', string>;

beforeAll(async () => {
  t = await testApp();
  const top = await t.unit({ name: '市局', level: 'city', region: '640500' });
  const network = await t.unit({ name: '网监科', level: 'section', region: '640500', parentId: top });
  const countyUnit = await t.unit({ name: '区局', level: 'county', region: '640502', parentId: top });
  const townUnit = await t.unit({
    name: '文昌所',
    level: 'township',
    region: '640502101',
    parentId: countyUnit,
  });
  units = { city: top, network, county: countyUnit, town: townUnit };
  city = await t.officer({ role: 'dispatcher', region: '640500', orgId: network, name: '马科长' });
  county = await t.officer({ role: 'dispatcher', region: '640502', orgId: countyUnit, name: '杨股长' });
  town = await t.officer({ role: 'inspector', region: '640502101', orgId: townUnit, name: '李所员' });
});
afterAll(() => t.close());

type Lead = { id: string; version: number };
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
type Detail = any;

const register = async (more: object = {}): Promise<Detail> => {
  const answer = await city.call('POST', '/api/leads', {
    title: '某网店虚假宣传',
    source: 'citizen',
    region: '640502101',
    foundOn: '2026-10-12',
    content: '宣称包治百病',
    ...more,
  });
  expect(answer.json.message).toBeUndefined();
  return answer.json;
};
const read = async (user: TestUser, { id }: Lead): Promise<Detail> =>
  (await user.call('GET', `/api/leads/${id}`)).json;
/** One action by its path on the lead as it stands now; answers with the lead after it. */
async function act(user: TestUser, path: string, lead: Lead, body: object = {}): Promise<Detail> {
  const { version } = await read(user, lead);
  const single = path.includes(':id');
  const answer = await user.call(
    'POST',
    `/api/leads/${path.replace(':id', lead.id)}`,
    single ? { version, ...body } : { leads: [{ id: lead.id, version }], ...body },
  );
  expect(answer.json.message).toBeUndefined();
  return await read(user, lead);
}
const to = (lead: Lead, orgId: string, more: object = {}) => ({
  to: [{ id: lead.id, orgId, ...more }],
  dueOn: '2026-10-22',
});
const CHECK = {
  checkedOn: '2026-10-12',
  way: 'on-site',
  place: '文昌镇某店',
  content: '核对网页与实物',
  finding: '广告属实，已下架',
  officers: ['李所员', '王所员'],
};
const REPORT = { result: 'rectified', facts: '广告属实', handling: '已删除并承诺不再发布' };
const queue = async (user: TestUser, name: string) =>
  ((await user.call('GET', `/api/leads?queue=${name}`)).json.items as Lead[]).map(({ id }) => id);

describe('the course of a lead', () => {
  it('runs from the city to the township office and back, with its terms', async () => {
    const lead = await register();
    expect(lead.deadlines).toMatchObject([{ rule: 'clue-check', due: '2026-11-02', lamp: 'green' }]);
    await act(city, 'accept', lead);
    await act(city, 'dispatch', lead, to(lead, units.county));
    expect(await queue(county, 'to-sign')).toContain(lead.id);
    expect(await read(town, lead)).toMatchObject({ status: 'dispatched', holderName: '区局' });
    await act(county, 'sign', lead);
    await act(county, 'dispatch', lead, { ...to(lead, units.town), dueOn: '2026-10-19' });
    const signed = await act(town, 'sign', lead);
    expect(signed).toMatchObject({ status: 'checking', officerName: '李所员', holderName: '文昌所' });
    expect(signed.deadlines.filter(({ lamp }: Detail) => lamp !== 'done')).toMatchObject([
      { title: '反馈期限（第2级）', due: '2026-10-19', orgName: '文昌所' },
      { title: '反馈期限', due: '2026-10-22' },
      { rule: 'clue-check' },
    ]);
    expect(await queue(town, 'to-check')).toContain(lead.id);
    const early = await town.call('POST', `/api/leads/${lead.id}/feedback`, {
      ...REPORT,
      version: signed.version,
    });
    expect(early).toMatchObject({ status: 409, json: { message: expect.stringContaining('核查记录') } });
    await act(town, ':id/checks', lead, CHECK);
    expect(await queue(town, 'to-report')).toContain(lead.id);
    await act(town, ':id/feedback', lead, REPORT);
    expect(await queue(county, 'to-review')).toContain(lead.id);
    const passed = await act(county, 'approve', lead, { opinion: '同意' });
    expect(passed).toMatchObject({ status: 'reviewing', reviewerName: '市局 网监科' });
    await act(city, 'send-back', lead, { opinion: '补充整改前后截图' });
    const again = await read(town, lead);
    expect(again).toMatchObject({ status: 'checking', sentBack: true });
    // Both levels owe their feedback again.
    expect(
      again.deadlines.filter(({ lamp }: Detail) => lamp !== 'done').map(({ title }: Detail) => title),
    ).toEqual(['反馈期限（第2级）', '反馈期限', expect.stringContaining('线索核查')]);
    await act(town, ':id/checks', lead, CHECK);
    await act(town, ':id/feedback', lead, REPORT);
    await act(county, 'approve', lead);
    await act(city, 'approve', lead);
    await act(city, 'close', lead);
    const closed = await act(city, 'archive', lead);
    expect(closed).toMatchObject({
      status: 'archived',
      closedOn: '2026-10-12',
      result: 'rectified',
      allowed: ['comment'],
    });
    expect(closed.deadlines.every(({ lamp }: Detail) => lamp === 'done')).toBe(true);
    expect(closed.timeline.map(({ actionName }: Detail) => actionName).join()).toBe(
      '登记,采纳,分派,签收,分派,签收,记录核查,反馈,审核通过,审核退回,记录核查,反馈,审核通过,审核通过,办结,归档',
    );
  });

  it('goes back level by level when it is returned, and forward again', async () => {
    const lead = await register();
    await act(city, 'accept', lead);
    await act(city, 'dispatch', lead, to(lead, units.county));
    await act(county, 'sign', lead);
    await act(county, 'dispatch', lead, to(lead, units.town));
    const back = { reason: 'wrong-jurisdiction', opinion: '不在我所辖区' };
    await act(town, 'return', lead, back);
    const proposed = (await county.call('POST', '/api/leads/proposals', { ids: [lead.id] })).json.items;
    expect(proposed[0].reason).toContain('该单位已经退回过：不归本辖区管：不在我所辖区');
    expect(await read(county, lead)).toMatchObject({ status: 'returned', holderName: '区局' });
    expect(await queue(county, 'returned')).toContain(lead.id);
    await act(county, 'return', lead, back);
    expect(await read(city, lead)).toMatchObject({ status: 'returned', holderName: '市局 网监科' });
    await act(city, 'dispatch', lead, to(lead, units.county));
    const taken = await act(city, 'withdraw', lead, { reason: '改由本科自办' });
    expect(taken).toMatchObject({ status: 'returned', holderName: '市局 网监科' });
    expect(await act(city, 'take', lead)).toMatchObject({ status: 'checking', officerName: '马科长' });
  });

  it('is taken back by the dispatcher after it was signed for, but not once something came of it', async () => {
    const lead = await register();
    await act(city, 'accept', lead);
    await act(city, 'dispatch', lead, to(lead, units.county));
    await act(county, 'sign', lead);
    await act(county, 'dispatch', lead, to(lead, units.town));
    await act(town, 'sign', lead);
    const taken = await act(county, 'withdraw', lead, { reason: '改派其他所' });
    expect(taken).toMatchObject({ status: 'checking', holderName: '区局' });
    const open = taken.deadlines.filter(({ lamp }: Detail) => lamp !== 'done');
    expect(open.map(({ title }: Detail) => title)).toEqual(['反馈期限', expect.stringContaining('线索核查')]);
    await t.app.kernel.owner.query(
      `UPDATE leads SET resolved_by = 'case', resolved_id = 'case_640500_01JA0000000000000000000000' WHERE id = $1`,
      [lead.id],
    );
    const refused = await city.call('POST', '/api/leads/withdraw', {
      leads: [{ id: lead.id, version: taken.version }],
      reason: '改派其他局',
    });
    expect(refused).toMatchObject({ status: 409, json: { message: expect.stringContaining('不能撤回') } });
  });

  it('is joined with another once, and both say so', async () => {
    const [one, other] = [await register(), await register()];
    const link = () =>
      city.call('POST', `/api/leads/${one.id}/links`, { otherId: other.id, note: '同一当事人' });
    expect((await link()).status).toBe(200);
    expect(await link()).toMatchObject({ status: 409, json: { message: `已经与 ${other.number} 关联` } });
    for (const lead of [one, other]) {
      const { links, timeline } = await read(city, lead);
      expect([links.length, timeline.at(-1).actionName]).toEqual([1, '关联']);
    }
  });

  it('asks for a reason where another unit than the proposed one is chosen, and keeps it', async () => {
    const lead = await register({ region: '640521' });
    await t.unit({ name: '中宁县局', level: 'county', region: '640521', parentId: units.city });
    await act(city, 'accept', lead);
    const proposed = (await city.call('POST', '/api/leads/proposals', { ids: [lead.id] })).json;
    expect(proposed.items).toMatchObject([
      { orgName: '中宁县局', article: expect.stringContaining('第二十九条') },
    ]);
    const { version } = await read(city, lead);
    const without = await city.call('POST', '/api/leads/dispatch', {
      leads: [{ id: lead.id, version }],
      ...to(lead, units.county),
    });
    expect(without).toMatchObject({ status: 400, json: { problems: [{ path: 'overrideReason' }] } });
    await act(city, 'dispatch', lead, to(lead, units.county, { overrideReason: '实际经营地在沙坡头区' }));
    expect(await read(county, lead)).toMatchObject({
      region: '640502',
      dispatches: [
        { overrideReason: '实际经营地在沙坡头区', proposal: expect.stringContaining('第二十九条') },
      ],
    });
    // What was written while it lay in the other county is seen with it.
    expect((await read(county, lead)).timeline.length).toBe(3);
  });

  it('is done once when the request is sent twice, and by one of two officers', async () => {
    const lead = await register();
    await act(city, 'accept', lead);
    const { version } = await read(city, lead);
    const body = { leads: [{ id: lead.id, version }], ...to(lead, units.county), key: 'doppelt-1' };
    const [one, two] = await Promise.all([
      city.call('POST', '/api/leads/dispatch', body),
      city.call('POST', '/api/leads/dispatch', body),
    ]);
    expect([one.json.done, two.json.done]).toEqual([[lead.id], [lead.id]]);
    expect((await read(city, lead)).dispatches).toHaveLength(1);
    const colleague = await t.officer({ role: 'inspector', region: '640502', orgId: units.county });
    const now = (await read(county, lead)).version;
    const answers = await Promise.all(
      [county, colleague].map((user) =>
        user.call('POST', '/api/leads/sign', { leads: [{ id: lead.id, version: now }] }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('comes to its end with the clock set back between the steps, its number and terms kept', async () => {
    const now = t.clock.now().toISOString();
    const lead = await register();
    await act(city, 'accept', lead);
    await act(city, 'dispatch', lead, to(lead, units.town, { overrideReason: '就近' }));
    t.clock.set('2025-12-31T16:00:00Z');
    const later = await register({ title: '时钟拨回后登记的线索', foundOn: '2025-12-31' });
    expect(later.number).not.toBe(lead.number);
    await act(town, 'sign', lead);
    await act(town, ':id/checks', lead, { ...CHECK, checkedOn: '2025-12-31' });
    await act(town, ':id/feedback', lead, REPORT);
    t.clock.set(now);
    await act(city, 'approve', lead);
    const closed = await act(city, 'close', lead);
    expect(closed).toMatchObject({ status: 'closed', number: lead.number });
    expect(closed.deadlines.map(({ lamp }: Detail) => lamp)).toEqual(['done', 'done', 'done']);
    expect(closed.timeline).toHaveLength(8);
  });

  it('refuses an edit that was begun before another closed it, and takes a note sent twice once', async () => {
    const lead = await register();
    const begun = await read(city, lead);
    await act(city, 'dismiss', lead, { reason: 'not-a-violation', opinion: '不违法' });
    const edit = (version: number) =>
      city.call('PATCH', `/api/leads/${lead.id}`, { title: '离线时改的标题', version });
    expect(await edit(begun.version)).toMatchObject({ status: 409, json: { code: 'stale' } });
    const closed = await read(city, lead);
    expect(await edit(closed.version)).toMatchObject({ status: 409, json: { code: 'conflict' } });
    const note = () =>
      city.call('POST', `/api/leads/${lead.id}/comments`, { text: '离线时写的说明', key: 'offline-note-1' });
    expect((await Promise.all([note(), note()])).map(({ status }) => status)).toEqual([200, 200]);
    const after = await read(city, lead);
    expect(after).toMatchObject({ title: lead.title, status: 'dismissed', version: closed.version });
    expect(after.timeline.map(({ actionName }: Detail) => actionName)).toEqual(['登记', '不予处理', '说明']);
  });

  it('is supervised by the city, with a 督办单 to be signed, and the county is told', async () => {
    const lead = await register();
    await act(city, 'accept', lead);
    await act(city, 'dispatch', lead, to(lead, units.county));
    const body = { text: '请立即核查', dueOn: '2026-10-15' };
    const { version } = await read(city, lead);
    const refused = await county.call('POST', '/api/leads/supervise', {
      leads: [{ id: lead.id, version }],
      ...body,
    });
    expect(refused).toMatchObject({ status: 403, json: { message: expect.stringContaining('上级') } });
    const supervised = await act(city, 'supervise', lead, body);
    expect(supervised).toMatchObject({ supervised: true, supervisions: [{ dueOn: '2026-10-15' }] });
    const term = async () =>
      (await read(city, lead)).deadlines.filter(({ title }: Detail) => title === '督办期限').at(0);
    expect(await term()).toMatchObject({ due: '2026-10-15', lamp: 'green', orgName: '区局' });
    await t.runJobs();
    const { items } = (await county.call('GET', '/api/inbox')).json;
    expect(items).toContainEqual(expect.objectContaining({ kind: 'supervision', on: lead.id }));
    const documents = (await city.call('GET', `/api/documents?on=${lead.id}`)).json.items;
    expect(documents).toMatchObject([{ form: 'supervision-order', status: 'draft' }]);
    expect((await city.call('GET', '/api/leads?supervised=true')).json.total).toBe(1);
    // Feedback ends it, and it goes on when the feedback is sent back.
    await act(county, 'sign', lead);
    await act(county, ':id/checks', lead, CHECK);
    await act(county, ':id/feedback', lead, REPORT);
    expect(await term()).toMatchObject({ lamp: 'done' });
    const back = await act(city, 'send-back', lead, { opinion: '没有写明整改日期' });
    expect(back.supervisions).toMatchObject([{ endedAt: null }]);
    expect(back.deadlines).toContainEqual(
      expect.objectContaining({ title: '督办期限', due: '2026-10-15', lamp: 'green' }),
    );
  });

  it('is ended by a record to the right, whose result waits for review', async () => {
    const lead = await register();
    await act(city, 'accept', lead);
    await act(city, 'dispatch', lead, to(lead, units.county));
    await act(county, 'sign', lead);
    const file = useCase({
      action: 'test.file-case',
      title: '测试立案',
      permission: 'case.write',
      input: z.object({ leadId: z.string() }),
      async run(context, { leadId }) {
        const done = await resolveLead(context, leadId, {
          by: 'case',
          recordId: 'case_640500_01JA0000000000000000000000',
          facts: '涉嫌发布虚假广告，已立案',
          reference: '卫市监立案〔2026〕1号',
        });
        return { result: done, audit: { on: leadId } };
      },
    });
    const inspector = await t.officer({ role: 'inspector', region: '640502', orgId: units.county });
    expect(await inspector.run(file, { leadId: lead.id })).toBe(true);
    expect(await read(city, lead)).toMatchObject({
      status: 'reviewing',
      result: 'case',
      reviewerName: '市局 网监科',
      resolved: { by: 'case' },
    });
    expect(await inspector.run(file, { leadId: lead.id })).toBe(false);
  });
});

it('a report with new facts, merged into a lead, lets its check begin anew (令121 art. 35)', async () => {
  const lead = await register();
  const second = await register({ title: '又来举报同一网店', foundOn: '2026-10-12' });
  const third = await register({
    title: '补充了视频的举报',
    foundOn: '2026-10-11',
    receivedOn: '2026-10-12',
  });
  await t.app.kernel.owner.query(
    `UPDATE leads SET received_on = '2026-10-08', found_on = '2026-10-08' WHERE id = $1`,
    [lead.id],
  );
  await act(city, 'merge', second, { into: lead.id });
  expect(await read(city, lead)).toMatchObject({ receivedOn: '2026-10-08' });
  const merged = await act(city, 'merge', third, { into: lead.id, newFacts: true });
  expect(merged).toMatchObject({ status: 'merged', mergedInto: lead.id });
  const target = await read(city, lead);
  expect(target).toMatchObject({
    receivedOn: '2026-10-12',
    links: [
      { kind: 'merged-from', number: second.number },
      { kind: 'merged-from', number: third.number },
    ],
  });
  expect(target.timeline.at(-1).opinion).toContain('自 2026-10-12 收到最后一次举报之日起重新计算');
  expect(target.deadlines.map(({ lamp }: Detail) => lamp)).toEqual(['green', 'done']);
});

describe('a lead handed over to another bureau', () => {
  it('is pressed for an answer, which cannot be dismissed there', async () => {
    const root = await t.unit({ name: '固原市局', level: 'city', region: '640400' });
    const office = await t.unit({ name: '原州区局', level: 'county', region: '640402', parentId: root });
    const there = await t.officer({ role: 'dispatcher', region: '640400', orgId: root, name: '固原科长' });
    const lower = await t.officer({ role: 'dispatcher', region: '640402', orgId: office });
    const lead = await register();
    await act(city, 'accept', lead);
    const given = { bureau: '640400', dueOn: '2026-10-20', opinion: '住所地在固原' };
    const handed = await act(city, 'hand-over', lead, given);
    expect(handed.deadlines.filter(({ lamp }: Detail) => lamp !== 'done')).toMatchObject([
      { title: '承接机关答复期限', due: '2026-10-20', orgName: '网监科' },
    ]);
    await t.runJobs();
    const [received] = (await there.call('GET', '/api/leads?queue=to-sign')).json.items;
    const titles = async () =>
      (await read(there, received)).deadlines
        .filter(({ lamp }: Detail) => lamp !== 'done')
        .map(({ title, due }: Detail) => `${title} ${due}`);
    expect(await titles()).toEqual(
      expect.arrayContaining(['签收期限 2026-10-15', '答复移交机关期限 2026-10-20']),
    );
    await act(city, 'supervise', lead, { text: '请按期反馈', dueOn: '2026-10-19' });
    await act(city, 'urge', lead, { text: '请尽快签收' });
    await t.runJobs();
    expect(await titles()).toContain('督办期限 2026-10-19');
    const seen = await read(there, received);
    expect(seen.supervisions).toMatchObject([{ text: '请按期反馈', orgName: '中卫市市场监督管理局' }]);
    expect(seen.timeline.map(({ actionName }: Detail) => actionName)).toEqual(['登记', '督办', '催办']);
    const { items } = (await there.call('GET', '/api/inbox')).json;
    expect(items.map(({ kind }: Detail) => kind).toSorted()).toEqual(['reminder', 'supervision', 'task']);
    // Sent down and returned, it can be answered or handed back, but not dropped: the other bureau waits.
    await act(there, 'sign', received);
    await act(there, 'dispatch', received, to(received, office, { overrideReason: '就近' }));
    const returned = await act(lower, 'return', received, { reason: 'duplicate', opinion: '重复了' });
    expect(returned.status).toBe('returned');
    expect((await read(there, received)).allowed).not.toContain('dismiss');
    const dropped = await there.call('POST', '/api/leads/dismiss', {
      leads: [{ id: received.id, version: returned.version }],
      reason: 'duplicate',
      opinion: '重复了',
    });
    expect(dropped).toMatchObject({
      status: 403,
      json: { message: expect.stringContaining('退回移交机关') },
    });
    await act(there, 'hand-back', received, { reason: 'duplicate', opinion: '重复了' });
    await t.runJobs();
    const back = await read(city, lead);
    expect(back).toMatchObject({ status: 'returned', supervisions: [{ endedAt: null }] });
    expect(back.deadlines.find(({ title }: Detail) => title === '承接机关答复期限')).toMatchObject({
      lamp: 'done',
    });
  });

  it('has a successor there, whose return and result come back', async () => {
    const root = await t.unit({ name: '银川市局', level: 'city', region: '640100' });
    const there = await t.officer({ role: 'dispatcher', region: '640100', orgId: root, name: '银川科长' });
    const lead = await register({ informant: '张建国', informantPhone: '13909551234' });
    await act(city, 'accept', lead);
    await act(city, 'hand-over', lead, { bureau: '640100', opinion: '住所地在银川' });
    await t.runJobs();
    const [received] = (await there.call('GET', '/api/leads?queue=to-sign')).json.items;
    expect(received).toMatchObject({ status: 'dispatched', source: 'region', holderName: '银川市局' });
    expect((await read(there, received)).origin).toMatchObject({ bureau: '640500' });
    expect((await there.call('GET', `/api/leads/${lead.id}`)).status).toBe(404);
    await act(there, 'hand-back', received, { reason: 'wrong-jurisdiction', opinion: '住所地已迁出' });
    await t.runJobs();
    expect(await read(city, lead)).toMatchObject({ status: 'returned', successor: null });

    await act(city, 'hand-over', lead, { bureau: '640100', opinion: '经核实住所地仍在银川' });
    await t.runJobs();
    const [again] = (await there.call('GET', '/api/leads?queue=to-sign')).json.items;
    expect(again.id).not.toBe(received.id);
    await act(there, 'sign', again);
    await act(there, ':id/checks', again, CHECK);
    await act(there, ':id/feedback', again, REPORT);
    await act(there, 'approve', again);
    await act(there, 'close', again);
    await t.runJobs();
    const answered = await read(city, lead);
    expect(answered).toMatchObject({
      status: 'reviewing',
      result: 'rectified',
      feedbacks: [{ facts: '广告属实', handling: '已删除并承诺不再发布' }],
    });
    await act(city, 'approve', lead);
    expect(await act(city, 'close', lead)).toMatchObject({ status: 'closed' });
  });

  it('is refused for a bureau that does not use the system', async () => {
    const lead = await register();
    await act(city, 'accept', lead);
    const { version } = await read(city, lead);
    const answer = await city.call('POST', '/api/leads/hand-over', {
      leads: [{ id: lead.id, version }],
      bureau: '440100',
      opinion: '住所地在广州',
    });
    expect(answer).toMatchObject({ status: 409, json: { message: expect.stringContaining('移送协查') } });
  });
});

it('a lamp finds the leads with such a deadline, and counts as many', async () => {
  const lead = await register();
  await register();
  await act(city, 'accept', lead);
  await act(city, 'dispatch', lead, to(lead, units.county));
  const seen = new Set<string>();
  for (const days of [0, 9, 9, 30]) {
    t.clock.advance(days * 86_400_000);
    for (const reader of [
      await t.officer({ role: 'dispatcher', region: '640500', orgId: units.network }),
      await t.officer({ role: 'dispatcher', region: '640502', orgId: units.county }),
    ]) {
      const list = async (query: string) => (await reader.call('GET', `/api/leads?${query}`)).json;
      const details: Detail[] = [];
      for (const { id } of (await list('pageSize=500')).items)
        details.push(await read(reader, { id, version: 1 }));
      for (const lamps of [['green'], ['yellow'], ['red'], ['yellow', 'red'], ['green', 'red']]) {
        const asked = lamps.map((lamp) => `lamp=${lamp}`).join('&');
        const { items } = await list(`${asked}&pageSize=500`);
        const lit = details.filter(({ deadlines }) =>
          deadlines.some(({ lamp }: { lamp: string }) => lamps.includes(lamp)),
        );
        expect(items.map(({ id }: Lead) => id).toSorted(), asked).toEqual(lit.map(({ id }) => id).toSorted());
        expect((await list(`${asked}&pageSize=1`)).total, asked).toBe(lit.length);
        if (lit.length > 1) seen.add(asked);
      }
    }
  }
  expect([...seen].toSorted()).toEqual([
    'lamp=green',
    'lamp=green&lamp=red',
    'lamp=red',
    'lamp=yellow',
    'lamp=yellow&lamp=red',
  ]);
});
