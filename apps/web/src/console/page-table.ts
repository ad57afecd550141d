import type { Permission } from '@wangjian/core/permissions.ts';
import type { ComponentType } from 'react';

/** The functions of the left menu, in its order. */
export const MENU_GROUPS = {
  workbench: '工作台',
  registry: '主体库',
  patrols: '监测',
  findings: '发现甄别',
  leads: '线索',
  deadlines: '期限',
  inspections: '检查',
  guidance: '行政指导',
  cases: '案件',
  transfers: '移送协查',
  reports: '统计',
  campaigns: '专项行动',
  documents: '文书',
  rules: '规则',
  system: '系统管理',
} as const;
export type MenuGroup = keyof typeof MENU_GROUPS;

/** One page of the console; a folder of `pages/` exports a list of them as `pages`. */
export interface ConsolePage {
  /** The router's form: `/leads/$id`. */
  readonly path: string;
  readonly title: string;
  /** Who sees it; null is every officer who signed in. */
  readonly access: Permission | null;
  readonly group: MenuGroup;
  /** Place in the menu; absent for pages that are reached from another one. */
  readonly menu?: number;
  /** Path of the page above, for the breadcrumbs. */
  readonly above?: string;
  readonly load: () => Promise<{ default: ComponentType }>;
}

const found = import.meta.glob<{ pages: readonly ConsolePage[] }>('./pages/*/page.ts', { eager: true });

/** Every page of the console, found in `pages/<page>/page.ts`. */
export const PAGES: readonly ConsolePage[] = Object.values(found).flatMap((module) => module.pages);
