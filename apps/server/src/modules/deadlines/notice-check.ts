import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { weekdayOf } from '@wangjian/core/plain-date.ts';
import type { EnteredDay } from './tables.ts';

/** Days off by 全国年节及纪念日放假办法 (2024) whose date is the same every year. */
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
const NAMES = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆'];
/** Days off by the 办法 in a year since 2025. */
const STATUTORY = 13;

/** What makes a notice impossible, and what is only unusual and wants a second look. */
export interface NoticeCheck {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Checks the days of a year's notice before it is entered. */
export function checkNotice(year: number, days: readonly EnteredDay[]): NoticeCheck {
  const errors: string[] = [];
  const warnings: string[] = [];
  const seen = new Map<string, EnteredDay>();
  for (const one of days) {
    const { day, kind } = one;
    const before = seen.get(day);
    if (before) errors.push(`${day} 写了两次`);
    seen.set(day, one);
    const own =
      day.startsWith(String(year)) ||
      day.startsWith(`${year - 1}-12-2`) ||
      day.startsWith(`${year - 1}-12-3`);
    if (!own) errors.push(`${day} 不属于 ${year} 年的安排（可以含上一年 12 月 20 日以后的调休）`);
    if (kind === 'workday' && weekdayOf(day) < 6) errors.push(`${day} 不是周末，不会是调休上班日`);
  }
  const off = days.filter(({ kind }) => kind === 'holiday');
  for (const fixed of FIXED) {
    if (!off.some(({ day }) => day === `${year}-${fixed}`)) {
      errors.push(`${year}-${fixed} 是法定节假日，没有列入放假`);
    }
  }
  for (const name of NAMES) {
    if (!off.some((day) => day.name.includes(name)))
      errors.push(
        `没有${name}${name.length === 2 && name !== '元旦' && name !== '春节' ? '节' : ''}的放假安排`,
      );
  }
  // 补休: what a holiday takes from the working week beyond the law's own days is worked on weekends.
  const taken = off.filter(({ day }) => weekdayOf(day) < 6).length;
  const worked = days.filter(({ kind }) => kind === 'workday').length;
  if (Math.abs(taken - worked - STATUTORY) > 3) {
    warnings.push(
      `放假占用工作日 ${taken} 天、调休上班 ${worked} 天，净少上班 ${taken - worked} 天，与法定的 ${STATUTORY} 天相差较大，请核对`,
    );
  }
  for (const { day, name } of days.filter(({ kind }) => kind === 'workday')) {
    if (!off.some((other) => other.name === name && Math.abs(distance(day, other.day)) <= 14)) {
      warnings.push(`调休上班日 ${day}（${name}）离该节放假超过两周，请核对`);
    }
  }
  return { errors, warnings };
}

const distance = (one: PlainDate, other: PlainDate): number =>
  (Date.parse(one) - Date.parse(other)) / 86_400_000;
