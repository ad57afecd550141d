import { Link } from '@tanstack/react-router';
import { JOINT_KIND_NAMES, JOINT_STATUS_NAMES, type JointKind } from '@wangjian/core/joint.ts';
import {
  exportActions,
  exportConferences,
  type JointItem,
  listJoint,
} from '@wangjian/server/modules/joint/contract.ts';
import { Button, Tag } from 'antd';
import { call } from '../../../api/call.ts';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';

const COLUMNS: readonly ListColumn<JointItem>[] = [
  {
    key: 'title',
    title: '名称',
    width: 260,
    grow: true,
    sort: 'title',
    render: (one) => <Link to={`/joint/${one.id}`}>{one.title}</Link>,
    hint: (one) => one.title,
  },
  {
    key: 'status',
    title: '状态',
    width: 84,
    sort: 'status',
    render: (one) => <Word of={JOINT_STATUS_NAMES} value={one.status} />,
  },
  {
    key: 'lead',
    title: '牵头单位',
    width: 250,
    render: (one) => (
      <>
        {one.leads && (
          <Tag className="word-tag before-words" color="blue">
            本单位
          </Tag>
        )}
        {one.oversees && <Tag className="word-tag before-words">下级</Tag>}
        {one.leadName}
      </>
    ),
    hint: (one) => one.leadName,
  },
  { key: 'units', title: '单位数', width: 68, align: 'right', render: (one) => String(one.units) },
  {
    key: 'openTasks',
    title: '本单位待办',
    width: 92,
    align: 'right',
    render: (one) => (one.openTasks > 0 ? String(one.openTasks) : ''),
  },
  { key: 'nextDue', title: '最近到期', width: 100, render: (one) => one.nextDue },
  { key: 'endsOn', title: '计划结束', width: 100, sort: 'endsOn', render: (one) => one.endsOn },
  { key: 'by', title: '发起人', width: 80, optional: true, render: (one) => one.openedBy },
  {
    key: 'openedAt',
    title: '发起时间',
    width: 134,
    sort: 'openedAt',
    render: (one) => minuteOf(one.openedAt),
  },
];

const FILTERS: readonly ListFilter[] = [
  { name: 'status', label: '状态', input: 'many', options: optionsOf(JOINT_STATUS_NAMES) },
  { name: 'opened', label: '发起日期', input: 'days', folded: true },
];
const WORDS = {
  action: {
    open: '发起联合行动',
    none: '本单位还没有参加联合行动',
    hint: '违法行为涉及多个部门的，发起联合行动；受邀参加的也会出现在这里。',
  },
  conference: {
    open: '建立联席会议',
    none: '本单位还没有参加联席会议',
    hint: '需要与其他部门经常会商的，建立联席会议；受邀参加的也会出现在这里。',
  },
} as const satisfies Record<JointKind, object>;

/** 联合行动, or 联席会议: what the officer's units lead or take part in. */
export function JointList({ kind }: { kind: JointKind }) {
  const mayWrite = useMay('joint.write');
  const words = WORDS[kind];
  const fresh = mayWrite && (
    <Link to="/joint/new" search={{ kind }}>
      <Button type="primary">{words.open}</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={fresh}>
      <ListPage
        list="joint"
        scope={kind}
        label={JOINT_KIND_NAMES[kind]}
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-openedAt"
        keyword="名称、目的"
        load={(query, signal) => call(listJoint, { query: { ...query, kind: [kind] }, signal })}
        exports={kind === 'action' ? exportActions : exportConferences}
        hrefOf={(one) => `/joint/${one.id}`}
        empty={
          <>
            <b>{words.none}</b>
            <span className="soft">{words.hint}</span>
            {fresh}
          </>
        }
      />
    </PageFrame>
  );
}
