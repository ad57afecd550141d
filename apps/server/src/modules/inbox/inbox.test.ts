import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { useCase } from '../../platform/use-case.ts';
import { tables as officerTables } from '../officers/tables.ts';
import { pruneMessages } from './prune.ts';
import { type News, notify } from './service.ts';
import { watchUnread } from './watch.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const send = useCase({
  action: 'test.send',
  title: '测试',
  permission: 'lead.handle',
  input: z.custom<News>(),
  async run(context, news) {
    await notify(context, news);
    return { result: null, audit: { on: null } };
  },
});
const news = (to: News['to'], more: Partial<News> = {}): News => ({
  to,
  kind: 'task',
  title: '新线索待签收',
  path: '/leads',
  on: null,
  ...more,
});
const unread = async (user: TestUser) => (await user.call('GET', '/api/inbox/unread')).json.unread as number;

it('reaches officers of other units, is read once, and nobody else sees it', async () => {
  const sender = await t.officer({ role: 'inspector', region: '640502', name: '马明' });
  const receiver = await t.officer({ role: 'inspector', region: '640521' });
  const other = await t.officer({ role: 'dispatcher', region: '640500' });
  await sender.run(send, news({ officerIds: [receiver.actor.id] }));
  await t.runJobs();
  expect(await unread(receiver)).toBe(1);
  expect(await unread(other)).toBe(0);
  const list = await receiver.call('GET', '/api/inbox');
  expect(list.json.items[0]).toMatchObject({ title: '新线索待签收', kind: 'task', readAt: null });
  expect(list.json.items[0].sender).toContain('马明');
  const { id } = list.json.items[0];
  // Somebody else's message cannot be marked.
  await other.call('POST', '/api/inbox/read', { ids: [id] });
  expect(await unread(receiver)).toBe(1);
  expect((await receiver.call('POST', '/api/inbox/read', { ids: [id] })).json).toEqual({ unread: 0 });
  expect((await receiver.call('GET', '/api/inbox?unread=yes')).json.total).toBe(0);
});

it('reaches an officer once under one key, and not at all when the use case fails', async () => {
  const sender = await t.officer({ role: 'inspector', region: '640502' });
  const receiver = await t.officer({ role: 'inspector', region: '640502' });
  const to = { officerIds: [receiver.actor.id] };
  await sender.run(send, news(to, { key: 'once' }));
  await sender.run(send, news(to, { key: 'once' }));
  const failing = useCase({
    ...send,
    async run(context, input) {
      await notify(context, input);
      throw new Error('undone');
    },
  });
  await expect(sender.run(failing, news(to))).rejects.toThrow('undone');
  await t.runJobs();
  expect(await unread(receiver)).toBe(1);
});

it('reaches the holders of a permission in a unit, or above it where the unit has none', async () => {
  const sender = await t.officer({ role: 'inspector', region: '640502' });
  const unit = async (id: string, parent: string | null, region: string) => {
    await t.system('640500').write((tx) =>
      officerTables(tx)
        .insertInto('org_units')
        .values({
          bureau: '640500',
          region,
          id,
          parent_id: parent,
          name: '甲局',
          level: 'county',
          active: true,
          version: 1,
          created_at: t.clock.now(),
        })
        .execute(),
    );
  };
  const city = 'org_640500_01JCZZZZZZZZZZZZZZZZZZZZZZ';
  const county = 'org_640500_01JDZZZZZZZZZZZZZZZZZZZZZZ';
  await unit(city, null, '640500');
  await unit(county, city, '640502');
  const join = async (user: TestUser, orgId: string, role: string) => {
    const { id, bureau, region } = user.actor;
    await t.system('640500').write(async (tx) => {
      const now = t.clock.now();
      await officerTables(tx)
        .insertInto('officers')
        .values({
          bureau,
          region,
          id,
          org_id: orgId,
          login: id.toLowerCase(),
          name: '张三',
          post: '',
          last_sign_in_at: null,
          disabled: false,
          version: 1,
          created_at: now,
        })
        .execute();
      await officerTables(tx)
        .insertInto('role_grants')
        .values({
          bureau,
          region,
          officer_id: id,
          role,
          grant_region: region,
          granted_by: id,
          granted_at: now,
        })
        .execute();
    });
  };
  const handler = await t.officer({ role: 'inspector', region: '640502' });
  const dispatcher = await t.officer({ role: 'dispatcher', region: '640500' });
  await join(handler, county, 'inspector');
  await join(dispatcher, city, 'dispatcher');
  await sender.run(send, news({ orgId: county, permission: 'lead.handle' }));
  await sender.run(send, news({ orgId: county, permission: 'lead.dispatch' }));
  await sender.run(send, news({ orgId: county, permission: 'lead.supervise', upward: true }));
  await t.runJobs();
  expect(await unread(handler)).toBe(1);
  expect(await unread(dispatcher)).toBe(1);
});

it('keeps what is unread for ever, and what was read for half a year', async () => {
  const sender = await t.officer({ role: 'inspector', region: '640502' });
  const receiver = await t.officer({ role: 'inspector', region: '640502' });
  const to = { officerIds: [receiver.actor.id] };
  await sender.run(send, news(to, { title: '看过的' }));
  await t.runJobs();
  await receiver.call('POST', '/api/inbox/read', {});
  await sender.run(send, news(to, { title: '没看的' }));
  await t.runJobs();
  const night = useCase({
    action: 'test.night',
    title: '测试',
    permission: 'lead.handle',
    input: z.undefined(),
    async run({ jobs }) {
      await jobs.add(pruneMessages, {});
      return { result: null, audit: { on: null } };
    },
  });
  const titles = async () =>
    (await receiver.call('GET', '/api/inbox')).json.items.map(({ title }: { title: string }) => title);
  for (const [days, left] of [
    [179, ['没看的', '看过的']],
    [2, ['没看的']],
  ] as const) {
    t.clock.advance(days * 86_400_000);
    await sender.run(night, undefined);
    await t.runJobs();
    expect(await titles()).toEqual(left);
  }
});

it('is told of as it comes, and in every tab of the officer when it was read', async () => {
  const sender = await t.officer({ role: 'inspector', region: '640502' });
  const receiver = await t.officer({ role: 'inspector', region: '640502' });
  const gone = new AbortController();
  const read = async () => (await receiver.call('GET', '/api/inbox/unread')).json;
  const stream = watchUnread(receiver.actor.id, read, gone.signal);
  const next = async () => (await stream.next()).value?.data;
  expect(await next()).toEqual({ unread: 0, newest: [] });
  await sender.run(send, news({ officerIds: [receiver.actor.id] }, { title: '督办：请签收' }));
  await t.runJobs();
  expect(await next()).toMatchObject({ unread: 1, newest: [{ title: '督办：请签收' }] });
  await receiver.call('POST', '/api/inbox/read', {});
  expect(await next()).toEqual({ unread: 0, newest: [] });
  const last = stream.next();
  gone.abort();
  expect(await last).toEqual({ done: true, value: undefined });
  const stranger = await t.app.http.inject({ method: 'GET', url: '/api/inbox/events' });
  expect(stranger.statusCode).toBe(401);
});
