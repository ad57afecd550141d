import { Link } from '@tanstack/react-router';
import { Pagination } from 'antd';
import { totalOf } from '../time-words.ts';

interface CountedRow {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly day: string;
  readonly orgName: string;
}

/** The records behind one number of a table, a page of them at a time, each with what it adds to the number. */
export function CountedRecords<Row extends CountedRow>(props: {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly unit: string;
  readonly amountOf: (row: Row) => string;
  readonly onPage: (page: number) => void;
}) {
  const { rows, total, page, pageSize, unit, amountOf, onPage } = props;
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            <th>日期</th>
            <th>记录</th>
            <th>单位</th>
            <th className="right">{unit}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="num" style={{ whiteSpace: 'nowrap' }}>
                {row.day}
              </td>
              <td>
                <Link to={row.path}>{row.title}</Link>
              </td>
              <td>{row.orgName}</td>
              <td className="right num">{amountOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > pageSize && (
        <Pagination
          size="small"
          current={page}
          pageSize={pageSize}
          total={total}
          showSizeChanger={false}
          showTotal={(all) => `共 ${totalOf(all)} 条`}
          onChange={onPage}
        />
      )}
    </>
  );
}
