import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../platform/http/session.ts';
import { type TestAnswer, type TestApp, testApp } from '../../platform/test/test-app.ts';
import { passwordProblem, randomPassword } from './passwords.ts';
import { seedBureau } from './seed.ts';

const PASSWORD = 'Zhongwei#2026';
let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  const unit = { id: 'root', parentId: null, name: '中卫市局', level: 'city' as const, region: '640500' };
  const officer = (login: string, mustChange = false) => ({
    login,
    name: login,
    post: '科员',
    orgId: 'root',
    region: '640500',
    roles: ['inspector' as const],
    password: PASSWORD,
    mustChange,
  });
  const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta'];
  await seedBureau(t.app.kernel, {
    bureau: '640500',
    units: [unit],
    officers: [...names.map((name) => officer(name)), officer('fresh', true)],
  });
});
afterAll(() => t.close());

interface Browser {
  readonly cookie: string;
  readonly csrf: string;
}
const signIn = (login: string, password: string) =>
  t.anonymous().call('POST', '/api/session', { login, password });
function browserOf(answer: TestAnswer): Browser {
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
  return { cookie, csrf: answer.json.csrf };
}
async function signedIn(login: string, password = PASSWORD): Promise<Browser> {
  const answer = await signIn(login, password);
  expect(answer.status).toBe(200);
  return browserOf(answer);
}
const call = (browser: Browser, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
  t.anonymous().inject({
    method,
    url,
    headers: { cookie: browser.cookie, 'x-csrf-token': browser.csrf },
    ...(payload ? { payload } : {}),
  });

describe('signing in', () => {
  it('gives an http-only cookie and what the console needs', async () => {
    const answer = await signIn('alpha', PASSWORD);
    expect(answer.json).toMatchObject({
      login: 'alpha',
      roles: ['执法员'],
      bureau: '640500',
      mustChangePassword: false,
    });
    expect(answer.json.permissions).toContain('lead.sort');
    expect(answer.json.permissions).not.toContain('data.export');
    expect(answer.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax/);
    expect(answer.text).not.toContain('argon2');
    const me = await call(browserOf(answer), 'GET', '/api/session');
    expect(me.json).toEqual(answer.json);
  });

  it('keeps only the hash of the token', async () => {
    const { cookie } = await signedIn('alpha');
    const token = cookie.slice(`${SESSION_COOKIE}=`.length);
    const { rows } = await t.app.kernel.owner.query('SELECT * FROM sessions');
    expect(JSON.stringify(rows)).not.toContain(token.split('.')[1]);
  });

  it('says the same for a wrong name, a wrong password and a disabled account', async () => {
    await t.app.kernel.owner.query(`UPDATE officers SET disabled = true WHERE login = 'eta'`);
    const answers = [
      await signIn('nobody', PASSWORD),
      await signIn('beta', 'wrong'),
      await signIn('eta', PASSWORD),
    ];
    for (const { status } of answers) expect(status).toBe(401);
    expect(new Set(answers.map(({ json }) => json.message)).size).toBe(1);
  });

  it.each(['gamma', 'nobody-at-all'])('locks %s after five wrong tries, told alike', async (login) => {
    for (let n = 0; n < 5; n += 1) expect((await signIn(login, 'wrong')).status).toBe(401);
    const locked = await signIn(login, PASSWORD);
    expect(locked.status).toBe(423);
    expect(locked.json.code).toBe('locked');
    t.clock.advance(31 * 60_000);
    expect((await signIn(login, PASSWORD)).status).toBe(login === 'gamma' ? 200 : 401);
  });

  it('counts tries that come at once', async () => {
    t.clock.advance(60_000);
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('delta', 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 423)).toHaveLength(7);
  });

  it('limits the calls from one address', async () => {
    t.clock.advance(60_000);
    const answers: number[] = [];
    for (let n = 0; n < 62; n += 1) {
      answers.push((await t.anonymous().call('POST', '/api/session', { login: '', password: '' })).status);
    }
    expect(answers.at(-1)).toBe(429);
    expect(answers.filter((status) => status === 429)).toHaveLength(2);
    t.clock.advance(60_000);
  });
});

describe('a session', () => {
  it('ends with sign-out', async () => {
    const browser = await signedIn('alpha');
    expect((await call(browser, 'DELETE', '/api/session')).json).toEqual({ ok: true });
    expect((await call(browser, 'GET', '/api/session')).status).toBe(401);
  });

  it('ends when idle for too long, and after twelve hours however busy', async () => {
    const idle = await signedIn('alpha');
    t.clock.advance(29 * 60_000);
    expect((await call(idle, 'GET', '/api/session')).status).toBe(200);
    t.clock.advance(29 * 60_000);
    expect((await call(idle, 'GET', '/api/session')).status).toBe(200);
    t.clock.advance(31 * 60_000);
    expect((await call(idle, 'GET', '/api/session')).status).toBe(401);
    const busy = await signedIn('alpha');
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect((await call(busy, 'GET', '/api/session')).status).toBe(200);
      t.clock.advance(20 * 60_000);
    }
    t.clock.advance(60_000);
    expect((await call(busy, 'GET', '/api/session')).status).toBe(401);
  });

  it('refuses a call that changes something without its CSRF token, or from another site', async () => {
    const browser = await signedIn('alpha');
    const bare = { method: 'DELETE' as const, url: '/api/session' };
    expect((await t.anonymous().inject({ ...bare, headers: { cookie: browser.cookie } })).status).toBe(403);
    const other = { cookie: browser.cookie, 'x-csrf-token': (await signedIn('beta')).csrf };
    expect((await t.anonymous().inject({ ...bare, headers: other })).status).toBe(403);
    const foreign = { cookie: browser.cookie, 'x-csrf-token': browser.csrf, origin: 'https://evil.example' };
    expect((await t.anonymous().inject({ ...bare, headers: foreign })).status).toBe(403);
    const login = {
      method: 'POST' as const,
      url: '/api/session',
      payload: { login: 'alpha', password: PASSWORD },
    };
    expect(
      (await t.anonymous().inject({ ...login, headers: { origin: 'https://evil.example' } })).status,
    ).toBe(403);
    expect((await call(browser, 'GET', '/api/session')).status).toBe(200);
  });

  it('does nothing with a token that is not one', async () => {
    for (const token of [
      'x',
      '640500.',
      `999999.${'a'.repeat(43)}`,
      `640500.${'a'.repeat(43)}`,
      "640500.'; DROP TABLE sessions",
    ]) {
      const headers = { cookie: `${SESSION_COOKIE}=${encodeURIComponent(token)}` };
      expect((await t.anonymous().inject({ method: 'GET', url: '/api/session', headers })).status).toBe(401);
    }
  });
});

describe('a password', () => {
  it('given by the administrator is changed before anything else', async () => {
    const browser = await signedIn('fresh');
    expect((await call(browser, 'GET', '/api/session')).json.mustChangePassword).toBe(true);
    const refused = await call(browser, 'GET', '/api/officers');
    expect(refused.status).toBe(403);
    expect(refused.json.message).toContain('修改口令');
    const change = (current: string, next: string) =>
      call(browser, 'POST', '/api/session/password', { current, next });
    expect((await change('wrong', 'Xinkouling#2026')).json).toMatchObject({
      problems: [{ path: 'current' }],
    });
    expect((await change(PASSWORD, PASSWORD)).status).toBe(400);
    expect((await change(PASSWORD, 'short')).json).toMatchObject({ problems: [{ path: 'next' }] });
    const changed = await change(PASSWORD, 'Xinkouling#2026');
    expect(changed.json.mustChangePassword).toBe(false);
    expect((await call(browser, 'GET', '/api/session')).status).toBe(401); // The old session is over.
    const next = browserOf(changed);
    expect((await call(next, 'GET', '/api/officers')).status).toBe(200);
    expect((await signIn('fresh', PASSWORD)).status).toBe(401);
    expect((await signIn('fresh', 'Xinkouling#2026')).status).toBe(200);
  });

  it('is due again after ninety days', async () => {
    t.clock.advance(91 * 24 * 3_600_000);
    expect((await signIn('zeta', PASSWORD)).json.mustChangePassword).toBe(true);
  });

  it('follows the rules', () => {
    expect(passwordProblem('Ab1!', 'li', 12)).toContain('12');
    expect(passwordProblem('abcdefghijklmn', 'li', 12)).toContain('三种');
    expect(passwordProblem('Zhang.San#2026', 'zhang.san', 12)).toContain('登录名');
    expect(passwordProblem('Aaaaaaaa1111!!', 'li', 12)).toContain('连续');
    for (let n = 0; n < 200; n += 1) expect(passwordProblem(randomPassword(), 'zhang', 12)).toBeUndefined();
  });
});

it('an officer sees its own sign-ins, refused ones too', async () => {
  t.clock.advance(60_000);
  await signIn('epsilon', 'wrong');
  const browser = browserOf(await signIn('epsilon', PASSWORD));
  // The password is old by now: history is read by a fresh one only after the change.
  const changed = await call(browser, 'POST', '/api/session/password', {
    current: PASSWORD,
    next: 'Xinkouling#2027',
  });
  const { json } = await call(browserOf(changed), 'GET', '/api/session/sign-ins');
  expect(json.items.map((item: { action: string; outcome: string }) => [item.action, item.outcome])).toEqual([
    ['session.password', 'done'],
    ['session.sign-in', 'done'],
    ['session.sign-in', 'refused'],
  ]);
});

it('expired sessions and old failures are swept', async () => {
  await signIn('nobody', 'x');
  t.clock.advance(72 * 3_600_000);
  await t.app.kernel.owner.query(`SELECT graphile_worker.add_job('sweep-sessions', '{}')`);
  await t.runJobs();
  const { rows } = await t.app.kernel.owner.query(
    'SELECT (SELECT count(*)::int FROM sessions) AS sessions, (SELECT count(*)::int FROM sign_in_failures) AS failures',
  );
  expect(rows).toEqual([{ sessions: 0, failures: 0 }]);
});
