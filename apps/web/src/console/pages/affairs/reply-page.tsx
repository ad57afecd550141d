import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  FEEDBACK_NAMES,
  OPENNESS_NAMES,
  REPLY_KIND_NAMES,
  REPLY_ROLE_NAMES,
  REPLY_STATUS_NAMES,
} from '@wangjian/core/affairs.ts';
import { getReply, type ReplyDetail } from '@wangjian/server/modules/affairs/contract.ts';
import { Tabs } from 'antd';
import { call } from '../../../api/call.ts';
import { DeadlineTag } from '../../deadline/deadline-tag.tsx';
import { RecordDocuments } from '../../document/record-documents.tsx';
import { NextStep, RecordCourse } from '../../record/record-course.tsx';
import { HeadFact, RecordFields, RecordHead } from '../../record/record-head.tsx';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { Word } from '../../word-tag.tsx';
import { ReplyActions } from './reply-actions.tsx';
import '../../document/document.css';

/** 建议提案详情: the proposal, the reply, and what the deputy said of it. */
export default function ReplyPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const reply = useQuery({
    queryKey: ['reply', id],
    queryFn: ({ signal }) => call(getReply, { params: { id }, signal }),
  });
  return <QueryState query={reply}>{(data) => <ReplyView reply={data} />}</QueryState>;
}

function ReplyView({ reply }: { reply: ReplyDetail }) {
  const number = `${reply.session}第${reply.proposalNumber}号${REPLY_KIND_NAMES[reply.kind].slice(-2)}`;
  const rows: readonly [string, string | null][] = [
    ['建议提案内容', reply.content],
    ['抄送', reply.copies.join('，')],
    ['公开属性', reply.openness && OPENNESS_NAMES[reply.openness]],
    ['代表（委员）意见', reply.feedback && `${FEEDBACK_NAMES[reply.feedback]}　${reply.feedbackWords ?? ''}`],
  ];
  return (
    <PageFrame title={reply.title} crumb={number} actions={<ReplyActions reply={reply} />}>
      <div className="panel">
        <RecordHead>
          <HeadFact name="状态">
            <Word of={REPLY_STATUS_NAMES} value={reply.status} />
            {reply.result && `办理结果 ${reply.result}`}
          </HeadFact>
          <HeadFact name="届次和编号">{number}</HeadFact>
          <HeadFact name="代表（委员）">{reply.proposers.join('、')}</HeadFact>
          <HeadFact name="答复期限">
            {reply.deadline ? <DeadlineTag deadline={reply.deadline} /> : reply.dueOn}
          </HeadFact>
          <HeadFact name="承办单位">{`${reply.orgName}（${REPLY_ROLE_NAMES[reply.role]}）`}</HeadFact>
          <HeadFact name="来文号">
            {[reply.incomingNumber, reply.assignedBy].filter(Boolean).join('　')}
          </HeadFact>
          <HeadFact name="文号、签发人">{[reply.number, reply.signer].filter(Boolean).join('　')}</HeadFact>
          <HeadFact name="答复日期" set="num">
            {reply.repliedOn}
          </HeadFact>
        </RecordHead>
      </div>
      <Next reply={reply} />
      <div className="record-columns">
        <div className="panel">
          <Tabs
            items={[
              {
                key: 'matter',
                label: '内容',
                children: rows.some(([, words]) => words) ? (
                  <RecordFields rows={rows} />
                ) : (
                  <p className="soft">没有登记内容，可以点“修改”补充。</p>
                ),
              },
              {
                key: 'documents',
                label: '文书',
                children: <RecordDocuments on={reply.id} region={reply.region} />,
              },
            ]}
          />
        </div>
        <RecordCourse entries={reply.timeline} />
      </div>
    </PageFrame>
  );
}

/** What has to be done now. */
function Next({ reply }: { reply: ReplyDetail }) {
  const words = {
    registered: '请拟制答复函，填写办理结果、公开属性和抄送单位。',
    drafting: '请在文书页面填写联系方式并提交审核、签发。',
    signed: '答复函已签发，送交代表（委员）后登记答复日期。',
    replied: reply.feedback ? null : '请在收到代表（委员）意见后登记。',
    cancelled: null,
  }[reply.status];
  if (words === null) return null;
  return (
    <NextStep>
      {words}
      {reply.documentId && reply.status !== 'replied' && (
        <Link to={`/documents/${reply.documentId}`}>打开答复函</Link>
      )}
    </NextStep>
  );
}
