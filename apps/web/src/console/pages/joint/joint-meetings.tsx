import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { JOINT_MEETING_STATUS_NAMES } from '@wangjian/core/joint.ts';
import {
  draftMinutes,
  type JointDetail,
  type JointMeeting,
  settleMinutes,
} from '@wangjian/server/modules/joint/contract.ts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../../api/api-error.ts';
import { call } from '../../../api/call.ts';
import { Word } from '../../word-tag.tsx';
import { TaskDialog } from './joint-task-table.tsx';
import { CallOffDialog, HeldDialog, MeetingDialog } from './meeting-dialogs.tsx';
import { useSaved } from './use-joint.ts';

const LABELS: Record<JointMeeting['allowed'][number], string> = {
  change: '修改安排',
  hold: '登记召开',
  minutes: '修改纪要',
  document: '拟制会议纪要',
  settle: '纪要定稿',
  'call-off': '取消会议',
};
type Asked = { meeting: JointMeeting | null; action: JointMeeting['allowed'][number] | 'plan' | 'task' };

/** 会议: agenda, attendance, minutes as a document, tasks out of them. */
export function JointMeetings({ work }: { work: JointDetail }) {
  const { saved, reload } = useSaved(work.id);
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const act = useMutation({
    mutationFn: ({ meeting, action }: { meeting: JointMeeting; action: 'document' | 'settle' }) =>
      call(action === 'document' ? draftMinutes : settleMinutes, {
        params: { id: work.id, thingId: meeting.id },
        body: { version: meeting.version },
      }),
    onSuccess: (after, { action }) =>
      saved(after, action === 'document' ? '已拟制会议纪要，请打开文书提交签发' : '纪要已定稿并通知各单位'),
    onError: (error) => message.error(messageOf(error)),
  });
  const close = () => setAsked(null);
  return (
    <>
      {work.allowed.includes('meeting') && (
        <div className="joint-bar">
          <Button onClick={() => setAsked({ meeting: null, action: 'plan' })}>安排会议</Button>
        </div>
      )}
      {work.meetings.length === 0 && (
        <p className="soft">
          还没有会议。{work.leads ? '安排会议后，各单位收到会议通知。' : '由牵头单位安排。'}
        </p>
      )}
      {work.meetings.map((meeting) => (
        <article key={meeting.id} className="joint-card">
          <b>{meeting.title}</b>　<Word of={JOINT_MEETING_STATUS_NAMES} value={meeting.status} />
          <span className="num">
            {meeting.meetsAt.replace('T', ' ')}　{meeting.place}
          </span>
          <p className="soft">
            {[meeting.chair && `主持：${meeting.chair}`, meeting.recorder && `记录：${meeting.recorder}`]
              .filter(Boolean)
              .join('　')}
            {meeting.number && `　文号：${meeting.number}`}
            {meeting.why && `　取消原因：${meeting.why}`}
          </p>
          {meeting.agenda.length > 0 && (
            <ol>
              {meeting.agenda.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ol>
          )}
          {meeting.attendance.length > 0 && (
            <p className="soft">
              到会：
              {meeting.attendance
                .filter(({ present }) => present)
                .map(({ unit, person }) => [unit, person].filter(Boolean).join(' '))
                .join('；') || '—'}
              {meeting.attendance.some(({ present }) => !present) &&
                `　缺席：${meeting.attendance
                  .filter(({ present }) => !present)
                  .map(({ unit }) => unit)
                  .join('；')}`}
            </p>
          )}
          {meeting.minutes && <p className="joint-words">{meeting.minutes}</p>}
          <MeetingTasks work={work} meeting={meeting} />
          <div className="joint-buttons">
            {meeting.allowed.map((action) => (
              <Button
                key={action}
                size="small"
                danger={action === 'call-off'}
                loading={
                  act.isPending && act.variables.meeting.id === meeting.id && act.variables.action === action
                }
                onClick={() =>
                  action === 'document' || action === 'settle'
                    ? act.mutate({ meeting, action })
                    : setAsked({ meeting, action })
                }
              >
                {LABELS[action]}
              </Button>
            ))}
            {work.leads && work.allowed.includes('task') && meeting.status !== 'cancelled' && (
              <Button size="small" onClick={() => setAsked({ meeting, action: 'task' })}>
                布置议定任务
              </Button>
            )}
            {meeting.documentId && <Link to={`/documents/${meeting.documentId}`}>打开纪要文书</Link>}
          </div>
        </article>
      ))}
      {asked?.action === 'task' && asked.meeting && (
        <TaskDialog work={work} meetingId={asked.meeting.id} onClose={close} />
      )}
      {asked && (asked.action === 'plan' || asked.action === 'change') && (
        <MeetingDialog work={work} meeting={asked.meeting} onClose={close} onReload={reload} />
      )}
      {asked?.meeting && (asked.action === 'hold' || asked.action === 'minutes') && (
        <HeldDialog work={work} meeting={asked.meeting} onClose={close} onReload={reload} />
      )}
      {asked?.meeting && asked.action === 'call-off' && (
        <CallOffDialog work={work} meeting={asked.meeting} onClose={close} onReload={reload} />
      )}
    </>
  );
}

function MeetingTasks({ work, meeting }: { work: JointDetail; meeting: JointMeeting }) {
  const tasks = work.tasks.filter(({ meetingId }) => meetingId === meeting.id);
  if (tasks.length === 0) return null;
  const done = tasks.filter(({ status }) => status === 'done').length;
  return (
    <p>
      议定任务 {tasks.length} 项，已完成 {done} 项：
      {tasks.map((task) => `${task.title}（${task.unit}，${task.dueOn}）`).join('；')}
    </p>
  );
}
