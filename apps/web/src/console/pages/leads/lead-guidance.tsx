import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { GUIDANCE_KIND_NAMES, GUIDANCE_STATUS_NAMES } from '@wangjian/core/guidance.ts';
import { listGuidance } from '@wangjian/server/modules/guidance/contract.ts';
import type { LeadDetail } from '@wangjian/server/modules/leads/contract.ts';
import { Button } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { useMay } from '../../session/use-me.ts';

/** A lead is guided while its facts are being checked. */
const GUIDED: ReadonlySet<string> = new Set(['checking', 'returned', 'reviewing']);

/** The guidance that a lead led to, or the way to enter one. */
export function LeadGuidance({ lead }: { lead: z.output<typeof LeadDetail> }) {
  const mayRead = useMay('guidance.read');
  const mayWrite = useMay('guidance.write');
  const guidance = useQuery({
    queryKey: ['guidance', 'of-lead', lead.id],
    queryFn: ({ signal }) => call(listGuidance, { query: { leadId: lead.id, pageSize: 5 }, signal }),
    enabled: mayRead,
  });
  const known = guidance.data?.items.find(({ status }) => status !== 'cancelled');
  if (known)
    return (
      <Link to={`/guidance/${known.id}`}>
        <Button>
          查看{GUIDANCE_KIND_NAMES[known.kind]}（{GUIDANCE_STATUS_NAMES[known.status]}）
        </Button>
      </Link>
    );
  if (!mayWrite || !guidance.data || !GUIDED.has(lead.status)) return null;
  return (
    <Link to="/guidance/new" search={{ leadId: lead.id }}>
      <Button>行政指导</Button>
    </Link>
  );
}
