import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CAMPAIGN_MEASURES, CAMPAIGN_STATUS_NAMES, PHASE_NAMES } from '@wangjian/core/campaign.ts';
import { type CampaignDetail, getCampaign } from '@wangjian/server/modules/campaigns/contract.ts';
import { Alert, Progress, Tabs } from 'antd';
import { call } from '../../../api/call.ts';
import { CourseSteps, NextStep } from '../../record/record-course.tsx';
import { HeadFact, RecordHead } from '../../record/record-head.tsx';
import { Timeline } from '../../record/timeline.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { countOf, minuteOf } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { Word } from '../../word-tag.tsx';
import { CampaignActions } from './campaign-actions.tsx';
import { CampaignBoard } from './campaign-board.tsx';
import { CampaignReporting } from './campaign-reporting.tsx';
import { CampaignSupervision } from './campaign-supervision.tsx';
import { CampaignTasks } from './campaign-tasks.tsx';
import { measureText } from './plan-values.ts';
import { SuperiorChanges } from './superior-changes.tsx';
import '../../document/document.css';
import './campaigns.css';

/** 专项行动详情: where it stands, goals, and tabs for progress, tasks, supervision, reports, the plan, its course. */
export default function CampaignPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const campaign = useQuery({
    queryKey: ['campaign', id],
    queryFn: ({ signal }) => call(getCampaign, { params: { id }, signal }),
  });
  return <QueryState query={campaign}>{(data) => <CampaignView campaign={data} />}</QueryState>;
}

const ORDER = ['draft', 'issued', 'running', 'summing-up', 'closed'] as const;

function CampaignView({ campaign }: { campaign: CampaignDetail }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as UrlSearch;
  const reload = () => void queries.invalidateQueries({ queryKey: ['campaign', campaign.id] });
  const drawnUp = !['handed', 'draft', 'cancelled'].includes(campaign.status);
  return (
    <PageFrame
      title={campaign.name}
      crumb={campaign.name}
      actions={<CampaignActions campaign={campaign} onReload={reload} />}
    >
      <div className="panel">
        <Head campaign={campaign} />
        <CourseSteps order={ORDER} at={campaign.status} names={CAMPAIGN_STATUS_NAMES} />
        <Goals campaign={campaign} />
      </div>
      <Next campaign={campaign} />
      <SuperiorChanges campaign={campaign} onReload={reload} />
      <div className="panel">
        <Tabs
          activeKey={typeof tab === 'string' ? tab : drawnUp ? 'board' : 'plan'}
          onChange={(key) => void navigate({ to: '.', search: { tab: key }, replace: true })}
          items={[
            ...(drawnUp
              ? [
                  { key: 'board', label: '进度', children: <CampaignBoard campaign={campaign} /> },
                  { key: 'tasks', label: '任务', children: <CampaignTasks campaign={campaign} /> },
                  {
                    key: 'supervision',
                    label: '督查',
                    children: <CampaignSupervision campaign={campaign} />,
                  },
                  { key: 'report', label: '总结报送', children: <CampaignReporting campaign={campaign} /> },
                ]
              : []),
            { key: 'plan', label: '方案', children: <Plan campaign={campaign} /> },
            {
              key: 'runs',
              label: `监测和抽查（${campaign.runs.length}）`,
              children: <Runs campaign={campaign} />,
            },
            {
              key: 'course',
              label: '办理日志',
              children: (
                <Timeline
                  entries={campaign.timeline.map((entry) => ({
                    at: entry.at,
                    who: entry.who,
                    org: entry.org,
                    what: entry.actionName,
                    opinion: entry.opinion,
                  }))}
                />
              ),
            },
          ]}
        />
      </div>
    </PageFrame>
  );
}

function Head({ campaign }: { campaign: CampaignDetail }) {
  const { superior, midtermOn, finalOn } = campaign;
  return (
    <RecordHead>
      <HeadFact name="状态">
        <Word of={CAMPAIGN_STATUS_NAMES} value={campaign.status} />
        {campaign.phase && `今天：${campaign.phase}阶段`}
      </HeadFact>
      <HeadFact name="牵头单位">{campaign.orgName}</HeadFact>
      <HeadFact name="起止日期" set="num">
        {`${campaign.startsOn} 至 ${campaign.endsOn}`}
      </HeadFact>
      <HeadFact name="总结期限" set="num">
        {[midtermOn && `中期 ${midtermOn}`, finalOn && `全面 ${finalOn}`].filter(Boolean).join('，') ||
          '不要求'}
      </HeadFact>
      <HeadFact name="范围" set="wide">
        {`${campaign.scopeWords.join('；')}（已登记网站 ${countOf(campaign.sites)} 个）`}
      </HeadFact>
      <HeadFact name="参加单位">{takingPart(campaign)}</HeadFact>
      <HeadFact name={superior ? '收到' : '拟制'} set="num">
        {`${superior ? '' : `${campaign.createdBy}　`}${minuteOf(campaign.createdAt)}`}
      </HeadFact>
      {superior && (
        <HeadFact name="上级部署" set="wide">
          {`${superior.orgName}《${superior.name}》，${superior.statusName}${superior.edition > 1 ? `，第 ${superior.edition} 版` : ''}`}
        </HeadFact>
      )}
    </RecordHead>
  );
}

/** How many units and bureaus below take part, and how many received the plan. */
function takingPart({ units, bureaus }: CampaignDetail): string {
  const below = bureaus.filter(({ status }) => status !== 'withdrawn');
  const said = [
    [units.length, units.filter(({ receivedAt }) => receivedAt).length, '个单位'] as const,
    [below.length, below.filter(({ status }) => status === 'accepted').length, '个下级局'] as const,
  ].filter(([all]) => all > 0);
  if (said.length === 0) return '印发后下达';
  return said.map(([all, received, what]) => `${all} ${what}，已签收 ${received} 个`).join('；');
}

function Goals({ campaign }: { campaign: CampaignDetail }) {
  if (campaign.goals.length === 0) return null;
  return (
    <div className="campaign-goals">
      {campaign.goals.map(({ measure, target, value }) => {
        const { name, unit } = CAMPAIGN_MEASURES[measure];
        return (
          <div key={measure}>
            <span className="soft">
              {name}：{measureText(measure, value)}／{measureText(measure, target)} {unit}
            </span>
            <Progress
              percent={Math.min(100, Math.round((value / target) * 100))}
              size="small"
              aria-label={`${name}完成比例`}
            />
          </div>
        );
      })}
    </div>
  );
}

/** What has to be done now, in one sentence. */
function Next({ campaign }: { campaign: CampaignDetail }) {
  const receive = campaign.own.find(({ toReceive }) => toReceive);
  const owner = campaign.own.some((one) => one.owner);
  const words = receive
    ? `请在“任务”中签收方案（${receive.name}）。`
    : {
        handed: owner ? '签收后核对方案，把任务分解到本局各单位，再印发。' : null,
        draft: !owner
          ? null
          : campaign.plan.items.some(({ orgIds }) => orgIds.length > 0)
            ? '核对方案后印发，任务随即下达到各单位。'
            : '点“修改方案”，把任务分解到单位，再印发。',
        issued: owner ? '等待各单位签收；动员部署完成后转入集中检查。' : '按任务分工开展工作。',
        running: owner
          ? '按范围发起监测或随机抽查，在“进度”中查看各单位办理情况，缺少的可以提醒。'
          : '按任务办理，在“任务”中填报进展；检查、线索、案件自动计入进度。',
        'summing-up': owner
          ? `签收各单位总结，采用典型案例和图片，拟制总报告并报送${campaign.superior?.live ? campaign.superior.orgName : '上级'}后结束行动。`
          : '选定典型案例，为图片写说明，拟制并报送总结。',
        closed: null,
        cancelled: null,
      }[campaign.status];
  // A superior, or a unit that takes no part, looks on.
  if (campaign.own.length === 0)
    return <Alert type="info" showIcon title="本单位没有承担任务，只供查看；由牵头单位和参加单位办理。" />;
  return words === null ? null : <NextStep>{words}</NextStep>;
}

function Plan({ campaign: { plan, units, bureaus } }: { campaign: CampaignDetail }) {
  const names = new Map([...units, ...bureaus].map(({ orgId, name }) => [orgId, name]));
  return (
    <div className="campaign-section">
      <dl className="record-fields">
        {plan.basis && (
          <div>
            <dt>依据</dt>
            <dd>{plan.basis}</dd>
          </div>
        )}
        <div>
          <dt>工作目标</dt>
          <dd>{plan.aim || '—'}</dd>
        </div>
        <div>
          <dt>报送要求</dt>
          <dd>
            典型案例不少于 {plan.casesWanted} 件（附处罚决定书）
            {plan.monthlyCheck && '；每月至少一次线上检查'}
            {plan.reportTo && `；总报告报送${plan.reportTo}`}
            {plan.copiesTo && `，抄报抄送${plan.copiesTo}`}
          </dd>
        </div>
      </dl>
      <h2>工作步骤</h2>
      <table className="plain-table">
        <tbody>
          {plan.phases.map((phase) => (
            <tr key={`${phase.kind}${phase.from}`}>
              <td>{PHASE_NAMES[phase.kind]}</td>
              <td className="num">
                {phase.from} 至 {phase.to}
              </td>
              <td>{phase.content}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>任务分解</h2>
      <table className="plain-table campaign-task">
        <thead>
          <tr>
            <th>任务</th>
            <th>责任领导</th>
            <th>责任单位</th>
            <th>时限</th>
          </tr>
        </thead>
        <tbody>
          {plan.items.map((item, at) => (
            <tr key={item.id}>
              <td>
                {at + 1}. {item.title}
                <p className="campaign-words soft">{item.content}</p>
              </td>
              <td>{item.leader || '—'}</td>
              <td>
                {[...item.orgIds.flatMap((id) => names.get(id) ?? []), item.office]
                  .filter(Boolean)
                  .join('、') || (item.orgIds.length > 0 ? `${item.orgIds.length} 个单位` : '—')}
              </td>
              <td className="num">{item.dueOn ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Runs({ campaign }: { campaign: CampaignDetail }) {
  if (campaign.runs.length === 0) return <p className="soft">还没有对范围内的网站发起监测或者随机抽查。</p>;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>监测、抽查</th>
          <th>辖区</th>
          <th>对象</th>
          <th>发起人</th>
          <th>时间</th>
        </tr>
      </thead>
      <tbody>
        {campaign.runs.map((run) => (
          <tr key={run.recordId}>
            <td>
              <Link
                to={run.kind === 'patrol' ? `/patrols/${run.recordId}` : `/inspections/draws/${run.recordId}`}
              >
                {run.name}
              </Link>
            </td>
            <td>{run.regionName}</td>
            <td className="num">{countOf(run.objects)} 个</td>
            <td>{run.by}</td>
            <td className="num">{minuteOf(run.at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
