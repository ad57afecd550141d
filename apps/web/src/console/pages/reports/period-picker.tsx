import { Radio } from 'antd';
import { lazy, Suspense } from 'react';
import './reports.css';

const DayInput = lazy(() => import('../../../ui/day-input.tsx'));

interface Span {
  readonly from: string;
  readonly to: string;
}

const two = (value: number) => String(value).padStart(2, '0');
/** Whole months, counted from the month with the number `first` (year × 12 + month from 0). */
const months = (first: number, count: number): Span => {
  const last = first + count - 1;
  const end = new Date(Date.UTC(Math.floor(last / 12), (last % 12) + 1, 0)).getUTCDate();
  return {
    from: `${Math.floor(first / 12)}-${two((first % 12) + 1)}-01`,
    to: `${Math.floor(last / 12)}-${two((last % 12) + 1)}-${two(end)}`,
  };
};
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** The month before the one that a day lies in: what is reported now. */
export function lastMonth(today: string): Span {
  return months(monthOf(today) - 1, 1);
}

/** The month that a day lies in: what dashboards begin with. */
export function thisMonth(today: string): Span {
  return months(monthOf(today), 1);
}

/** Month, quarter, year, or two days; kept by the page. */
export function PeriodPicker(
  props: Span & { readonly onChange: (span: { from: string; to: string }) => void },
) {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const now = monthOf(today);
  const spans: readonly (readonly [string, Span])[] = [
    ['上月', months(now - 1, 1)],
    ['本月', months(now, 1)],
    ['本季度', months(now - (now % 3), 3)],
    ['本年', months(now - (now % 12), 12)],
    ['上年', months(now - (now % 12) - 12, 12)],
  ];
  const chosen = spans.find(([, span]) => span.from === props.from && span.to === props.to)?.[0];
  return (
    <div className="report-field">
      <span>统计期间</span>
      <Radio.Group
        optionType="button"
        aria-label="统计期间"
        value={chosen ?? null}
        options={spans.map(([name]) => ({ value: name, label: name }))}
        onChange={({ target }) => {
          const span = spans.find(([name]) => name === target.value)?.[1];
          if (span) props.onChange(span);
        }}
      />
      <Suspense fallback={null}>
        <DayInput
          label="起日"
          value={props.from}
          max={props.to}
          onChange={(from) => from && props.onChange({ from, to: props.to })}
        />
        <span>至</span>
        <DayInput
          label="止日"
          value={props.to}
          min={props.from}
          onChange={(to) => to && props.onChange({ from: props.from, to })}
        />
      </Suspense>
    </div>
  );
}
