import { dayInChina } from '@wangjian/core/plain-date.ts';
import { listExport } from '../../../platform/export/list-export.ts';
import type { Column } from '../../../platform/export/write-table.ts';
import { presentRectification } from '../present.ts';
import * as contract from './contract.ts';
import { RECTIFICATION_STATUS_NAMES } from './rectification-lifecycle.ts';
import { allRectifications } from './rectification-store.ts';

const COLUMNS: readonly Column<contract.RectificationItem>[] = [
  { title: '检查编号', value: (one) => one.number, width: 28 },
  { title: '单位名称', value: (one) => one.subject, width: 36 },
  { title: '要整改的问题', value: (one) => one.words, width: 60 },
  { title: '网址', value: (one) => one.url, width: 40 },
  { title: '状态', value: (one) => RECTIFICATION_STATUS_NAMES[one.status] },
  { title: '改正期限', value: (one) => one.dueOn },
  { title: '已超期', value: (one) => (one.overdue ? '是' : '') },
  { title: '复查次数', value: (one) => one.checks },
  { title: '最近复查', value: (one) => (one.checkedAt === null ? null : new Date(one.checkedAt)), width: 20 },
  { title: '复查情况', value: (one) => one.lastResult, width: 50 },
  { title: '办结日期', value: (one) => one.closedOn },
  { title: '办结人', value: (one) => one.closedBy },
];

/** All rectifications that match the list's filters. */
export const exportRectifications = listExport({
  action: 'rectification.export',
  title: '导出整改',
  name: '整改',
  query: contract.exportRectifications.query!,
  columns: COLUMNS,
  rows: ({ tx, regions, clock }, { overdue, region, ...query }) =>
    allRectifications(
      tx,
      { ...query, overdueOn: overdue === undefined ? undefined : dayInChina(clock.now()) },
      region === undefined ? undefined : regions.within(region),
    ),
  present: ({ clock }, batch) =>
    batch.map((row) => ({
      ...presentRectification(row, dayInChina(clock.now()), false),
      number: row.number,
      subject: row.subject,
    })),
});
