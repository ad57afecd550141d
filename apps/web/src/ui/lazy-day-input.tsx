import { Spin } from 'antd';
import { type ComponentProps, lazy, Suspense } from 'react';

const DayInput = lazy(() => import('./day-input.tsx'));

/** A day's input whose calendar is loaded when it is first shown; stands in a form field like any other input. */
export function LazyDayInput(props: ComponentProps<typeof DayInput>) {
  return (
    <Suspense fallback={<Spin size="small" />}>
      <DayInput {...props} />
    </Suspense>
  );
}
