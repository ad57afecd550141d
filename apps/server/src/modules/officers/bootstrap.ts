import { AppError } from '@wangjian/core/errors.ts';
import type { Kernel } from '../../platform/kernel.ts';
import { randomPassword } from './passwords.ts';
import { type SeedOfficer, seedBureau } from './seed.ts';

/** An account made at the first start; its password is shown once and never stored. */
export interface FirstAccount {
  readonly login: string;
  readonly who: string;
  readonly password: string;
}

const ADMINISTRATORS = [
  { login: 'sysadmin', name: '系统管理员', role: 'system-administrator' },
  { login: 'secadmin', name: '安全管理员', role: 'security-administrator' },
  { login: 'auditadmin', name: '审计管理员', role: 'audit-administrator' },
] as const;

/**
 * First start for real use: the bureau of WANGJIAN_REGION with its three administrators and nothing else. Returns the
 * accounts to print, or nothing when the bureau was already there.
 */
export async function bootstrapBureau(kernel: Kernel): Promise<readonly FirstAccount[]> {
  const { regions, config } = kernel;
  const region = regions.find(config.region);
  if (region?.level !== 'province' && region?.level !== 'city' && region?.level !== 'county') {
    throw new AppError(
      'invalid_input',
      `环境变量 WANGJIAN_REGION 的值“${config.region}”不是省、市、县的区划代码`,
    );
  }
  const bureau = regions.bureauOf(region.code);
  const officers: SeedOfficer[] = ADMINISTRATORS.map(({ login, name, role }) => ({
    login,
    name,
    post: name,
    orgId: 'root',
    region: region.code,
    roles: [role],
    password: randomPassword(),
    mustChange: true,
  }));
  const name = config.orgName ?? `${region.name}市场监督管理局`;
  const unit = { id: 'root', parentId: null, name, level: region.level, region: region.code };
  const done = await seedBureau(kernel, { bureau, units: [unit], officers });
  return done ? officers.map(({ login, name: who, password }) => ({ login, who, password })) : [];
}
