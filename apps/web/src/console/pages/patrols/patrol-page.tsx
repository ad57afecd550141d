import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  getPatrol,
  type Patrol,
  patrolEvents,
  resumePatrol,
  stopPatrol,
} from '@wangjian/server/modules/patrols/contract.ts';
import { Alert, App, Button, Progress, Tabs } from 'antd';
import { messageOf } from '../../../api/api-error.ts';
import { addressOf, call } from '../../../api/call.ts';
import { useEvents } from '../../../api/use-events.ts';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { countOf, secondOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { PATROL_STATUS_NAMES } from '../../words.ts';
import { PatrolFindings } from './patrol-findings.tsx';
import { PatrolSites } from './patrol-sites.tsx';
import './patrols.css';

/** 监测详情: live while it runs, by server-sent events. */
export default function PatrolPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const patrol = useQuery({
    queryKey: ['patrol', id],
    queryFn: ({ signal }) => call(getPatrol, { params: { id }, signal }),
  });
  return <QueryState query={patrol}>{(data) => <PatrolView patrol={data} />}</QueryState>;
}

function PatrolView({ patrol }: { patrol: Patrol }) {
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const mayRun = useMay('patrol.run');
  const live = patrol.status === 'running' || patrol.status === 'queued';
  const stream = useEvents<Patrol>(
    live ? addressOf(patrolEvents.path, { id: patrol.id }) : null,
    'patrol',
    (next) => queries.setQueryData(['patrol', next.id], next),
  );
  const act = useMutation({
    mutationFn: (action: 'stop' | 'resume') =>
      call(action === 'stop' ? stopPatrol : resumePatrol, { params: { id: patrol.id } }),
    onSuccess: (next) => {
      queries.setQueryData(['patrol', next.id], next);
      void queries.invalidateQueries({ queryKey: ['workbench'] });
    },
    onError: (error) => message.error(messageOf(error)),
  });
  const stop = () =>
    modal.confirm({
      title: '停止这次监测？',
      content: '已经读到的网页、发现和线索都会保留，以后可以接着监测。',
      okText: '停止',
      cancelText: '不停止',
      onOk: () => act.mutateAsync('stop').catch(() => undefined),
    });
  const percent = patrol.sites === 0 ? 0 : Math.floor((patrol.sitesDone / patrol.sites) * 100);
  return (
    <PageFrame
      fill
      title={patrol.name}
      crumb={patrol.name}
      actions={
        mayRun &&
        (live ? (
          <Button danger loading={act.isPending} onClick={stop}>
            停止
          </Button>
        ) : (
          patrol.status === 'stopped' && (
            <Button type="primary" loading={act.isPending} onClick={() => act.mutate('resume')}>
              接着监测
            </Button>
          )
        ))
      }
    >
      <div className="panel patrol-head">
        {live && stream === 'lost' && (
          <Alert type="warning" showIcon title="和服务器的连接断了，正在重新连接；监测本身不受影响。" />
        )}
        <div className="patrol-progress">
          <Word of={PATROL_STATUS_NAMES} value={patrol.status} />
          <Progress
            percent={percent}
            status={
              patrol.status === 'running' ? 'active' : patrol.status === 'finished' ? 'success' : 'normal'
            }
            format={(value) => `${value}%`}
            aria-label="监测进度"
          />
        </div>
        <dl className="patrol-figures num">
          <Figure name="网站（已读完/共）">{`${countOf(patrol.sitesDone)} / ${countOf(patrol.sites)}`}</Figure>
          <Figure name="没读成">{countOf(patrol.sitesFailed)}</Figure>
          <Figure name="网页">{countOf(patrol.pages)}</Figure>
          <Figure
            name={live ? '速度（最近 10 秒）' : '平均速度'}
          >{`${patrol.pagesPerSecond.toFixed(1)} 页/秒`}</Figure>
          <Figure name="发现">
            <Link to="/findings" search={{ patrolId: patrol.id, status: 'all' }}>
              {countOf(patrol.findings)}
            </Link>
          </Figure>
          <Figure name="线索">
            <Link to="/leads" search={{ patrolId: patrol.id }}>
              {countOf(patrol.leads)}
            </Link>
          </Figure>
          <Figure name="流量">{`${(patrol.bytes / 1_048_576).toFixed(1)} MB`}</Figure>
        </dl>
        <p className="soft num patrol-times">
          {patrol.createdBy} 于 {secondOf(patrol.createdAt)} 发起，辖区 {patrol.regionName}，每个网站最多{' '}
          {patrol.maxPages} 页；开始 {secondOf(patrol.startedAt)}，结束 {secondOf(patrol.finishedAt)}
        </p>
      </div>
      <Tabs
        className="patrol-tabs"
        items={[
          {
            key: 'sites',
            label: `网站（${countOf(patrol.sites)}）`,
            children: <PatrolSites patrolId={patrol.id} live={live} />,
          },
          {
            key: 'findings',
            label: `发现（${countOf(patrol.findings)}）`,
            children: <PatrolFindings patrolId={patrol.id} live={live} />,
          },
        ]}
      />
    </PageFrame>
  );
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
