import { BUILT_IN_ROLES, PERMISSIONS, type Permission } from '@wangjian/core/permissions.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, type TestUser, testApp } from '../../platform/test/test-app.ts';
import { bootstrapBureau } from './bootstrap.ts';
import { groupOf, refuseMixedGroups } from './separation.ts';

let t: TestApp;
let system: TestUser;
let security: TestUser;
let auditor: TestUser;
let rootId: string;
const officerIds = new Map<string, string>();
const names = [
  'dispatcher',
  'inspector',
  'supervisor',
  'system-administrator',
  'security-administrator',
  'audit-administrator',
];

beforeAll(async () => {
  t = await testApp();
  expect(await bootstrapBureau(t.app.kernel)).toHaveLength(3);
  system = await t.officer({ role: 'system-administrator', region: '640500' });
  security = await t.officer({ role: 'security-administrator', region: '640500' });
  auditor = await t.officer({ role: 'audit-administrator', region: '640500' });
  rootId = (await system.call('GET', '/api/org-units')).json.items[0].id;
  for (const { id, login } of (await system.call('GET', '/api/officers')).json.items)
    officerIds.set(login, id);
});
afterAll(() => t.close());

const create = async (login: string, orgId = rootId) =>
  (await system.call('POST', '/api/officers', { login, name: '王小明', post: '科员', orgId })).json;
const grantTo = async (id: string, grants: readonly object[], by = security) => {
  const { json } = await system.call('GET', `/api/officers?pageSize=500`);
  const { version } = json.items.find((one: { id: string }) => one.id === id);
  return await by.call('PUT', `/api/officers/${id}/roles`, { grants, reason: '岗位需要', version });
};

describe('the first start', () => {
  it('makes the three administrators once', async () => {
    expect(await bootstrapBureau(t.app.kernel)).toEqual([]);
    expect([...officerIds.keys()].toSorted()).toEqual(['auditadmin', 'secadmin', 'sysadmin']);
  });
});

describe('the three administrators', () => {
  it('each do their own and nothing of the others', async () => {
    const tries = {
      account: ['POST', '/api/officers', { login: 'x.y', name: '某某', post: '', orgId: rootId }],
      unit: [
        'POST',
        '/api/org-units',
        { parentId: rootId, name: '网监科', level: 'section', region: '640500' },
      ],
      grant: [
        'PUT',
        `/api/officers/${officerIds.get('sysadmin')}/roles`,
        { grants: [], reason: '测试', version: 1 },
      ],
      role: ['PUT', '/api/roles/patroller', { name: '巡查员', permissions: ['patrol.read'] }],
      policy: ['GET', '/api/sign-in-policy'],
      audit: ['GET', '/api/audit'],
      chain: ['POST', '/api/audit/verify'],
      sites: ['GET', '/api/audit/export?format=csv'],
    } as const;
    const allowed = async (user: TestUser) => {
      const may: string[] = [];
      for (const [name, [method, url, body]] of Object.entries(tries)) {
        if ((await user.call(method, url, body)).status !== 403) may.push(name);
      }
      return may;
    };
    expect(await allowed(system)).toEqual(['account', 'unit']);
    expect(await allowed(security)).toEqual(['grant', 'role', 'policy']);
    expect(await allowed(auditor)).toEqual(['audit', 'chain', 'sites']);
    expect(await allowed(await t.officer({ role: 'dispatcher', region: '640500' }))).toEqual([]);
  });

  it('are never one person, whichever roles meet', async () => {
    const { officer } = await create('wang.xiaoming');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }), async (roles) => {
        const groups = new Set(
          roles.flatMap((role) =>
            BUILT_IN_ROLES[role as keyof typeof BUILT_IN_ROLES].permissions.map(groupOf),
          ),
        );
        const answer = await grantTo(
          officer.id,
          roles.map((role) => ({ role, region: '640500' })),
        );
        expect(answer.status).toBe(groups.size <= 1 ? 200 : 409);
        if (answer.status === 409) expect(answer.json.message).toContain('三员分立');
      }),
      { numRuns: 25 },
    );
    await grantTo(officer.id, []);
  });

  it('cannot be mixed in a role, nor by changing a role that somebody holds', async () => {
    const mixed = await security.call('PUT', '/api/roles/helper', {
      name: '协管',
      permissions: ['lead.read', 'officer.manage'],
    });
    expect(mixed.status).toBe(409);
    const made = await security.call('PUT', '/api/roles/helper', {
      name: '协管',
      permissions: ['lead.read'],
    });
    expect(made.json).toMatchObject({ version: 1, builtIn: false });
    const { officer } = await create('li.hong');
    expect(
      (
        await grantTo(officer.id, [
          { role: 'helper', region: '640500' },
          { role: 'inspector', region: '640500' },
        ])
      ).status,
    ).toBe(200);
    const turned = await security.call('PUT', '/api/roles/helper', {
      name: '协管',
      permissions: ['audit.read'],
      version: 1,
    });
    expect(turned.status).toBe(409);
    expect(turned.json.message).toContain('王小明');
    expect(
      (await security.call('PUT', '/api/roles/helper', { name: '协管', permissions: ['lead.read'] })).json
        .code,
    ).toBe('stale');
    expect(
      (
        await security.call('PUT', '/api/roles/inspector', {
          name: '执法',
          permissions: ['lead.read'],
          version: 1,
        })
      ).status,
    ).toBe(409);
  });

  it('hold for every set of permissions', () => {
    const all = Object.keys(PERMISSIONS) as Permission[];
    fc.assert(
      fc.property(fc.subarray(all), (permissions) => {
        const mixed = new Set(permissions.map(groupOf)).size > 1;
        const check = () => refuseMixedGroups(permissions, '某人');
        if (mixed) expect(check).toThrow('三员分立');
        else expect(check).not.toThrow();
      }),
    );
  });

  it('do not leave the bureau without one of them', async () => {
    const secadmin = officerIds.get('secadmin')!;
    const taken = await grantTo(secadmin, []);
    expect(taken.status).toBe(409);
    expect(taken.json.message).toContain('最后一名安全管理员');
    const sysadmin = officerIds.get('auditadmin')!;
    const disabled = await system.call('PATCH', `/api/officers/${sysadmin}`, { disabled: true, version: 1 });
    expect(disabled.json.message).toContain('最后一名审计管理员');
    const { officer } = await create('second.auditor');
    expect((await grantTo(officer.id, [{ role: 'audit-administrator', region: '640500' }])).status).toBe(200);
    expect(
      (await system.call('PATCH', `/api/officers/${sysadmin}`, { disabled: true, version: 1 })).status,
    ).toBe(200);
  });

  it('give roles only within their own regions', async () => {
    const { officer } = await create('county.man');
    const county = await t.officer({ role: 'security-administrator', region: '640521' });
    expect((await grantTo(officer.id, [{ role: 'inspector', region: '640521' }], county)).status).toBe(404);
    for (const region of ['640000', '640100', '110101', '999999']) {
      const answer = await grantTo(officer.id, [{ role: 'inspector', region }]);
      expect(answer.status).toBe(404);
    }
    const good = await grantTo(officer.id, [
      { role: 'inspector', region: '640521' },
      { role: 'inspector', region: '640502100' },
    ]);
    expect(good.json.roles).toHaveLength(2);
    expect((await grantTo(officer.id, [{ role: 'no-such', region: '640521' }])).status).toBe(400);
  });
});

describe('accounts and units', () => {
  it('stay in their place in the tree', async () => {
    const unit = (body: object) => system.call('POST', '/api/org-units', { parentId: rootId, ...body });
    const county = await unit({ name: '中宁县局', level: 'county', region: '640521' });
    expect(county.status).toBe(200);
    expect((await unit({ name: '中宁县局', level: 'county', region: '640502100' })).status).toBe(400);
    expect((await unit({ name: '银川市局', level: 'city', region: '640100' })).status).toBe(400);
    const low = await t.officer({ role: 'system-administrator', region: '640521' });
    expect(
      (
        await low.call('POST', '/api/org-units', {
          parentId: rootId,
          name: '甲科',
          level: 'section',
          region: '640500',
        })
      ).status,
    ).toBe(404);
    const section = { parentId: county.json.id, name: '网监股', level: 'section', region: '640521' };
    const made = await low.call('POST', '/api/org-units', section);
    expect(made.status).toBe(200);
    expect(
      (await low.call('GET', '/api/org-units')).json.items.map((one: { name: string }) => one.name),
    ).toEqual(['中宁县局', '网监股']);
    const officer = (
      await low.call('POST', '/api/officers', { login: 'ning', name: '宁一', post: '', orgId: made.json.id })
    ).json.officer;
    expect(officer.region).toBe('640521');
    expect(
      (await low.call('PATCH', `/api/org-units/${made.json.id}`, { active: false, version: 1 })).status,
    ).toBe(409);
    const elsewhere = await t.officer({ role: 'system-administrator', region: '640502' });
    expect(
      (await elsewhere.call('PATCH', `/api/officers/${officer.id}`, { name: '改名', version: 1 })).status,
    ).toBe(404);
    expect(
      (await elsewhere.call('POST', `/api/officers/${officer.id}/password`, { version: 1 })).status,
    ).toBe(404);
  });

  it('have a log-in name of their own in the whole installation', async () => {
    await create('same.name');
    const again = await system.call('POST', '/api/officers', {
      login: 'same.name',
      name: '李一',
      post: '',
      orgId: rootId,
    });
    expect(again.json).toMatchObject({ code: 'conflict', problems: [{ path: 'login' }] });
    const yinchuan = await t.officer({ role: 'system-administrator', region: '640500' });
    expect(
      (
        await yinchuan.call('POST', '/api/officers', {
          login: 'Bad Name',
          name: '李一',
          post: '',
          orgId: rootId,
        })
      ).status,
    ).toBe(400);
  });

  it('open with a random first password, shown once', async () => {
    const { officer, firstPassword } = await create('new.hand');
    const signIn = (password: string) =>
      t.anonymous().call('POST', '/api/session', { login: 'new.hand', password });
    expect((await signIn(firstPassword)).json.mustChangePassword).toBe(true);
    const renewed = await system.call('POST', `/api/officers/${officer.id}/password`, { version: 1 });
    expect(renewed.json.firstPassword).not.toBe(firstPassword);
    expect((await signIn(firstPassword)).status).toBe(401);
    const { rows } = await t.app.kernel.owner.query(`SELECT json_agg(e)::text AS all FROM audit_entries e`);
    expect(rows[0].all).not.toContain(firstPassword);
  });

  it('lose their sessions when disabled or given other roles', async () => {
    const { officer, firstPassword } = await create('short.stay');
    const cookieOf = async () => {
      const answer = await t
        .anonymous()
        .call('POST', '/api/session', { login: 'short.stay', password: firstPassword });
      return String(answer.headers['set-cookie']).split(';')[0]!;
    };
    const alive = async (cookie: string) =>
      (await t.anonymous().inject({ method: 'GET', url: '/api/session', headers: { cookie } })).status ===
      200;
    let cookie = await cookieOf();
    expect(await alive(cookie)).toBe(true);
    await grantTo(officer.id, [{ role: 'inspector', region: '640500' }]);
    expect(await alive(cookie)).toBe(false);
    cookie = await cookieOf();
    await system.call('PATCH', `/api/officers/${officer.id}`, { disabled: true, version: 2 });
    expect(await alive(cookie)).toBe(false);
  });

  it('are saved by one of two administrators at once', async () => {
    const { officer } = await create('two.hands');
    const answers = await Promise.all(
      ['甲甲', '乙乙'].map((name) =>
        system.call('PATCH', `/api/officers/${officer.id}`, { name, version: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.json.code).toBe('stale');
  });

  it('keep SQL and HTML as the text it is', async () => {
    for (const [n, name] of [
      "'; DROP TABLE officers; --",
      '<script>alert(1)</script>',
      '%_\\',
      '=1+1',
    ].entries()) {
      const answer = await system.call('POST', '/api/officers', {
        login: `nasty${n}`,
        name,
        post: name,
        orgId: rootId,
      });
      expect(answer.json.officer).toMatchObject({ name, post: name });
      const found = await system.call('GET', `/api/officers?q=${encodeURIComponent(name)}`);
      expect(found.json.items.map((one: { name: string }) => one.name)).toEqual([name]);
    }
    const nul = await system.call('POST', '/api/officers', {
      login: 'nul',
      name: 'a\u0000b',
      post: '',
      orgId: rootId,
    });
    expect(nul.status).toBe(400);
  });
});

describe('the audit administrator', () => {
  it('reads who did what, and exports it, which is itself recorded', async () => {
    const { json } = await auditor.call('GET', '/api/audit?action=officer.create&pageSize=500');
    expect(json.items[0]).toMatchObject({ actionName: '新增账号', outcome: 'done', chained: false });
    const refused = (await auditor.call('GET', '/api/audit?action=officer.manage')).json.items;
    expect(refused[0]).toMatchObject({ outcome: 'refused' });
    const csv = await auditor.call('GET', '/api/audit/export?format=csv&action=officer.create');
    expect(csv.text).toContain('新增账号');
    expect(csv.headers['content-disposition']).toContain("filename*=UTF-8''");
    expect(csv.text.trim().split('\r\n')).toHaveLength(json.total + 1);
    const exports = (await auditor.call('GET', '/api/audit?action=audit.export')).json.items;
    expect(
      exports.filter(({ outcome }: { outcome: string }) => outcome === 'done').slice(0, 1),
    ).toMatchObject([{ actorName: '测试员', after: { rows: json.total } }]);
    expect((await auditor.call('GET', '/api/audit?q=%E6%96%B0%E5%A2%9E')).json.total).toBeGreaterThan(0);
    expect((await auditor.call('GET', '/api/audit?sort=nonsense')).status).toBe(400);
  });

  it('sees the chain whole after the job has run', async () => {
    await t.app.kernel.owner.query(`SELECT graphile_worker.add_job('audit-chain', '{}')`);
    await t.runJobs();
    const { json } = await auditor.call('POST', '/api/audit/verify');
    expect(json).toMatchObject({ ok: true, pending: 0, firstBroken: null });
    expect(json.checked).toBeGreaterThan(20);
    expect(json.head).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes the policy of sign-in no more than others do', async () => {
    expect((await auditor.call('GET', '/api/sign-in-policy')).status).toBe(403);
    const policy = (await security.call('GET', '/api/sign-in-policy')).json;
    const saved = await security.call('PUT', '/api/sign-in-policy', { ...policy, maxFailures: 3 });
    expect(saved.json).toMatchObject({ maxFailures: 3, version: 2 });
    expect((await security.call('PUT', '/api/sign-in-policy', policy)).json.code).toBe('stale');
    expect(
      (await security.call('PUT', '/api/sign-in-policy', { ...saved.json, maxFailures: 100 })).status,
    ).toBe(400);
  });
});
