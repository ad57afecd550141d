import { endpoint } from '@wangjian/core/endpoint.ts';
import { Instant, ListQuery, listOf, RegionCode } from '@wangjian/core/listing.ts';
import { PERMISSIONS, type Permission } from '@wangjian/core/permissions.ts';
import { z } from 'zod';

const PermissionName = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]);
const Id = z.object({ id: z.string().max(60) });
const Version = z.int().min(1);
/** 12–128 characters, three of four kinds of characters, without the log-in name; checked by the server. */
const Password = z.string().min(1).max(128);

/** The signed-in officer, as the console needs it. */
export const Me = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  post: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  bureau: z.string(),
  bureauName: z.string(),
  region: RegionCode,
  regionName: z.string(),
  roles: z.array(z.string()),
  permissions: z.array(PermissionName),
  mustChangePassword: z.boolean(),
  /** Sent back as header `x-csrf-token` with every call that is not GET. */
  csrf: z.string(),
  demo: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  summary: '登录',
  access: 'public',
  body: z.object({ login: z.string().trim().min(1).max(60), password: Password }),
  result: Me,
});
export const whoAmI = endpoint({
  method: 'GET',
  path: '/api/session',
  summary: '当前登录人',
  access: 'session',
  result: Me,
});
export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  summary: '退出登录',
  access: 'session',
  result: z.object({ ok: z.literal(true) }),
});
export const changePassword = endpoint({
  method: 'POST',
  path: '/api/session/password',
  summary: '修改口令',
  access: 'session',
  body: z.object({ current: Password, next: Password }),
  result: Me,
});
export const signInMethods = endpoint({
  method: 'GET',
  path: '/api/sign-in-methods',
  summary: '可用的登录方式',
  access: 'public',
  result: z.object({
    password: z.literal(true),
    /** Present when single sign-on (OIDC) is set; the browser goes to /api/oidc/start. */
    oidc: z.object({ label: z.string() }).optional(),
    systemName: z.string(),
    demoAccounts: z.array(z.object({ login: z.string(), password: z.string(), who: z.string() })),
  }),
});

/** The browser goes there; the answer is a redirect to the provider. */
export const oidcStart = endpoint({
  method: 'GET',
  path: '/api/oidc/start',
  summary: '单点登录：前往身份认证',
  access: 'public',
});
/** Where the provider sends the browser back to; the answer is a redirect to the console. */
export const oidcCallback = endpoint({
  method: 'GET',
  path: '/api/oidc/callback',
  summary: '单点登录：认证后返回',
  access: 'public',
});
export const mySignIns = endpoint({
  method: 'GET',
  path: '/api/session/sign-ins',
  summary: '我的登录记录（最近 50 次）',
  access: 'session',
  result: z.object({
    items: z.array(
      z.object({
        at: Instant,
        action: z.string(),
        actionName: z.string(),
        outcome: z.enum(['done', 'refused']),
        address: z.string().nullable(),
        why: z.string().nullable(),
      }),
    ),
  }),
});

export const OrgUnit = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  name: z.string(),
  /** province | city | county | township | section (科室) | department (其他部门). */
  level: z.enum(['province', 'city', 'county', 'township', 'section', 'department']),
  region: RegionCode,
  regionName: z.string(),
  active: z.boolean(),
  officers: z.int(),
  version: Version,
});
export const listOrgUnits = endpoint({
  method: 'GET',
  path: '/api/org-units',
  summary: '机构树',
  access: 'session',
  result: z.object({ items: z.array(OrgUnit) }),
});
export const createOrgUnit = endpoint({
  method: 'POST',
  path: '/api/org-units',
  summary: '新增机构',
  access: 'org.manage',
  body: z.object({
    parentId: z.string(),
    name: z.string().trim().min(2).max(60),
    level: OrgUnit.shape.level,
    region: RegionCode,
  }),
  result: OrgUnit,
});
export const updateOrgUnit = endpoint({
  method: 'PATCH',
  path: '/api/org-units/:id',
  summary: '修改、停用机构',
  access: 'org.manage',
  params: Id,
  body: z.object({
    name: z.string().trim().min(2).max(60).optional(),
    active: z.boolean().optional(),
    version: Version,
  }),
  result: OrgUnit,
});

export const Officer = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  post: z.string(),
  orgId: z.string(),
  orgName: z.string(),
  region: RegionCode,
  regionName: z.string(),
  roles: z.array(
    z.object({ role: z.string(), roleName: z.string(), region: RegionCode, regionName: z.string() }),
  ),
  status: z.enum(['active', 'locked', 'disabled']),
  mustChangePassword: z.boolean(),
  lastSignInAt: Instant.nullable(),
  version: Version,
});
export const listOfficers = endpoint({
  method: 'GET',
  path: '/api/officers',
  summary: '账号列表',
  access: 'session',
  query: ListQuery.extend({ orgId: z.string().optional(), status: Officer.shape.status.optional() }),
  result: listOf(Officer),
});
export const createOfficer = endpoint({
  method: 'POST',
  path: '/api/officers',
  summary: '新增账号',
  access: 'officer.manage',
  body: z.object({
    login: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9._-]{2,39}$/),
    name: z.string().trim().min(2).max(30),
    post: z.string().trim().max(30),
    orgId: z.string(),
  }),
  result: z.object({ officer: Officer, firstPassword: z.string() }),
});
export const updateOfficer = endpoint({
  method: 'PATCH',
  path: '/api/officers/:id',
  summary: '修改、停用账号',
  access: 'officer.manage',
  params: Id,
  body: z.object({
    name: z.string().trim().min(2).max(30).optional(),
    post: z.string().trim().max(30).optional(),
    orgId: z.string().optional(),
    disabled: z.boolean().optional(),
    version: Version,
  }),
  result: Officer,
});
export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/officers/:id/password',
  summary: '重置口令并解锁',
  access: 'officer.manage',
  params: Id,
  body: z.object({ version: Version }),
  result: z.object({ officer: Officer, firstPassword: z.string() }),
});
export const grantRoles = endpoint({
  method: 'PUT',
  path: '/api/officers/:id/roles',
  summary: '授予角色',
  access: 'role.grant',
  params: Id,
  body: z.object({
    grants: z.array(z.object({ role: z.string(), region: RegionCode })).max(20),
    reason: z.string().trim().min(2).max(200),
    version: Version,
  }),
  result: Officer,
});

export const Role = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.array(PermissionName),
  builtIn: z.boolean(),
  version: Version,
});
export const listRoles = endpoint({
  method: 'GET',
  path: '/api/roles',
  summary: '角色列表',
  access: 'session',
  result: z.object({ items: z.array(Role) }),
});
export const saveRole = endpoint({
  method: 'PUT',
  path: '/api/roles/:id',
  summary: '新增或修改角色',
  access: 'role.manage',
  params: Id,
  body: z.object({
    name: z.string().trim().min(2).max(30),
    permissions: z.array(PermissionName).min(1),
    version: Version.optional(),
  }),
  result: Role,
});
export const SignInPolicy = z.object({
  maxFailures: z.int().min(3).max(10),
  lockMinutes: z.int().min(5).max(1440),
  idleMinutes: z.int().min(5).max(480),
  passwordDays: z.int().min(0).max(365),
  minLength: z.int().min(8).max(64),
  version: Version,
});
export const getSignInPolicy = endpoint({
  method: 'GET',
  path: '/api/sign-in-policy',
  summary: '登录与口令策略',
  access: 'session.policy',
  result: SignInPolicy,
});
export const saveSignInPolicy = endpoint({
  method: 'PUT',
  path: '/api/sign-in-policy',
  summary: '修改登录与口令策略',
  access: 'session.policy',
  body: SignInPolicy,
  result: SignInPolicy,
});

export const AuditEntry = z.object({
  id: z.string(),
  at: Instant,
  actorId: z.string().nullable(),
  actorName: z.string(),
  orgName: z.string(),
  action: z.string(),
  actionName: z.string(),
  on: z.string().nullable(),
  why: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
  address: z.string().nullable(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  chained: z.boolean(),
});
const AuditQuery = ListQuery.extend({
  actor: z.string().max(60).optional(),
  action: z.string().max(60).optional(),
  on: z.string().max(80).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  summary: '审计日志',
  access: 'audit.read',
  query: AuditQuery,
  result: listOf(AuditEntry),
});
export const verifyAudit = endpoint({
  method: 'POST',
  path: '/api/audit/verify',
  summary: '校验审计链',
  access: 'audit.read',
  result: z.object({
    ok: z.boolean(),
    checked: z.int(),
    pending: z.int(),
    firstBroken: z.string().nullable(),
    head: z.string().nullable(),
  }),
});
export const exportAudit = endpoint({
  method: 'GET',
  path: '/api/audit/export',
  summary: '导出审计日志',
  access: 'audit.export',
  query: AuditQuery.extend({ format: z.enum(['xlsx', 'csv']) }),
});
