import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@wangjian/core/clock.ts';
import { BUILT_IN_ROLES, type BuiltInRole, type Permission } from '@wangjian/core/permissions.ts';
import type { InjectOptions } from 'fastify';
import { Logger, runOnce } from 'graphile-worker';
import { z } from 'zod';
import { type App, buildApp } from '../../build-app.ts';
import { type Actor, type OfficerActor, systemActor } from '../actor.ts';
import { registerBureau } from '../bureaus.ts';
import { type Config, readConfig } from '../config.ts';
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts';
import { SESSION_COOKIE, type Session } from '../http/session.ts';
import { newId } from '../ids.ts';
import { taskListOf } from '../jobs/worker.ts';
import { createLog } from '../log.ts';
import { runUseCase } from '../run-use-case.ts';
import type { ScopedTx } from '../scoped-tx.ts';
import { type AnyUseCase, readCase, useCase } from '../use-case.ts';

/** A clock that stands still until it is told otherwise. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(milliseconds: number): void;
}

/** What an answer of the API looks like in a test. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  readonly json: any;
}

/** Somebody signed in: calls the API and runs use cases as themselves. */
export interface TestUser {
  readonly actor: Actor;
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown): Promise<TestAnswer>;
  /** The call as it is, for headers and multipart; cookie and CSRF token are added where they are missing. */
  inject(options: InjectOptions): Promise<TestAnswer>;
  run<Input extends z.ZodType, Result>(
    useCase: AnyUseCase<Input, Result>,
    input: z.input<Input>,
  ): Promise<Result>;
  /** A transaction with this user's scope (all permissions that it has), for testing a store by itself. */
  read<Result>(body: (tx: ScopedTx) => Promise<Result>): Promise<Result>;
  write<Result>(body: (tx: ScopedTx) => Promise<Result>): Promise<Result>;
}

export interface TestApp {
  readonly app: App;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  /** An officer with a built-in role, or with single permissions, in a region of GB/T 2260. */
  officer(as: {
    readonly role?: BuiltInRole;
    readonly permissions?: readonly Permission[];
    readonly region: string;
    readonly name?: string;
    /** A unit made by `unit`: the officer then stands in the directory too. */
    readonly orgId?: string;
  }): Promise<TestUser>;
  /** An organisation unit, for work that is handed from unit to unit; returns its id. */
  unit(as: {
    readonly name: string;
    readonly level: 'province' | 'city' | 'county' | 'township' | 'section' | 'department';
    readonly region: string;
    readonly parentId?: string;
  }): Promise<string>;
  /** The system with the whole of these bureaus in its scope. */
  system(...bureaus: string[]): TestUser;
  anonymous(): Omit<TestUser, 'read' | 'write' | 'actor'>;
  /** Runs every job that is due, and those that they add, to the end; a job that fails fails the test. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

/** The instant at which a test's clock stands at first: a Monday morning in China. */
export const TEST_NOW = '2026-10-12T01:00:00Z';

/**
 * The whole platform on a real PostgreSQL database of the test file's own.
 *
 * @example
 * let t: TestApp;
 * beforeAll(async () => { t = await testApp(); });
 * afterAll(() => t.close());
 * it('…', async () => {
 *   const inspector = await t.officer({ role: 'inspector', region: '640502' });
 *   const answer = await inspector.call('GET', '/api/leads');
 *   expect(answer.status).toBe(200);
 * });
 */
export async function testApp(options: { readonly config?: Partial<Config> } = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'wangjian-files-'));
  const sessions = new Map<string, Session>();
  const clock = testClock();
  const config = { ...readConfig({}, { filesFolder: folder }), ...options.config };
  const app = await buildApp({
    urls: database.urls,
    config,
    clock,
    log: createLog(process.env.WANGJIAN_TEST_LOG ?? 'silent'),
    findSessionFirst: async (token) => sessions.get(token),
  });
  const user = (actor: Actor, token?: string): TestUser => ({
    ...caller(app, token === undefined ? undefined : { token, csrf: sessions.get(token)!.csrf }),
    actor,
    run: (definition, input) => runUseCase(app.kernel, definition, actor, input),
    read: (body) => runUseCase(app.kernel, bareRead(body), actor, undefined),
    write: (body) => runUseCase(app.kernel, bareWrite(body), actor, undefined),
  });
  return {
    app,
    clock,
    database,
    async officer({ role, permissions, region, name, orgId }) {
      const actor = officerActor(
        app,
        clock,
        region,
        permissions ?? BUILT_IN_ROLES[role ?? 'inspector'].permissions,
        name,
        orgId,
      );
      await app.kernel.app
        .transaction()
        .execute((tx) =>
          registerBureau(tx, { code: actor.bureau, name: app.kernel.regions.get(actor.bureau).name }),
        );
      if (orgId !== undefined)
        await enterOfficer(app, actor, permissions === undefined ? (role ?? 'inspector') : undefined);
      const token = randomBytes(16).toString('hex');
      sessions.set(token, { actor, csrf: randomBytes(8).toString('hex') });
      return user(actor, token);
    },
    async unit({ name, level, region, parentId }) {
      const bureau = app.kernel.regions.bureauOf(region);
      const id = newId('org', bureau, clock);
      await app.kernel.owner.query(
        `INSERT INTO org_units (bureau, region, id, parent_id, name, level, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [bureau, region, id, parentId ?? null, name, level, clock.now()],
      );
      return id;
    },
    system: (...bureaus) => user(systemActor('test', bureaus)),
    anonymous: () => ({
      ...caller(app, undefined),
      run: () => Promise.reject(new Error('nobody is signed in')),
    }),
    async runJobs() {
      let failure: unknown;
      const taskList = taskListOf(app.kernel, app.jobs, new AbortController().signal);
      const events = new EventEmitter();
      events.on('job:error', ({ error }: { error: unknown }) => {
        failure ??= error;
      });
      await runOnce({
        pgPool: app.kernel.owner,
        taskList,
        events: events as never,
        logger: new Logger(() => () => undefined),
        noHandleSignals: true,
      });
      if (failure !== undefined) throw failure;
    },
    async close() {
      await app.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function testClock(): TestClock {
  let at = new Date(TEST_NOW).getTime();
  return {
    now: () => new Date(at),
    set: (instant) => {
      at = new Date(instant).getTime();
    },
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

function officerActor(
  app: App,
  clock: Clock,
  region: string,
  permissions: readonly Permission[],
  name = '测试员',
  orgId?: string,
): OfficerActor {
  const { regions } = app.kernel;
  const bureau = regions.bureauOf(region);
  return {
    kind: 'officer',
    id: newId('officer', bureau, clock),
    name,
    orgId: orgId ?? newId('org', bureau, clock),
    orgName: `${regions.get(region).name}市场监督管理局`,
    bureau,
    region,
    grants: [{ region, permissions }],
  };
}

/** An account in the directory; with its role, so that messages to those who hold a permission reach it. */
async function enterOfficer(
  app: App,
  { bureau, region, id, orgId, name }: OfficerActor,
  role: BuiltInRole | undefined,
): Promise<void> {
  await app.kernel.owner.query(
    `INSERT INTO officers (bureau, region, id, org_id, login, name, post, created_at)
     VALUES ($1, $2, $3, $4, $3, $5, '', now())`,
    [bureau, region, id, orgId, name],
  );
  if (role === undefined) return;
  await app.kernel.owner.query(
    `INSERT INTO role_grants (bureau, region, officer_id, role, grant_region, granted_by, granted_at)
     VALUES ($1, $2, $3, $4, $2, 'test', now())`,
    [bureau, region, id, role],
  );
}

/** Calls the API as a browser would: cookie, and CSRF token on what is not GET. */
function caller(app: App, session: { readonly token: string; readonly csrf: string } | undefined) {
  const inject = async (options: InjectOptions): Promise<TestAnswer> => {
    const headers = {
      ...(session ? { cookie: `${SESSION_COOKIE}=${session.token}`, 'x-csrf-token': session.csrf } : {}),
      ...options.headers,
    };
    const answer = await app.http.inject({ ...options, headers });
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: isJson ? answer.json() : undefined,
    };
  };
  return {
    inject,
    call: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown) =>
      inject({ method, url, ...(body === undefined ? {} : { payload: body as object }) }),
  };
}

function bareRead<Result>(body: (tx: ScopedTx) => Promise<Result>) {
  return readCase({
    action: 'test.read',
    title: '测试',
    permission: 'session',
    input: z.undefined(),
    run: async ({ tx }) => ({ result: await body(tx), audit: 'plain' }),
  });
}

function bareWrite<Result>(body: (tx: ScopedTx) => Promise<Result>) {
  return useCase({
    action: 'test.write',
    title: '测试',
    permission: 'session',
    input: z.undefined(),
    run: async ({ tx }) => ({ result: await body(tx), audit: { on: null } }),
  });
}
