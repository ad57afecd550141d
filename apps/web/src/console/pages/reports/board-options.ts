import type { EChartsCoreOption } from 'echarts/core';
import { dayOf } from '../../time-words.ts';
import type { Board, BoardFigure, BoardRegions, BoardTrend, BoardTypes, BoardUnits } from './board-query.ts';
import { nameOf, recordsAt } from './board-query.ts';

/** Colours of a chart: on paper for the console, on ink for the big screen. */
export interface Palette {
  readonly words: string;
  readonly line: string;
  readonly size: number;
  readonly series: readonly string[];
}
export const PAPER: Palette = {
  words: '#4b5d67',
  line: '#dfe6e9',
  size: 12,
  series: ['#176480', '#d08a1d', '#2c7a4b', '#7a5c99', '#8aa3ae'],
};
export const INK: Palette = {
  words: '#b9d0da',
  line: '#23475a',
  size: 16,
  series: ['#4fc3e0', '#f2b84b', '#5fcf8e', '#c3a2e8', '#8fb0bf'],
};
const KEPT = { paper: ['#2c7a4b', '#b3372f'], ink: ['#5fcf8e', '#ff7b6b'] } as const;
const FONT =
  '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif';

/** Lines of the trend, in this order. */
const TREND_LINES = ['findings', 'leads', 'leads-closed', 'checks-online', 'cases-filed'] as const;
/** Bars of the deadlines, in this order. */
export const DEADLINE_BARS = ['deadlines-kept', 'deadlines-missed'] as const;

function frame({ words, line, size, series }: Palette): EChartsCoreOption {
  return {
    color: [...series],
    textStyle: { fontFamily: FONT, color: words, fontSize: size },
    grid: { left: 8, right: 16, top: size * 3, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemGap: size * 1.5,
      itemWidth: size * 1.4,
      itemHeight: size * 0.8,
      textStyle: { color: words, fontSize: size },
    },
    tooltip: { trigger: 'axis', confine: true, textStyle: { fontSize: 13 } },
    xAxis: {
      type: 'category',
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: words, fontSize: size, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitLine: { lineStyle: { color: line } },
      axisLabel: { color: words, fontSize: size },
    },
  };
}

/** `10-03`, or the month as it is. */
const dayName = (name: string) => (name.length > 7 ? name.slice(5) : name);

const linesOf = (trend: BoardTrend, wanted: readonly string[]) =>
  wanted.filter((id) => trend.items.some(({ values }) => values[id] !== undefined));

/** Numbers of a measure; none for days that have not come. */
const numbersOf = (board: Board, trend: BoardTrend, id: string) => {
  const today = dayOf(board.at);
  return trend.items.map(({ from, values }) => (from > today ? null : (values[id] ?? 0)));
};

/** Where a point of a chart opens its records; undefined where there is none. */
export function pointAt(
  board: Board,
  trend: BoardTrend,
  measure: string | undefined,
  point: number,
): string | undefined {
  const at = trend.items[point];
  return measure && at && recordsAt(board, measure, { from: at.from, to: at.to });
}

/** 趋势: a line a measure. */
export function trendOption(board: Board, trend: BoardTrend, palette: Palette): EChartsCoreOption {
  const base = frame(palette);
  return {
    ...base,
    xAxis: {
      ...(base.xAxis as object),
      boundaryGap: false,
      data: trend.items.map(({ name }) => dayName(name)),
    },
    series: linesOf(trend, TREND_LINES).map((id) => ({
      type: 'line',
      name: nameOf(board, id),
      data: numbersOf(board, trend, id),
      symbol: 'circle',
      symbolSize: palette.size / 2,
      showSymbol: trend.items.length <= 62,
      lineStyle: { width: palette.size / 6 },
      triggerLineEvent: true,
    })),
  };
}

/** The measures of the trend's lines, as they were drawn. */
export const trendLines = (trend: BoardTrend) => linesOf(trend, TREND_LINES);

/** 期限: kept and missed, one on the other. */
export function deadlineOption(board: Board, trend: BoardTrend, palette: Palette): EChartsCoreOption {
  const base = frame(palette);
  return {
    ...base,
    color: [...(palette === INK ? KEPT.ink : KEPT.paper)],
    xAxis: { ...(base.xAxis as object), data: trend.items.map(({ name }) => dayName(name)) },
    series: DEADLINE_BARS.map((id) => ({
      type: 'bar',
      stack: 'due',
      barMaxWidth: palette.size * 1.6,
      name: nameOf(board, id),
      data: numbersOf(board, trend, id),
    })),
  };
}

/** Bars lying one under the other, the largest above: for pictures of what the page shows as a table. */
function bars(items: readonly { readonly name: string; readonly value: number }[]): EChartsCoreOption {
  const base = frame(PAPER);
  return {
    ...base,
    legend: undefined,
    tooltip: undefined,
    grid: { left: 8, right: 56, top: 16, bottom: 8, containLabel: true },
    xAxis: { ...(base.yAxis as object) },
    yAxis: {
      ...(base.xAxis as object),
      inverse: true,
      data: items.map(({ name }) => name),
      axisLabel: { color: '#1c2b33', fontSize: 13 },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 22,
        data: items.map(({ value }) => value),
        label: { show: true, position: 'right', fontSize: 13, color: '#1c2b33' },
      },
    ],
  };
}

export const figuresPicture = (figures: readonly BoardFigure[]) =>
  bars(figures.map(({ name, unit, value }) => ({ name: `${name}（${unit}）`, value })));
export const regionsPicture = (regions: BoardRegions, measure: string) =>
  bars(regions.items.map(({ name, values }) => ({ name, value: values[measure] ?? 0 })));
export const typesPicture = (types: BoardTypes['categories'], measure: string) =>
  bars(types.map(({ name, values }) => ({ name, value: values[measure] ?? 0 })));
export const unitsPicture = (units: BoardUnits) =>
  bars(units.items.flatMap(({ name, score }) => (score === null ? [] : [{ name, value: score }])));
