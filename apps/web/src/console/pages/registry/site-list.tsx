import { Link } from '@tanstack/react-router';
import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { exportSites, listSites, type Site } from '@wangjian/server/modules/registry/contract.ts';
import { getSiteCounts } from '@wangjian/server/modules/reports/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter, ListQueryValues } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { countOf, minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { CONFIRM_STATUS_NAMES, FOUND_BY_NAMES, LICENCE_DISPLAY_NAMES, optionsOf } from '../../words.ts';

interface SiteRow extends Site {
  readonly openFindings: number;
  readonly openLeads: number;
}

const COLUMNS: readonly ListColumn<SiteRow>[] = [
  {
    key: 'name',
    title: '名称',
    width: 160,
    grow: true,
    sort: 'name',
    render: (site) => <Link to={`/registry/${site.id}`}>{site.name}</Link>,
    hint: (site) => site.name,
  },
  {
    key: 'url',
    title: '网址',
    width: 132,
    grow: true,
    render: (site) => site.url.replace(/^https?:\/\//, ''),
  },
  { key: 'kind', title: '类别', width: 112, render: (site) => SITE_KIND_NAMES[site.kind] },
  {
    key: 'confidence',
    title: '把握',
    width: 72,
    align: 'right',
    sort: 'confidence',
    render: (site) => `${Math.round(site.confidence * 100)}%`,
    hint: (site) => site.reasons.join('；'),
  },
  {
    key: 'confirmStatus',
    title: '确认',
    width: 74,
    render: (site) => <Word of={CONFIRM_STATUS_NAMES} value={site.confirmStatus} />,
  },
  { key: 'operator', title: '经营者', width: 150, grow: true, render: (site) => site.operatorName },
  { key: 'uscc', title: '统一社会信用代码', width: 176, optional: true, render: (site) => site.uscc },
  {
    key: 'licence',
    title: '亮照',
    width: 74,
    render: (site) => <Word of={LICENCE_DISPLAY_NAMES} value={site.licenceDisplay} />,
  },
  { key: 'region', title: '辖区', width: 82, render: (site) => site.regionName },
  {
    key: 'forms',
    title: '业态',
    width: 130,
    optional: true,
    render: (site) => site.forms.map((form) => BUSINESS_FORM_NAMES[form]).join('、'),
  },
  { key: 'icp', title: 'ICP 备案号', width: 180, optional: true, render: (site) => site.icp.join('、') },
  { key: 'phones', title: '电话', width: 130, optional: true, render: (site) => site.phones.join('、') },
  { key: 'platform', title: '所在平台', width: 140, optional: true, render: (site) => site.platformName },
  {
    key: 'foundBy',
    title: '来源',
    width: 100,
    optional: true,
    render: (site) => FOUND_BY_NAMES[site.foundBy],
  },
  {
    key: 'findings',
    title: '待甄别',
    width: 60,
    align: 'right',
    render: (site) =>
      site.openFindings > 0 ? (
        <Link to="/findings" search={{ siteId: site.id }}>
          {countOf(site.openFindings)}
        </Link>
      ) : (
        '0'
      ),
  },
  {
    key: 'leads',
    title: '在办线索',
    width: 72,
    align: 'right',
    render: (site) =>
      site.openLeads > 0 ? (
        <Link to="/leads" search={{ siteId: site.id }}>
          {countOf(site.openLeads)}
        </Link>
      ) : (
        '0'
      ),
  },
  {
    key: 'lastPatrolAt',
    title: '最近监测',
    width: 130,
    sort: 'lastPatrolAt',
    render: (site) => minuteOf(site.lastPatrolAt),
  },
];
const FILTERS: readonly ListFilter[] = [
  { name: 'kind', label: '主体类别', input: 'many', options: optionsOf(SITE_KIND_NAMES) },
  { name: 'confirmStatus', label: '确认状态', input: 'many', options: optionsOf(CONFIRM_STATUS_NAMES) },
  { name: 'region', label: '辖区', input: 'region' },
  { name: 'form', label: '经营业态', input: 'many', options: optionsOf(BUSINESS_FORM_NAMES), folded: true },
  {
    name: 'licenceDisplay',
    label: '亮照情况',
    input: 'one',
    options: optionsOf(LICENCE_DISPLAY_NAMES),
    folded: true,
  },
  { name: 'foundBy', label: '来源', input: 'many', options: optionsOf(FOUND_BY_NAMES), folded: true },
  { name: 'platformId', label: '只看一个平台的店铺', input: 'hidden' },
];

/** One page of the register, with what is open about each site (the register itself knows neither). */
async function loadRows(query: ListQueryValues, signal: AbortSignal) {
  const { items, total } = await call(listSites, { query, signal });
  const siteIds = items.map((site) => site.id);
  const counts = siteIds.length > 0 ? (await call(getSiteCounts, { body: { siteIds }, signal })).items : [];
  const of = new Map(counts.map((one) => [one.siteId, one]));
  const rows = items.map((site) => ({
    ...site,
    openFindings: of.get(site.id)?.openFindings ?? 0,
    openLeads: of.get(site.id)?.openLeads ?? 0,
  }));
  return { items: rows, total };
}

/** 主体库列表. */
export default function SiteList() {
  const mayWrite = useMay('registry.write');
  const mayImport = useMay('registry.import');
  const mayPatrol = useMay('patrol.run');
  return (
    <PageFrame
      fill
      actions={
        <>
          {mayImport && (
            <Link to="/registry/import">
              <Button>导入表格</Button>
            </Link>
          )}
          {mayWrite && (
            <Link to="/registry/new">
              <Button type="primary">登记主体</Button>
            </Link>
          )}
        </>
      }
    >
      <ListPage
        list="registry"
        label="主体库"
        columns={COLUMNS}
        filters={FILTERS}
        keyword="名称、网址、经营者、代码"
        load={loadRows}
        exports={exportSites}
        hrefOf={(site) => `/registry/${site.id}`}
        bulk={
          mayPatrol
            ? (rows) => (
                <Link to="/patrols/new" search={{ site: rows.map((row) => row.id) }}>
                  <Button size="small" type="primary">
                    监测这些主体
                  </Button>
                </Link>
              )
            : undefined
        }
        empty={
          <>
            <b>主体库还是空的</b>
            <span className="soft">可以导入表格、逐个登记；发起监测后，读到的网站也会自动进来。</span>
            {mayImport && (
              <Link to="/registry/import">
                <Button type="primary">导入表格</Button>
              </Link>
            )}
          </>
        }
      />
    </PageFrame>
  );
}
