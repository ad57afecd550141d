import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TRANSFER_STATUS_NAMES } from '@wangjian/core/transfer.ts';
import { listTransfers } from '@wangjian/server/modules/transfers/contract.ts';
import { Button } from 'antd';
import { call } from '../../api/call.ts';
import { useMay } from '../session/use-me.ts';

/** The letters that a lead or an inspection led to (移送、函告、报告、协查), and the way to a new one while it is `open` to that. */
export function TransferLink({ on, open }: { on: string; open: boolean }) {
  const mayRead = useMay('transfer.read');
  const mayWrite = useMay('transfer.write');
  const transfers = useQuery({
    queryKey: ['transfers', 'of-record', on],
    queryFn: ({ signal }) => call(listTransfers, { query: { recordId: on, pageSize: 5 }, signal }),
    enabled: mayRead,
  });
  const known = transfers.data?.items.filter(({ status }) => status !== 'cancelled') ?? [];
  const [only] = known;
  return (
    <>
      {only && (
        <Link
          to={known.length === 1 ? `/transfers/${only.id}` : '/transfers'}
          search={known.length === 1 ? {} : { recordId: on }}
        >
          <Button>
            {known.length === 1
              ? `查看移送（${TRANSFER_STATUS_NAMES[only.status]}）`
              : `查看移送（${known.length}）`}
          </Button>
        </Link>
      )}
      {mayWrite && transfers.data && open && (
        <Link to="/transfers/new" search={{ onId: on }}>
          <Button>移送</Button>
        </Link>
      )}
    </>
  );
}
