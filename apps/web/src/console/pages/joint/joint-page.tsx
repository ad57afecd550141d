import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { JOINT_KIND_NAMES, JOINT_STATUS_NAMES } from '@wangjian/core/joint.ts';
import { getJoint, type JointDetail } from '@wangjian/server/modules/joint/contract.ts';
import { Alert, Tabs } from 'antd';
import { call } from '../../../api/call.ts';
import { RecordDocuments } from '../../document/record-documents.tsx';
import { NextStep, RecordCourse } from '../../record/record-course.tsx';
import { HeadFact, RecordFields, RecordHead } from '../../record/record-head.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import type { UrlSearch } from '../../url-search.ts';
import { Word } from '../../word-tag.tsx';
import { JointActions } from './joint-actions.tsx';
import { JointChecks } from './joint-checks.tsx';
import { JointEntries } from './joint-entries.tsx';
import { JointMatters } from './joint-matters.tsx';
import { JointMeetings } from './joint-meetings.tsx';
import { JointParts } from './joint-parts.tsx';
import { JointTaskTable } from './joint-task-table.tsx';
import { jointKey } from './use-joint.ts';
import '../../document/document.css';
import './joint.css';

/** 联合工作详情: the shared part, one's own, and what others share. */
export default function JointPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const work = useQuery({
    queryKey: jointKey(id),
    queryFn: ({ signal }) => call(getJoint, { params: { id }, signal }),
  });
  return <QueryState query={work}>{(data) => <JointView work={data} />}</QueryState>;
}

function JointView({ work }: { work: JointDetail }) {
  const { tab } = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const reads = useMay('document.read');
  const open = work.tasks.filter(({ status }) => status === 'open').length;
  return (
    <PageFrame title={work.title} crumb={work.title} actions={<JointActions work={work} />}>
      <div className="panel">
        <Head work={work} />
      </div>
      <Next work={work} />
      <div className="record-columns">
        <div className="panel">
          <Tabs
            activeKey={typeof tab === 'string' ? tab : 'overview'}
            onChange={(key) =>
              void navigate({ to: '.', search: key === 'overview' ? {} : { tab: key }, replace: true })
            }
            items={[
              { key: 'overview', label: '概况', children: <Overview work={work} /> },
              {
                key: 'units',
                label: `参加单位（${work.parts.filter(({ status }) => status !== 'removed').length}）`,
                children: <JointParts work={work} />,
              },
              {
                key: 'tasks',
                label: open > 0 ? `任务（待办 ${open}）` : '任务',
                children: <JointTaskTable work={work} />,
              },
              {
                key: 'entries',
                label: `发现和进展（${work.entries.length}）`,
                children: <JointEntries work={work} />,
              },
              {
                key: 'meetings',
                label: `会议（${work.meetings.length}）`,
                children: <JointMeetings work={work} />,
              },
              {
                key: 'checks',
                label: `联合检查（${work.checks.length}）`,
                children: <JointChecks work={work} />,
              },
              ...(reads
                ? [
                    {
                      key: 'documents',
                      label: '文书',
                      children: <RecordDocuments on={work.id} region={work.region} />,
                    },
                  ]
                : []),
            ]}
          />
        </div>
        <RecordCourse entries={work.timeline} />
      </div>
    </PageFrame>
  );
}

function Head({ work }: { work: JointDetail }) {
  return (
    <RecordHead>
      <HeadFact name="状态">
        <Word of={JOINT_STATUS_NAMES} value={work.status} />
        {JOINT_KIND_NAMES[work.kind]}
      </HeadFact>
      <HeadFact name="牵头单位" set="wide">
        {work.leadName}
      </HeadFact>
      <HeadFact name="起止日期" set="num">
        {`${work.startedOn ?? work.beginsOn ?? '—'} 至 ${work.endedOn ?? work.endsOn ?? '—'}`}
      </HeadFact>
      <HeadFact name="发起" set="num">
        {`${work.openedBy}　${minuteOf(work.openedAt)}`}
      </HeadFact>
    </RecordHead>
  );
}

/** What the lead unit has to see to while the work runs; a conference stands for years and is not brought to an end. */
function leadWords({ kind, meetings, unfinished }: JointDetail): string {
  const held = meetings.find(({ status }) => status === 'held');
  if (held) return `“${held.title}”的纪要还没有定稿，请在“会议”中填写、拟制并送签。`;
  const tasks = unfinished.filter((words) => words.startsWith('任务'));
  if (kind === 'conference')
    return tasks.length > 0
      ? `会议议定的事项还有 ${tasks.length} 项没有完成：${tasks.slice(0, 2).join('；')}。`
      : '需要会商时，在“会议”中安排会议、通知各单位。';
  if (unfinished.length === 0) return '各单位任务都已完成，可以填写联合结果并“结束”。';
  const more = unfinished.length > 2 ? `等 ${unfinished.length} 项` : '';
  return `${unfinished.slice(0, 2).join('；')}${more}；全部完成后点“结束”。`;
}

/** What has to be done now by the officer's own unit, in one sentence. */
function Next({ work }: { work: JointDetail }) {
  const mine = work.parts.filter(({ own }) => own);
  const invited = mine.find(({ status }) => status === 'invited');
  const due = work.tasks.filter(({ own, status }) => own && status === 'open');
  const silent = work.parts.filter(({ status }) => status === 'invited').length;
  const words =
    work.status === 'concluded' || work.status === 'cancelled'
      ? null
      : invited
        ? `${invited.name}已受邀，请在“参加单位”中确认参加或者说明不参加的原因。`
        : due.length > 0
          ? `本单位有 ${due.length} 项任务待办，最近 ${due[0]?.dueOn} 到期，请在“任务”中办理。`
          : work.status === 'preparing'
            ? work.leads
              ? silent > 0
                ? `还有 ${silent} 个单位没有答复；可以先安排任务、会议，准备好后点“启动”。`
                : '请安排任务、会议，准备好后点“启动”。'
              : '等待牵头单位启动。'
            : work.leads
              ? leadWords(work)
              : mine.some(({ status }) => status === 'joined')
                ? '请登记本单位的发现和进展；办完后在“参加单位”中报送结果。'
                : null;
  if (work.oversees)
    return (
      <Alert type="info" showIcon title="本单位没有参加，作为牵头单位的上级查看：只显示各单位共享的内容。" />
    );
  return words && <NextStep>{words}</NextStep>;
}

function Overview({ work }: { work: JointDetail }) {
  const rows: readonly [string, string | null][] = [
    [work.kind === 'action' ? '目的' : '职责', work.purpose],
    [work.kind === 'action' ? '行动方案' : '工作规则', work.plan],
    ['联合结果', work.result],
  ];
  return (
    <>
      <RecordFields
        rows={rows.map(([name, words]) => [name, words && <span className="joint-words">{words}</span>])}
      />
      <JointMatters work={work} />
    </>
  );
}
