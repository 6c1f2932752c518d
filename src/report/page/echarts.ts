import type { LineSeriesOption } from 'echarts/charts';
import {
  BarChart,
  type BarSeriesOption,
  HeatmapChart,
  type HeatmapSeriesOption,
  LineChart,
} from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  type VisualMapComponentOption,
  VisualMapPiecewiseComponent,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/** What the charts of the page are made of. */
export type ChartOption = ComposeOption<
  BarSeriesOption | HeatmapSeriesOption | LineSeriesOption | GridComponentOption | VisualMapComponentOption
>;

use([BarChart, HeatmapChart, LineChart, GridComponent, VisualMapPiecewiseComponent, SVGRenderer]);

/** Draws a chart as SVG, `width` by `height` units. The same option gives the same shapes; ids count up. */
export function draw(option: ChartOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return chart.renderToSVGString();
  } finally {
    // A chart that lives keeps a timer, and so the process.
    chart.dispose();
  }
}
