import { ListLink } from '../../list/list-link.tsx';
import { countOf } from '../../time-words.ts';
import { type Board, type BoardTypes, nameOf, recordsAt } from './board-query.ts';

const SHOWN = 12;

/** 按类型: a row a type, with bars of the first measure; each number opens its records. */
export function BoardTypeTable(props: {
  readonly board: Board;
  readonly items: BoardTypes['categories'];
  readonly by: 'category' | 'violation';
}) {
  const { board, items, by } = props;
  const measures = Object.keys(items[0]?.values ?? {});
  const rows = items
    .filter(({ values }) => measures.some((measure) => (values[measure] ?? 0) > 0))
    .slice(0, by === 'violation' ? SHOWN : items.length);
  const first = measures.includes('leads') ? 'leads' : (measures[0] ?? '');
  const most = Math.max(1, ...rows.map(({ values }) => values[first] ?? 0));
  if (rows.length === 0) return <p className="soft">这一期间没有记录。换一个期间或者区域再看。</p>;
  return (
    <table className="plain-table report-table board-types">
      <thead>
        <tr>
          <th>{by === 'category' ? '附件2分类' : '违法类型'}</th>
          {measures.map((measure) => (
            <th key={measure} className="right">
              {nameOf(board, measure)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, values }) => (
          <tr key={id}>
            <td>
              <span className="board-type-name">{name}</span>
              <i className="board-type-bar" style={{ width: `${((values[first] ?? 0) / most) * 100}%` }} />
            </td>
            {measures.map((measure) => (
              <td key={measure} className="right num">
                {values[measure] ? (
                  <ListLink to={recordsAt(board, measure, { [by]: id })}>{countOf(values[measure])}</ListLink>
                ) : (
                  <span className="soft">0</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
