/** The drawing of a chart with the part of the engine that draws maps: fetched when somebody brought one. */
import { MapChart } from "echarts/charts";
import { use } from "echarts/core";

use([MapChart]);

export { default } from "./Drawing";
