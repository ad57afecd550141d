import { useMemo, useState } from 'react';
import type { ListColumn } from './list-column.ts';

interface Choice {
  readonly order: readonly string[];
  readonly shown: readonly string[];
}

/** Which columns a list shows and in which order, kept in this browser under the list's name. */
export function useColumns<Row>(list: string, columns: readonly ListColumn<Row>[]) {
  const key = `wangjian.columns.${list}`;
  const [choice, setChoice] = useState<Choice | null>(() => read(key));
  return useMemo(() => {
    const place = (column: ListColumn<Row>) => {
      const at = choice?.order.indexOf(column.key) ?? -1;
      return at < 0 ? columns.length + columns.indexOf(column) : at;
    };
    const known = new Set(choice?.order ?? []);
    const ordered = choice ? [...columns].sort((one, other) => place(one) - place(other)) : columns;
    const isShown = (column: ListColumn<Row>) =>
      choice && known.has(column.key) ? choice.shown.includes(column.key) : !column.optional;
    const save = (next: Choice | null) => {
      if (next) localStorage.setItem(key, JSON.stringify(next));
      else localStorage.removeItem(key);
      setChoice(next);
    };
    const order = ordered.map((column) => column.key);
    const shown = ordered.filter(isShown).map((column) => column.key);
    return {
      ordered,
      shown: ordered.filter(isShown),
      toggle: (name: string) =>
        save({ order, shown: shown.includes(name) ? shown.filter((one) => one !== name) : [...shown, name] }),
      move: (name: string, by: -1 | 1) => {
        const from = order.indexOf(name);
        const to = from + by;
        if (to < 0 || to >= order.length) return;
        const next = [...order];
        next.splice(to, 0, ...next.splice(from, 1));
        save({ order: next, shown });
      },
      reset: () => save(null),
    };
  }, [choice, columns, key]);
}

function read(key: string): Choice | null {
  const text = localStorage.getItem(key);
  if (!text) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'order' in value && 'shown' in value)
      return value as Choice;
  } catch {
    localStorage.removeItem(key);
  }
  return null;
}
