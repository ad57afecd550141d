import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import {
  LEAD_RESULT_NAMES,
  LEAD_SOURCE_NAMES,
  LEAD_STATUS_NAMES,
  SOURCE_FIELDS,
} from '@wangjian/core/lead.ts';
import { getLead, type LeadDetail } from '@wangjian/server/modules/leads/contract.ts';
import { Button, Result, Tabs, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { z } from 'zod';
import { ApiError } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { DeadlineTags } from '../../deadline/deadline-tag.tsx';
import { RecordDocuments } from '../../document/record-documents.tsx';
import { EvidenceCard } from '../../evidence/evidence-card.tsx';
import { CaseLink } from '../../record/case-link.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { SiteLink } from '../../record/site-link.tsx';
import { Timeline } from '../../record/timeline.tsx';
import { TransferLink } from '../../record/transfer-link.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { Word } from '../../word-tag.tsx';
import { LeadActions } from './lead-actions.tsx';
import { LeadArticles } from './lead-articles.tsx';
import { LeadAttachments } from './lead-attachments.tsx';
import { LeadComment } from './lead-comment.tsx';
import { LeadCourse, LeadLinks } from './lead-course.tsx';
import { LeadFindings } from './lead-findings.tsx';
import { LeadGuidance } from './lead-guidance.tsx';
import { LeadInspection } from './lead-inspection.tsx';
import { LeadSteps } from './lead-steps.tsx';
import { LeadUnmask } from './lead-unmask.tsx';

// The form and its calendar are large and rarely needed on this page.
const LeadEdit = lazy(() => import('./lead-edit.tsx'));

type Lead = z.output<typeof LeadDetail>;
/** States in which a lead becomes no case. */
const OVER: ReadonlySet<string> = new Set(['sorting', 'dismissed', 'merged', 'closed', 'archived']);

/** States in which a lead may be told of, or handed to, another authority. */
const TRANSFERABLE: ReadonlySet<string> = new Set([
  'accepted',
  'dispatched',
  'checking',
  'returned',
  'reviewing',
  'reviewed',
]);

/** 线索详情: head card, status steps, timeline, and tabs of evidence, findings, articles and log. */
export default function LeadPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const lead = useQuery({
    queryKey: ['lead', id],
    queryFn: ({ signal }) => call(getLead, { params: { id }, signal }),
  });
  // What was read before no longer holds: its buttons would all be refused.
  if (lead.data && lead.error instanceof ApiError && lead.error.code === 'not_found')
    return <LeadGone lead={lead.data} />;
  return <QueryState query={lead}>{(data) => <LeadView lead={data} />}</QueryState>;
}

/** The lead went to a region that the reader does not see (退回、撤回、改派). */
function LeadGone({ lead }: { lead: Lead }) {
  return (
    <Result
      status="info"
      title="该线索已转到您的管辖范围之外"
      subTitle={`${lead.number}　${lead.title}`}
      extra={
        <Link to="/leads">
          <Button type="primary">返回线索列表</Button>
        </Link>
      }
    />
  );
}

function LeadView({ lead }: { lead: Lead }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as UrlSearch;
  const [dialog, setDialog] = useState<'edit' | 'comment' | 'unmask' | null>(null);
  const mayUnmask = useMay('personal.unmask');
  const reload = () => void queries.invalidateQueries({ queryKey: ['lead', lead.id] });
  return (
    <PageFrame
      title={lead.title}
      crumb={lead.number}
      actions={
        <>
          <LeadActions leads={[lead]} checked={lead.checks.length > 0 && !lead.sentBack} onReload={reload} />
          <LeadInspection lead={lead} />
          <LeadGuidance lead={lead} />
          <CaseLink from={{ lead: lead.id }} open={!OVER.has(lead.status)} />
          <TransferLink on={lead.id} open={TRANSFERABLE.has(lead.status)} />
          {lead.allowed.includes('edit') && <Button onClick={() => setDialog('edit')}>修改</Button>}
          {lead.allowed.includes('comment') && <Button onClick={() => setDialog('comment')}>添加说明</Button>}
          <Button href={`/leads/${lead.id}/print`} target="_blank">
            打印登记表
          </Button>
        </>
      }
    >
      <div className="panel">
        <LeadHead lead={lead} />
        <LeadSteps lead={lead} />
      </div>
      <div className="record-columns">
        <div className="panel">
          <Tabs
            activeKey={typeof tab === 'string' ? tab : lead.dispatches.length > 0 ? 'course' : 'evidence'}
            onChange={(key) => void navigate({ to: '.', search: { tab: key }, replace: true })}
            items={[
              { key: 'course', label: '核查反馈', children: <LeadCourse lead={lead} /> },
              {
                key: 'evidence',
                label: `证据（${lead.evidence.length}）`,
                children: <LeadEvidence lead={lead} />,
              },
              {
                key: 'findings',
                label: `发现（${lead.findingIds.length}）`,
                children: <LeadFindings leadId={lead.id} ids={lead.findingIds} />,
              },
              {
                key: 'files',
                label: `附件（${lead.attachments.length}）`,
                children: <LeadAttachments lead={lead} />,
              },
              {
                key: 'documents',
                label: '文书',
                children: <RecordDocuments on={lead.id} region={lead.region} />,
              },
              {
                key: 'articles',
                label: '法条',
                children: <LeadArticles articles={lead.articles} />,
              },
              {
                key: 'form',
                label: '登记内容',
                children: (
                  <LeadContent lead={lead} onUnmask={mayUnmask ? () => setDialog('unmask') : undefined} />
                ),
              },
            ]}
          />
        </div>
        <section className="panel">
          <h2>办理日志</h2>
          <Timeline
            entries={lead.timeline.map((entry) => ({
              at: entry.at,
              who: entry.who,
              org: entry.org,
              what: entry.actionName,
              opinion: entry.opinion,
            }))}
          />
        </section>
      </div>
      {dialog === 'edit' && (
        <Suspense>
          <LeadEdit lead={lead} onClose={() => setDialog(null)} />
        </Suspense>
      )}
      {dialog === 'unmask' && <LeadUnmask leadId={lead.id} onClose={() => setDialog(null)} />}
      {dialog === 'comment' && <LeadComment lead={lead} onClose={() => setDialog(null)} />}
    </PageFrame>
  );
}

/** The pages of what a lead was handled by. */
const RESOLVED: Readonly<Record<string, { readonly name: string; readonly path: string }>> = {
  guidance: { name: '行政指导', path: '/guidance' },
  inspection: { name: '检查', path: '/inspections' },
  case: { name: '案件', path: '/cases' },
  transfer: { name: '移送', path: '/transfers' },
};

function LeadHead({ lead }: { lead: Lead }) {
  return (
    <dl className="record-head">
      <div>
        <dt>状态</dt>
        <dd>
          <Word of={LEAD_STATUS_NAMES} value={lead.status} />
          {lead.supervised && <Tag color="red">督办</Tag>}
          {lead.mergedInto && <Link to={`/leads/${lead.mergedInto}`}>查看并入的线索</Link>}
        </dd>
      </div>
      <div>
        <dt>来源</dt>
        <dd>{LEAD_SOURCE_NAMES[lead.source]}</dd>
      </div>
      <div>
        <dt>辖区</dt>
        <dd>{lead.regionName}</dd>
      </div>
      <div>
        <dt>登记</dt>
        <dd className="num">
          {minuteOf(lead.registeredAt)}　{lead.registeredBy}
        </dd>
      </div>
      <div>
        <dt>承办单位</dt>
        <dd>
          {lead.holderName ?? '—'}
          {lead.officerName && `　${lead.officerName}`}
        </dd>
      </div>
      <div>
        <dt>收到</dt>
        <dd className="num">{lead.receivedOn}</dd>
      </div>
      <div>
        <dt>办理结果</dt>
        <dd>{lead.result ? LEAD_RESULT_NAMES[lead.result] : '—'}</dd>
      </div>
      <div>
        <dt>当事人</dt>
        <dd>{lead.party ?? '—'}</dd>
      </div>
      <div>
        <dt>统一社会信用代码</dt>
        <dd className="num">{lead.uscc ?? '—'}</dd>
      </div>
      <div className="wide">
        <dt>网站（店铺）</dt>
        <dd>
          <SiteLink id={lead.siteId} name={lead.siteName} />
          {lead.form.url && (
            <>
              {'　'}
              <SafeLink url={lead.form.url} />
            </>
          )}
        </dd>
      </div>
      <div className="wide" style={{ gridColumn: '1 / -1' }}>
        <dt>涉嫌违法行为</dt>
        <dd>{lead.violations.map((one) => one.name).join('；') || '—'}</dd>
      </div>
      <div className="wide" style={{ gridColumn: '1 / -1' }}>
        <dt>期限</dt>
        <dd>
          <DeadlineTags deadlines={lead.deadlines} />
        </dd>
      </div>
      {(lead.origin || lead.resolved || lead.links.length > 0) && (
        <div className="wide" style={{ gridColumn: '1 / -1' }}>
          <dt>相关</dt>
          <dd>
            {lead.origin && <span>由{lead.origin.bureauName}移交</span>}
            {lead.resolved && RESOLVED[lead.resolved.by] && (
              <Link to={`${RESOLVED[lead.resolved.by]?.path}/${lead.resolved.id}`}>
                查看由此办理的{RESOLVED[lead.resolved.by]?.name}
              </Link>
            )}
            <LeadLinks lead={lead} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function LeadEvidence({ lead }: { lead: Lead }) {
  if (lead.evidence.length === 0) {
    return <p className="soft">这条线索没有固定的网页证据。由监测产生的线索会自动固证。</p>;
  }
  return lead.evidence.map((id) => <EvidenceCard key={id} id={id} />);
}

function LeadContent({ lead, onUnmask }: { lead: Lead; onUnmask: (() => void) | undefined }) {
  const { form } = lead;
  const personal = form.partyAddress || form.partyPhone || form.informant || form.informantPhone;
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['案源内容（违法事实）', form.content],
    ['发现日期', form.foundOn],
    ...Object.entries(SOURCE_FIELDS[form.source]).flatMap(([name, { title }]) =>
      form.sourceFields?.[name] ? [[title, form.sourceFields[name]] as const] : [],
    ),
    ['当事人地址', form.partyAddress],
    ['当事人电话', form.partyPhone],
    ['提供人', form.informant],
    ['提供人电话', form.informantPhone],
    ['登记意见', form.opinion],
  ];
  return (
    <dl className="lead-content">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || '—'}</dd>
        </div>
      ))}
      {personal && onUnmask && (
        <Button size="small" onClick={onUnmask}>
          查看完整个人信息
        </Button>
      )}
    </dl>
  );
}
