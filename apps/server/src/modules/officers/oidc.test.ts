import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../platform/test/test-app.ts';
import { type TestOidcProvider, testOidcProvider } from '../../platform/test/test-oidc-provider.ts';
import { seedBureau } from './seed.ts';

// A real OpenID provider on loopback, asked over real HTTP as a browser would ask it.
let t: TestApp;
let provider: TestOidcProvider;
let own: string;

beforeAll(async () => {
  provider = await testOidcProvider();
  t = await testApp({
    config: {
      oidc: {
        issuer: provider.issuer,
        clientId: provider.clientId,
        clientSecret: provider.clientSecret,
        claim: 'sub',
        label: '政务统一身份认证',
      },
    },
  });
  own = await t.app.http.listen({ host: '127.0.0.1', port: 0 });
  provider.serve(own);
  const officer = (login: string) => ({
    login,
    name: '张三',
    post: '',
    orgId: 'root',
    region: '640500',
    roles: ['inspector' as const],
    password: 'Zhongwei#2026',
    mustChange: true,
  });
  await seedBureau(t.app.kernel, {
    bureau: '640500',
    units: [{ id: 'root', parentId: null, name: '中卫市局', level: 'city', region: '640500' }],
    officers: [officer('zhang.san'), officer('li.si')],
  });
  await t.app.kernel.owner.query(`UPDATE officers SET disabled = true WHERE login = 'li.si'`);
});
afterAll(async () => {
  await t.close();
  await provider.close();
});

type Jar = Map<string, string>;

/** One request with the cookies of a jar; redirects are not followed. */
async function get(url: string, jar: Jar): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (pair.slice(at + 1) === '') jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return response;
}

/** From our button through the provider back to our callback, whose address is returned. */
async function throughProvider(jar: Jar): Promise<string> {
  let url = `${own}/api/oidc/start`;
  for (let hop = 0; hop < 10; hop += 1) {
    const response = await get(url, jar);
    url = new URL(response.headers.get('location')!, url).href;
    if (url.startsWith(`${own}/api/oidc/callback`)) return url;
  }
  throw new Error('the provider did not send the browser back');
}

describe('single sign-on', () => {
  it('is offered where it is set', async () => {
    const { json } = await t.anonymous().call('GET', '/api/sign-in-methods');
    expect(json.oidc).toEqual({ label: '政务统一身份认证' });
  });

  it('lets an existing officer in, without a password of ours', async () => {
    provider.letIn('zhang.san');
    const jar: Jar = new Map();
    const landed = await get(await throughProvider(jar), jar);
    expect(landed.headers.get('location')).toBe('/');
    const me = await get(`${own}/api/session`, jar);
    expect(await me.json()).toMatchObject({ login: 'zhang.san', mustChangePassword: false });
    expect((await get(`${own}/api/officers`, jar)).status).toBe(200);
  });

  it.each([
    ['someone whom we do not know', 'wang.wu'],
    ['a disabled officer', 'li.si'],
  ])('refuses %s and records it', async (_, who) => {
    provider.letIn(who);
    const jar: Jar = new Map();
    const landed = await get(await throughProvider(jar), jar);
    expect(landed.headers.get('location')).toBe('/sign-in?problem=oidc-no-account');
    expect((await get(`${own}/api/session`, jar)).status).toBe(401);
    const { rows } = await t.app.kernel.owner.query(
      `SELECT outcome FROM audit_entries WHERE action = 'session.sign-in-oidc' AND after ->> 'login' = $1`,
      [who],
    );
    expect(rows).toEqual([{ outcome: 'refused' }]);
  });

  it('takes an answer only in the browser that asked, once, and unchanged', async () => {
    provider.letIn('zhang.san');
    const jar: Jar = new Map();
    const callback = await throughProvider(jar);
    expect((await get(callback, new Map())).headers.get('location')).toBe('/sign-in?problem=oidc-expired');
    const otherJar: Jar = new Map();
    await get(`${own}/api/oidc/start`, otherJar);
    expect((await get(callback, otherJar)).headers.get('location')).toBe('/sign-in?problem=oidc-failed');
    const kept = new Map(jar);
    const forged = new URL(callback);
    forged.searchParams.set('state', 'x');
    expect((await get(forged.href, new Map(jar))).headers.get('location')).toBe(
      '/sign-in?problem=oidc-failed',
    );
    expect((await get(callback, jar)).headers.get('location')).toBe('/');
    expect((await get(callback, kept)).headers.get('location')).toBe('/sign-in?problem=oidc-failed');
  });
});

it('is not there where it is not set', async () => {
  const without = await testApp();
  expect((await without.anonymous().call('GET', '/api/oidc/start')).status).toBe(404);
  await without.close();
});
