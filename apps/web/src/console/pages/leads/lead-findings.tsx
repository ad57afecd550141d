import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listFindings } from '@wangjian/server/modules/findings/contract.ts';
import { call } from '../../../api/call.ts';
import { MarkedQuote } from '../../record/marked-text.tsx';
import { SafeLink } from '../../record/safe-link.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { FINDING_LEVEL_NAMES, FINDING_STATUS_NAMES } from '../../words.ts';

/** What the rules found that led to this lead: sentence, term, why, and where. */
export function LeadFindings({ leadId, ids }: { leadId: string; ids: readonly string[] }) {
  const findings = useQuery({
    queryKey: ['findings-of-lead', leadId],
    queryFn: ({ signal }) => call(listFindings, { query: { leadId, pageSize: 500 }, signal }),
    enabled: ids.length > 0,
  });
  if (ids.length === 0) return <p className="soft">这条线索是手工登记的，没有监测发现。</p>;
  return (
    <QueryState query={findings}>
      {({ items }) => (
        <ol className="lead-findings">
          {items.map((finding) => (
            <li key={finding.id}>
              <div>
                <Word of={FINDING_LEVEL_NAMES} value={finding.level} />
                <Link to="/findings" search={{ leadId, status: 'all', at: finding.id }}>
                  {finding.ruleTitle}
                </Link>{' '}
                <Word of={FINDING_STATUS_NAMES} value={finding.status} />
                <span className="soft num">
                  {minuteOf(finding.foundAt)}
                  {finding.occurrences > 1 && `　同一内容出现 ${finding.occurrences} 次`}
                </span>
              </div>
              {finding.quote && (
                <blockquote>
                  <MarkedQuote quote={finding.quote} term={finding.term} />
                </blockquote>
              )}
              <p className="soft">{finding.why}</p>
              <SafeLink url={finding.url} />
            </li>
          ))}
        </ol>
      )}
    </QueryState>
  );
}
