import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useScope } from '../shell/use-scope.ts';
import type { UrlSearch } from '../url-search.ts';
import type { ListFilter, ListQueryValues } from './list-column.ts';

const PAGE_SIZE_KEY = 'wangjian.page-size';
export const PAGE_SIZES = [20, 50, 100, 200, 500];

export interface ListState {
  readonly search: UrlSearch;
  readonly page: number;
  readonly pageSize: number;
  readonly sort: string | undefined;
  /** Query for the server: filters, scope, order and page. */
  readonly query: ListQueryValues;
  /** The same without the page, for exports and for knowing when the choice of rows changed. */
  readonly filterQuery: ListQueryValues;
  /** Changes filters, order or page in the address; everything but a turn of the page goes back to page 1. */
  readonly change: (changes: Readonly<Record<string, string | readonly string[] | undefined>>) => void;
  readonly reset: () => void;
}

/**
 * A list's filters, order and page, kept in the address. `defaults` hold for filters that the address does not name;
 * the value `all` takes a default off.
 */
export function useListState(
  filters: readonly ListFilter[],
  defaults: UrlSearch = {},
  defaultSort?: string,
): ListState {
  const raw = useSearch({ strict: false }) as UrlSearch;
  const navigate = useNavigate();
  const scope = useScope();
  const key = JSON.stringify([raw, defaults]);
  return useMemo(() => {
    const [given, standard] = JSON.parse(key) as [UrlSearch, UrlSearch];
    const search: UrlSearch = { ...standard, ...given };
    const filterQuery: Record<string, unknown> = {
      q: textOf(search.q),
      sort: textOf(search.sort) ?? defaultSort,
    };
    for (const filter of filters) Object.assign(filterQuery, queryOf(filter, search));
    if (filters.some((filter) => filter.input === 'region')) filterQuery.region ??= scope.region ?? undefined;
    const page = Math.max(1, Number(textOf(search.page)) || 1);
    const pageSize = Number(textOf(search.pageSize)) || Number(localStorage.getItem(PAGE_SIZE_KEY)) || 50;
    const go = (next: Record<string, unknown>) => void navigate({ to: '.', search: next, replace: true });
    return {
      search,
      page,
      pageSize,
      sort: textOf(search.sort) ?? defaultSort,
      filterQuery: filterQuery as ListQueryValues,
      query: { ...filterQuery, page, pageSize } as unknown as ListQueryValues,
      change: (changes) => {
        if (typeof changes.pageSize === 'string') localStorage.setItem(PAGE_SIZE_KEY, changes.pageSize);
        // The record that a link led to (`at`) belongs to the list as it was.
        go({ ...given, page: undefined, at: undefined, ...changes });
      },
      reset: () => go({ pageSize: given.pageSize, sort: given.sort }),
    };
  }, [key, filters, defaultSort, scope.region, navigate]);
}

/** The one text of a value of the address. */
export function textOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** The texts of a value of the address; none for `all`. */
export function textsOf(value: string | string[] | undefined): string[] {
  if (value === undefined || value === 'all') return [];
  return [value].flat();
}

function queryOf(filter: ListFilter, search: UrlSearch): Record<string, unknown> {
  if (filter.input === 'many') {
    const values = textsOf(search[filter.name]);
    return { [filter.name]: values.length > 0 ? values : undefined };
  }
  if (filter.input === 'days') {
    const from = textOf(search.from);
    const to = textOf(search.to);
    return {
      from: from && `${from}T00:00:00+08:00`,
      to: to && `${to}T23:59:59.999+08:00`,
    };
  }
  const value = textOf(search[filter.name]);
  return { [filter.name]: value === 'all' ? undefined : value };
}
