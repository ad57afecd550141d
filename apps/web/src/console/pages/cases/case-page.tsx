import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CASE_OUTCOME_NAMES } from '@wangjian/core/case.ts';
import { type CaseDetail, getCase } from '@wangjian/server/modules/cases/contract.ts';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { DeadlineTags } from '../../deadline/deadline-tag.tsx';
import { Timeline } from '../../record/timeline.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import type { UrlSearch } from '../../url-search.ts';
import { CaseStateTag } from './case-columns.tsx';
import { CaseEvidence } from './case-evidence.tsx';
import { CaseFileTab } from './case-file.tsx';
import { CaseMatters } from './case-matters.tsx';
import { CaseMoney } from './case-money.tsx';
import { CaseNext } from './case-next.tsx';
import { CaseOverview } from './case-overview.tsx';
import { CasePapers } from './case-papers.tsx';
import { CasePeople } from './case-people.tsx';
import { StepDialog } from './step-dialog.tsx';
import './cases.css';

/** 案件详情: head, the next step, tabs, and the course. */
export default function CasePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const one = useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => call(getCase, { params: { id }, signal }),
  });
  return <QueryState query={one}>{(data) => <CaseView one={data} />}</QueryState>;
}

function CaseView({ one }: { one: CaseDetail }) {
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as UrlSearch;
  const [commenting, setCommenting] = useState(false);
  const running = one.deadlines.filter(({ ended }) => ended === null).length;
  return (
    <PageFrame
      title={one.title}
      crumb={one.number ?? '待立案'}
      actions={
        one.allowed.some(({ action }) => action === 'comment') && (
          <Button onClick={() => setCommenting(true)}>添加说明</Button>
        )
      }
    >
      <div className="panel">
        <CaseHead one={one} />
        <CaseNext one={one} />
      </div>
      <div className="record-columns">
        <div className="panel">
          <Tabs
            activeKey={typeof tab === 'string' ? tab : 'overview'}
            onChange={(key) => void navigate({ to: '.', search: { tab: key }, replace: true })}
            items={[
              { key: 'overview', label: '概况', children: <CaseOverview one={one} /> },
              { key: 'people', label: '当事人', children: <CasePeople one={one} /> },
              {
                key: 'evidence',
                label: `证据（${one.evidence.length + one.attachments.length}）`,
                children: <CaseEvidence one={one} />,
              },
              { key: 'papers', label: `文书（${one.papers.length}）`, children: <CasePapers one={one} /> },
              {
                key: 'deadlines',
                label: `期限（${running}）`,
                children: <DeadlineTags deadlines={one.deadlines} />,
              },
              { key: 'money', label: '金额', children: <CaseMoney one={one} /> },
              {
                key: 'matters',
                label: `鉴定与协查（${one.matters.length}）`,
                children: <CaseMatters one={one} />,
              },
              { key: 'file', label: '案卷', children: <CaseFileTab one={one} /> },
            ]}
          />
        </div>
        <section className="panel">
          <h2>办理过程</h2>
          <Timeline
            entries={one.timeline.map((entry) => ({
              at: entry.at,
              who: entry.who,
              org: entry.org,
              what: entry.actionName,
              opinion: entry.opinion,
            }))}
          />
        </section>
      </div>
      {commenting && (
        <StepDialog one={one} action="comment" name="添加说明" onClose={() => setCommenting(false)} />
      )}
    </PageFrame>
  );
}

function CaseHead({ one }: { one: CaseDetail }) {
  const decisions = one.parties.filter(({ decisionNumber }) => decisionNumber !== null).length;
  return (
    <dl className="record-head">
      <div>
        <dt>状态</dt>
        <dd>
          <CaseStateTag one={one} />
        </dd>
      </div>
      <div>
        <dt>程序</dt>
        <dd>{one.procedure === 'simple' ? '简易程序' : '普通程序'}</dd>
      </div>
      <div>
        <dt>当事人</dt>
        <dd>{one.party ?? '未登记'}</dd>
      </div>
      <div>
        <dt>办案人员</dt>
        <dd>{one.handlers.join('、') || '未指定'}</dd>
      </div>
      <div>
        <dt>来源</dt>
        <dd>
          {one.leadId ? (
            <Link to={`/leads/${one.leadId}`}>线索 {one.leadNumber ?? ''}</Link>
          ) : one.inspectionId ? (
            <Link to={`/inspections/${one.inspectionId}`}>检查记录</Link>
          ) : (
            one.sourceName
          )}
        </dd>
      </div>
      <div>
        <dt>辖区、办案机构</dt>
        <dd>
          {one.regionName}　{one.orgName}
        </dd>
      </div>
      <div>
        <dt>统计类别</dt>
        <dd>{one.categoryName}</dd>
      </div>
      <div>
        <dt>处理结果</dt>
        <dd>
          {one.outcome ? CASE_OUTCOME_NAMES[one.outcome] : '—'}
          {one.decisionNumber && `　${one.decisionNumber}${decisions > 1 ? `等 ${decisions} 份` : ''}`}
        </dd>
      </div>
    </dl>
  );
}
