import type { DeadlineView } from '@wangjian/server/modules/deadlines/contract.ts';

const UNITS = { workday: '个工作日', natural: '天', hour: '小时' } as const;

/** `还剩 3 个工作日`, `今天到期`, `已超期 2 天`, `已中止`, `已办结`. */
export function leftInWords(deadline: DeadlineView): string {
  const { ended, outcome, overdue, awaited, pausedSince, left, due } = deadline;
  if (ended && outcome === 'dropped') return '不再计算';
  if (ended) return awaited ? '已结束' : overdue ? '超期办结' : '按期办结';
  if (pausedSince) return '已中止';
  if (!left) return '';
  const { amount, unit } = left;
  if (amount < 0) return `${overdue ? '已超期' : '已届满'} ${-amount} ${UNITS[unit]}`;
  if (overdue) return '已超期';
  if (unit === 'hour') return amount === 0 ? '不足 1 小时' : `还剩 ${amount} 小时`;
  if (amount === 0) return due.slice(0, 10) === today() ? '今天到期' : '休息日到期，请提前';
  return `还剩 ${amount} ${UNITS[unit]}`;
}

function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

/** A due day as it is, or of hours to the minute: `2026-09-22 10:30`. */
export function dueInWords(due: string): string {
  return due.slice(0, 16).replace('T', ' ');
}

/** The lamp in a word, for those who do not see its colour. */
export function lampInWords({ lamp, overdue, awaited, pausedSince }: DeadlineView): string {
  if (lamp === 'done') return '已结束';
  if (pausedSince) return '已中止';
  if (overdue) return '已超期';
  if (awaited && lamp === 'yellow') return '已届满';
  return { green: '正常', yellow: '即将超期', red: '临近届满' }[lamp];
}
