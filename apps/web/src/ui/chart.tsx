import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { drawChart } from './echarts.ts';

/** A chart that fills its box. `label` says in words what it shows; `onPick` hears which point of which series was clicked. */
export default function Chart(props: {
  readonly option: EChartsCoreOption;
  readonly label: string;
  readonly height: number | string;
  readonly onPick?: (series: number, point: number) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const pick = useRef(props.onPick);
  pick.current = props.onPick;
  useEffect(() => {
    if (!box.current) return;
    const chart = drawChart(box.current, props.option);
    chart.on('click', ({ seriesIndex, dataIndex }) => {
      if (seriesIndex !== undefined) pick.current?.(seriesIndex, dataIndex);
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [props.option]);
  return <div ref={box} role="img" aria-label={props.label} style={{ height: props.height }} />;
}
