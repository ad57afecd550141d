import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listAnnex2Records } from '@wangjian/server/modules/reports/contract.ts';
import { Drawer, Pagination } from 'antd';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { QueryState } from '../../shell/query-state.tsx';
import { totalOf } from '../../time-words.ts';
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
          <>
            <table className="plain-table report-table">
              <thead>
                <tr>
                  <th>日期</th>
                  <th>记录</th>
                  <th>单位</th>
                  <th className="right">{money ? '万元' : figure.unit}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((row) => (
                  <tr key={row.id}>
                    <td className="num">{row.day}</td>
                    <td>
                      <Link to={row.path}>{row.title}</Link>
                    </td>
                    <td>{row.orgName}</td>
                    <td className="right num">{figureText(figure.unit, money ? row.fen : row.pieces)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {total > PAGE && (
              <Pagination
                size="small"
                current={page}
                pageSize={PAGE}
                total={total}
                showSizeChanger={false}
                showTotal={(all) => `共 ${totalOf(all)} 条`}
                onChange={setPage}
              />
            )}
          </>
        )}
      </QueryState>
    </Drawer>
  );
}
