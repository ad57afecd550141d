import type { DeadlineReading } from '@wangjian/core/deadline.ts';
import type { DeadlineRule } from '@wangjian/core/deadline-rule.ts';
import type { PeriodUnit } from '@wangjian/core/period.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import type { DayMark } from '@wangjian/core/work-calendar.ts';
import type { Generated } from 'kysely';
import type { DeadlineSettings } from './contract.ts';
import type { DeadlineEventKind } from './lifecycle.ts';

/** Days that are not counted; `to` is null while it is not known when the period goes on. */
export interface GrantedPause {
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly reason: string;
}
export interface GrantedExtension {
  readonly length: number;
  readonly on: PlainDate;
  readonly reason: string;
}
export interface EnteredDay extends DayMark {
  readonly day: PlainDate;
}

/** Tables of the deadlines, as in migrations/. */
export type DeadlineTables = {
  deadlines: {
    bureau: string;
    id: string;
    region: string;
    on_id: string;
    on_kind: string;
    rule: string | null;
    slot: string;
    title: string;
    subject: string;
    path: string;
    org_id: string | null;
    officer_id: string | null;
    started_on: string;
    started_at: Date | null;
    law: DeadlineRule | null;
    due_on: string | null;
    pauses: GrantedPause[];
    extensions: GrantedExtension[];
    unit: PeriodUnit;
    strict: string;
    legal: string;
    due: string;
    provisional: boolean;
    readings: DeadlineReading[];
    due_at: Date | null;
    yellow_at: Date | null;
    red_at: Date | null;
    next_at: Date | null;
    near_due: string | null;
    expired_due: string | null;
    ended_at: Date | null;
    outcome: 'met' | 'dropped' | null;
    created_at: Date;
    search: string[];
    version: Generated<number>;
  };
  deadline_events: {
    bureau: string;
    id: string;
    region: string;
    deadline_id: string;
    at: Date;
    action: DeadlineEventKind;
    officer_id: string | null;
    officer_name: string;
    org_name: string;
    reason: string | null;
    from_day: string | null;
    to_day: string | null;
    length: number | null;
    due_before: string | null;
    due_after: string;
  };
  deadline_settings: {
    bureau: string;
    region: string;
    settings: DeadlineSettings;
    version: Generated<number>;
  };
  calendar_notices: {
    id: string;
    year: number;
    notice: string;
    url: string | null;
    published: string;
    days: EnteredDay[];
    entered_at: Date;
    entered_by: string;
    entered_by_name: string;
    withdrawn_at: Date | null;
  };
};
