/** The chart engine with only the parts that we draw; loaded after the page stands. */
import { BarChart, HeatmapChart, LineChart, SankeyChart } from "echarts/charts";
import {
  GraphicComponent,
  GridComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart,
  HeatmapChart,
  SankeyChart,
  LineChart,
  GridComponent,
  TooltipComponent,
  TitleComponent,
  GraphicComponent,
  MarkLineComponent,
  VisualMapContinuousComponent,
  CanvasRenderer,
]);

export { init };
export type { EChartsType };
