/** The chart engine with only the parts that we draw; loaded after the page stands. */
import { LineChart } from "echarts/charts";
import { GraphicComponent, GridComponent, TitleComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([LineChart, GridComponent, TooltipComponent, TitleComponent, GraphicComponent, CanvasRenderer]);

export { init };
export type { EChartsType };
