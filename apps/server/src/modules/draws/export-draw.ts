import { listExport } from '../../platform/export/list-export.ts';
import { inspectionsOfDraw, outcomeWords } from '../inspections/service.ts';
import * as contract from './contract.ts';

type Row = {
  number: string;
  subject: string;
  uscc: string | null;
  org_name: string;
  finished_on: string | null;
  outcome: string | null;
};

/** The publication list (抽查结果公示): object, unit, day, outcome in the coded words. */
export const exportDraw = listExport({
  action: 'draw.export',
  title: '导出抽查结果公示名单',
  name: '抽查结果公示名单',
  query: contract.exportDraw.query!,
  columns: [
    { title: '检查编号', value: (row: Row) => row.number, width: 28 },
    { title: '检查对象', value: (row: Row) => row.subject, width: 36 },
    { title: '统一社会信用代码', value: (row: Row) => row.uscc, width: 22 },
    { title: '检查单位', value: (row: Row) => row.org_name, width: 30 },
    { title: '检查日期', value: (row: Row) => row.finished_on },
    { title: '检查结果', value: (row: Row) => outcomeWords(row.outcome) ?? '检查中', width: 30 },
  ],
  rows: ({ tx }, { drawId }) => inspectionsOfDraw(tx, drawId),
  present: (_context, rows) => rows,
});
