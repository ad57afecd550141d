import { FullscreenOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listAnnex2Units } from '@wangjian/server/modules/reports/contract.ts';
import { Button, Segmented, Select } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { call } from '../../../api/call.ts';
import { PageFrame } from '../../shell/page-frame.tsx';
import { PageLoading } from '../../shell/page-loading.tsx';
import { QueryState } from '../../shell/query-state.tsx';
import { RegionPicker } from '../../shell/region-picker.tsx';
import { countOf } from '../../time-words.ts';
import { writeSearch } from '../../url-search.ts';
import { BoardFunnel, Change, funnelFigures } from './board-funnel.tsx';
import {
  DEADLINE_BARS,
  deadlineOption,
  figuresPicture,
  PAPER,
  pointAt,
  regionsPicture,
  trendLines,
  trendOption,
  typesPicture,
  unitsPicture,
} from './board-options.ts';
import { BoardPanel } from './board-panel.tsx';
import { type Board, type BoardTrend, nameOf, type Step, useBoard, useLooked } from './board-query.ts';
import { BoardRegionTiles } from './board-regions.tsx';
import { BoardTypeTable } from './board-types.tsx';
import { BoardUnitTable } from './board-units.tsx';
import { PeriodPicker } from './period-picker.tsx';
import './board.css';
import './reports.css';
import { ListLink } from '../../list/list-link.tsx';

const Chart = lazy(() => import('../../../ui/chart.tsx'));

const STEPS = [
  { value: 'day', label: '按日' },
  { value: 'week', label: '按周' },
  { value: 'month', label: '按月' },
] as const;
const HEAD = [
  'leads',
  'leads-closed',
  'checks-online',
  'checks-on-site',
  'cases-filed',
  'deadlines-missed',
] as const;
const LAMPS = [
  ['running-green', 'green'],
  ['running-yellow', 'yellow'],
  ['running-red', 'red'],
] as const;

/** 统计看板: from patrol to case, by region, over time, by type and unit; each number opens its records. */
export default function BoardPage() {
  const { looked, step, search, change } = useLooked();
  const { board, regions, trend, types, units } = useBoard(looked, step);
  const offices = useQuery({
    queryKey: ['annex2-units', looked.from, looked.to],
    queryFn: ({ signal }) => call(listAnnex2Units, { query: { from: looked.from, to: looked.to }, signal }),
  });
  const measure = typeof search.measure === 'string' ? search.measure : 'leads';
  const by = search.by === 'violation' ? 'violation' : 'category';
  const shared = { looked, step };
  return (
    <PageFrame
      title="统计看板"
      actions={
        <ListLink
          to={`/reports/screen${writeSearch({ region: looked.region, org: looked.org, from: search.from, to: search.to })}`}
        >
          <Button icon={<FullscreenOutlined />}>大屏</Button>
        </ListLink>
      }
    >
      <div className="panel report-filters no-print">
        <RegionPicker
          label="辖区"
          className="board-pick"
          placeholder={looked.org ? '不限辖区' : '本辖区'}
          value={looked.region}
          onChange={(region) => change({ region })}
        />
        <Select
          aria-label="承办单位"
          className="board-pick"
          placeholder="全部单位"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          loading={offices.isPending}
          value={looked.org}
          options={offices.data?.items.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(org?: string) => change({ org })}
          popupMatchSelectWidth={false}
        />
        <PeriodPicker from={looked.from} to={looked.to} onChange={change} />
      </div>
      <QueryState query={board}>
        {(table) => (
          <div className="board">
            <ul className="board-head">
              {HEAD.flatMap((id) => table.figures.find((figure) => figure.id === id) ?? []).map((figure) => (
                <li key={figure.id}>
                  <ListLink to={figure.opens}>
                    <span>{figure.name}</span>
                    <b className="num">{countOf(figure.value)}</b>
                  </ListLink>
                  <Change board={table} figure={figure} />
                </li>
              ))}
            </ul>
            <BoardPanel
              title="从巡查到案件"
              part="figures"
              picture={figuresPicture(funnelFigures(table))}
              {...shared}
            >
              <BoardFunnel board={table} />
              <p className="soft board-note">
                各环节在期间内各自发生的数量
                {table.org
                  ? '；监测和发现不分单位，选了单位时不显示'
                  : '；监测发现及以后的环节用同一比例画条'}
                。
              </p>
            </BoardPanel>
            <BoardPanel
              title="区域分布"
              part="regions"
              picture={regions.data ? regionsPicture(regions.data, measure) : null}
              extra={
                <Select
                  size="small"
                  aria-label="区域分布的项目"
                  value={measure}
                  options={Object.keys(regions.data?.items[0]?.values ?? { leads: 0 }).map((id) => ({
                    value: id,
                    label: nameOf(table, id),
                  }))}
                  onChange={(id) => change({ measure: id })}
                  popupMatchSelectWidth={false}
                />
              }
              {...shared}
            >
              <QueryState query={regions}>
                {(found) => (
                  <BoardRegionTiles
                    board={table}
                    regions={found}
                    measure={measure}
                    onLook={(region) => change({ region })}
                  />
                )}
              </QueryState>
            </BoardPanel>
            <QueryState query={trend}>
              {(found) => (
                <TrendPanels
                  board={table}
                  trend={found}
                  {...shared}
                  onStep={(next) => change({ step: next })}
                />
              )}
            </QueryState>
            <BoardPanel
              title="违法类型"
              className="wide"
              part="types"
              picture={
                types.data
                  ? typesPicture(
                      by === 'category' ? types.data.categories : types.data.violations.slice(0, 12),
                      'leads',
                    )
                  : null
              }
              extra={
                <Segmented
                  size="small"
                  aria-label="分类方式"
                  value={by}
                  options={[
                    { value: 'category', label: '附件2分类' },
                    { value: 'violation', label: '违法类型' },
                  ]}
                  onChange={(next) => change({ by: next })}
                />
              }
              {...shared}
            >
              <QueryState query={types}>
                {(found) => (
                  <BoardTypeTable
                    board={table}
                    by={by}
                    items={by === 'category' ? found.categories : found.violations}
                  />
                )}
              </QueryState>
            </BoardPanel>
            <BoardPanel
              title="各单位办理质量"
              className="wide"
              part="units"
              picture={units.data ? unitsPicture(units.data) : null}
              {...shared}
            >
              <QueryState query={units}>
                {(found) => <BoardUnitTable board={table} units={found} />}
              </QueryState>
            </BoardPanel>
          </div>
        )}
      </QueryState>
    </PageFrame>
  );
}

function TrendPanels(props: {
  readonly board: Board;
  readonly trend: BoardTrend;
  readonly looked: Parameters<typeof useBoard>[0];
  readonly step: Step;
  readonly onStep: (step: Step) => void;
}) {
  const { board, trend, looked, step } = props;
  const navigate = useNavigate();
  const lines = useMemo(() => trendOption(board, trend, PAPER), [board, trend]);
  const bars = useMemo(() => deadlineOption(board, trend, PAPER), [board, trend]);
  const open = (measure: string | undefined, point: number) => {
    const href = pointAt(board, trend, measure, point);
    if (href) void navigate({ href });
  };
  return (
    <>
      <BoardPanel
        title="趋势"
        part="trend"
        picture={lines}
        looked={looked}
        step={step}
        extra={
          <Segmented
            size="small"
            aria-label="趋势的步长"
            value={step}
            options={[...STEPS]}
            onChange={(next) => props.onStep(next)}
          />
        }
      >
        <Suspense fallback={<PageLoading />}>
          <Chart
            label="监测发现、线索、检查、案件的趋势"
            height={260}
            option={lines}
            onPick={(series, point) => open(trendLines(trend)[series], point)}
          />
        </Suspense>
      </BoardPanel>
      <BoardPanel title="期限" part="trend" picture={bars} looked={looked} step={step}>
        <ul className="board-lamps">
          {LAMPS.flatMap(([id, lamp]) => {
            const figure = board.figures.find((one) => one.id === id);
            return figure ? (
              <li key={id} className={lamp}>
                <ListLink to={figure.opens}>
                  {figure.name} <b className="num">{countOf(figure.value)}</b>
                </ListLink>
              </li>
            ) : (
              []
            );
          })}
        </ul>
        <Suspense fallback={<PageLoading />}>
          <Chart
            label="到期期限按期办结和逾期的数量"
            height={222}
            option={bars}
            onPick={(series, point) => open(DEADLINE_BARS[series], point)}
          />
        </Suspense>
      </BoardPanel>
    </>
  );
}
