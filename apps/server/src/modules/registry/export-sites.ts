import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { listExport } from '../../platform/export/list-export.ts';
import type { Column } from '../../platform/export/write-table.ts';
import * as contract from './contract.ts';
import { presentSite } from './present-site.ts';
import { allSites } from './site-store.ts';

const CONFIRM_NAMES = { pending: '待确认', confirmed: '已确认', excluded: '已排除' } as const;
const LICENCE_NAMES = { shown: '已亮照', missing: '未亮照', unread: '未核查' } as const;

const COLUMNS: readonly Column<contract.Site>[] = [
  { title: '网站（网店）名称', value: (site) => site.name, width: 32 },
  { title: '网址', value: (site) => site.url, width: 40 },
  { title: '主体分类', value: (site) => SITE_KIND_NAMES[site.kind] },
  { title: '经营业态', value: (site) => site.forms.map((form) => BUSINESS_FORM_NAMES[form]).join('、') },
  { title: '人工确认', value: (site) => CONFIRM_NAMES[site.confirmStatus] },
  { title: '经营者名称', value: (site) => site.operatorName, width: 32 },
  { title: '统一社会信用代码', value: (site) => site.uscc, width: 22 },
  { title: '所在平台', value: (site) => site.platformName, width: 24 },
  { title: 'ICP备案号', value: (site) => site.icp.join('、'), width: 24 },
  { title: '公安备案号', value: (site) => site.police.join('、'), width: 30 },
  { title: '联系电话（脱敏）', value: (site) => site.phones.join('、'), width: 20 },
  { title: '亮照情况', value: (site) => LICENCE_NAMES[site.licenceDisplay] },
  { title: '所属区划', value: (site) => site.regionName },
  { title: '最近监测', value: (site) => (site.lastPatrolAt ? new Date(site.lastPatrolAt) : null), width: 20 },
];

/** All subjects that match the list's filters; phones stay masked. */
export const exportSites = listExport({
  action: 'registry.export',
  title: '导出主体库',
  name: '网络经营主体库',
  query: contract.exportSites.query!,
  columns: COLUMNS,
  rows: ({ tx, regions }, query) =>
    allSites(tx, query, query.region === undefined ? undefined : regions.within(query.region)),
  present: ({ regions }, batch) => batch.map((row) => presentSite(row, regions)),
});
