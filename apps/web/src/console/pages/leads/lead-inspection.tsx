import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listInspections } from '@wangjian/server/modules/inspections/contract.ts';
import type { LeadDetail } from '@wangjian/server/modules/leads/contract.ts';
import { Button } from 'antd';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { useMay } from '../../session/use-me.ts';

/** A lead is inspected while its facts are being checked. */
const CHECKED: ReadonlySet<string> = new Set(['checking', 'returned', 'reviewing']);

/** The inspection that a lead led to (网上检查、实地检查), or the way to begin one. */
export function LeadInspection({ lead }: { lead: z.output<typeof LeadDetail> }) {
  const mayRead = useMay('inspection.read');
  const mayWrite = useMay('inspection.write');
  const inspections = useQuery({
    queryKey: ['inspections', 'of-lead', lead.id],
    queryFn: ({ signal }) => call(listInspections, { query: { leadId: lead.id, pageSize: 5 }, signal }),
    enabled: mayRead,
  });
  const known = inspections.data?.items.find(({ status }) => status !== 'void');
  if (known)
    return (
      <Link to={`/inspections/${known.id}`}>
        <Button>查看检查</Button>
      </Link>
    );
  if (!mayWrite || !inspections.data || !CHECKED.has(lead.status)) return null;
  return (
    <Link to="/inspections/new" search={{ leadId: lead.id }}>
      <Button>检查</Button>
    </Link>
  );
}
