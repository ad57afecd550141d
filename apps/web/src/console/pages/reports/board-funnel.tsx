import { Popover, Tooltip } from 'antd';
import { ListLink } from '../../list/list-link.tsx';
import { countOf } from '../../time-words.ts';
import { type Board, type BoardFigure, recordsAt } from './board-query.ts';
import './board.css';

/** The stations of the work, in its order. */
export const FUNNEL = [
  'sites',
  'pages',
  'findings',
  'confirmed',
  'leads',
  'checked',
  'guided',
  'cases-filed',
  'cases-closed',
] as const;
/** These are only how much was read: no bar could stand beside the others. */
const READ = new Set<string>(['sites', 'pages']);

/** The figures of the stations that are counted for what is looked at. */
export function funnelFigures(board: Board): BoardFigure[] {
  return FUNNEL.flatMap((id) => board.figures.find((figure) => figure.id === id) ?? []);
}

/** 从巡查到案件: what happened at each station in the period; bars from findings on, all of one scale. */
export function BoardFunnel({ board }: { board: Board }) {
  const figures = funnelFigures(board);
  const most = Math.max(1, ...figures.filter(({ id }) => !READ.has(id)).map(({ value }) => value));
  return (
    <ol className="board-funnel">
      {figures.map((figure) => (
        <li key={figure.id}>
          <Tooltip title={`口径：${figure.counts}`} placement="topLeft">
            <span className="board-funnel-name">{figure.name}</span>
          </Tooltip>
          {READ.has(figure.id) ? (
            <span className="board-funnel-bar none" />
          ) : (
            <span className="board-funnel-bar">
              <i style={{ width: `${(figure.value / most) * 100}%` }} />
            </span>
          )}
          <ListLink
            to={figure.opens}
            className="board-funnel-value num"
            aria-label={`${figure.name} ${figure.value} ${figure.unit}，打开明细`}
          >
            {countOf(figure.value)}
          </ListLink>
          <span className="soft board-funnel-unit">{figure.unit}</span>
          <Change board={board} figure={figure} />
        </li>
      ))}
    </ol>
  );
}

/** How a figure stands to the period before; both earlier numbers open their records. */
export function Change({ board, figure }: { board: Board; figure: BoardFigure }) {
  const { id, name, value, before, lastYear } = figure;
  if (before === null) return <span />;
  const more = value - before;
  const { compared } = board;
  const earlier = (
    <ul className="board-earlier">
      {(
        [
          ['上期', before, compared.before],
          ['上年同期', lastYear ?? 0, compared.lastYear],
        ] as const
      ).map(([words, count, days]) => (
        <li key={words}>
          {words} <ListLink to={recordsAt(board, id, days)}>{countOf(count)}</ListLink>
          <span className="soft">
            {days.from} 至 {days.to}
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <Popover content={earlier} trigger={['hover', 'click']} placement="bottomRight">
      <button type="button" className="soft num board-change" aria-label={`${name}的上期和上年同期`}>
        {more === 0 ? '持平' : `${more > 0 ? '↑' : '↓'} ${countOf(Math.abs(more))}`}
      </button>
    </Popover>
  );
}
