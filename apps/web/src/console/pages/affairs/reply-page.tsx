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
import { Alert, Tabs } from 'antd';
import { call } from '../../../api/call.ts';
import { DeadlineTag } from '../../deadline/deadline-tag.tsx';
import { RecordDocuments } from '../../document/record-documents.tsx';
import { Timeline } from '../../record/timeline.tsx';
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
        <dl className="record-head">
          <div>
            <dt>状态</dt>
            <dd>
              <Word of={REPLY_STATUS_NAMES} value={reply.status} />
              {reply.result && `办理结果 ${reply.result}`}
            </dd>
          </div>
          <div>
            <dt>届次和编号</dt>
            <dd>{number}</dd>
          </div>
          <div>
            <dt>代表（委员）</dt>
            <dd>{reply.proposers.join('、')}</dd>
          </div>
          <div>
            <dt>答复期限</dt>
            <dd>{reply.deadline ? <DeadlineTag deadline={reply.deadline} /> : reply.dueOn}</dd>
          </div>
          <div>
            <dt>承办单位</dt>
            <dd>
              {reply.orgName}（{REPLY_ROLE_NAMES[reply.role]}）
            </dd>
          </div>
          <div>
            <dt>来文号</dt>
            <dd>{[reply.incomingNumber, reply.assignedBy].filter(Boolean).join('　') || '—'}</dd>
          </div>
          <div>
            <dt>文号、签发人</dt>
            <dd>{[reply.number, reply.signer].filter(Boolean).join('　') || '—'}</dd>
          </div>
          <div>
            <dt>答复日期</dt>
            <dd className="num">{reply.repliedOn ?? '—'}</dd>
          </div>
        </dl>
      </div>
      <NextStep reply={reply} />
      <div className="record-columns">
        <div className="panel">
          <Tabs
            items={[
              {
                key: 'matter',
                label: '内容',
                children: rows.some(([, words]) => words) ? (
                  <dl className="record-fields">
                    {rows
                      .filter(([, words]) => words)
                      .map(([name, words]) => (
                        <div key={name}>
                          <dt>{name}</dt>
                          <dd style={{ whiteSpace: 'pre-wrap' }}>{words}</dd>
                        </div>
                      ))}
                  </dl>
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
        <section className="panel">
          <h2>办理日志</h2>
          <Timeline
            entries={reply.timeline.map(({ actionName, ...entry }) => ({ ...entry, what: actionName }))}
          />
        </section>
      </div>
    </PageFrame>
  );
}

/** What has to be done now, in one sentence with the way to it. */
function NextStep({ reply }: { reply: ReplyDetail }) {
  const words = {
    registered: '请拟制答复函，填写办理结果、公开属性和抄送单位。',
    drafting: '请在文书页面填写联系方式并提交审核、签发。',
    signed: '答复函已签发，送交代表（委员）后登记答复日期。',
    replied: reply.feedback ? null : '请在收到代表（委员）意见后登记。',
    cancelled: null,
  }[reply.status];
  if (words === null) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={
        <>
          下一步：{words}
          {reply.documentId && reply.status !== 'replied' && (
            <Link to={`/documents/${reply.documentId}`}>打开答复函</Link>
          )}
        </>
      }
    />
  );
}
