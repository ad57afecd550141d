import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type DeadlineDetail, getDeadline } from '@wangjian/server/modules/deadlines/contract.ts';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { DeadlineTag } from '../../deadline/deadline-tag.tsx';
import { dueInWords } from '../../deadline/deadline-words.ts';
import { Timeline } from '../../record/timeline.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { ExtendDialog, PauseDialog, ResumeDialog, SetDialog } from './deadline-dialogs.tsx';

const ACTIONS = { extend: '延长', pause: '扣除时间', resume: '恢复计算', set: '改期' } as const;
type Action = keyof typeof ACTIONS;
const DIALOGS = { extend: ExtendDialog, pause: PauseDialog, resume: ResumeDialog, set: SetDialog };

/** One deadline: how it is counted, by which article, what was done with it, and what this officer may do now. */
export function DeadlineDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const query = useQuery({
    queryKey: ['deadline', id],
    queryFn: ({ signal }) => call(getDeadline, { params: { id }, signal }),
  });
  return (
    <Drawer open title={query.data?.title ?? '期限'} size={620} onClose={onClose}>
      <QueryState query={query}>{(deadline) => <Course deadline={deadline} />}</QueryState>
    </Drawer>
  );
}

function Course({ deadline }: { readonly deadline: DeadlineDetail }) {
  const [action, setAction] = useState<Action | null>(null);
  const allowed = (Object.keys(ACTIONS) as Action[]).filter((name) => deadline.allowed.includes(name));
  const Dialog = action && DIALOGS[action];
  const rows: readonly [string, string][] = [
    ['起算', `${deadline.startedOn}（${deadline.start}）`],
    ['长度', deadline.length],
    ['应当办结', dueInWords(deadline.due)],
    ['末日（不顺延）', dueInWords(deadline.strict)],
    ['法定届满', dueInWords(deadline.legal)],
    ['依据', deadline.basis],
    ['延长', deadline.extensionNote],
    ['不计入的时间', deadline.pauseReasons.join('；') || '没有规定'],
    ['届满后果', deadline.expiry || '—'],
    ['承办', [deadline.orgName, deadline.officerName].filter(Boolean).join('　') || '未指定'],
  ];
  return (
    <>
      <p>
        <Link to={deadline.path}>{deadline.subject}</Link>
      </p>
      <DeadlineTag deadline={deadline} />
      {allowed.length > 0 && (
        <p className="deadline-actions">
          {allowed.map((name) => (
            <Button key={name} onClick={() => setAction(name)}>
              {ACTIONS[name]}
            </Button>
          ))}
        </p>
      )}
      <dl className="deadline-facts">
        {rows.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {deadline.readings.length > 1 && (
        <>
          <h3>不同读法</h3>
          <ul>
            {deadline.readings.map((reading) => (
              <li key={reading.label}>
                <span className="num">{dueInWords(reading.due)}</span>　{reading.label}
                {reading.provisional && '（暂定）'}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>经过</h3>
      <Timeline
        entries={deadline.events.map((event) => ({
          at: event.at,
          who: event.who,
          org: event.org,
          what:
            event.dueBefore && event.dueBefore !== event.dueAfter
              ? `${event.actionName}：${dueInWords(event.dueBefore)} → ${dueInWords(event.dueAfter)}`
              : `${event.actionName}：${dueInWords(event.dueAfter)} 到期`,
          opinion: event.detail,
        }))}
      />
      {Dialog && <Dialog deadline={deadline} onClose={() => setAction(null)} />}
    </>
  );
}
