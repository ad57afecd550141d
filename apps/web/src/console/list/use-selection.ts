import { useMemo, useState } from 'react';
import type { ListRow } from './list-column.ts';

/** Most records that one bulk action takes (the contract's limit). */
const LIMIT = 500;

/** Rows chosen over several pages of a list; another choice of filters (`filters`) starts anew. */
export function useSelection<Row extends ListRow>(filters: string) {
  const [chosen, setChosen] = useState<{ filters: string; rows: ReadonlyMap<string, Row> }>({
    filters,
    rows: new Map(),
  });
  return useMemo(() => {
    const selected = chosen.filters === filters ? chosen.rows : new Map<string, Row>();
    return {
      selected,
      rows: [...selected.values()],
      full: selected.size >= LIMIT,
      select: (rows: readonly Row[], on: boolean) => {
        const next = new Map(selected);
        for (const row of rows) {
          if (!on) next.delete(row.id);
          else if (next.size < LIMIT) next.set(row.id, row);
        }
        setChosen({ filters, rows: next });
      },
      clear: () => setChosen({ filters, rows: new Map() }),
    };
  }, [chosen, filters]);
}
