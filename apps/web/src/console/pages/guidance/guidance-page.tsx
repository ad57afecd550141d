import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import {
  ANSWER_KIND_NAMES,
  GUIDANCE_KIND_NAMES,
  GUIDANCE_KINDS,
  GUIDANCE_RESULT_NAMES,
  GUIDANCE_STATUS_NAMES,
} from '@wangjian/core/guidance.ts';
import { answerFile, type GuidanceDetail, getGuidance } from '@wangjian/server/modules/guidance/contract.ts';
import { Alert, Button, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { addressOf, call } from '../../../api/call.ts';
import { download } from '../../../api/download.ts';
import { RecordDocuments } from '../../document/record-documents.tsx';
import { RecordLink } from '../../document/record-link.tsx';
import { EvidenceCard } from '../../evidence/evidence-card.tsx';
import { CourseSteps, NextStep, RecordCourse } from '../../record/record-course.tsx';
import { HeadFact, RecordFields, RecordHead } from '../../record/record-head.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { useMay } from '../../session/use-me.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { GuidanceActions } from './guidance-actions.tsx';
import { GuidanceUnmask } from './guidance-unmask.tsx';
import '../../document/document.css';
import './guidance.css';

/** 行政指导详情: where it stands, the next step, answers, evidence before and after. */
export default function GuidancePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const guidance = useQuery({
    queryKey: ['guidance-record', id],
    queryFn: ({ signal }) => call(getGuidance, { params: { id }, signal }),
    refetchInterval: (query) => (query.state.data?.recheck?.state === 'running' ? 4000 : false),
  });
  return <QueryState query={guidance}>{(data) => <GuidanceView guidance={data} />}</QueryState>;
}

const VERDICTS = {
  'speaks-for': ['可以考虑', 'green'],
  'speaks-against': ['不利', 'red'],
  judge: ['需判断', 'gold'],
} as const;

function GuidanceView({ guidance }: { guidance: GuidanceDetail }) {
  const queries = useQueryClient();
  const reload = () => void queries.invalidateQueries({ queryKey: ['guidance-record', guidance.id] });
  const { answered } = GUIDANCE_KINDS[guidance.kind];
  return (
    <PageFrame
      title={guidance.title}
      crumb={guidance.number ?? GUIDANCE_KIND_NAMES[guidance.kind]}
      actions={<GuidanceActions guidance={guidance} onReload={reload} />}
    >
      <div className="panel">
        <Head guidance={guidance} />
        <CourseSteps
          order={answered ? ORDER : (['draft', 'closed'] as const)}
          at={guidance.status}
          names={GUIDANCE_STATUS_NAMES}
        />
      </div>
      <Next guidance={guidance} />
      <div className="record-columns">
        <div className="panel">
          <Tabs
            items={[
              { key: 'matter', label: '事项内容', children: <Matter guidance={guidance} /> },
              {
                key: 'documents',
                label: '文书',
                children: <RecordDocuments on={guidance.id} region={guidance.region} />,
              },
              ...(answered
                ? [
                    {
                      key: 'answers',
                      label: `当事人反馈（${guidance.answerList.length}）`,
                      children: <Answers guidance={guidance} />,
                    },
                    { key: 'evidence', label: '改正前后证据', children: <BeforeAfter guidance={guidance} /> },
                    { key: 'advice', label: '轻微免罚提示', children: <Advice guidance={guidance} /> },
                  ]
                : []),
            ]}
          />
        </div>
        <RecordCourse entries={guidance.timeline} />
      </div>
    </PageFrame>
  );
}

function Head({ guidance }: { guidance: GuidanceDetail }) {
  return (
    <RecordHead>
      <HeadFact name="状态">
        <Word of={GUIDANCE_STATUS_NAMES} value={guidance.status} />
        {guidance.result && GUIDANCE_RESULT_NAMES[guidance.result]}
      </HeadFact>
      <HeadFact name="类型">{GUIDANCE_KIND_NAMES[guidance.kind]}</HeadFact>
      <HeadFact name="当事人">{guidance.party}</HeadFact>
      <HeadFact name="反馈期限" set="num">
        {guidance.dueOn}
      </HeadFact>
      <HeadFact name="辖区">{guidance.regionName}</HeadFact>
      <HeadFact name="承办" set="num">{`${guidance.openedBy}　${minuteOf(guidance.openedAt)}`}</HeadFact>
      <HeadFact name="来源">{guidance.leadId ? <RecordLink id={guidance.leadId} /> : '主动实施'}</HeadFact>
      <HeadFact name="网上答复">
        {guidance.answerOpen
          ? `开放至 ${guidance.answerExpiresOn}`
          : guidance.servedOn
            ? '已关闭'
            : '送达后开放'}
      </HeadFact>
    </RecordHead>
  );
}

const ORDER = ['draft', 'issued', 'waiting', 'answered', 'rechecking', 'closed'] as const;

/** What has to be done now. */
function Next({ guidance }: { guidance: GuidanceDetail }) {
  const words = {
    draft: '请填写文书并提交审批（走访、调研记录填写后定稿即办结）。',
    issued: '文书已签发，请送达当事人并在文书页面登记送达。',
    waiting: '已送达，等待当事人反馈；当事人可以用通知书上的答复码网上反馈，也可以由您代登记。',
    answered: '当事人已反馈，请复查页面或者实地核实后办结。',
    rechecking:
      guidance.recheck === null || guidance.recheck.state === 'running'
        ? '正在复查，读到页面后核对改正前后的证据，再办结或者要求继续改正。'
        : guidance.recheck.stillFound > 0
          ? `复查仍发现同类问题 ${guidance.recheck.stillFound} 处，请要求继续改正；逾期不改的，转为案件。`
          : guidance.recheck.state === 'failed'
            ? '有页面没有读到，请重新发起复查，或者人工核实后办结。'
            : '复查未再发现同类问题，请核对改正前后的证据后办结。',
    closed: null,
    cancelled: null,
  }[guidance.status];
  if (words === null) return null;
  return (
    <NextStep>
      {words}
      {(guidance.status === 'draft' || guidance.status === 'issued') && guidance.documentId && (
        <Link to={`/documents/${guidance.documentId}`}>打开文书</Link>
      )}
    </NextStep>
  );
}

function Matter({ guidance }: { guidance: GuidanceDetail }) {
  const { form } = guidance;
  const mayUnmask = useMay('personal.unmask');
  const [unmasking, setUnmasking] = useState(false);
  const personal = form.address || form.phone || guidance.answerList.some(({ contact }) => contact !== null);
  const rows: readonly [string, string | null | undefined][] = [
    ['有关情况', form.facts],
    ['相关法律规定', form.articles.join('\n')],
    ['统一社会信用代码', form.uscc],
    ['住所（地址）', form.address],
    ['法定代表人（负责人）', form.representative],
    ['联系电话', form.phone],
    ['约谈时间和地点', form.talkAt ? `${form.talkAt.replace('T', ' ')}　${form.talkPlace ?? ''}` : null],
  ];
  return (
    <RecordFields rows={rows}>
      {form.url && (
        <div>
          <dt>网址</dt>
          <dd>
            <SafeLink url={form.url} />
          </dd>
        </div>
      )}
      {form.items.length > 0 && (
        <div>
          <dt>要求处置的信息（{form.items.length} 条）</dt>
          {form.items.map((item) => (
            <dd key={item.url}>
              {[item.shop, item.title].filter(Boolean).join('：')}　<SafeLink url={item.url} />
              <br />
              <span className="soft">{[item.problem, item.article].filter(Boolean).join('；')}</span>
            </dd>
          ))}
        </div>
      )}
      {personal && mayUnmask && (
        <div>
          <Button size="small" onClick={() => setUnmasking(true)}>
            查看完整信息
          </Button>
        </div>
      )}
      {unmasking && <GuidanceUnmask id={guidance.id} onClose={() => setUnmasking(false)} />}
    </RecordFields>
  );
}

function Answers({ guidance }: { guidance: GuidanceDetail }) {
  if (guidance.answerList.length === 0) return <p className="soft">当事人还没有反馈。</p>;
  return guidance.answerList.map((answer) => (
    <article key={answer.id} className="guidance-answer">
      <p>
        <Tag color={answer.kind === 'objection' ? 'red' : 'blue'}>{ANSWER_KIND_NAMES[answer.kind]}</Tag>
        {answer.by}
        {answer.contact && `　${answer.contact}`}
        <span className="soft">
          　{minuteOf(answer.at)}
          {answer.forParty ? `　由${answer.forParty}代登记` : '　网上提交'}
        </span>
      </p>
      <p className="guidance-words">{answer.text}</p>
      {answer.files.map((file) =>
        file.picture ? (
          <img
            key={file.id}
            alt={file.name}
            src={addressOf(answerFile.path, { id: guidance.id, fileId: file.id })}
          />
        ) : (
          <Button
            key={file.id}
            size="small"
            onClick={() => void download(answerFile, { params: { id: guidance.id, fileId: file.id } })}
          >
            {file.name}
          </Button>
        ),
      )}
    </article>
  ));
}

const RECHECK_WORDS = {
  running: '正在读取页面……',
  read: '已读到页面',
  gone: '页面已不能访问（可能已删除）',
  failed: '没有读到页面',
} as const;

function BeforeAfter({ guidance }: { guidance: GuidanceDetail }) {
  const { recheck } = guidance;
  return (
    <>
      {recheck && (
        <Alert
          type={
            (recheck.state === 'read' || recheck.state === 'gone') && recheck.stillFound === 0
              ? 'success'
              : recheck.state === 'running'
                ? 'info'
                : 'warning'
          }
          showIcon
          title={
            <>
              复查：{RECHECK_WORDS[recheck.state]}
              {recheck.state === 'read' &&
                (recheck.stillFound > 0 ? `，仍发现同类问题 ${recheck.stillFound} 处` : '，未再发现同类问题')}
              　<Link to={`/patrols/${recheck.patrolId}`}>查看复查记录</Link>
            </>
          }
          description={
            <ul className="plain-list">
              {recheck.pages.map((page) => (
                <li key={page.url}>
                  <SafeLink url={page.url} />
                  <span className="soft">
                    {' '}
                    {RECHECK_WORDS[page.state]}
                    {page.stillFound > 0 && `，仍发现同类问题 ${page.stillFound} 处`}
                    {page.problem && `：${page.problem}`}
                  </span>
                </li>
              ))}
            </ul>
          }
        />
      )}
      <h3>改正前</h3>
      {guidance.evidenceBefore.length === 0 ? (
        <p className="soft">没有改正前的网页证据。由线索转来的行政指导会带入线索的证据。</p>
      ) : (
        guidance.evidenceBefore.map((id) => <EvidenceCard key={id} id={id} />)
      )}
      <h3>改正后</h3>
      {guidance.evidenceAfter.length > 0 ? (
        guidance.evidenceAfter.map((id) => <EvidenceCard key={id} id={id} />)
      ) : (
        <p className="soft">办结时自动把复查读到的页面固定为证据。</p>
      )}
    </>
  );
}

function Advice({ guidance }: { guidance: GuidanceDetail }) {
  return (
    <>
      <p className="soft">依据法律原文列出，是否适用由承办人判断、负责人审批。</p>
      {guidance.advice.map((one) => {
        const [word, colour] = VERDICTS[one.verdict];
        return (
          <p key={one.text}>
            <Tag color={colour}>{word}</Tag>
            {one.text}
            <span className="soft">（{one.basis}）</span>
          </p>
        );
      })}
    </>
  );
}
