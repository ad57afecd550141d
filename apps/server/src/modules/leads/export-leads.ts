import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import * as contract from './contract.ts';
import { LEAD_STATUS_NAMES } from './lifecycle.ts';
import { leadFilters, presentLeads } from './service.ts';
import { SOURCE_NAMES } from './source-names.ts';
import { allLeads } from './store.ts';

const COLUMNS: readonly Column<contract.LeadItem>[] = [
  { title: '案源登记号', value: (lead) => lead.number, width: 26 },
  { title: '线索名称', value: (lead) => lead.title, width: 44 },
  { title: '状态', value: (lead) => LEAD_STATUS_NAMES[lead.status] },
  { title: '来源', value: (lead) => SOURCE_NAMES[lead.source] },
  { title: '涉嫌主体', value: (lead) => lead.party, width: 30 },
  { title: '统一社会信用代码', value: (lead) => lead.uscc, width: 22 },
  { title: '网站（网店）', value: (lead) => lead.siteName, width: 26 },
  { title: '所属区划', value: (lead) => lead.regionName },
  { title: '违法行为类型', value: (lead) => lead.violations.map(({ name }) => name).join('；'), width: 50 },
  { title: '发现数', value: (lead) => lead.findings },
  { title: '登记时间', value: (lead) => new Date(lead.registeredAt), width: 20 },
  { title: '登记人', value: (lead) => lead.registeredBy },
];

/** All leads that match the list's filters. */
export const exportLeads = listExport({
  action: 'lead.export',
  title: '导出线索',
  name: '线索',
  query: contract.exportLeads.query!,
  columns: COLUMNS,
  rows: ({ tx, regions }, query) =>
    allLeads(tx, leadFilters(query), query.region === undefined ? undefined : regions.within(query.region)),
  present: ({ tx, regions }, batch) => presentLeads(tx, regions, batch),
});
