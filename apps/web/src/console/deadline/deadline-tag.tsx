import type { DeadlineView } from '@wangjian/server/modules/deadlines/contract.ts';
import { Popover } from 'antd';
import './deadline.css';
import { dueInWords, lampInWords, leftInWords } from './deadline-words.ts';

/** 绿灯、黄灯、红灯: colour, shape and word, so that it is read without colours too. */
function DeadlineLamp({ deadline }: { readonly deadline: DeadlineView }) {
  const look = deadline.pausedSince ? 'paused' : deadline.overdue ? 'over' : deadline.lamp;
  return <span className={`deadline-lamp ${look}`} role="img" aria-label={lampInWords(deadline)} />;
}

/**
 * A deadline on a list or a record: lamp, day on which it is due, what is left, 暂定 and 未核对; what it rests on (基准,
 * readings) opens on hover or focus. `deadlines[0]` of a record is its next one.
 */
export function DeadlineTag(props: {
  readonly deadline: DeadlineView | undefined;
  /** Names the period as well, where a record has several. */
  readonly named?: boolean;
}) {
  const { deadline, named } = props;
  if (!deadline) return <span className="soft">—</span>;
  const stands = deadline.pausedSince !== null && deadline.ended === null;
  return (
    <Popover
      content={<DeadlineBasis deadline={deadline} />}
      trigger={['hover', 'focus']}
      placement="bottomLeft"
      mouseEnterDelay={0.3}
    >
      <button
        type="button"
        className={`deadline-tag ${deadline.overdue && !deadline.ended ? 'over' : deadline.lamp}`}
      >
        <DeadlineLamp deadline={deadline} />
        {named && <span className="deadline-name">{deadline.title}</span>}
        {!stands && <span className="num">{dueInWords(deadline.due)}</span>}
        <b>{leftInWords(deadline)}</b>
        {deadline.provisional && !deadline.ended && <em>暂定</em>}
        {deadline.unverified && <em>未核对</em>}
      </button>
    </Popover>
  );
}

/** All deadlines of a record, one under the other; what has ended is folded away. */
export function DeadlineTags({ deadlines }: { readonly deadlines: readonly DeadlineView[] }) {
  if (deadlines.length === 0) return <span className="soft">没有期限</span>;
  const running = deadlines.filter(({ ended }) => !ended);
  const over = deadlines.filter(({ ended }) => ended);
  return (
    <>
      {running.length > 0 && <TagList deadlines={running} />}
      {over.length > 0 && (
        <details className="deadline-ended">
          <summary>已结束 {over.length} 项</summary>
          <TagList deadlines={over} />
        </details>
      )}
    </>
  );
}

function TagList({ deadlines }: { readonly deadlines: readonly DeadlineView[] }) {
  return (
    <ul className="deadline-tags">
      {deadlines.map((deadline) => (
        <li key={deadline.id}>
          <DeadlineTag deadline={deadline} named />
        </li>
      ))}
    </ul>
  );
}

/** 依据: from when, how long, by which article; the three ends, and what else the law may be read to say. */
function DeadlineBasis({ deadline }: { readonly deadline: DeadlineView }) {
  const rows: readonly [string, string][] = [
    ['期限', `${deadline.title}，${deadline.length}`],
    ['起算', deadline.startedOn],
    ...(deadline.pausedSince ? [['中止', `${deadline.pausedSince} 起不计入`] as [string, string]] : []),
    ['应当办结', dueInWords(deadline.due)],
    ...(deadline.strict === deadline.legal
      ? []
      : [
          ['末日（不顺延）', dueInWords(deadline.strict)] as [string, string],
          ['法定届满', dueInWords(deadline.legal)] as [string, string],
        ]),
    ['依据', deadline.basis],
  ];
  return (
    <div className="deadline-basis">
      <dl>
        {rows.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {deadline.readings.length > 1 && (
        <>
          <b>法律可以有不同读法</b>
          <ul>
            {deadline.readings.map((reading) => (
              <li key={reading.label}>
                {dueInWords(reading.due)}：{reading.label}
                {reading.provisional ? '（暂定）' : ''}
              </li>
            ))}
          </ul>
        </>
      )}
      {deadline.provisional && <p>暂定：涉及尚未公布放假安排的日子，国务院办公厅通知公布后自动重算。</p>}
      {deadline.unverified && <p>未核对：所据规定的原文尚未核对，使用前请查证。</p>}
    </div>
  );
}
