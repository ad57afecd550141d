import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import * as contract from './contract.ts';
import { INSPECTION_STATUS_NAMES } from './lifecycle.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { presentInspections } from './present.ts';
import { allInspections } from './store.ts';

const COLUMNS: readonly Column<contract.InspectionItem>[] = [
  { title: '检查编号', value: (one) => one.number, width: 28 },
  { title: '单位名称', value: (one) => one.subject, width: 36 },
  { title: '状态', value: (one) => INSPECTION_STATUS_NAMES[one.status] },
  { title: '网站（网店）', value: (one) => one.siteName, width: 28 },
  { title: '统一社会信用代码', value: (one) => one.uscc, width: 22 },
  { title: '所属区划', value: (one) => one.regionName },
  { title: '网上检查日期', value: (one) => one.onlineOn },
  { title: '实地检查日期', value: (one) => one.onSiteOn },
  { title: '发现问题（处）', value: (one) => one.problems },
  {
    title: '检查结果',
    value: (one) => (one.outcome === null ? null : OUTCOMES[one.outcome as Outcome].words),
    width: 28,
  },
  { title: '检查单位', value: (one) => one.orgName, width: 30 },
  {
    title: '检查人员',
    value: (one) => [one.officer, one.secondOfficer].filter(Boolean).join('、'),
    width: 18,
  },
  { title: '建立时间', value: (one) => new Date(one.createdAt), width: 20 },
];

/** All inspections that match the list's filters. */
export const exportInspections = listExport({
  action: 'inspection.export',
  title: '导出检查',
  name: '检查',
  query: contract.exportInspections.query!,
  columns: COLUMNS,
  rows: ({ tx, regions, actor }, { mine, ...query }) =>
    allInspections(
      tx,
      { ...query, officerId: mine === undefined ? undefined : actor.id },
      query.region === undefined ? undefined : regions.within(query.region),
    ),
  present: ({ tx, regions }, batch) => presentInspections(tx, regions, batch),
});
