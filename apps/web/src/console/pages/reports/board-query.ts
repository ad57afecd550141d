import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  getBoard,
  getBoardRegions,
  getBoardTrend,
  getBoardTypes,
  getBoardUnits,
} from '@wangjian/server/modules/reports/contract.ts';
import type { z } from 'zod';
import { call } from '../../../api/call.ts';
import { useScope } from '../../shell/use-scope.ts';
import { todayInChina } from '../../time-words.ts';
import { type UrlSearch, writeSearch } from '../../url-search.ts';
import { thisMonth } from './period-picker.tsx';

export type Board = z.output<NonNullable<(typeof getBoard)['result']>>;
export type BoardFigure = Board['figures'][number];
export type BoardRegions = z.output<NonNullable<(typeof getBoardRegions)['result']>>;
export type BoardTrend = z.output<NonNullable<(typeof getBoardTrend)['result']>>;
export type BoardTypes = z.output<NonNullable<(typeof getBoardTypes)['result']>>;
export type BoardUnits = z.output<NonNullable<(typeof getBoardUnits)['result']>>;
export type Step = 'day' | 'week' | 'month';

/** What is looked at, as the address says it. */
export interface Looked {
  readonly region: string | undefined;
  readonly org: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** Days from which a trend is drawn by week, and by month. */
function stepOf({ from, to }: Looked): Step {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return days <= 45 ? 'day' : days <= 200 ? 'week' : 'month';
}

/** Region, unit, period and step of a dashboard, kept in the address; the region of the top bar where there is none. */
export function useLooked() {
  const search = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const scope = useScope();
  const text = (name: string) => (typeof search[name] === 'string' ? search[name] : undefined);
  const standard = thisMonth(todayInChina());
  const org = text('org');
  const looked: Looked = {
    region: text('region') ?? (org === undefined ? (scope.region ?? undefined) : undefined),
    org,
    from: text('from') ?? standard.from,
    to: text('to') ?? standard.to,
  };
  const step = (text('step') as Step | undefined) ?? stepOf(looked);
  const change = (changes: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { ...search, ...changes }, replace: true });
  return { looked, step, search, change };
}

/** All that a dashboard shows; read again every `refresh` milliseconds where it is given. */
export function useBoard(looked: Looked, step: Step, refresh?: number) {
  const common = { refetchInterval: refresh ?? (false as const), placeholderData: keepPreviousData };
  return {
    board: useQuery({
      queryKey: ['board', 'figures', looked],
      queryFn: ({ signal }) => call(getBoard, { query: looked, signal }),
      ...common,
    }),
    regions: useQuery({
      queryKey: ['board', 'regions', looked],
      queryFn: ({ signal }) => call(getBoardRegions, { query: looked, signal }),
      ...common,
    }),
    trend: useQuery({
      queryKey: ['board', 'trend', looked, step],
      queryFn: ({ signal }) => call(getBoardTrend, { query: { ...looked, step }, signal }),
      ...common,
    }),
    types: useQuery({
      queryKey: ['board', 'types', looked],
      queryFn: ({ signal }) => call(getBoardTypes, { query: looked, signal }),
      ...common,
    }),
    units: useQuery({
      queryKey: ['board', 'units', looked],
      queryFn: ({ signal }) => call(getBoardUnits, { query: looked, signal }),
      ...common,
    }),
  };
}

/** Where the records behind a number stand: `narrowed` says which of them. */
export function recordsAt(
  board: Pick<Board, 'region' | 'org' | 'from' | 'to'>,
  measure: string,
  narrowed: Readonly<Record<string, string | undefined>> = {},
): string {
  const { region, org, from, to } = board;
  const search = { measure, region: region?.code, org: org?.id, from, to, ...narrowed };
  return `/reports/records${writeSearch(search)}`;
}

/** Name of a measure in the board, for headings. */
export function nameOf(board: Board, measure: string): string {
  return board.figures.find(({ id }) => id === measure)?.name ?? measure;
}
