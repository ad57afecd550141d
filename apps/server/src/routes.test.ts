import type { Endpoint } from '@wangjian/core/endpoint.ts';
import { PERMISSIONS, type Permission } from '@wangjian/core/permissions.ts';
import fc from 'fast-check';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from './platform/test/test-app.ts';

// Walks every operation of the API, of every module, so that none can forget a session, a permission or a check.
const ALL = Object.keys(PERMISSIONS) as Permission[];
let t: TestApp;
let everything: TestUser;
beforeAll(async () => {
  t = await testApp();
  everything = await t.officer({ permissions: ALL, region: '640500' });
});
afterAll(() => t.close());

const titleOf = ({ method, path }: Endpoint) => `${method} ${path}`;
/** The path with ids that look right and belong to nobody. */
const addressOf = ({ path }: Endpoint) =>
  path.replace(':id', `lead_640500_${ulid(1_790_000_000_000)}`).replaceAll(/:(\w+)/g, 'x');

async function breaches(check: (endpoint: Endpoint) => Promise<string | undefined>): Promise<string[]> {
  const found: string[] = [];
  for (const endpoint of t.app.endpoints) {
    const breach = await check(endpoint);
    if (breach !== undefined) found.push(`${titleOf(endpoint)}: ${breach}`);
  }
  return found;
}

describe('every operation', () => {
  it('is there', () => {
    expect(t.app.endpoints.length).toBeGreaterThan(20);
    expect(new Set(t.app.endpoints.map(titleOf)).size).toBe(t.app.endpoints.length);
  });

  it('asks for a session unless it is public', async () => {
    const publicOnes: string[] = [];
    const wrong = await breaches(async (endpoint) => {
      if (endpoint.access === 'public') {
        publicOnes.push(titleOf(endpoint));
        return undefined;
      }
      const { status, text } = await t.anonymous().call(endpoint.method, addressOf(endpoint));
      return status === 401 ? undefined : `${status} ${text}`;
    });
    expect(wrong).toEqual([]);
    // Whatever is opened to everybody is opened here, by name.
    expect(publicOnes.toSorted()).toEqual([
      'GET /answer',
      'GET /api/oidc/callback',
      'GET /api/oidc/start',
      'GET /api/sign-in-methods',
      'GET /receipt',
      'POST /answer',
      'POST /answer/send',
      'POST /api/session',
      'POST /receipt',
      'POST /receipt/package',
      'POST /receipt/result',
      'POST /receipt/sign',
    ]);
  });

  it('refuses whoever lacks just its permission, and says so in the audit log', async () => {
    const wrong = await breaches(async (endpoint) => {
      if (endpoint.access === 'public' || endpoint.access === 'session') return undefined;
      const others = ALL.filter((permission) => permission !== endpoint.access);
      const officer = await t.officer({ permissions: others, region: '640500' });
      const { status, text } = await officer.call(
        endpoint.method,
        addressOf(endpoint),
        bodyFor(endpoint, {}),
      );
      if (status !== 403) return `${status} ${text}`;
      const { rows } = await t.app.kernel.owner.query(
        `SELECT FROM audit_entries WHERE actor_id = $1 AND outcome = 'refused'`,
        [officer.actor.id],
      );
      return rows.length === 1 ? undefined : `${rows.length} audit entries`;
    });
    expect(wrong).toEqual([]);
  });

  it('that changes something wants the CSRF token', async () => {
    const wrong = await breaches(async (endpoint) => {
      if (endpoint.method === 'GET' || endpoint.access === 'public') return undefined;
      const { status, text } = await everything.inject({
        method: endpoint.method,
        url: addressOf(endpoint),
        headers: { 'x-csrf-token': 'guessed' },
      });
      return status === 403 ? undefined : `${status} ${text}`;
    });
    expect(wrong).toEqual([]);
  });

  it('knows nothing of a record that is not there', async () => {
    const wrong = await breaches(async (endpoint) => {
      if (!endpoint.path.includes(':') || endpoint.access === 'public' || endpoint.method !== 'GET')
        return undefined;
      const { status, text } = await everything.call('GET', addressOf(endpoint));
      return status === 404 || status === 400 ? undefined : `${status} ${text}`;
    });
    expect(wrong).toEqual([]);
  });

  it('answers nonsense with a clear refusal, never with a failure of its own', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "'; DROP TABLE officers; --",
        '<script>alert(1)</script>',
        '\u0000',
        '-1',
        '9'.repeat(30),
        '../../etc/passwd',
      ),
    );
    const body = fc.dictionary(
      fc.constantFrom(
        'id',
        'name',
        'version',
        'grants',
        'findings',
        'leads',
        'region',
        'text',
        'url',
        'seeds',
      ),
      fc.oneof(text, fc.integer(), fc.constant(null), fc.array(text, { maxLength: 3 })),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...t.app.endpoints), text, body, async (endpoint, id, given) => {
        // Signing out would end the walk.
        fc.pre(endpoint.path !== '/api/session' || endpoint.method === 'GET');
        // Takes no input, and its answer has no end.
        fc.pre(endpoint.path !== '/api/inbox/events');
        const path = endpoint.path.replaceAll(/:(\w+)/g, () => encodeURIComponent(id) || 'x');
        const query =
          endpoint.method === 'GET' ? `?q=${encodeURIComponent(id)}&page=${encodeURIComponent(id)}` : '';
        const answer = await everything.call(endpoint.method, `${path}${query}`, bodyFor(endpoint, given));
        expect(
          answer.status,
          `${titleOf(endpoint)} ${id} ${JSON.stringify(given)}: ${answer.text}`,
        ).toBeLessThan(500);
        if (String(answer.headers['content-type']).startsWith('text/html')) {
          expect(answer.text).toMatch(/[一-龥]/);
        } else if (answer.status >= 400) {
          expect(answer.json.message).toMatch(/[一-龥]/);
          expect(answer.json.requestId).toBe(answer.headers['x-request-id']);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function bodyFor({ method }: Endpoint, body: object): object | undefined {
  return method === 'GET' ? undefined : body;
}
