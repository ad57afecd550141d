import { Link } from '@tanstack/react-router';
import { JOINT_TASK_STATUS_NAMES } from '@wangjian/core/joint.ts';
import { type JointTaskItem, listJointTasks } from '@wangjian/server/modules/joint/contract.ts';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';
import { DueDay } from './due-day.tsx';

const COLUMNS: readonly ListColumn<JointTaskItem>[] = [
  {
    key: 'title',
    title: '任务',
    width: 260,
    grow: true,
    sort: 'title',
    render: (one) => <Link to={`/joint/${one.workId}?tab=tasks`}>{one.title}</Link>,
    hint: (one) => one.title,
  },
  {
    key: 'status',
    title: '状态',
    width: 84,
    sort: 'status',
    render: (one) => <Word of={JOINT_TASK_STATUS_NAMES} value={one.status} />,
  },
  { key: 'dueOn', title: '完成期限', width: 150, sort: 'dueOn', render: (one) => <DueDay task={one} /> },
  { key: 'unit', title: '责任单位', width: 220, render: (one) => one.unit, hint: (one) => one.unit },
  {
    key: 'work',
    title: '联合工作',
    width: 240,
    render: (one) => <Link to={`/joint/${one.workId}`}>{one.workTitle}</Link>,
    hint: (one) => one.workTitle,
  },
  { key: 'doneOn', title: '完成日期', width: 100, render: (one) => one.doneOn },
];

const FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'many', options: optionsOf(JOINT_TASK_STATUS_NAMES) },
];

/** 本单位联合任务: what is due for the officer's units, over all joint work. */
export default function JointTasks() {
  return (
    <PageFrame fill>
      <ListPage
        list="joint-tasks"
        label="本单位联合任务"
        columns={COLUMNS}
        filters={FILTERS}
        defaults={{ status: 'open' }}
        defaultSort="dueOn"
        keyword="任务"
        load={(query, signal) => call(listJointTasks, { query, signal })}
        hrefOf={(one) => `/joint/${one.workId}?tab=tasks`}
        empty={
          <>
            <b>没有联合任务</b>
            <span className="soft">联合行动、联席会议给本单位布置的任务会出现在这里，到期前有提醒。</span>
          </>
        }
      />
    </PageFrame>
  );
}
