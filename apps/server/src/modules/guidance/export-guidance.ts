import {
  GUIDANCE_KIND_NAMES,
  GUIDANCE_RESULT_NAMES,
  GUIDANCE_STATUS_NAMES,
} from '@wangjian/core/guidance.ts';
import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import * as contract from './contract.ts';
import { presentGuidance } from './present.ts';
import { allGuidances } from './store.ts';

const COLUMNS: readonly Column<contract.GuidanceItem>[] = [
  { title: '文号', value: (item) => item.number, width: 28 },
  { title: '事项', value: (item) => item.title, width: 44 },
  { title: '类型', value: (item) => GUIDANCE_KIND_NAMES[item.kind] },
  { title: '状态', value: (item) => GUIDANCE_STATUS_NAMES[item.status] },
  { title: '当事人', value: (item) => item.party, width: 30 },
  { title: '统一社会信用代码', value: (item) => item.uscc, width: 22 },
  { title: '所属区划', value: (item) => item.regionName },
  { title: '送达日期', value: (item) => item.servedOn, width: 14 },
  { title: '反馈期限', value: (item) => item.dueOn, width: 14 },
  { title: '反馈次数', value: (item) => item.answers },
  { title: '结果', value: (item) => item.result && GUIDANCE_RESULT_NAMES[item.result] },
  { title: '办结日期', value: (item) => item.closedOn, width: 14 },
  { title: '承办人', value: (item) => item.openedBy },
];

/** All guidances that match the list's filters. */
export const exportGuidance = listExport({
  action: 'guidance.export',
  title: '导出行政指导',
  name: '行政指导',
  query: contract.exportGuidance.query!,
  columns: COLUMNS,
  rows: ({ tx, regions }, query) =>
    allGuidances(tx, query, query.region === undefined ? undefined : regions.within(query.region)),
  present: ({ regions }, batch) => batch.map((row) => presentGuidance(row, regions)),
});
