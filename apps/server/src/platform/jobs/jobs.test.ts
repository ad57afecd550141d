import { Logger, runOnce } from 'graphile-worker';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '../event-type.ts';
import { on } from '../events.ts';
import type { Kernel } from '../kernel.ts';
import { NO_REQUEST, runUseCase } from '../run-use-case.ts';
import { type TestApp, testApp } from '../test/test-app.ts';
import { useCase } from '../use-case.ts';
import { defineJob, type Job } from './define-job.ts';
import { startWorker, taskListOf } from './worker.ts';

let ran: string[] = [];
const running = new Map<string, number>();
let overlapped = false;
const greet = defineJob({
  name: 'greet',
  payload: z.object({ name: z.string(), host: z.string().default('a') }),
  queue: ({ host }) => `host:${host}`,
  async run({ run, attempt }, { name, host }) {
    if (name === 'fails once' && attempt === 1) throw new Error('try again');
    running.set(host, (running.get(host) ?? 0) + 1);
    if (running.get(host)! > 1) overlapped = true;
    await run(remember, { name }, { bureau: '640500' });
    running.set(host, running.get(host)! - 1);
    ran.push(name);
  },
});
const remember = useCase({
  action: 'test.remember',
  title: '测试',
  permission: 'lead.register',
  input: z.object({ name: z.string() }),
  run: async (_, { name }) => ({ result: null, audit: { on: null, why: name } }),
});
const enqueue = useCase({
  action: 'test.enqueue',
  title: '测试',
  permission: 'lead.register',
  input: z.object({ name: z.string(), fail: z.boolean().default(false) }),
  async run({ jobs, events }, { name, fail }) {
    await jobs.add(greet, { name });
    await events.emit(happened, { name });
    if (fail) throw new Error('undone');
    return { result: null, audit: { on: null } };
  },
});
const happened = defineEvent<{ name: string }>('test.happened');
const handled: string[] = [];
const handlers = [
  on(happened, {
    action: 'test.first',
    title: '一',
    async run(_, { name }) {
      handled.push(`first ${name}`);
      return { audit: { on: null, why: name } };
    },
  }),
  on(happened, {
    action: 'test.second',
    title: '二',
    async run(_, { name }) {
      handled.push(`second ${name}`);
      if (name === 'refused') throw new Error('the second handler refused');
      return { audit: 'nothing done' };
    },
  }),
];

let t: TestApp;
let kernel: Kernel;
let owner: Client;
beforeAll(async () => {
  t = await testApp();
  kernel = { ...t.app.kernel, eventHandlers: handlers };
  owner = new Client(t.database.urls.owner);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await t.close();
});
beforeEach(() => {
  ran = [];
});
const add = async (name: string, fail = false) => {
  const { actor } = await t.officer({ role: 'inspector', region: '640500' });
  await runUseCase(kernel, enqueue, actor, { name, fail }, NO_REQUEST);
};
const work = () =>
  runOnce({
    pgPool: kernel.owner,
    taskList: taskListOf(kernel, [greet as Job], new AbortController().signal),
    logger: new Logger(() => () => undefined),
    noHandleSignals: true,
  });

describe('a job', () => {
  it('runs when its use case commits, as the system', async () => {
    await add('committed');
    await work();
    expect(ran).toEqual(['committed']);
    const { rows } = await owner.query(
      `SELECT actor_kind, actor_id FROM audit_entries WHERE why = 'committed' AND action = 'test.remember'`,
    );
    expect(rows).toEqual([{ actor_kind: 'system', actor_id: 'system.greet' }]);
  });

  it('never runs when its use case does not commit', async () => {
    await expect(add('lost', true)).rejects.toThrow('undone');
    await work();
    expect(ran).toEqual([]);
  });

  it('is tried again after a failure', async () => {
    await add('fails once');
    await work();
    expect(ran).toEqual([]);
    // The failure is written down a moment after the run.
    await expect
      .poll(
        async () => (await owner.query('SELECT last_error FROM graphile_worker.jobs')).rows[0]?.last_error,
      )
      .toBe('try again');
    await owner.query(
      'SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker.jobs), now())',
    );
    await work();
    expect(ran).toEqual(['fails once']);
  });

  it('refuses a payload that is not its own when it is added', async () => {
    const wrong = useCase({
      ...enqueue,
      run: async ({ jobs }) => {
        await jobs.add(greet, { name: 1 as unknown as string });
        return { result: null, audit: { on: null } };
      },
    });
    const { actor } = await t.officer({ role: 'inspector', region: '640500' });
    await expect(runUseCase(kernel, wrong, actor, { name: 'x' }, NO_REQUEST)).rejects.toThrow();
  });

  it('runs one at a time in its queue, in the order added, and all are done before a worker stops', async () => {
    for (let n = 0; n < 12; n += 1) await add(`queued ${n}`);
    const workers = await Promise.all([
      startWorker(kernel, [greet as Job], 4),
      startWorker(kernel, [greet as Job], 4),
    ]);
    await expect.poll(() => ran.length, { timeout: 20_000 }).toBe(12);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(ran).toEqual(Array.from({ length: 12 }, (_, n) => `queued ${n}`));
    expect(overlapped).toBe(false);
  });

  it('of one kind waits in a lane of its own, and does not hold up the others', async () => {
    let finish: () => void = () => undefined;
    const slow = defineJob({
      name: 'slow',
      payload: z.object({}),
      lane: { name: 'slow', concurrency: 1 },
      run: () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    });
    ran.length = 0;
    await owner.query(`SELECT graphile_worker.add_job('slow', '{}')`);
    await owner.query(`SELECT graphile_worker.add_job('slow', '{}')`);
    await add('quick');
    const worker = await startWorker(kernel, [slow as Job, greet as Job], 1);
    await expect.poll(() => ran, { timeout: 20_000 }).toEqual(['quick']);
    const stopped = worker.stop();
    finish();
    await stopped;
    await owner.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`);
  });

  it('is told when the worker stops, and runs again later', async () => {
    let told = false;
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const long = defineJob({
      name: 'greet',
      payload: greet.payload,
      async run({ signal }) {
        begun();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        told = true;
        throw new Error('not finished');
      },
    });
    await add('long');
    const worker = await startWorker(kernel, [long as Job], 1);
    await started;
    await worker.stop();
    expect(told).toBe(true);
    // The worker gives the job back a moment after it has stopped.
    await expect
      .poll(
        async () =>
          (await owner.query('SELECT attempts FROM graphile_worker.jobs WHERE locked_at IS NULL')).rows,
        {
          timeout: 20_000,
        },
      )
      .toEqual([{ attempts: 1 }]);
  });

  it('cannot be reached by the app role but through its function', async () => {
    const app = new Client(t.database.urls.app);
    await app.connect();
    await expect(app.query('SELECT FROM graphile_worker.jobs')).rejects.toMatchObject({ code: '42501' });
    await expect(app.query(`SELECT graphile_worker.add_job('x')`)).rejects.toMatchObject({ code: '42501' });
    await app.end();
  });
});

describe('an event', () => {
  it('is handled in order, in the same transaction, and audited', async () => {
    handled.length = 0;
    await add('told');
    expect(handled).toEqual(['first told', 'second told']);
    const { rows } = await owner.query(`SELECT action FROM audit_entries WHERE why = 'told'`);
    expect(rows).toEqual([{ action: 'test.first' }]);
  });

  it('whose handler fails undoes everything', async () => {
    await expect(add('refused')).rejects.toThrow('the second handler refused');
    const { rows } = await owner.query(`SELECT FROM audit_entries WHERE why = 'refused'`);
    expect(rows).toEqual([]);
  });
});

it('partitions for the coming year are made', async () => {
  const made = await owner.query<{ made: number }>('SELECT extend_month_partitions(60) AS made');
  expect(made.rows[0]!.made).toBeGreaterThan(0);
  const again = await owner.query<{ made: number }>('SELECT extend_month_partitions(60) AS made');
  expect(again.rows[0]!.made).toBe(0);
});
