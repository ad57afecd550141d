import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LEAD_STATUS_NAMES } from '@wangjian/core/lead.ts';
import { SITE_KIND_NAMES } from '@wangjian/core/site.ts';
import { listEvidence } from '@wangjian/server/modules/evidence/contract.ts';
import { listFindings } from '@wangjian/server/modules/findings/contract.ts';
import { listLeads } from '@wangjian/server/modules/leads/contract.ts';
import type { SiteDetail } from '@wangjian/server/modules/registry/contract.ts';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { EvidenceCard } from '../../evidence/evidence-card.tsx';
import { MarkedQuote } from '../../record/marked-text.tsx';
import { Timeline } from '../../record/timeline.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import { Word } from '../../word-tag.tsx';
import { CONFIRM_METHOD_NAMES, FINDING_LEVEL_NAMES, FINDING_STATUS_NAMES } from '../../words.ts';

/** The newest findings on a site. */
export function SiteFindings({ siteId }: { siteId: string }) {
  const findings = useQuery({
    queryKey: ['findings-of-site', siteId],
    queryFn: ({ signal }) =>
      call(listFindings, { query: { siteId, sort: '-foundAt', pageSize: 50 }, signal }),
  });
  return (
    <QueryState query={findings}>
      {({ items, total }) =>
        total === 0 ? (
          <p className="soft">这个主体还没有监测发现。</p>
        ) : (
          <>
            <table className="plain-table wordy">
              <tbody>
                {items.map((finding) => (
                  <tr key={finding.id}>
                    <td style={{ width: 150 }}>
                      <Word of={FINDING_LEVEL_NAMES} value={finding.level} />
                      <Word of={FINDING_STATUS_NAMES} value={finding.status} />
                    </td>
                    <td className="break">
                      <Link to="/findings" search={{ siteId, status: 'all', at: finding.id }}>
                        {finding.ruleTitle}
                      </Link>
                      <div>
                        {finding.quote ? (
                          <MarkedQuote quote={finding.quote} term={finding.term} />
                        ) : (
                          finding.why
                        )}
                      </div>
                    </td>
                    <td className="num soft" style={{ width: 130 }}>
                      {minuteOf(finding.foundAt)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {total > items.length && (
              <Link to="/findings" search={{ siteId, status: 'all' }}>
                查看全部 {total} 条
              </Link>
            )}
          </>
        )
      }
    </QueryState>
  );
}

/** The leads about a site. */
export function SiteLeads({ siteId }: { siteId: string }) {
  const leads = useQuery({
    queryKey: ['leads-of-site', siteId],
    queryFn: ({ signal }) =>
      call(listLeads, { query: { siteId, sort: '-registeredAt', pageSize: 50 }, signal }),
  });
  return (
    <QueryState query={leads}>
      {({ items, total }) =>
        total === 0 ? (
          <p className="soft">这个主体没有线索。</p>
        ) : (
          <table className="plain-table wordy">
            <tbody>
              {items.map((lead) => (
                <tr key={lead.id}>
                  <td style={{ width: 90 }}>
                    <Word of={LEAD_STATUS_NAMES} value={lead.status} />
                  </td>
                  <td>
                    <Link to={`/leads/${lead.id}`}>{lead.title}</Link>
                  </td>
                  <td className="num soft" style={{ width: 200 }}>
                    {lead.number}
                  </td>
                  <td className="num soft" style={{ width: 130 }}>
                    {minuteOf(lead.registeredAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </QueryState>
  );
}

/** The sealed pages of a site. */
export function SiteEvidence({ siteId }: { siteId: string }) {
  const evidence = useQuery({
    queryKey: ['evidence-of-site', siteId],
    queryFn: ({ signal }) => call(listEvidence, { query: { siteId }, signal }),
  });
  return (
    <QueryState query={evidence}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">还没有为这个主体固定过网页证据。</p>
        ) : (
          items.slice(0, 20).map((one) => <EvidenceCard key={one.id} id={one.id} />)
        )
      }
    </QueryState>
  );
}

/** Who confirmed the site by hand, how, with what result. */
export function SiteConfirmations({ site }: { site: z.output<typeof SiteDetail> }) {
  return (
    <Timeline
      entries={site.confirmations.map((one) => ({
        at: one.at,
        who: one.by,
        what: `${CONFIRM_METHOD_NAMES[one.method]}：${one.result === 'confirmed' ? '属实' : '排除'}，${SITE_KIND_NAMES[one.kind]}`,
        opinion: one.note,
      }))}
    />
  );
}
