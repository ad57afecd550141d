import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import * as contract from './contract.ts';
import { FINDING_STATUS_NAMES } from './lifecycle.ts';
import { presentFindings } from './service.ts';
import { allFindings } from './store.ts';

const COLUMNS: readonly Column<contract.FindingItem>[] = [
  { title: '违法行为类型', value: (finding) => finding.violationName, width: 40 },
  { title: '附件2类别', value: (finding) => finding.categoryName, width: 30 },
  { title: '程度', value: (finding) => (finding.level === 'violation' ? '违法' : '疑似') },
  { title: '状态', value: (finding) => FINDING_STATUS_NAMES[finding.status] },
  { title: '用语', value: (finding) => finding.term, width: 24 },
  { title: '所在语句', value: (finding) => finding.quote, width: 60 },
  { title: '理由', value: (finding) => finding.why, width: 60 },
  { title: '网址', value: (finding) => finding.url, width: 40 },
  { title: '网站（网店）', value: (finding) => finding.siteName, width: 26 },
  { title: '所属区划', value: (finding) => finding.regionName },
  { title: '出现次数', value: (finding) => finding.occurrences },
  { title: '首次发现', value: (finding) => new Date(finding.foundAt), width: 20 },
  { title: '规则', value: (finding) => `${finding.rule} ${finding.ruleVersion}`, width: 30 },
];

/** All findings that match the list's filters. */
export const exportFindings = listExport({
  action: 'finding.export',
  title: '导出监测发现',
  name: '监测发现',
  query: contract.exportFindings.query!,
  columns: COLUMNS,
  rows: ({ tx, regions }, query) =>
    allFindings(tx, query, query.region === undefined ? undefined : regions.within(query.region)),
  present: ({ tx, regions }, batch) => presentFindings(tx, regions, batch),
});
