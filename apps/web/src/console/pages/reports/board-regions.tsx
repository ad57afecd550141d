import { Button } from 'antd';
import { ListLink } from '../../list/list-link.tsx';
import { countOf } from '../../time-words.ts';
import { type Board, type BoardRegions, recordsAt } from './board-query.ts';
import './board.css';
import './reports.css';

/** Pale and full of the tiles, as red, green, blue: on paper, and on the ink of the big screen. */
const SHADES = {
  paper: [
    [234, 243, 246],
    [23, 100, 128],
  ],
  ink: [
    [27, 62, 80],
    [38, 151, 184],
  ],
} as const;

/** From pale to full teal by the share of the most; words turn white where the ground is dark. */
export function shade(share: number, ground: keyof typeof SHADES): { background: string; color: string } {
  const [pale, full] = SHADES[ground];
  const part = share === 0 ? 0 : 0.12 + share * 0.88;
  const mixed = pale.map((from, at) => Math.round(from + ((full[at] ?? 0) - from) * part));
  return {
    background: `rgb(${mixed.join(', ')})`,
    color: ground === 'ink' || share > 0.5 ? '#fff' : '#1c2b33',
  };
}

/**
 * The regions as equal tiles in the order of their codes, the darker the more: there are no boundaries to draw from, so
 * none are drawn. A tile opens the regions in it, its number the records.
 */
export function BoardRegionTiles(props: {
  readonly board: Board;
  readonly regions: BoardRegions;
  readonly measure: string;
  readonly onLook: (region: string) => void;
}) {
  const { board, regions, measure, onLook } = props;
  const most = Math.max(1, ...regions.items.map(({ values }) => values[measure] ?? 0));
  return (
    <>
      <nav className="crumbs board-line" aria-label="区域">
        {regions.line.map(({ code, name }, at) =>
          at === regions.line.length - 1 ? (
            <span key={code} aria-current="page">
              {name}
            </span>
          ) : (
            <Button
              key={code}
              type="link"
              size="small"
              className="report-number"
              onClick={() => onLook(code)}
            >
              {name}
            </Button>
          ),
        )}
      </nav>
      <ul className="board-tiles">
        {regions.items.map(({ region, name, own, inner, values }) => {
          const value = values[measure] ?? 0;
          const { background, color } = shade(value / most, 'paper');
          return (
            <li key={`${region} ${own}`} style={{ background }}>
              {inner ? (
                <button
                  type="button"
                  style={{ color }}
                  title={`看${name}各区域`}
                  onClick={() => onLook(region)}
                >
                  {name}
                </button>
              ) : (
                <span style={{ color }}>{name}</span>
              )}
              <ListLink
                to={recordsAt(board, measure, { region, only: own ? 'region' : undefined })}
                className="num"
                style={{ color }}
                aria-label={`${name} ${value}，打开明细`}
              >
                {countOf(value)}
              </ListLink>
            </li>
          );
        })}
      </ul>
    </>
  );
}
