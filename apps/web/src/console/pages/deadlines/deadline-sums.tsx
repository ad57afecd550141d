import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sumDeadlines } from '@wangjian/server/modules/deadlines/contract.ts';
import { Drawer, Tabs } from 'antd';
import { call } from '../../../api/call.ts';
import { QueryState } from '../../shell/query-state.tsx';
import { useScope } from '../../shell/use-scope.ts';
import { countOf } from '../../time-words.ts';

interface Row {
  readonly id: string | null;
  readonly name: string;
  readonly total: number;
  readonly near: number;
  readonly overdue: number;
  readonly paused: number;
}

/** 汇总: how much each unit, person and kind has, is near and is late; every number opens its list. */
export function DeadlineSums({ onClose }: { readonly onClose: () => void }) {
  const { region } = useScope();
  const query = useQuery({
    queryKey: ['deadlines', 'sums', region],
    queryFn: ({ signal }) => call(sumDeadlines, { query: { region: region ?? undefined }, signal }),
  });
  return (
    <Drawer open title="期限汇总" size={640} onClose={onClose}>
      <QueryState query={query}>
        {({ byOrg, byOfficer, byRule }) => (
          <Tabs
            items={[
              { key: 'org', label: '按单位', children: <Sums filter="org" rows={byOrg} onOpen={onClose} /> },
              {
                key: 'officer',
                label: '按人员',
                children: <Sums filter="officer" rows={byOfficer} onOpen={onClose} />,
              },
              {
                key: 'rule',
                label: '按期限种类',
                children: <Sums filter="rule" rows={byRule} onOpen={onClose} />,
              },
            ]}
          />
        )}
      </QueryState>
    </Drawer>
  );
}

function Sums(props: {
  readonly filter: string;
  readonly rows: readonly Row[];
  readonly onOpen: () => void;
}) {
  if (props.rows.length === 0) return <p className="soft">没有正在计算的期限。</p>;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>名称</th>
          <th className="right">正在计算</th>
          <th className="right">即将超期</th>
          <th className="right">已超期</th>
          <th className="right">中止</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => {
          const cell = (value: number, more: Record<string, string>) =>
            value === 0 ? (
              countOf(value)
            ) : (
              <Link
                to="/deadlines"
                search={{ [props.filter]: row.id ?? 'none', ...more }}
                onClick={props.onOpen}
              >
                {countOf(value)}
              </Link>
            );
          return (
            <tr key={row.id ?? 'none'}>
              <td>{row.name}</td>
              <td className="right num">{cell(row.total, {})}</td>
              <td className="right num">{cell(row.near, { near: 'true' })}</td>
              <td className="right num">{cell(row.overdue, { overdue: 'true' })}</td>
              <td className="right num">{cell(row.paused, { paused: 'true' })}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
