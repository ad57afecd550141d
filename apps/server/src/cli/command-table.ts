import type { Command } from 'commander';

interface CommandEntry {
  readonly description: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Every command of `wangjian`, one file each beside this one; loaded only when it is asked for. */
export const commandTable: Readonly<Record<string, CommandEntry>> = {
  serve: { description: '启动网鉴平台（npm start 即此命令）', load: () => import('./serve.ts') },
  backup: { description: '把数据库和文件备份到一个文件', load: () => import('./backup.ts') },
  restore: { description: '把备份恢复到一个空的数据文件夹', load: () => import('./restore.ts') },
  db: { description: '数据库维护：migrate', load: () => import('./db.ts') },
  patrol: { description: '巡查网站：取页、存档、识别经营者、筛查', load: () => import('./patrol.ts') },
  screen: { description: '按规则筛查文字', load: () => import('./screen.ts') },
  rules: { description: '规则目录：test、list、explain、backtest', load: () => import('./rules.ts') },
  capture: { description: '把一个网页固定为证据文件（WACZ）', load: () => import('./capture.ts') },
  verify: { description: '离线核验证据文件（WACZ）、移送材料包', load: () => import('./verify.ts') },
  deadline: { description: '法定期限：从起算日算出届满日', load: () => import('./deadline.ts') },
  forms: { description: '文书式样：list、build', load: () => import('./forms.ts') },
  report: { description: '统计报表：annex2', load: () => import('./report.ts') },
  identify: { description: '识别网页由谁经营', load: () => import('./identify.ts') },
};
