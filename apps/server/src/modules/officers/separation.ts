import { AppError } from '@wangjian/core/errors.ts';
import { ADMINISTRATOR_GROUPS, type Permission } from '@wangjian/core/permissions.ts';

/** The three administrators and everybody else. */
type Group = keyof typeof ADMINISTRATOR_GROUPS | 'business';

const GROUP_NAMES: Readonly<Record<Group, string>> = {
  system: '系统管理',
  security: '安全管理',
  audit: '审计管理',
  business: '业务',
};

/** Which group a permission belongs to. */
export function groupOf(permission: Permission): Group {
  for (const [group, permissions] of Object.entries(ADMINISTRATOR_GROUPS)) {
    if ((permissions as readonly Permission[]).includes(permission)) return group as Group;
  }
  return 'business';
}

/**
 * 三员分立 (GB/T 22239-2019 8.1.5.1–8.1.5.3): throws `conflict` when permissions of two groups would meet in one hand.
 * `who` names the hand in the message: an officer or a role.
 */
export function refuseMixedGroups(permissions: Iterable<Permission>, who: string): void {
  const groups = new Set([...permissions].map(groupOf));
  if (groups.size <= 1) return;
  const names = [...groups].map((group) => GROUP_NAMES[group]).join('、');
  throw new AppError('conflict', `按三员分立的要求，${who}不能同时具有${names}权限`);
}
