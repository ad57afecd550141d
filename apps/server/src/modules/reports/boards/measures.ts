import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Placed } from '../../../platform/countable.ts';
import { casesClosed, casesFiled } from '../../cases/service.ts';
import { deadlinesDue, deadlinesRunning } from '../../deadlines/service.ts';
import { findingsFound } from '../../findings/service.ts';
import { guidanceGiven } from '../../guidance/service.ts';
import { checksDone, inspectionOrders, rectificationsDue } from '../../inspections/service.ts';
import {
  feedbacksReviewed,
  leadsChecked,
  leadsClosed,
  leadsProven,
  leadsRegistered,
} from '../../leads/service.ts';
import { sitesPatrolled } from '../../patrols/service.ts';

/** Rows of Annex 1 as bits of a check (`checksDone`). */
export type RowsColumn = 'rows_checked' | 'rows_problem' | 'rows_rectified';

/** One number of the dashboards: what it is called, what it counts in words, and of which records. */
export interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly counts: string;
  readonly from: readonly Placed[];
  /** Which of these records, as a condition on `r`. */
  readonly when?: RawBuilder<SqlBool>;
  /** Adds up what the records hold instead of counting them. */
  readonly sums?: 'pieces' | 'fen';
  /** Records that no unit stands behind: the machine's. */
  readonly unitless?: true;
  /** Asked of now, whatever the period. */
  readonly present?: true;
  /** Counts for each row of Annex 1 the checks that have its bit in this column. */
  readonly rows?: RowsColumn;
}

const kind = (value: string) => sql<SqlBool>`r.kind = ${value}`;
const patrolled = [sitesPatrolled];
const found = [findingsFound];
const due = [deadlinesDue];
const checks = [checksDone];
const reviewed = [feedbacksReviewed];
const corrections = [rectificationsDue];
const running = { unit: '项', from: [deadlinesRunning], present: true } as const;

/** Every number of the dashboards and of the sums of Annex 1; each list of records behind one is read by the same query. */
export const MEASURES = {
  sites: {
    name: '巡查网站',
    unit: '个次',
    counts: '期间内监测读完的网站，同一网站读几次算几个次；复查单个网页的不算',
    from: patrolled,
    unitless: true,
  },
  pages: {
    name: '读取网页',
    unit: '页',
    counts: '上述监测读取的网页数',
    from: patrolled,
    sums: 'pieces',
    unitless: true,
  },
  findings: {
    name: '监测发现',
    unit: '条',
    counts: '首次发现时间在期间内的监测发现，包括待甄别和已排除的',
    from: found,
    unitless: true,
  },
  confirmed: {
    name: '确认属实',
    unit: '条',
    counts: '首次发现时间在期间内、现在为“已确认”的监测发现',
    from: found,
    when: sql`r.confirmed`,
    unitless: true,
  },
  leads: {
    name: '登记线索',
    unit: '条',
    counts: '登记时间在期间内的线索，包括各种来源',
    from: [leadsRegistered],
  },
  checked: {
    name: '核查线索',
    unit: '条',
    counts: '核查日期在期间内的线索',
    from: [leadsChecked],
  },
  guided: {
    name: '指导和责令改正',
    unit: '件次',
    counts: '期间内发出的行政指导（走访、建议、提示、约谈、告诫、责令改正、督促删除）和检查中责令改正的',
    from: [guidanceGiven, inspectionOrders],
  },
  'cases-filed': {
    name: '立案',
    unit: '件',
    counts: '立案日期在期间内的案件；简易程序案件没有立案，按作出决定的日期',
    from: [casesFiled],
  },
  'cases-closed': { name: '结案', unit: '件', counts: '结案日期在期间内的案件', from: [casesClosed] },
  'checks-online': {
    name: '网上检查',
    unit: '个次',
    counts: '检查日期在期间内的网上检查，与附件2同一口径',
    from: checks,
    when: kind('online'),
  },
  'checks-on-site': {
    name: '实地检查',
    unit: '个次',
    counts: '检查日期在期间内的实地检查，与附件2同一口径',
    from: checks,
    when: kind('on-site'),
  },
  'leads-closed': { name: '办结线索', unit: '条', counts: '办结日期在期间内的线索', from: [leadsClosed] },
  'leads-proven': {
    name: '有证据办结',
    unit: '条',
    counts: '办结日期在期间内、已固定证据或者附有材料的线索',
    from: [leadsProven],
  },
  'deadlines-due': {
    name: '到期期限',
    unit: '项',
    counts: '到期时间在期间内、现在已经到期的本机关的期限；撤销的、等待当事人和公安机关的不算',
    from: due,
  },
  'deadlines-kept': {
    name: '按期办结',
    unit: '项',
    counts: '上述到期期限中，到期前已经办完的',
    from: due,
    when: sql`r.kept`,
  },
  'deadlines-missed': {
    name: '本期逾期',
    unit: '项',
    counts: '上述到期期限中，到期时没有办完的',
    from: due,
    when: sql`NOT r.kept`,
  },
  reviewed: { name: '审核反馈', unit: '次', counts: '审核时间在期间内的核查反馈', from: reviewed },
  'sent-back': {
    name: '退回重办',
    unit: '次',
    counts: '上述反馈中，审核退回的',
    from: reviewed,
    when: sql`r.sent_back`,
  },
  corrections: {
    name: '到期整改',
    unit: '项',
    counts: '整改期限在期间内、现在已经到期的整改事项；撤销的不算',
    from: corrections,
  },
  corrected: {
    name: '整改到位',
    unit: '项',
    counts: '上述整改事项中，有前后证据、已经整改到位的',
    from: corrections,
    when: sql`r.kept`,
  },
  'running-green': { ...running, name: '期限正常', counts: '现在计算中的期限，绿灯', when: kind('green') },
  'running-yellow': { ...running, name: '临近到期', counts: '现在计算中的期限，黄灯', when: kind('yellow') },
  'running-red': { ...running, name: '到期和超期', counts: '现在计算中的期限，红灯', when: kind('red') },
  'annex1-checked': {
    name: '检查',
    unit: '个次',
    counts: '检查日期在期间内、该行填有结果（未发现问题或者发现问题）的检查',
    from: checks,
    rows: 'rows_checked',
  },
  'annex1-problems': {
    name: '发现问题',
    unit: '个次',
    counts: '上述检查中，该行发现问题的',
    from: checks,
    rows: 'rows_problem',
  },
  'annex1-rectified': {
    name: '整改到位',
    unit: '个次',
    counts: '上述发现问题的检查中，该行的整改事项已经全部整改到位的',
    from: checks,
    rows: 'rows_rectified',
  },
} as const satisfies Record<string, Measure>;
export type MeasureId = keyof typeof MEASURES;
