import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoint } from '@wangjian/core/endpoint.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { OfficerActor } from '../actor.ts';
import { type TestApp, testApp } from '../test/test-app.ts';
import { useCase } from '../use-case.ts';
import { sendFile } from './downloads.ts';
import { sendEvents } from './event-stream.ts';
import { createHttpServer } from './http-server.ts';
import { route } from './route.ts';
import { uploadedBytes } from './uploads.ts';

const PUBLIC = { access: 'public', summary: '测试' } as const;
const Throw = z.object({ code: z.string() });
const failing = useCase({
  action: 'test.fail',
  title: '测试',
  permission: 'public',
  input: Throw,
  async run({ tx }, { code }) {
    if (code === 'sql') await sql`SELECT 1 / 0`.execute(tx);
    throw Object.assign(new Error('secret detail of the inside'), { code });
  },
});
const echo = endpoint({
  ...PUBLIC,
  method: 'POST',
  path: '/api/echo/:n',
  params: z.object({ n: z.coerce.number().int() }),
  query: z.object({ kind: z.array(z.string()).optional() }),
  body: z.object({ name: z.string().min(2), sites: z.array(z.object({ url: z.url() })).optional() }),
  result: z.object({ name: z.string() }),
});
let stopped = false;
const routes = [
  route(echo, ({ body }) => ({ ...body, hash: 'never meant to leave' })),
  route(
    endpoint({ ...PUBLIC, method: 'GET', path: '/api/fail', query: Throw }),
    ({ query, run }) => run(failing, query) as never,
  ),
  route(
    endpoint({ ...PUBLIC, method: 'GET', path: '/api/wrong', result: z.object({ n: z.int() }) }),
    () => ({ n: 'x' }) as never,
  ),
  route(endpoint({ ...PUBLIC, method: 'GET', path: '/api/conflict' }), () => {
    throw new AppError('conflict', '已办结的线索不能再退回', { allowed: ['archive'] });
  }),
  route(endpoint({ ...PUBLIC, method: 'GET', path: '/api/file' }), ({ reply }) =>
    sendFile(reply, {
      name: '证据 "1".html',
      type: 'text/html',
      content: Buffer.from('<script>alert(1)</script>'),
    }),
  ),
  route(
    endpoint({
      ...PUBLIC,
      method: 'POST',
      path: '/api/upload',
      result: z.object({ fileName: z.string(), bytes: z.int() }),
    }),
    async ({ request }) => {
      const { fileName, bytes } = await uploadedBytes(request);
      return { fileName, bytes: bytes.length };
    },
  ),
  route(endpoint({ ...PUBLIC, method: 'GET', path: '/api/events' }), ({ request, reply }) =>
    sendEvents(request, reply, async function* (signal) {
      yield { event: 'patrol', data: { pages: 1, name: '第一行\n第二行' } };
      yield { event: 'patrol', data: { pages: 2 } };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      stopped = true;
    }),
  ),
];

let t: TestApp;
let http: FastifyInstance;
let web: string;
beforeAll(async () => {
  t = await testApp({ config: { uploadBytes: 1000 } });
  web = await mkdtemp(join(tmpdir(), 'wangjian-web-'));
  await mkdir(join(web, 'assets'));
  await writeFile(join(web, 'index.html'), '<!doctype html><title>网鉴</title>');
  await writeFile(join(web, 'assets', 'main-abc.js'), 'export {}');
  http = await createHttpServer(t.app.kernel, {
    routes,
    metrics: [{ name: 'wangjian_sites_total', help: 'sites', count: async () => 42 }],
    findSession: async () => ({
      actor: { kind: 'officer', grants: [] } as unknown as OfficerActor,
      csrf: 'x',
    }),
    webFolder: web,
  });
});
afterAll(async () => {
  await http.close();
  await t.close();
  await rm(web, { recursive: true });
});
const get = (url: string, headers: Record<string, string> = {}) =>
  http.inject({ method: 'GET', url, headers });
const post = (url: string, payload: object | string, headers: Record<string, string> = {}) =>
  http.inject({ method: 'POST', url, payload, headers });

describe('a request', () => {
  it('is checked, and each wrong field is named in Chinese', async () => {
    const answer = await post('/api/echo/x', { name: 'a' });
    expect(answer.json()).toMatchObject({ code: 'invalid_input', problems: [{ path: 'n' }] });
    const body = (
      await post('/api/echo/1', { name: 'a', sites: [{ url: 'https://a.cn' }, { url: '?' }] })
    ).json();
    expect(body.problems.map(({ path }: { path: string }) => path)).toEqual(['name', 'sites.1.url']);
    expect(body.message).toMatch(/“name”有误：.*[一-龥]/);
    // Not a word of the schema's own types.
    expect(body.message).not.toMatch(/string|undefined|number/);
    expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is answered with what the contract names and nothing more', async () => {
    expect((await post('/api/echo/1', { name: '店铺' })).json()).toEqual({ name: '店铺' });
    const wrong = await get('/api/wrong');
    expect(wrong.statusCode).toBe(500);
    expect(wrong.json().code).toBe('internal');
  });

  it.each([
    ['not JSON', '{"name":', 'application/json', 400],
    ['of another type', '<x/>', 'application/xml', 400],
    ['too large', JSON.stringify({ name: 'x'.repeat(9_000_000) }), 'application/json', 413],
    ['poisoned', '{"name":"ab","__proto__":{"x":1}}', 'application/json', 400],
  ])('whose body is %s is refused', async (_, body, type, status) => {
    const answer = await post('/api/echo/1', body, { 'content-type': type });
    expect(answer.statusCode).toBe(status);
    expect(answer.json().message).toMatch(/[一-龥]/);
  });
});

describe('an error', () => {
  it.each([
    ['23505', 409, 'conflict'],
    ['40P01', 409, 'stale'],
    ['53100', 507, 'storage_full'],
    ['ENOSPC', 507, 'storage_full'],
    ['53300', 503, 'unavailable'],
    ['ECONNREFUSED', 503, 'unavailable'],
    ['57014', 503, 'unavailable'],
    ['55P03', 409, 'conflict'],
    ['22021', 400, 'invalid_input'],
    ['42P01', 500, 'internal'],
    ['sql', 500, 'internal'],
  ])('%s of the database is %i %s', async (code, status, kind) => {
    const answer = await get(`/api/fail?code=${code}`);
    expect([answer.statusCode, answer.json().code]).toEqual([status, kind]);
    expect(answer.body).not.toContain('secret');
    expect(answer.body).not.toContain('division');
  });

  it('says which moves are allowed', async () => {
    expect((await get('/api/conflict')).json()).toMatchObject({ code: 'conflict', allowed: ['archive'] });
  });

  it('of an unknown address is JSON under /api and the console elsewhere', async () => {
    expect((await get('/api/nothing')).json().code).toBe('not_found');
    expect((await get('/leads/lead_640500_x?q=1')).body).toContain('<title>网鉴</title>');
    expect((await post('/leads', {})).statusCode).toBe(404);
    expect((await get('/assets/missing.js')).statusCode).toBe(404);
  });
});

describe('what leaves', () => {
  it('carries the security headers', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('is cached only where its name carries its hash', async () => {
    expect((await get('/assets/main-abc.js')).headers['cache-control']).toContain('immutable');
    expect((await get('/')).headers['cache-control']).toBe('no-cache');
    expect((await post('/api/echo/1', { name: '店铺' })).headers['cache-control']).toBe('no-store');
  });

  it('of a stranger’s making runs nothing', async () => {
    const { headers } = await get('/api/file');
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="__ _1_.html"; filename*=UTF-8''%E8%AF%81%E6%8D%AE%20%221%22.html`,
    );
  });
});

describe('an upload', () => {
  const multipart = (field: string, bytes: number) => ({
    payload: `--b\r\ncontent-disposition: form-data; name="${field}"; filename="主体.csv"\r\ncontent-type: text/csv\r\n\r\n${'x'.repeat(bytes)}\r\n--b--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  const upload = async (field: string, bytes: number) => {
    const { payload, headers } = multipart(field, bytes);
    return await post('/api/upload', payload, headers);
  };
  it('arrives whole with its name', async () => {
    expect((await upload('file', 900)).json()).toEqual({ fileName: '主体.csv', bytes: 900 });
  });
  it('is refused when too large, absent or under another name', async () => {
    expect((await upload('file', 1100)).statusCode).toBe(413);
    expect((await upload('other', 10)).statusCode).toBe(400);
    expect((await post('/api/upload', {})).statusCode).toBe(400);
  });
});

describe('an event stream', () => {
  it('sends events as they come and ends when the browser leaves', async () => {
    await http.listen({ host: '127.0.0.1', port: 0 });
    const { port } = http.server.address() as AddressInfo;
    const leave = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/api/events`, { signal: leave.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('"pages":2')) text += (await reader.read()).value ?? '';
    expect(text).toContain('event: patrol\ndata: {"pages":1,"name":"第一行\\n第二行"}\n\n');
    leave.abort();
    await expect.poll(() => stopped).toBe(true);
  });
});

describe('the operator’s pages', () => {
  it('say that the platform is well', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('describe the API in OpenAPI 3.1', async () => {
    const document = (await get('/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const operation = document.paths['/api/echo/{n}'].post;
    expect(operation.parameters[0]).toMatchObject({ name: 'n', in: 'path', required: true });
    expect(operation.requestBody.content['application/json'].schema.required).toEqual(['name']);
  });

  it('show the API without reaching for the network', async () => {
    const page = await get('/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) {
      expect(link).not.toMatch(/^(https?:)?\/\//);
      expect((await get(new URL(link, 'http://x/docs/').pathname)).statusCode).toBe(200);
    }
  });

  it('count for Prometheus, on loopback only', async () => {
    expect((await get('/metrics')).body).toContain('wangjian_sites_total 42');
    const far = await http.inject({ method: 'GET', url: '/metrics', remoteAddress: '10.1.2.3' });
    expect(far.statusCode).toBe(404);
    const token = 'a-token-of-some-length';
    const guarded = await createHttpServer(
      { ...t.app.kernel, config: { ...t.app.kernel.config, metricsToken: token } },
      { routes: [], metrics: [], findSession: async () => undefined, webFolder: join(web, 'absent') },
    );
    const ask = (authorization: string) =>
      guarded.inject({
        method: 'GET',
        url: '/metrics',
        remoteAddress: '10.1.2.3',
        headers: { authorization },
      });
    expect((await ask('Bearer wrong')).statusCode).toBe(404);
    expect((await ask(`Bearer ${token}`)).statusCode).toBe(200);
    const page = await guarded.inject({ method: 'GET', url: '/' });
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain('npm run build:web');
    await guarded.close();
  });
});
