import { CASE_OUTCOME_NAMES } from '@wangjian/core/case.ts';
import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import * as contract from './contract.ts';
import { presentItems } from './present-item.ts';
import { allCases } from './store.ts';

const yuan = (fen: number) => fen / 100;

const COLUMNS: readonly Column<contract.CaseItem>[] = [
  { title: '立案号', value: (one) => one.number, width: 26 },
  { title: '案件名称', value: (one) => one.title, width: 44 },
  { title: '状态', value: (one) => one.stateName },
  { title: '程序', value: (one) => (one.procedure === 'simple' ? '简易程序' : '普通程序') },
  { title: '案件类型', value: (one) => one.caseTypeName, width: 18 },
  { title: '统计类别', value: (one) => one.categoryName, width: 30 },
  { title: '违法行为', value: (one) => one.violations.map(({ name }) => name).join('；'), width: 44 },
  { title: '当事人', value: (one) => one.party, width: 26 },
  { title: '所属区划', value: (one) => one.regionName },
  { title: '办案机构', value: (one) => one.orgName, width: 24 },
  { title: '办案人员', value: (one) => one.handlers.join('、'), width: 16 },
  { title: '立案日期', value: (one) => one.filedOn },
  { title: '决定日期', value: (one) => one.decidedOn },
  { title: '结案日期', value: (one) => one.closedOn },
  { title: '处理结果', value: (one) => (one.outcome ? CASE_OUTCOME_NAMES[one.outcome] : null) },
  { title: '罚款（元）', value: (one) => yuan(one.fine) },
  { title: '没收（元）', value: (one) => yuan(one.forfeit) },
  { title: '最近到期', value: (one) => (one.due ? `${one.due.title} ${one.due.due}` : null), width: 36 },
];

/** All cases that match the list's filters, of one moment. */
export const exportCases = listExport({
  action: 'case.export',
  title: '导出案件',
  name: '案件',
  query: contract.exportCases.query!,
  columns: COLUMNS,
  rows: ({ tx, regions, actor, clock }, query) =>
    allCases(
      tx,
      { ...query, officerId: actor.id, now: clock.now() },
      query.region === undefined ? undefined : regions.within(query.region),
    ),
  present: presentItems,
});
