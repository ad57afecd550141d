import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listCases } from '@wangjian/server/modules/cases/contract.ts';
import type { LeadDetail } from '@wangjian/server/modules/leads/contract.ts';
import { Button } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { useMay } from '../../session/use-me.ts';

const OVER: ReadonlySet<string> = new Set(['sorting', 'dismissed', 'merged', 'closed', 'archived']);

/** The case that a lead became, or the way to enter one. */
export function LeadCase({ lead }: { lead: z.output<typeof LeadDetail> }) {
  const mayRead = useMay('case.read');
  const mayWrite = useMay('case.write');
  const cases = useQuery({
    queryKey: ['cases', 'of-lead', lead.id],
    queryFn: ({ signal }) => call(listCases, { query: { leadId: lead.id, pageSize: 5 }, signal }),
    enabled: mayRead,
  });
  const known = cases.data?.items.find(({ state }) => state !== 'discarded');
  if (known)
    return (
      <Link to={`/cases/${known.id}`}>
        <Button>查看案件（{known.stateName}）</Button>
      </Link>
    );
  if (!mayWrite || !cases.data || OVER.has(lead.status)) return null;
  return (
    <Link to="/cases/new" search={{ lead: lead.id }}>
      <Button>转为案件</Button>
    </Link>
  );
}
