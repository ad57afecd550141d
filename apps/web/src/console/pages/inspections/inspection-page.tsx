import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import {
  draftInspectionForm,
  getInspection,
  type InspectionDetail,
  prefillInspection,
  settleLateCell,
} from '@wangjian/server/modules/inspections/contract.ts';
import { Alert, App, Button, Table, Tabs } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { formHere } from '../../offline/sync.ts';
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
import { Annex1Table } from './annex1-table.tsx';
import { type Decision, InspectionDecision } from './inspection-decision.tsx';
import { InspectionPictures } from './inspection-pictures.tsx';
import { InspectionProofs } from './inspection-proofs.tsx';
import {
  INSPECTION_SOURCE_NAMES,
  INSPECTION_STATUS_NAMES,
  RESULT_NAMES,
  TASK_NAMES,
} from './inspection-words.ts';
import { PriceTab } from './price-tab.tsx';
import { RectificationTab } from './rectification-tab.tsx';
import './field.css';

/** 检查详情: the form, pictures, what it was filled in from, and what may be done now. */
export default function InspectionPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const inspection = useQuery({
    queryKey: ['inspection', id],
    queryFn: ({ signal }) => call(getInspection, { params: { id }, signal }),
  });
  return <QueryState query={inspection}>{(data) => <InspectionView one={data} />}</QueryState>;
}

function InspectionView({ one }: { one: InspectionDetail }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { tab } = useSearch({ strict: false }) as UrlSearch;
  const mayDraft = useMay('document.write');
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const form = useQuery({ queryKey: ['inspection-form'], queryFn: formHere, staleTime: 600_000 });
  const may = (action: InspectionDetail['allowed'][number]) => one.allowed.includes(action);
  const reload = () => void queries.invalidateQueries();
  const told = (work: Promise<unknown>) =>
    void work.then(reload).catch((error: unknown) => message.error(messageOf(error)));
  return (
    <PageFrame
      title={one.subject}
      crumb={one.number}
      actions={
        <>
          {may('fill') && (
            <Link to={`/inspections/${one.id}/fill`}>
              <Button type="primary">填写记录表</Button>
            </Link>
          )}
          <CaseLink from={{ inspection: one.id }} open={one.problems > 0 && one.status !== 'void'} />
          <TransferLink on={one.id} open={one.problems > 0 && one.status !== 'void'} />
          {may('finish') && <Button onClick={() => setDeciding('finish')}>办结检查</Button>}
          {may('waive') && (one.onlineTask === 'open' || one.onSiteTask === 'open') && (
            <Button onClick={() => setDeciding('waive')}>不再检查</Button>
          )}
          {may('edit') && <Button onClick={() => setDeciding('edit')}>修改</Button>}
          {may('prefill') && one.siteId !== null && (
            <Button onClick={() => told(call(prefillInspection, { params: { id: one.id } }))}>
              读取最新监测
            </Button>
          )}
          {may('reopen') && <Button onClick={() => setDeciding('reopen')}>退回补正</Button>}
          {may('void') && <Button onClick={() => setDeciding('void')}>作废</Button>}
          {mayDraft && (
            <Button
              onClick={() =>
                void call(draftInspectionForm, { params: { id: one.id } })
                  .then(({ documentId }) => navigate({ to: `/documents/${documentId}` }))
                  .catch((error: unknown) => message.error(messageOf(error)))
              }
            >
              生成文书
            </Button>
          )}
          <Button href={`/inspections/${one.id}/print`} target="_blank">
            打印记录表
          </Button>
        </>
      }
    >
      {one.notices.map((notice) => (
        <Alert key={notice} type="warning" showIcon title={notice} />
      ))}
      <div className="panel">
        <InspectionHead one={one} />
      </div>
      <div className="record-columns">
        <div className="panel">
          <Tabs
            activeKey={typeof tab === 'string' ? tab : 'form'}
            onChange={(key) => void navigate({ to: '.', search: { tab: key }, replace: true })}
            items={[
              {
                key: 'form',
                label: '检查记录表',
                children: (
                  <QueryState query={form}>
                    {(rows) => <Annex1Table detail={one} form={rows} marked />}
                  </QueryState>
                ),
              },
              {
                key: 'pictures',
                label: `照片和签名（${one.attachments.length}）`,
                children: <InspectionPictures one={one} onChange={reload} />,
              },
              ...(one.proofs.length > 0 && form.data
                ? [
                    {
                      key: 'proofs',
                      label: `网页证据（${one.proofs.filter(({ on }) => on.startsWith('evidence')).length}）`,
                      children: <InspectionProofs one={one} form={form.data} />,
                    },
                  ]
                : []),
              ...(one.rectifications.length > 0
                ? [
                    {
                      key: 'rectifications',
                      label: `整改（${one.rectifications.length}）`,
                      children: <RectificationTab one={one} onChange={reload} />,
                    },
                  ]
                : []),
              ...(one.siteId === null
                ? []
                : [{ key: 'prices', label: '价格', children: <PriceTab siteId={one.siteId} /> }]),
              { key: 'facts', label: '预填依据', children: <Facts one={one} /> },
              ...(one.late.length > 0
                ? [
                    {
                      key: 'late',
                      label: `迟到的填写（${one.late.length}）`,
                      children: (
                        <Late
                          one={one}
                          onSettle={(lateId, how) =>
                            told(call(settleLateCell, { params: { id: one.id, lateId }, body: { how } }))
                          }
                        />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </div>
        <section className="panel">
          <h2>办理日志</h2>
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
      {deciding && (
        <InspectionDecision
          one={one}
          decision={deciding}
          onReload={reload}
          onClose={() => setDeciding(null)}
        />
      )}
    </PageFrame>
  );
}

function InspectionHead({ one }: { one: InspectionDetail }) {
  const side = (task: keyof typeof TASK_NAMES, on: string | null) => on ?? TASK_NAMES[task];
  return (
    <dl className="record-head">
      <div>
        <dt>状态</dt>
        <dd>
          <Word of={INSPECTION_STATUS_NAMES} value={one.status} />
        </dd>
      </div>
      <div>
        <dt>网上检查</dt>
        <dd>{side(one.onlineTask, one.onlineOn)}</dd>
      </div>
      <div>
        <dt>实地检查</dt>
        <dd>{side(one.onSiteTask, one.onSiteOn)}</dd>
      </div>
      <div>
        <dt>检查结果</dt>
        <dd>{one.outcomeWords ?? '—'}</dd>
      </div>
      <div>
        <dt>检查人员</dt>
        <dd>{[one.officer, one.secondOfficer ?? '第二人未定'].join('、')}</dd>
      </div>
      <div>
        <dt>检查单位</dt>
        <dd>{one.orgName}</dd>
      </div>
      <div>
        <dt>来源</dt>
        <dd>
          {INSPECTION_SOURCE_NAMES[one.source]}
          {one.leadId && (
            <>
              {' '}
              <Link to={`/leads/${one.leadId}`}>{one.leadNumber ?? '查看线索'}</Link>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>期限</dt>
        <dd>{one.dueOn ?? '—'}</dd>
      </div>
      <div>
        <dt>统一社会信用代码</dt>
        <dd className="num">{one.uscc ?? '—'}</dd>
      </div>
      <div className="wide">
        <dt>网站（店铺）</dt>
        <dd>
          <SiteLink id={one.siteId} name={one.siteName} />
          {one.siteUrl && (
            <>
              {'　'}
              <SafeLink url={one.siteUrl} />
            </>
          )}
        </dd>
      </div>
      {one.place && (
        <div>
          <dt>检查地点</dt>
          <dd>{one.place}</dd>
        </div>
      )}
      {one.taskWhy && (
        <div className="wide" style={{ gridColumn: '1 / -1' }}>
          <dt>检查事由</dt>
          <dd>{one.taskWhy}</dd>
        </div>
      )}
    </dl>
  );
}

function Facts({ one }: { one: InspectionDetail }) {
  if (one.facts.length === 0)
    return <p className="soft">该检查没有选择网站，网上检查一栏没有预填，请逐行填写。</p>;
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="name"
      dataSource={one.facts}
      columns={[
        { title: '项目', dataIndex: 'name', width: 160 },
        { title: '内容', dataIndex: 'words' },
        { title: '来源', dataIndex: 'from', width: 180 },
      ]}
    />
  );
}

function Late(props: { one: InspectionDetail; onSettle: (id: string, how: 'adopted' | 'noted') => void }) {
  const may = useMay('inspection.write');
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="id"
      dataSource={props.one.late}
      columns={[
        { title: '填写人', dataIndex: 'by', width: 90 },
        { title: '填写时间', width: 140, render: (_, late) => minuteOf(late.filledAt) },
        {
          title: '内容',
          render: (_, late) => `${late.result ? `〔${RESULT_NAMES[late.result]}〕` : ''}${late.words}`,
        },
        {
          title: '处理',
          width: 210,
          render: (_, late) =>
            late.settled ? (
              late.settled === 'adopted' ? (
                '已写入表格'
              ) : (
                '留作说明'
              )
            ) : may ? (
              <>
                <Button
                  size="small"
                  disabled={!props.one.allowed.includes('fill')}
                  title={props.one.allowed.includes('fill') ? '' : '先退回补正，再写入'}
                  onClick={() => props.onSettle(late.id, 'adopted')}
                >
                  写入表格
                </Button>{' '}
                <Button size="small" onClick={() => props.onSettle(late.id, 'noted')}>
                  留作说明
                </Button>
              </>
            ) : (
              '待处理'
            ),
        },
      ]}
    />
  );
}
