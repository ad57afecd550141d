import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listAnnex2Records } from '@wangjian/server/modules/reports/contract.ts';
import { Drawer } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { CountedRecords } from '../../record/counted-records.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { type Annex2, figureText } from './annex2-table.tsx';

const PAGE = 50;

/** The records behind one number. */
export function Annex2Records(props: {
  readonly org: string;
  readonly from: string;
  readonly to: string;
  readonly figure: Annex2['figures'][number] | undefined;
  readonly onClose: () => void;
}) {
  const { org, from, to, figure, onClose } = props;
  const [page, setPage] = useState(1);
  const line = figure?.line ?? '';
  const query = useQuery({
    queryKey: ['annex2-records', org, from, to, line, page],
    queryFn: ({ signal }) =>
      call(listAnnex2Records, { query: { org, from, to, line, page, pageSize: PAGE }, signal }),
    placeholderData: keepPreviousData,
    enabled: figure !== undefined,
  });
  if (!figure) return null;
  const money = figure.unit === '万元';
  return (
    <Drawer
      open
      size={720}
      title={`${figure.words}：${figureText(figure.unit, figure.value)}`}
      onClose={onClose}
    >
      <p className="soft">{figure.counts}。</p>
      <QueryState query={query}>
        {({ items, total }) => (
          <CountedRecords
            rows={items}
            total={total}
            page={page}
            pageSize={PAGE}
            unit={money ? '万元' : figure.unit}
            amountOf={(row) => figureText(figure.unit, money ? row.fen : row.pieces)}
            onPage={setPage}
          />
        )}
      </QueryState>
    </Drawer>
  );
}
