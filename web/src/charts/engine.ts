/** The chart engine with only the parts that we draw; loaded after the page stands. */
import { BarChart, LineChart } from "echarts/charts";
import {
  GraphicComponent,
  GridComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart,
  LineChart,
  GridComponent,
  TooltipComponent,
  TitleComponent,
  GraphicComponent,
  MarkLineComponent,
  CanvasRenderer,
]);

export { init };
export type { EChartsType };
