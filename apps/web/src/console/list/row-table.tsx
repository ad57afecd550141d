import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ListColumn, ListRow } from './list-column.ts';
import './row-table.css';

const ROW = 32;
const SPARE = 12;

export interface RowTableProps<Row extends ListRow> {
  readonly label: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  readonly total: number;
  /** Number of the first row among all of them, from 0. */
  readonly offset: number;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly selected?: ReadonlyMap<string, Row>;
  readonly onSelect?: (rows: readonly Row[], on: boolean) => void;
  readonly onOpen?: (row: Row) => void;
}

/**
 * The table of every list: rows of 32 px, of which only those in view are drawn, so that 500 are as quick as 20.
 * Keys: arrows, Page, Home and End move, Space selects, Enter opens.
 */
export function RowTable<Row extends ListRow>(props: RowTableProps<Row>) {
  const { rows, columns, selected, onSelect } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState(0);
  const anchor = useRef<number | null>(null);
  const focusActive = useRef(false);

  useLayoutEffect(() => {
    const box = frame.current;
    if (!box) return;
    const measure = () => setView({ top: box.scrollTop, height: box.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top
  useEffect(() => {
    frame.current?.scrollTo({ top: 0 });
    setActive(0);
  }, [props.offset, props.sort]);
  useEffect(() => {
    if (!focusActive.current) return;
    focusActive.current = false;
    frame.current?.querySelector<HTMLElement>(`tr[data-index="${active}"]`)?.focus({ preventScroll: true });
  }, [active]);

  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const box = frame.current;
    if (box) {
      const top = next * ROW;
      const room = box.clientHeight - ROW * 2;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top > box.scrollTop + room) box.scrollTop = top - room;
      setView({ top: box.scrollTop, height: box.clientHeight });
    }
    focusActive.current = true;
    setActive(next);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('input,button,a,thead')) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    }
    const step = Math.max(1, Math.floor(view.height / ROW) - 2);
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + step,
      PageUp: active - step,
      Home: 0,
      End: rows.length - 1,
    };
    const row = rows[active];
    const to = moves[event.key];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' && row && props.onOpen) props.onOpen(row);
    else if (event.key === ' ' && row && onSelect) onSelect([row], !selected?.has(row.id));
    else return;
    event.preventDefault();
  };
  const toggle = (index: number, on: boolean, shift: boolean) => {
    const from = shift && anchor.current !== null ? anchor.current : index;
    anchor.current = index;
    onSelect?.(rows.slice(Math.min(from, index), Math.max(from, index) + 1), on);
  };

  const first = Math.max(0, Math.floor(view.top / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / ROW) + SPARE);
  const chosen = selected ? rows.filter((row) => selected.has(row.id)).length : 0;
  const width = columns.reduce((sum, column) => sum + column.width, onSelect ? 36 : 0);
  return (
    <div
      className="row-table"
      ref={frame}
      onScroll={(event) =>
        setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })
      }
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are walked by keys, which is a grid
        role="grid"
        onKeyDown={keyDown}
        aria-label={props.label}
        aria-rowcount={props.total}
        style={{ minWidth: width }}
      >
        <colgroup>
          {onSelect && <col style={{ width: 36 }} />}
          {columns.map((column) => (
            <col key={column.key} style={column.grow ? undefined : { width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {onSelect && (
              <th className="pick">
                <input
                  type="checkbox"
                  aria-label="选择本页全部"
                  checked={rows.length > 0 && chosen === rows.length}
                  ref={(box) => {
                    if (box) box.indeterminate = chosen > 0 && chosen < rows.length;
                  }}
                  onChange={(event) => onSelect(rows, event.target.checked)}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr style={{ height: first * ROW }} />}
          {rows.slice(first, last).map((row, slot) => {
            const index = first + slot;
            const picked = selected?.has(row.id) ?? false;
            return (
              <tr
                key={row.id}
                data-index={index}
                tabIndex={index === active ? 0 : -1}
                aria-rowindex={props.offset + index + 1}
                aria-selected={selected ? picked : undefined}
                className={picked ? 'picked' : undefined}
                onFocus={() => setActive(index)}
                onDoubleClick={() => props.onOpen?.(row)}
              >
                {onSelect && (
                  <td className="pick">
                    <input
                      type="checkbox"
                      aria-label={`选择第 ${props.offset + index + 1} 行`}
                      checked={picked}
                      tabIndex={-1}
                      onChange={(event) =>
                        toggle(index, event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)
                      }
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <Cell key={column.key} column={column} row={row} />
                ))}
              </tr>
            );
          })}
          {last < rows.length && <tr style={{ height: (rows.length - last) * ROW }} />}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: ListColumn<Row>; row: Row }) {
  const content = column.render(row);
  const hint = column.hint ? column.hint(row) : typeof content === 'string' ? content : undefined;
  return (
    <td className={column.align === 'right' ? 'right' : undefined} title={hint ?? undefined}>
      {content === null || content === undefined || content === '' ? (
        <span className="soft">—</span>
      ) : (
        content
      )}
    </td>
  );
}

function HeadCell<Row>(props: {
  readonly column: ListColumn<Row>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}) {
  const { column, sort, onSort } = props;
  const align = column.align === 'right' ? 'right' : undefined;
  if (!column.sort || !onSort) return <th className={align}>{column.title}</th>;
  const order = sort === column.sort ? 'ascending' : sort === `-${column.sort}` ? 'descending' : 'none';
  return (
    <th className={align} aria-sort={order}>
      <button
        type="button"
        onClick={() => onSort(order === 'descending' ? (column.sort ?? '') : `-${column.sort}`)}
        title="点击排序"
      >
        {column.title}
        <i aria-hidden="true">{order === 'ascending' ? '▲' : order === 'descending' ? '▼' : '⇅'}</i>
      </button>
    </th>
  );
}
