import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** A chart in an element, drawn at once: nothing moves in the console. */
export function drawChart(element: HTMLElement, option: EChartsCoreOption): ECharts {
  const chart = init(element, undefined, { renderer: 'canvas' });
  chart.setOption({ animation: false, ...option });
  return chart;
}

/** The chart as a picture for a report: white ground, twice as fine as the screen; a data address of a PNG. */
export function pictureOf(option: EChartsCoreOption, width = 960, height = 480): string {
  const element = document.createElement('div');
  Object.assign(element.style, {
    position: 'fixed',
    left: '-9999px',
    width: `${width}px`,
    height: `${height}px`,
  });
  document.body.append(element);
  const chart = drawChart(element, option);
  const address = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' });
  chart.dispose();
  element.remove();
  return address;
}
