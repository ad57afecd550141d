/** Every permission: a verb on a kind of record. Which records is the other half: the regions of the grant. */
export const PERMISSIONS = {
  'registry.read': '查看主体库',
  'registry.write': '登记、修改主体',
  'registry.confirm': '人工确认主体',
  'registry.import': '导入主体',
  'patrol.read': '查看监测',
  'patrol.run': '发起、停止监测',
  'finding.read': '查看监测发现',
  'finding.triage': '甄别监测发现',
  'evidence.read': '查看、下载证据',
  'evidence.capture': '固定证据',
  'lead.read': '查看线索',
  'lead.register': '登记、修改线索',
  'lead.sort': '梳理线索',
  'data.export': '导出数据',
  'personal.unmask': '查看未脱敏的个人信息',
  'report.read': '查看统计',
  'rule.read': '查看规则',
  'rule.configure': '设置规则的处置方式',
  'org.manage': '管理机构',
  'officer.manage': '管理账号',
  'system.configure': '系统设置与运行',
  'role.grant': '授予角色与权限',
  'role.manage': '管理角色',
  'session.policy': '设置登录与口令策略',
  'audit.read': '查看审计日志',
  'audit.export': '导出审计日志',
} as const satisfies Record<string, string>;
export type Permission = keyof typeof PERMISSIONS;

/**
 * 三员分立 (等保 2.0, GB/T 22239-2019 8.1.4/8.1.5): one officer never holds permissions of two of these groups, and
 * an administrator holds no permission outside its own group.
 */
export const ADMINISTRATOR_GROUPS = {
  system: ['org.manage', 'officer.manage', 'system.configure'],
  security: ['role.grant', 'role.manage', 'session.policy'],
  audit: ['audit.read', 'audit.export'],
} as const satisfies Record<string, readonly Permission[]>;

const businessRead = [
  'registry.read',
  'patrol.read',
  'finding.read',
  'evidence.read',
  'lead.read',
  'report.read',
  'rule.read',
] as const satisfies readonly Permission[];

/** The roles every bureau starts with; a bureau may add its own. */
export const BUILT_IN_ROLES = {
  dispatcher: {
    name: '分派员',
    permissions: [
      ...businessRead,
      'registry.write',
      'registry.confirm',
      'registry.import',
      'patrol.run',
      'finding.triage',
      'evidence.capture',
      'lead.register',
      'lead.sort',
      'data.export',
      'rule.configure',
      'personal.unmask',
    ],
  },
  inspector: {
    name: '执法员',
    permissions: [
      ...businessRead,
      'registry.write',
      'registry.confirm',
      'patrol.run',
      'finding.triage',
      'evidence.capture',
      'lead.register',
      'lead.sort',
    ],
  },
  supervisor: { name: '督查员', permissions: [...businessRead, 'data.export'] },
  approver: { name: '审批负责人', permissions: [...businessRead, 'data.export', 'personal.unmask'] },
  'system-administrator': { name: '系统管理员', permissions: [...ADMINISTRATOR_GROUPS.system] },
  'security-administrator': { name: '安全管理员', permissions: [...ADMINISTRATOR_GROUPS.security] },
  'audit-administrator': { name: '审计管理员', permissions: [...ADMINISTRATOR_GROUPS.audit] },
} as const satisfies Record<string, { name: string; permissions: readonly Permission[] }>;
export type BuiltInRole = keyof typeof BUILT_IN_ROLES;
