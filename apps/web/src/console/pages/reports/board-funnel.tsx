import { Tooltip } from 'antd';
import { ListLink } from '../../list/list-link.tsx';
import { countOf } from '../../time-words.ts';
import type { Board, BoardFigure } from './board-query.ts';
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
          <Change figure={figure} />
        </li>
      ))}
    </ol>
  );
}

/** How a figure stands to the period before; last year's is in the hint. */
export function Change({ figure }: { figure: BoardFigure }) {
  const { value, before, lastYear } = figure;
  if (before === null) return <span />;
  const more = value - before;
  return (
    <Tooltip title={`上期 ${countOf(before)}，上年同期 ${countOf(lastYear ?? 0)}`}>
      <span className="soft num board-change">
        {more === 0 ? '持平' : `${more > 0 ? '↑' : '↓'} ${countOf(Math.abs(more))}`}
      </span>
    </Tooltip>
  );
}
