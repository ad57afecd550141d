import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Annex2Report, listAnnex2Records } from '@wangjian/server/modules/reports/contract.ts';
import { Drawer } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { CountedRecords } from '../../record/counted-records.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { minuteOf } from '../../time-words.ts';
import { type Annex2, daysOf, figureText, type Of } from './annex2-table.tsx';

const PAGE = 50;

/** The records behind one number of the table. */
export function Annex2Records(props: {
  readonly table: Annex2;
  readonly line: string;
  readonly of: Of;
  /** A report: its frozen records instead of those of now. */
  readonly report: Annex2Report | undefined;
  readonly onClose: () => void;
}) {
  const { table, line, of, report, onClose } = props;
  const org = table.org.id;
  const { from, to } = daysOf(table, of);
  const figure = table.figures.find((one) => one.line === line);
  const [page, setPage] = useState(1);
  const query = useQuery({
    queryKey: ['annex2-records', org, from, to, line, report?.id, page],
    queryFn: ({ signal }) =>
      call(listAnnex2Records, {
        query: { org, from, to, line, report: report?.id, page, pageSize: PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: figure !== undefined,
  });
  if (!figure) return null;
  const value = report ? (report.figures[line] ?? 0) : figure[of];
  const money = figure.unit === '万元';
  return (
    <Drawer open size={720} title={`${figure.words}：${figureText(figure.unit, value)}`} onClose={onClose}>
      <p className="soft">
        {table.org.name}，{from} 至 {to}
        {report && `，${minuteOf(report.submittedAt)} 报送时的记录`}。口径：{figure.counts}。
      </p>
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
