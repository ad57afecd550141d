import { LEAD_RESULT_NAMES, LEAD_SOURCE_NAMES, LEAD_STATUS_NAMES } from '@wangjian/core/lead.ts';
import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import * as contract from './contract.ts';
import { presentLeads } from './present.ts';
import type { LeadItem } from './records.ts';
import { leadFilters } from './service.ts';
import { allLeads } from './store.ts';

const COLUMNS: readonly Column<LeadItem>[] = [
  { title: '案源登记号', value: (lead) => lead.number, width: 26 },
  { title: '线索名称', value: (lead) => lead.title, width: 44 },
  { title: '状态', value: (lead) => LEAD_STATUS_NAMES[lead.status] },
  { title: '来源', value: (lead) => LEAD_SOURCE_NAMES[lead.source] },
  { title: '涉嫌主体', value: (lead) => lead.party, width: 30 },
  { title: '统一社会信用代码', value: (lead) => lead.uscc, width: 22 },
  { title: '网站（网店）', value: (lead) => lead.siteName, width: 26 },
  { title: '所属区划', value: (lead) => lead.regionName },
  { title: '违法行为类型', value: (lead) => lead.violations.map(({ name }) => name).join('；'), width: 50 },
  { title: '发现数', value: (lead) => lead.findings },
  { title: '承办单位', value: (lead) => lead.holderName, width: 26 },
  { title: '承办人', value: (lead) => lead.officerName },
  { title: '收到日期', value: (lead) => lead.receivedOn, width: 12 },
  { title: '反馈期限', value: (lead) => lead.feedbackDueOn, width: 12 },
  { title: '最近期限', value: (lead) => lead.deadline?.title, width: 24 },
  { title: '到期日', value: (lead) => lead.deadline?.due, width: 12 },
  { title: '督办', value: (lead) => (lead.supervised ? '是' : null) },
  { title: '办理结果', value: (lead) => lead.result && LEAD_RESULT_NAMES[lead.result], width: 20 },
  { title: '办结日期', value: (lead) => lead.closedOn, width: 12 },
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
  async rows(context, query) {
    const filters = await leadFilters(context, query);
    const within = query.region === undefined ? undefined : context.regions.within(query.region);
    return () => allLeads(context.tx, filters, within);
  },
  present: presentLeads,
});
