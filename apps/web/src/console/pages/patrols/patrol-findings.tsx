import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listFindings } from '@wangjian/server/modules/findings/contract.ts';
import { call } from '../../../api/call.ts';
import { MarkedQuote } from '../../record/marked-text.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { Word } from '../../word-tag.tsx';
import { FINDING_LEVEL_NAMES, FINDING_STATUS_NAMES } from '../../words.ts';

/** The newest findings of one patrol as they come in; all of them open in the triage. */
export function PatrolFindings({ patrolId, live }: { patrolId: string; live: boolean }) {
  const findings = useQuery({
    queryKey: ['patrol-findings', patrolId],
    queryFn: ({ signal }) =>
      call(listFindings, { query: { patrolId, sort: '-foundAt', pageSize: 100 }, signal }),
    refetchInterval: live ? 3_000 : false,
  });
  return (
    <QueryState query={findings}>
      {({ items, total }) =>
        total === 0 ? (
          <div className="page-state soft">
            {live ? '还没有发现，监测仍在进行。' : '这次监测没有发现违法或疑似内容。'}
          </div>
        ) : (
          <div className="patrol-findings">
            <p>
              {total > items.length && `最新 ${items.length} 条，共 ${total} 条。`}
              <Link to="/findings" search={{ patrolId, status: 'all' }}>
                到“发现甄别”逐条处理
              </Link>
            </p>
            <table className="plain-table">
              <thead>
                <tr>
                  <th style={{ width: 70 }}>级别</th>
                  <th style={{ width: 84 }}>状态</th>
                  <th style={{ width: '24%' }}>规则</th>
                  <th>句子</th>
                  <th style={{ width: '18%' }}>网站</th>
                </tr>
              </thead>
              <tbody>
                {items.map((finding) => (
                  <tr key={finding.id}>
                    <td>
                      <Word of={FINDING_LEVEL_NAMES} value={finding.level} />
                    </td>
                    <td>
                      <Word of={FINDING_STATUS_NAMES} value={finding.status} />
                    </td>
                    <td>
                      <Link to="/findings" search={{ patrolId, status: 'all', at: finding.id }}>
                        {finding.ruleTitle}
                      </Link>
                    </td>
                    <td className="break">
                      {finding.quote ? (
                        <MarkedQuote quote={finding.quote} term={finding.term} />
                      ) : (
                        finding.why
                      )}
                    </td>
                    <td>{finding.siteName}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </QueryState>
  );
}
