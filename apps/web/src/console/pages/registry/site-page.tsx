import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { BUSINESS_FORM_NAMES, SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { getSite, type SiteDetail } from '@wangjian/server/modules/registry/contract.ts';
import { getSiteCounts } from '@wangjian/server/modules/reports/contract.ts';
import { Button, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { SafeLink } from '../../record/safe-link.tsx';
import { Timeline } from '../../record/timeline.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { countOf, minuteOf } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { Word } from '../../word-tag.tsx';
import { CONFIRM_STATUS_NAMES, FOUND_BY_NAMES, LICENCE_DISPLAY_NAMES } from '../../words.ts';
import { SiteConfirm } from './site-confirm.tsx';
import { SiteEdit } from './site-edit.tsx';
import { SiteConfirmations, SiteEvidence, SiteFindings, SiteLeads } from './site-tabs.tsx';
import { SiteUnmask } from './site-unmask.tsx';

type Detail = z.output<typeof SiteDetail>;

/** 主体详情: identity, licence display, filings, findings, leads, evidence, confirmations and history. */
export default function SitePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const site = useQuery({
    queryKey: ['site', id],
    queryFn: ({ signal }) => call(getSite, { params: { id }, signal }),
  });
  return <QueryState query={site}>{(data) => <SiteView site={data} />}</QueryState>;
}

function SiteView({ site }: { site: Detail }) {
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as UrlSearch;
  const [dialog, setDialog] = useState<'confirm' | 'edit' | 'unmask' | null>(null);
  const mayConfirm = useMay('registry.confirm');
  const mayWrite = useMay('registry.write');
  const mayPatrol = useMay('patrol.run');
  const mayInspect = useMay('inspection.write');
  const counts = useQuery({
    queryKey: ['site-counts', site.id],
    queryFn: async ({ signal }) =>
      (await call(getSiteCounts, { body: { siteIds: [site.id] }, signal })).items[0],
  });
  const close = () => setDialog(null);
  return (
    <PageFrame
      title={site.name}
      crumb={site.name}
      actions={
        <>
          {mayConfirm && (
            <Button
              type={site.confirmStatus === 'pending' ? 'primary' : 'default'}
              onClick={() => setDialog('confirm')}
            >
              人工确认
            </Button>
          )}
          {mayWrite && <Button onClick={() => setDialog('edit')}>修改</Button>}
          {mayInspect && (
            <Link to="/inspections/new" search={{ siteId: site.id }}>
              <Button>新建检查</Button>
            </Link>
          )}
          {mayPatrol && (
            <Link to="/patrols/new" search={{ site: site.id }}>
              <Button>监测此主体</Button>
            </Link>
          )}
        </>
      }
    >
      <div className="panel">
        <SiteHead site={site} onUnmask={() => setDialog('unmask')} />
      </div>
      <div className="record-columns">
        <div className="panel">
          <Tabs
            activeKey={typeof tab === 'string' ? tab : 'findings'}
            onChange={(key) => void navigate({ to: '.', search: { tab: key }, replace: true })}
            items={[
              {
                key: 'findings',
                label: `发现${suffix(counts.data?.openFindings, '待甄别')}`,
                children: <SiteFindings siteId={site.id} />,
              },
              {
                key: 'leads',
                label: `线索${suffix(counts.data?.openLeads, '在办')}`,
                children: <SiteLeads siteId={site.id} />,
              },
              { key: 'evidence', label: '证据', children: <SiteEvidence siteId={site.id} /> },
              {
                key: 'confirmations',
                label: `人工确认（${site.confirmations.length}）`,
                children: <SiteConfirmations site={site} />,
              },
            ]}
          />
        </div>
        <section className="panel">
          <h2>变更记录</h2>
          <Timeline entries={site.history} />
        </section>
      </div>
      {dialog === 'confirm' && <SiteConfirm site={site} onClose={close} />}
      {dialog === 'edit' && <SiteEdit site={site} onClose={close} />}
      {dialog === 'unmask' && <SiteUnmask siteId={site.id} onClose={close} />}
    </PageFrame>
  );
}

function suffix(count: number | undefined, word: string): string {
  return count ? `（${word} ${countOf(count)}）` : '';
}

function SiteHead({ site, onUnmask }: { site: Detail; onUnmask: () => void }) {
  const mayUnmask = useMay('personal.unmask');
  const reasons = site.reasons.length > 0 ? `：${site.reasons.join('；')}` : '';
  return (
    <dl className="record-head">
      <Cell name="类别">
        {SITE_KIND_NAMES[site.kind]} <Word of={CONFIRM_STATUS_NAMES} value={site.confirmStatus} />
      </Cell>
      <Cell name="业态">{site.forms.map((form) => BUSINESS_FORM_NAMES[form]).join('、')}</Cell>
      <Cell name="辖区">{site.regionName}</Cell>
      <Cell name="亮照">
        <Word of={LICENCE_DISPLAY_NAMES} value={site.licenceDisplay} />
      </Cell>
      <Cell name="网址" wide>
        <SafeLink url={site.url} />
      </Cell>
      <Cell name="经营者" wide>
        {site.operator?.name ?? site.operatorName}
      </Cell>
      <Cell name="统一社会信用代码">{site.uscc && <span className="num">{site.uscc}</span>}</Cell>
      <Cell name="法定代表人（负责人）">{site.operator?.representative}</Cell>
      <Cell name="电话">
        {site.phones.length > 0 && <span className="num">{site.phones.join('、')} </span>}
        {mayUnmask && (site.phones.length > 0 || site.operator?.address) && (
          <Button type="link" size="small" onClick={onUnmask}>
            查看完整联系方式
          </Button>
        )}
      </Cell>
      <Cell name="地址">{site.operator?.address}</Cell>
      <Cell name="ICP 备案号" wide>
        {site.icp.join('、')}
      </Cell>
      <Cell name="公安备案号" wide>
        {site.police.join('、')}
      </Cell>
      {site.platformId && (
        <Cell name="所在平台" wide>
          <Link to={`/registry/${site.platformId}`}>{site.platformName}</Link>
        </Cell>
      )}
      {site.kind === 'platform' && (
        <Cell name="平台内店铺" wide>
          <Link to="/registry" search={{ platformId: site.id }}>
            {countOf(site.shops)} 家
          </Link>
        </Cell>
      )}
      <Cell name="来源">{`${FOUND_BY_NAMES[site.foundBy]}，${minuteOf(site.foundAt)}`}</Cell>
      <Cell name="最近监测">
        {`${minuteOf(site.lastPatrolAt)}${site.pages > 0 ? `，读到 ${countOf(site.pages)} 页` : ''}`}
      </Cell>
      <Cell name="判定把握" wide>{`${Math.round(site.confidence * 100)}%${reasons}`}</Cell>
    </dl>
  );
}

function Cell({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'wide' : undefined}>
      <dt>{name}</dt>
      <dd>{children || '—'}</dd>
    </div>
  );
}
