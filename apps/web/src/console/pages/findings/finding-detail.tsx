import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FindingDetail as Detail, getFinding } from '@wangjian/server/modules/findings/contract.ts';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { EvidenceCard } from '../../evidence/evidence-card.tsx';
import { CitationList, Unverified } from '../../record/citation-list.tsx';
import { MarkedText } from '../../record/marked-text.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { FINDING_LEVEL_NAMES, FINDING_STATUS_NAMES, REJECT_REASON_NAMES } from '../../words.ts';

/** One finding whole. */
export const findingQuery = (id: string) => ({
  queryKey: ['finding', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(getFinding, { params: { id }, signal }),
});

/** Why the rule fired: the sentence with the term marked, the articles, and the picture of the page beside them. */
export function FindingDetail({ id, next }: { id: string; next: string | undefined }) {
  const queries = useQueryClient();
  const finding = useQuery(findingQuery(id));
  useEffect(() => {
    if (next) void queries.prefetchQuery({ ...findingQuery(next), staleTime: 30_000 });
  }, [next, queries]);
  return <QueryState query={finding}>{(data) => <DetailView finding={data} />}</QueryState>;
}

function DetailView({ finding }: { finding: z.output<typeof Detail> }) {
  const { confirmed, rejected, newest } = finding.rulePrecision;
  const judged = confirmed + rejected;
  const words = useRef<HTMLQuoteElement>(null);
  // The term stands in the middle of its surroundings, and the box shows only some lines of them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each finding
  useEffect(() => {
    const box = words.current;
    const mark = box?.querySelector('mark');
    if (box && mark)
      box.scrollTop = mark.offsetTop - box.offsetTop - box.clientHeight / 2 + mark.offsetHeight / 2;
  }, [finding.id]);
  return (
    <div className="triage-columns">
      <div className="triage-words">
        <h2>
          <Word of={FINDING_LEVEL_NAMES} value={finding.level} />
          <Word of={FINDING_STATUS_NAMES} value={finding.status} />
          {finding.ruleTitle}
        </h2>
        <blockquote className="triage-context" ref={words}>
          {finding.context.text ? (
            <MarkedText {...finding.context} />
          ) : (
            <span className="soft">这条发现说的是网站缺少的内容，没有对应的句子。</span>
          )}
        </blockquote>
        <dl className="triage-facts">
          <dt>为什么</dt>
          <dd>{finding.why}</dd>
          <dt>违法行为</dt>
          <dd>
            {finding.violationName}
            <span className="soft">（{finding.categoryName}）</span>
          </dd>
          <dt>违反条款</dt>
          <dd>
            <CitationList articles={finding.articles} />
          </dd>
          <dt>处罚依据</dt>
          <dd>
            {finding.penaltyArticle ?? '—'}
            {finding.fine && <div className="soft">{finding.fine}</div>}
            {finding.penaltyUnverified && <Unverified />}
          </dd>
          <dt>网站</dt>
          <dd>
            <Link to={`/registry/${finding.siteId}`}>{finding.siteName}</Link>
            <span className="soft">　{finding.regionName}</span>
          </dd>
          <dt>网页</dt>
          <dd>
            {finding.pageTitle && <div>{finding.pageTitle}</div>}
            <SafeLink url={finding.url} />
            {finding.pages.length > 1 && (
              <details>
                <summary>同样的内容出现在 {finding.pages.length} 个网页</summary>
                <ul>
                  {finding.pages.map((page) => (
                    <li key={page.url}>
                      <SafeLink url={page.url}>{page.title || page.url}</SafeLink>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </dd>
          <dt>发现时间</dt>
          <dd className="num">
            {minuteOf(finding.foundAt)}
            {finding.lastSeenAt !== finding.foundAt && `，最近一次 ${minuteOf(finding.lastSeenAt)}`}
          </dd>
          <dt>规则</dt>
          <dd className="num">
            {finding.rule}，第 {finding.ruleVersion} 版；
            {judged === 0
              ? '还没有甄别过'
              : `${newest ? `最近甄别的 ${judged} 条` : `甄别过 ${judged} 条`}，属实 ${confirmed} 条（${Math.round((confirmed / judged) * 100)}%）`}
          </dd>
          {finding.leadId && (
            <>
              <dt>线索</dt>
              <dd>
                <Link to={`/leads/${finding.leadId}`}>查看线索</Link>
              </dd>
            </>
          )}
          {finding.decidedBy && (
            <>
              <dt>结论</dt>
              <dd className="num">
                {finding.decidedBy} {minuteOf(finding.decidedAt)}
                {finding.rejectReason && `　${REJECT_REASON_NAMES[finding.rejectReason]}`}
                {finding.note && <div>{finding.note}</div>}
              </dd>
            </>
          )}
        </dl>
      </div>
      <div className="triage-evidence">
        {finding.evidenceId ? (
          <EvidenceCard id={finding.evidenceId} compact />
        ) : (
          <div className="evidence-picture empty soft">这条发现还没有固定证据；确认后会自动固证。</div>
        )}
      </div>
    </div>
  );
}
