import { Link } from '@tanstack/react-router';
import { OPEN_LEAD_STATUSES } from '@wangjian/core/lead.ts';
import { countOf } from '../../time-words.ts';

/** Findings and leads by the 12 categories of the monthly table; each number opens its list. */
export function CategoryTable(props: {
  readonly rows: readonly { category: string; name: string; findings: number; leads: number }[];
}) {
  const most = Math.max(1, ...props.rows.map((row) => row.findings));
  return (
    <section className="panel workbench-categories">
      <h2>按违法类别</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th>类别</th>
            <th className="bar-cell" aria-label="图示" />
            <th className="right">发现</th>
            <th className="right">在办线索</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.category}>
              <td>{row.name}</td>
              <td className="bar-cell">
                <span className="bar" style={{ width: `${(row.findings / most) * 100}%` }} />
              </td>
              <td className="right num">
                <Link to="/findings" search={{ category: row.category, status: ['pending', 'confirmed'] }}>
                  {countOf(row.findings)}
                </Link>
              </td>
              <td className="right num">
                <Link to="/leads" search={{ category: row.category, status: [...OPEN_LEAD_STATUSES] }}>
                  {countOf(row.leads)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Sites and leads by region; each number opens its list. */
export function RegionTable(props: {
  readonly rows: readonly { region: string; name: string; sites: number; leads: number }[];
}) {
  return (
    <section className="panel workbench-regions">
      <h2>按辖区</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th>辖区</th>
            <th className="right">在册主体</th>
            <th className="right">在办线索</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.region}>
              <td>{row.name}</td>
              <td className="right num">
                <Link to="/registry" search={{ region: row.region }}>
                  {countOf(row.sites)}
                </Link>
              </td>
              <td className="right num">
                <Link to="/leads" search={{ region: row.region, status: [...OPEN_LEAD_STATUSES] }}>
                  {countOf(row.leads)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
