import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useOfficer } from '../../session/use-me.ts';
import { countOf, secondOf } from '../../time-words.ts';
import { FUNNEL, funnelFigures } from './board-funnel.tsx';
import { DEADLINE_BARS, deadlineOption, INK, pointAt, trendLines, trendOption } from './board-options.ts';
import {
  type Board,
  type BoardRegions,
  type BoardTypes,
  type BoardUnits,
  recordsAt,
  useBoard,
  useLooked,
} from './board-query.ts';
import { shade } from './board-regions.tsx';
import './screen.css';
import { ListLink } from '../../list/list-link.tsx';

const Chart = lazy(() => import('../../../ui/chart.tsx'));

/** The screen on the wall is read again every so many milliseconds. */
const REFRESH = 60_000;
const [WIDE, HIGH] = [1920, 1080];
const HEAD = ['findings', 'leads', 'leads-closed', 'checks-online', 'checks-on-site', 'cases-filed'] as const;
const LAMPS = [
  ['running-green', '#5fcf8e'],
  ['running-yellow', '#f2b84b'],
  ['running-red', '#ff7b6b'],
] as const;

/** 大屏: the dashboard for a wall, 1920 × 1080 fitted to the window, dark, without a bar to scroll; reads itself again. */
export default function ScreenPage() {
  const me = useOfficer();
  const { looked, step } = useLooked();
  const { board, regions, trend, types, units } = useBoard(looked, step, REFRESH);
  const stage = useFitted();
  const now = useClock();
  const failed = [board, regions, trend, types, units].some(({ isError }) => isError);
  return (
    <div className="big-screen">
      <div className="screen-stage" ref={stage}>
        <header>
          <h1>{me.bureauName} 网络市场监管</h1>
          <span>
            {board.data && (board.data.region?.name ?? board.data.org?.name)}　{board.data?.period}
          </span>
          <span className="screen-gap" />
          {failed && <span className="screen-lost">没有刷新成功，稍后再试</span>}
          <time className="num">{secondOf(now)}</time>
          <button type="button" onClick={() => void toggleFullScreen()}>
            全屏
          </button>
          <ListLink to="/reports/board">返回看板</ListLink>
        </header>
        {board.data && (
          <>
            <Head board={board.data} />
            <Funnel board={board.data} />
            <section className="screen-map" aria-label="区域分布">
              <h2>区域分布　登记线索</h2>
              {regions.data && <Tiles board={board.data} regions={regions.data} />}
            </section>
            <Units board={board.data} units={units.data} />
            <section className="screen-trend" aria-label="趋势">
              <h2>趋势</h2>
              {trend.data && <Trend board={board.data} trend={trend.data} />}
            </section>
            <Types board={board.data} types={types.data} />
            <section className="screen-due" aria-label="期限">
              <h2>期限</h2>
              <Lamps board={board.data} />
              {trend.data && <Due board={board.data} trend={trend.data} />}
            </section>
          </>
        )}
      </div>
    </div>
  );
}

/** Scales the stage to the window, so that nothing scrolls on any wall. */
function useFitted() {
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const fit = () => {
      const scale = Math.min(window.innerWidth / WIDE, window.innerHeight / HIGH);
      const [left, top] = [(window.innerWidth - WIDE * scale) / 2, (window.innerHeight - HIGH * scale) / 2];
      stage.current?.style.setProperty('transform', `translate(${left}px, ${top}px) scale(${scale})`);
    };
    fit();
    window.addEventListener('resize', fit);
    return () => window.removeEventListener('resize', fit);
  }, []);
  return stage;
}

function useClock(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date().toISOString()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

async function toggleFullScreen(): Promise<void> {
  await (document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen());
}

function Head({ board }: { board: Board }) {
  return (
    <ul className="screen-head">
      {HEAD.flatMap((id) => board.figures.find((figure) => figure.id === id) ?? []).map((figure) => (
        <li key={figure.id}>
          <ListLink to={figure.opens}>
            <b className="num">{countOf(figure.value)}</b>
            <span>
              {figure.name}（{figure.unit}）
            </span>
          </ListLink>
        </li>
      ))}
    </ul>
  );
}

function Funnel({ board }: { board: Board }) {
  const figures = funnelFigures(board);
  const most = Math.max(
    1,
    ...figures.filter(({ id }) => FUNNEL.indexOf(id as never) > 1).map(({ value }) => value),
  );
  return (
    <section className="screen-funnel" aria-label="从巡查到案件">
      <h2>从巡查到案件</h2>
      <ol>
        {figures.map(({ id, name, value, unit, opens }, at) => (
          <li key={id}>
            <span>{name}</span>
            <i style={{ width: at < 2 ? 0 : `${(value / most) * 100}%` }} />
            <ListLink to={opens} className="num" aria-label={`${name} ${value} ${unit}，打开明细`}>
              {countOf(value)}
            </ListLink>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Tiles({ board, regions }: { board: Board; regions: BoardRegions }) {
  const most = Math.max(1, ...regions.items.map(({ values }) => values.leads ?? 0));
  const columns = Math.ceil(Math.sqrt(regions.items.length));
  return (
    <ul style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {regions.items.map(({ region, name, own, values }) => (
        <li key={`${region} ${own}`} style={shade((values.leads ?? 0) / most, 'ink')}>
          <ListLink to={recordsAt(board, 'leads', { region, only: own ? 'region' : undefined })}>
            <span>{name}</span>
            <b className="num">{countOf(values.leads ?? 0)}</b>
          </ListLink>
        </li>
      ))}
    </ul>
  );
}

/** 中宁县市场监督管理局 as the field says it: 中宁县局. */
const shortName = (name: string) => name.replaceAll('市场监督管理局', '局');

function Units({ board, units }: { board: Board; units: BoardUnits | undefined }) {
  return (
    <section className="screen-units" aria-label="各单位办理质量">
      <h2>各单位办理质量</h2>
      <table>
        <thead>
          <tr>
            <th>单位</th>
            <th>办结</th>
            <th>有证据</th>
            <th>按期</th>
            <th>综合</th>
          </tr>
        </thead>
        <tbody>
          {(units?.items ?? []).slice(0, 8).map((unit) => (
            <tr key={unit.org}>
              <td className="clip" title={unit.name}>
                {shortName(unit.name)}
              </td>
              <td className="num">
                <ListLink to={recordsAt(board, 'leads-closed', { org: unit.org, only: 'org' })}>
                  {countOf(unit.values['leads-closed'] ?? 0)}
                </ListLink>
              </td>
              <td className="num">
                <Share board={board} unit={unit} share={unit.proven} measure="leads-proven" />
              </td>
              <td className="num">
                <Share board={board} unit={unit} share={unit.onTime} measure="deadlines-kept" />
              </td>
              <td className="num">{unit.score === null ? '—' : `${Math.round(unit.score)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {units?.items.length === 0 && <p>本期还没有单位办结线索</p>}
    </section>
  );
}

/** A share that opens the records of its upper part. */
function Share(props: {
  readonly board: Board;
  readonly unit: BoardUnits['items'][number];
  readonly share: number | null;
  readonly measure: string;
}) {
  const { board, unit, share, measure } = props;
  if (share === null) return '—';
  return (
    <ListLink to={recordsAt(board, measure, { org: unit.org, only: 'org' })}>{Math.round(share)}%</ListLink>
  );
}

function Types({ board, types }: { board: Board; types: BoardTypes | undefined }) {
  const measure = board.org ? 'leads' : 'findings';
  const rows = (types?.categories ?? [])
    .filter(({ values }) => (values[measure] ?? 0) > 0)
    .sort((a, b) => (b.values[measure] ?? 0) - (a.values[measure] ?? 0))
    .slice(0, 7);
  const most = Math.max(1, ...rows.map(({ values }) => values[measure] ?? 0));
  return (
    <section className="screen-types" aria-label="违法类型">
      <h2>违法类型　{measure === 'leads' ? '登记线索' : '监测发现'}</h2>
      <ol>
        {rows.map(({ id, name, values }) => (
          <li key={id}>
            <span className="clip">{name.replace(/案件$/, '')}</span>
            <i style={{ width: `${((values[measure] ?? 0) / most) * 100}%` }} />
            <ListLink to={recordsAt(board, measure, { category: id })} className="num">
              {countOf(values[measure] ?? 0)}
            </ListLink>
          </li>
        ))}
      </ol>
      {rows.length === 0 && <p>本期还没有记录</p>}
    </section>
  );
}

function Lamps({ board }: { board: Board }) {
  return (
    <ul className="screen-lamps">
      {LAMPS.flatMap(([id, color]) => {
        const figure = board.figures.find((one) => one.id === id);
        return figure ? (
          <li key={id}>
            <ListLink to={figure.opens} style={{ color }}>
              <b className="num">{countOf(figure.value)}</b>
              <span>{figure.name}</span>
            </ListLink>
          </li>
        ) : (
          []
        );
      })}
    </ul>
  );
}

type TrendProps = { board: Board; trend: Parameters<typeof trendOption>[1] };

function Trend({ board, trend }: TrendProps) {
  const option = useMemo(() => trendOption(board, trend, INK), [board, trend]);
  const navigate = useNavigate();
  const open = (series: number, point: number) => {
    const href = pointAt(board, trend, trendLines(trend)[series], point);
    if (href) void navigate({ href });
  };
  return (
    <Suspense fallback={null}>
      <Chart label="监测发现、线索、检查、案件的趋势" height={294} option={option} onPick={open} />
    </Suspense>
  );
}

function Due({ board, trend }: TrendProps) {
  const option = useMemo(() => deadlineOption(board, trend, INK), [board, trend]);
  const navigate = useNavigate();
  const open = (series: number, point: number) => {
    const href = pointAt(board, trend, DEADLINE_BARS[series], point);
    if (href) void navigate({ href });
  };
  return (
    <Suspense fallback={null}>
      <Chart label="到期期限按期办结和逾期的数量" height={246} option={option} onPick={open} />
    </Suspense>
  );
}
