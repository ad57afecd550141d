import { Link } from '@tanstack/react-router';
import {
  OPENNESS_NAMES,
  REPLY_KIND_NAMES,
  REPLY_RESULT_NAMES,
  REPLY_ROLE_NAMES,
  REPLY_STATUS_NAMES,
} from '@wangjian/core/affairs.ts';
import { exportReplies, listReplies, type ReplyItem } from '@wangjian/server/modules/affairs/contract.ts';
import { Button } from 'antd';
import { call } from '../../../api/call.ts';
import { DeadlineTag } from '../../deadline/deadline-tag.tsx';
import type { ListColumn, ListFilter } from '../../list/list-column.ts';
import { ListPage } from '../../list/list-page.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { Word } from '../../word-tag.tsx';
import { optionsOf } from '../../words.ts';
import { useUnits } from './org-field.tsx';

const COLUMNS: readonly ListColumn<ReplyItem>[] = [
  {
    key: 'title',
    title: '标题',
    width: 250,
    grow: true,
    sort: 'title',
    render: (one) => <Link to={`/affairs/replies/${one.id}`}>{one.title}</Link>,
    hint: (one) => one.title,
  },
  {
    key: 'session',
    title: '届次和编号',
    width: 220,
    render: (one) => `${one.session} 第${one.proposalNumber}号`,
    hint: (one) => `${one.session} 第${one.proposalNumber}号`,
  },
  {
    key: 'kind',
    title: '类型',
    width: 110,
    optional: true,
    render: (one) => REPLY_KIND_NAMES[one.kind],
  },
  {
    key: 'proposers',
    title: '代表（委员）',
    width: 104,
    render: (one) => one.proposers.join('、'),
    hint: (one) => one.proposers.join('、'),
  },
  {
    key: 'status',
    title: '状态',
    width: 80,
    sort: 'status',
    render: (one) => <Word of={REPLY_STATUS_NAMES} value={one.status} />,
  },
  {
    key: 'dueOn',
    title: '答复期限',
    width: 168,
    sort: 'dueOn',
    render: (one) =>
      one.deadline ? <DeadlineTag deadline={one.deadline} /> : <span className="num">{one.dueOn}</span>,
  },
  { key: 'org', title: '承办单位', width: 150, render: (one) => one.orgName, hint: (one) => one.orgName },
  { key: 'role', title: '主办会办', width: 80, optional: true, render: (one) => REPLY_ROLE_NAMES[one.role] },
  { key: 'number', title: '文号', width: 180, sort: 'number', render: (one) => one.number },
  { key: 'result', title: '结果', width: 52, render: (one) => one.result },
  { key: 'signer', title: '签发人', width: 76, optional: true, render: (one) => one.signer },
  {
    key: 'openness',
    title: '公开属性',
    width: 116,
    optional: true,
    render: (one) => one.openness && OPENNESS_NAMES[one.openness],
  },
  {
    key: 'repliedOn',
    title: '答复日期',
    width: 96,
    sort: 'repliedOn',
    render: (one) => one.repliedOn,
  },
];

/** 建议提案答复: proposals of deputies, by when they are to be answered. */
export default function ReplyList() {
  const mayWrite = useMay('campaign.write');
  const units = useUnits();
  const filters: readonly ListFilter[] = [
    { name: 'status', label: '状态', input: 'many', options: optionsOf(REPLY_STATUS_NAMES) },
    { name: 'kind', label: '类型', input: 'many', options: optionsOf(REPLY_KIND_NAMES) },
    { name: 'org', label: '承办单位', input: 'one', options: units.data ?? [] },
    {
      name: 'result',
      label: '办理结果',
      input: 'many',
      options: optionsOf(REPLY_RESULT_NAMES),
      folded: true,
    },
    { name: 'replied', label: '答复日期', input: 'days', folded: true },
  ];
  const fresh = mayWrite && (
    <Link to="/affairs/replies/new">
      <Button type="primary">登记建议提案</Button>
    </Link>
  );
  return (
    <PageFrame fill actions={fresh}>
      <ListPage
        list="replies"
        label="建议提案答复"
        columns={COLUMNS}
        filters={filters}
        defaultSort="-receivedOn"
        keyword="标题、编号、代表、文号"
        load={(query, signal) => call(listReplies, { query, signal })}
        exports={exportReplies}
        hrefOf={(one) => `/affairs/replies/${one.id}`}
        empty={
          <>
            <b>还没有登记建议提案</b>
            <span className="soft">收到交办的人大代表建议、政协委员提案后先登记，系统按答复期限提醒。</span>
            {fresh}
          </>
        }
      />
    </PageFrame>
  );
}
