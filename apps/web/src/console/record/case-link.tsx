import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listCases } from '@wangjian/server/modules/cases/contract.ts';
import { Button } from 'antd';
import { call } from '../../api/call.ts';
import { useMay } from '../session/use-me.ts';

/** The case that a lead or an inspection became, or the way to enter one while it is `open` to that. */
export function CaseLink(props: {
  readonly from: { readonly lead: string } | { readonly inspection: string };
  readonly open: boolean;
}) {
  const { from, open } = props;
  const mayRead = useMay('case.read');
  const mayWrite = useMay('case.write');
  const query = 'lead' in from ? { leadId: from.lead } : { inspectionId: from.inspection };
  const cases = useQuery({
    queryKey: ['cases', 'from', query],
    queryFn: ({ signal }) => call(listCases, { query: { ...query, pageSize: 5 }, signal }),
    enabled: mayRead,
  });
  const known = cases.data?.items.find(({ state }) => state !== 'discarded');
  if (known)
    return (
      <Link to={`/cases/${known.id}`}>
        <Button>查看案件（{known.stateName}）</Button>
      </Link>
    );
  if (!mayWrite || !cases.data || !open) return null;
  return (
    <Link to="/cases/new" search={{ ...from }}>
      <Button>转为案件</Button>
    </Link>
  );
}
